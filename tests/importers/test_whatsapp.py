"""WhatsApp exports: shapes of headers, the order of dates, who speaks, what the app says."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given

from relkeeper.drafts import PersonDraft
from relkeeper.errors import DateOrderError, UsageError
from relkeeper.importers import whatsapp
from relkeeper.importers.head import Head
from relkeeper.importers.whatsapp.words import partner
from tests.importers import golden
from tests.importers.chat_readers import (
    CORPUS,
    broken_samples,
    chat,
    head,
    is_read,
    messages,
    problems,
    records,
)
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("whatsapp")
OTHERS = [sample for name in ("signal", "imessage", "messenger", "sms", "vcard") for sample in golden.samples(name)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, whatsapp) == golden.expectation(sample).read_text(encoding="utf-8")
    assert whatsapp.recognises(head(sample))


@pytest.mark.parametrize("sample", OTHERS, ids=lambda sample: sample.name)
def test_samples_of_others_are_not_taken(sample: Path) -> None:
    assert sample.parent.name == "signal" or not whatsapp.recognises(head(sample))


@pytest.mark.parametrize(
    ("header", "at"),
    [
        ("23/06/2018, 01:55 p.m. - Ada: hi", "2018-06-23 13:55"),
        ("23/06/2018, 1:55 am – Ada: hi", "2018-06-23 01:55"),
        ("2018-06-23, 14:05 - Ada: hi", "2018-06-23 14:05"),
        ("[2018-06-23, 2:05:09\u202fPM] Ada: hi", "2018-06-23 14:05:09"),
        ("\u200e[23.06.18, 14:05:09] Ada: hi", "2018-06-23 14:05:09"),
        ("23.06.18, 14.05 - Ada: hi", "2018-06-23 14:05"),
        ("23.6.2018 klo 14.05 - Ada: hi", "2018-06-23 14:05"),
        ("23.06.18 г., 14:05 ч. - Ada: hi", "2018-06-23 14:05"),
        ("23/06/2018 14:05 - Ada:hi", "2018-06-23 14:05"),
        ("[6/23/18 14:05] Ada: hi", "2018-06-23 14:05"),
        ("2018/6/23 下午2:05 - Ada: hi", "2018-06-23 14:05"),
        ("2018/6/23, 2:05 下午 - Ada: hi", "2018-06-23 14:05"),
        ("2018年6月23日 下午2:05 - Ada: hi", "2018-06-23 14:05"),
        ("2018/06/23 午後2:05 - Ada: hi", "2018-06-23 14:05"),
        ("[2018. 6. 23. 오후 2:05:09] Ada: hi", "2018-06-23 14:05:09"),
        ("18. 6. 3. 오전 12:05 - Ada : hi", "2018-06-03 00:05"),
        ("23/6/18 12:05 a.\u00a0m. - Ada: hi", "2018-06-23 00:05"),
        ("23/6/18, 12:05 μ.μ. - Ada: hi", "2018-06-23 12:05"),
        ("23/06/2018 14:05:09: Ada: hi", "2018-06-23 14:05:09"),
    ],
)
def test_a_header_of_each_locale(header: str, at: str) -> None:
    assert whatsapp.recognises(Head(header.encode()))
    (message,) = messages(records(whatsapp, header))
    assert message == (datetime.fromisoformat(at), PersonDraft("Ada"), "hi", (), False)


def test_a_word_beside_the_clock_that_nobody_knows_is_a_problem() -> None:
    found = records(whatsapp, "23/06/2018, 1:55 pm - Ada: hi\n23/06/2018, 1:55 xy - Ada: hi\n")
    assert len(messages(found)) == 1
    assert [problem.where for problem in problems(found)] == ["line 2"]
    assert "'xy'" in problems(found)[0].message


def two(first: str, second: str) -> str:
    return f"{first}, 10:00 - Ada: hi\n{second}, 10:00 - Ada: ho\n"


@pytest.mark.parametrize(
    ("first", "second", "month", "day"),
    [
        ("05/06/2019", "13/06/2019", 6, 5),
        ("05/06/2019", "05/13/2019", 5, 6),
        ("05/03/2019", "04/04/2019", 3, 5),  # forward in time only so
        ("03/05/2019", "04/04/2019", 3, 5),
    ],
)
def test_the_order_of_dates_is_decided_over_the_file(first: str, second: str, month: int, day: int) -> None:
    message = messages(records(whatsapp, two(first, second)))[0]
    assert (message.at.month, message.at.day) == (month, day)


def test_where_nothing_decides_the_user_is_asked() -> None:
    text = two("03/04/2019", "04/05/2019")
    with pytest.raises(DateOrderError, match=r"3 April 2019 or 4 March 2019; say which with --date-order dmy\|mdy"):
        records(whatsapp, text)
    assert messages(records(whatsapp, text, date_order="mdy"))[0].at.month == 3
    assert messages(records(whatsapp, text, date_order="dmy"))[0].at.month == 4
    with pytest.raises(DateOrderError):
        records(whatsapp, text, date_order="ymd")


def test_what_lies_in_the_future_decides_too() -> None:
    assert messages(records(whatsapp, two("01/12/2026", "01/12/2026")))[0].at.month == 1


def test_who_it_is_with_is_in_the_name_of_the_file() -> None:
    text = two("13/04/2019", "13/04/2019") + "13/04/2019, 11:00 - Grace: hey\n"
    found = chat(records(whatsapp, text, "x/WhatsApp Chat with Ada.txt"))
    assert (found.group, found.title, found.peer) == (False, "Ada", PersonDraft("Ada"))
    assert chat(records(whatsapp, text, "WhatsApp Chat - Ada/_chat.txt")).peer == PersonDraft("Ada")
    assert chat(records(whatsapp, text, "x/WhatsApp Chat - Ada (1).zip/_chat.txt")).peer == PersonDraft("Ada")
    assert chat(records(whatsapp, text, "_chat.txt")).title == ""
    assert chat(records(whatsapp, text, "WhatsApp Chat with Bo.txt")).group is None
    third = text + "13/04/2019, 11:00 - Bo: hey\n"
    assert chat(records(whatsapp, third, "WhatsApp Chat with Ada.txt")).group is True


@pytest.mark.parametrize(
    ("name", "whom"),
    [
        ("WhatsApp Chat with Ada Example", "Ada Example"),
        ("WhatsApp Chat mit Ada", "Ada"),
        ("Chat de WhatsApp con Ada", "Ada"),
        ("Chat WhatsApp con Ada (2)", "Ada"),
        ("Discussion WhatsApp avec Ada", "Ada"),
        ("Conversa do WhatsApp com Ada", "Ada"),
        ("WhatsApp-chat met Ada", "Ada"),
        ("WhatsApp Chat - Ada", "Ada"),
        ("与样张三的 WhatsApp 聊天", "样张三"),
        ("WhatsApp 與樣張三的對話", "樣張三"),
        ("Ada ile WhatsApp Sohbeti", "Ada"),
        ("Чат WhatsApp с Ada", "Ada"),
        ("_chat", ""),
        ("my notes with Ada", ""),
    ],
)
def test_names_of_files(name: str, whom: str) -> None:
    assert partner(name) == whom


def test_what_ios_says_itself_has_no_sender_and_what_was_sent_has() -> None:
    lines = ["Messages and calls are end-to-end encrypted.", "Ada changed the group icon", "image omitted",
             "This message was deleted.", "Voice call, 5 min"]  # fmt: skip
    found = messages(records(whatsapp, "".join(f"[13.04.21, 10:00:00] Ada: \u200e{line}\n" for line in lines)))
    assert [message.sender is None for message in found] == [True, True, False, False, False]
    assert [message.text for message in found] == lines


@pytest.mark.parametrize(
    ("text", "is_medium"),
    [
        ("<Media omitted>", True),
        ("\u200eIMG-20210413-WA0001.jpg (file attached)", True),
        ("\u200e<attached: 00000042-PHOTO-2021-04-13.jpg>", True),
        ("\u200eimage omitted", True),
        ("image omitted", False),
        ("IMG-20210413-WA0001.jpg (file attached)\nat the harbour", False),
        ("see <Media omitted>", False),
    ],
)
def test_what_is_nothing_but_a_picture_in_an_export_with_and_without_them(text: str, is_medium: bool) -> None:
    (message,) = messages(records(whatsapp, f"[13.04.21, 10:00:00] Ada: {text}\n"))
    assert message.is_medium is is_medium


def test_a_number_is_a_handle_without_marks() -> None:
    (message,) = messages(records(whatsapp, "13/04/2019, 10:00 - \u202a+1\u00a0212 555 0142\u202c: hi"))
    assert message.sender == PersonDraft("", "phone", "+1 212 555 0142")


def test_one_person_is_one_object() -> None:
    first, second = messages(records(whatsapp, two("13/04/2019", "14/04/2019")))
    assert first.sender is second.sender


def test_files_beside_the_export(tmp_path: Path) -> None:
    (tmp_path / "IMG-1.jpg").write_bytes(b"picture")
    (tmp_path.parent / "secret.txt").write_bytes(b"secret")
    (tmp_path / "link.txt").symlink_to(tmp_path.parent / "secret.txt")
    names = ["IMG-1.jpg", "../secret.txt", str(tmp_path.parent / "secret.txt"), "link.txt", "missing.jpg"]
    text = "".join(f"13/04/2019, 10:00 - Ada: \u200e{name} (file attached)\n" for name in names)
    found = messages(records(whatsapp, text, folder=tmp_path))
    assert [[file.name for file in message.files] for message in found] == [["IMG-1.jpg"], [], [], [], []]
    assert b"".join(found[0].files[0].read()) == b"picture"
    assert found[0].text == "IMG-1.jpg (file attached)"
    (ios,) = messages(records(whatsapp, "[13.04.19, 10:00:00] Ada: \u200e<attached: IMG-1.jpg>", folder=tmp_path))
    assert len(ios.files) == 1
    assert not messages(records(whatsapp, text))[0].files


def test_encodings() -> None:
    text = "2023/5/16, 上午9:05 - 样张三: 早上好，今天去公园吗\n" * 3
    assert messages(records(whatsapp, text.encode("gb18030"), encoding="gb18030"))[0].sender == PersonDraft("样张三")
    assert messages(records(whatsapp, text.encode("utf-16")))[0].sender == PersonDraft("样张三")
    with pytest.raises(UsageError):
        records(whatsapp, text, encoding="klingon")


@FEW
@given(broken_samples("whatsapp"))
def test_no_bytes_break_it(data: bytes) -> None:
    is_read(whatsapp, data)


KNOWN = {
    "chatistics-wa--_chat.txt": 21,
    "chatistics-wa--_chat_2.txt": 4,
    "chatminer--test_[mmddyy]_24hrs.txt": 9,
    "chatminer--test_ddmmyy_24hrs.txt": 9,
    "chatminer--test_mmddyy_24hrs.txt": 9,
    "chatminer--test_mmddyyyy_12hrs.txt": 9,
    "chatminer--test_yyyymmdd_24hrs.txt": 9,
    "kawsay-wa--_chat.txt": 4,
    "kawsay-wa--android_chat.txt": 4,
    "wa--pustur-pm-dots-multiline.txt": 2,
}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files() -> None:
    for name, count in KNOWN.items():
        found = records(whatsapp, (CORPUS / name).read_bytes(), name)
        assert (name, len(messages(found)), problems(found)) == (name, count, [])
    with pytest.raises(DateOrderError, match="2 November 2019 or 11 February 2019"):
        records(whatsapp, (CORPUS / "chatistics-wa--_chat_3.txt").read_bytes())
    taken = {path.name for path in CORPUS.iterdir() if whatsapp.recognises(head(path))}
    assert taken == {*KNOWN, "chatistics-wa--_chat_3.txt", "chatminer--test_export.txt"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files_of_others_break_nothing() -> None:
    for path in CORPUS.iterdir():
        is_read(whatsapp, path.read_bytes())
