"""SMS Backup & Restore: messages and calls."""

import tracemalloc
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import EventDraft, Notice
from relkeeper.importers import Reading
from relkeeper.importers import sms as sms_reader
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.chat_readers import CORPUS, NOW, broken_samples, head, is_read, messages, problems, records
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("sms")
OTHERS = [
    sample for name in ("whatsapp", "signal", "imessage", "messenger", "vcard") for sample in golden.samples(name)
]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, sms_reader) == golden.expectation(sample).read_text(encoding="utf-8")
    assert sms_reader.recognises(head(sample))


@pytest.mark.parametrize("sample", OTHERS, ids=lambda sample: sample.name)
def test_samples_of_others_are_not_taken(sample: Path) -> None:
    assert not sms_reader.recognises(head(sample))


def sms(body: str, **fields: str) -> str:
    attributes = {"address": "+12125550142", "date": "1700000000000", "type": "1", "body": body, **fields}
    return "<sms " + " ".join(f'{key}="{text}"' for key, text in attributes.items()) + " />"


def backup(*inside: str) -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<smses>{''.join(inside)}</smses>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("&#55357;&#56832;", "\U0001f600"),
        ("&#xD83D;&#xDE00;!", "\U0001f600!"),
        ("&#55357;&#56832;&#55357;&#56832;", "\U0001f600\U0001f600"),
        ("&#65;&#55357;&#56832;&#66;", "A\U0001f600B"),
        ("&#55357; &#56832;", "\ufffd \ufffd"),
        ("&#0;&#65;&amp;&#10;x", "\ufffdA&\nx"),
        ("AT&amp;T &#38;", "AT&T &"),
        ("null", ""),
        ("\U0001f600 样张三", "\U0001f600 样张三"),
    ],
)
def test_characters(body: str, text: str) -> None:
    assert [message.text for message in messages(records(sms_reader, backup(sms(body))))] == [text]


@FEW
@given(st.integers(60_000, 70_000))
def test_an_emoji_on_the_edge_of_a_piece(length: int) -> None:
    found = messages(records(sms_reader, backup(sms("x" * length + "&#55357;&#56832;" * 3))))
    assert found[0].text == "x" * length + "\U0001f600" * 3


def mms(data: str) -> str:
    part = f'<part ct="image/png" cl="a.png" text="null" data="{data}" />'
    return f'<mms date="1700000000000" msg_box="1" address="+12125550142"><parts>{part}</parts></mms>'


@pytest.mark.parametrize("size", [1, 2, 3, 70_000, 200_001])
def test_pictures_are_decoded_from_where_they_stand(size: int, tmp_path: Path) -> None:
    picture = bytes(range(256)) * (size // 256 + 1)
    wanted = picture[:size]
    path = tmp_path / "sms.xml"
    path.write_text(backup(sms("before &#55357;&#56832;"), mms(b64encode(wanted).decode()), sms("after")))
    with path.open("rb") as file:
        found = messages(list(sms_reader.read(file, "sms.xml", Reading(now=NOW))))
    assert [message.text for message in found] == ["before \U0001f600", "[a.png]", "after"]
    assert b"".join(found[1].files[0].read()) == wanted
    assert b"".join(found[1].files[0].read()) == wanted


def test_memory_stays_flat_with_large_pictures() -> None:
    data = backup(mms("QUJD" * 5_000_000), sms("after")).encode()
    tracemalloc.start()
    try:
        assert len(messages(records(sms_reader, data))) == 2
        assert tracemalloc.get_traced_memory()[1] < len(data) + 5_000_000
    finally:
        tracemalloc.stop()


BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "declared", [BOMB, '<!DOCTYPE a SYSTEM "file:///etc/passwd">', '<!DOCTYPE a [<!ENTITY a SYSTEM "/etc/passwd">]>']
)
def test_what_the_xml_declares_is_refused(declared: str) -> None:
    found = records(sms_reader, f"<?xml version='1.0'?>{declared}<smses>{sms('&a;')}</smses>")
    assert not messages(found)
    assert ["declares" in problem.message for problem in problems(found)] == [True]


def test_deep_nesting_is_refused() -> None:
    found = records(sms_reader, "<smses>" + "<a>" * 100)
    assert "too deep" in problems(found)[0].message


def test_calls_of_a_hidden_number_are_counted() -> None:
    call = '<call number="-1" date="1700000000000" type="1" duration="5" />'
    found = records(sms_reader, f"<calls>{call}{call}</calls>")
    assert [record.message for record in found if isinstance(record, Notice)] == [
        "calls left out, because the number is hidden: 2"
    ]


@pytest.mark.parametrize(("seconds", "minutes"), [("0", None), ("1", 1), ("60", 1), ("61", 2), ("x", None)])
def test_length_of_a_call(seconds: str, minutes: int | None) -> None:
    (event,) = records(
        sms_reader, f'<calls><call number="5" date="1700000000000" type="1" duration="{seconds}" /></calls>'
    )
    assert isinstance(event, EventDraft)
    assert event.interaction.duration_minutes == minutes
    assert event.identity == "call:5:1700000000000"
    assert event.interaction.moment.at.astimezone(UTC) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_recognises() -> None:
    assert sms_reader.recognises(Head(b'\xef\xbb\xbf<?xml version="1.0"?><!-- a --><calls count="0">'))
    assert not sms_reader.recognises(Head(b"<html><body><sms /></body></html>"))


@FEW
@given(broken_samples("sms"))
def test_no_bytes_break_it(data: bytes) -> None:
    is_read(sms_reader, data)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_real_files_of_others_break_nothing() -> None:
    for path in CORPUS.iterdir():
        is_read(sms_reader, path.read_bytes())
