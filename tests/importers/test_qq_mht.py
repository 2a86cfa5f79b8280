"""The export of QQ for PC with pictures, .mht and the saved page."""

import gc
import time
import tracemalloc
from base64 import b64encode
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.errors import DateOrderError
from relkeeper.importers import Reading, qq_mht
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("qq-mht")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BOUNDARY = "----=_NextPart_00000000_0000_0000_0000.000000000000"
PLACE = "{00000000-0000-4000-8000-000000000001}.dat"


def row(name: str, clock: str, html: str, colour: str = "006EFE") -> str:
    return (
        f"<tr><td><div style=color:#{colour};padding-left:10px;><div style=float:left;margin-right:6px;>{name}</div>"
        f"{clock}</div><div style=padding-left:20px;>{html}</div></td></tr>"
    )


def day(text: str) -> str:
    return f"<tr><td style=font-weight:bold;>日期: {text}</td></tr>"


def page(*rows: str, peer: str = "样张三", category: str = "我的好友") -> str:
    told = "".join(
        f"<tr><td><div>{text}</div></td></tr>"
        for text in ("<b>消息记录</b>", f"消息分组:{category}", f"消息对象:{peer}", "&nbsp;")
    )
    return f"<html><head><style>b{{}}</style></head><body><table>{told}{''.join(rows)}</table></body></html>\n"


def mht(html: str, *pictures: tuple[str, bytes]) -> bytes:
    parts = [f"Content-Type: text/html\nContent-Transfer-Encoding:7bit\n\n{html}"]
    for place, data in pictures:
        encoded = b64encode(data).decode()
        lines = "\n".join(encoded[at : at + 76] for at in range(0, len(encoded), 76))
        parts.append(
            f"Content-Type:image/png\nContent-Transfer-Encoding:base64\nContent-Location:{place}\n\n{lines}\n\n"
        )
    head = (
        "\ufeffFrom: <Save by Tencent MsgMgr>\nSubject: Tencent IM Message\nMIME-Version: 1.0\n"
        f'Content-Type:multipart/related;\n\tcharset="utf-8"\n\ttype="text/html";\n\tboundary="{BOUNDARY}"\n\n'
    )
    return (head + "".join(f"--{BOUNDARY}\n{part}" for part in parts) + f"--{BOUNDARY}--\n").encode()


def read(data: str | bytes, folder: Path | None = None) -> list[ChatDraft | MessageDraft | Notice | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    return list(qq_mht.read(BytesIO(raw), "a.mht", Reading(now=NOW, folder=folder)))


def messages(data: str | bytes) -> list[MessageDraft]:
    return [record for record in read(data) if isinstance(record, MessageDraft)]


def problems(data: str | bytes) -> list[str]:
    return [record.message for record in read(data) if isinstance(record, Problem)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, qq_mht) == golden.expectation(sample).read_text(encoding="utf-8")


def test_there_are_golden_pairs() -> None:
    assert len(SAMPLES) >= 3
    assert {golden.expectation(sample) for sample in SAMPLES} == set((golden.DATA / "qq-mht").glob("*.expected.json"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_samples_are_recognised(sample: Path) -> None:
    assert qq_mht.recognises(Head(sample.read_bytes()[:65536], sample.name))


@pytest.mark.parametrize(
    "text", ["", "消息分组:a\n消息对象:b\n", "From: ada@example.org\nSubject: hi\n\n", "<html>hi</html>"]
)
def test_other_text_is_not_recognised(text: str) -> None:
    assert not qq_mht.recognises(Head(text.encode(), "a.mht"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
@pytest.mark.parametrize("folder", ["chats", "mail"])
def test_no_file_of_another_format_is_taken(folder: str) -> None:
    for path in sorted((CORPUS / folder).iterdir()):
        raw = path.read_bytes()
        assert not qq_mht.recognises(Head(raw[:65536], path.name)), path.name
        read(raw)


def test_a_picture_is_decoded_when_it_is_read() -> None:
    data = bytes(range(256)) * 9000
    (message,) = messages(mht(page(day("2020-02-11"), row("样张三", "4:36:46", f'<IMG src="{PLACE}">')), (PLACE, data)))
    (file,) = message.files
    assert (message.text, file.name, file.media_type) == ("[图片]", PLACE, "image/png")
    assert b"".join(file.read()) == data
    assert max(map(len, file.read())) <= 2**20


def test_a_picture_of_a_file_that_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(mht(page(day("2020-02-11"), row("样张三", "4:36:46", f"<IMG src={PLACE}>")), (PLACE, b"picture")))
    with path.open("rb") as file:
        found = [record for record in qq_mht.read(file, "a.mht", Reading(now=NOW)) if isinstance(record, MessageDraft)]
    assert b"".join(found[0].files[0].read()) == b"picture"


def test_reading_a_picture_on_the_way_does_not_disturb_the_rest() -> None:
    rows = [row("样张三", f"4:{n // 60}:{n % 60}", f"<IMG src={PLACE}>") for n in range(1500)]
    file = BytesIO(mht(page(day("2020-02-11"), *rows), (PLACE, b"picture")))
    pictures = [
        b"".join(record.files[0].read())
        for record in qq_mht.read(file, "a.mht", Reading(now=NOW))
        if isinstance(record, MessageDraft)
    ]
    assert pictures == [b"picture"] * 1500


def test_a_picture_that_is_missing_or_broken() -> None:
    (message,) = messages(mht(page(day("2020-02-11"), row("样张三", "4:36:46", f"<IMG src={PLACE}>"))))
    assert (message.text, message.files) == ("[图片]", ())
    cut = mht(page(day("2020-02-11"), row("样张三", "4:36:46", f"<IMG src={PLACE}>")), (PLACE, b"picture" * 100))
    (message,) = messages(cut[:-200])
    assert (b"picture" * 100).startswith(b"".join(message.files[0].read()))


def test_pictures_of_a_saved_page_lie_beside_it_and_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "page"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "a b.png").write_bytes(b"picture")
    (tmp_path / "secret.png").write_bytes(b"secret")
    sources = ["files/a%20b.png", "../secret.png", str(tmp_path / "secret.png"), "file:///etc/passwd", ""]
    html = page(day("2020-02-11"), row("样张三", "4:36:46", "".join(f'<img src="{source}">' for source in sources)))
    (message,) = [record for record in read(html, folder) if isinstance(record, MessageDraft)]
    assert [b"".join(file.read()) for file in message.files] == [b"picture"]


@pytest.mark.parametrize("text", ["2020-02-11", "2020/2/11", "2/11/2020", "11/2/2020"])
def test_the_days_of_windows(text: str) -> None:
    other = {"2/11/2020": "2/13/2020", "11/2/2020": "13/2/2020"}.get(text, "2020-02-13")
    first, second = messages(
        page(day(text), row("样张三", "4:36:46", "一"), day(other), row("样张三", "4:36:46 PM", "二"))
    )
    assert (first.at.isoformat(), second.at.isoformat()) == ("2020-02-11T04:36:46", "2020-02-13T16:36:46")


def test_a_day_that_only_the_user_can_read() -> None:
    with pytest.raises(DateOrderError, match="3/4/2020"):
        read(page(day("3/4/2020"), row("样张三", "4:36:46", "一")))


def test_a_day_that_is_none_in_any_order_is_a_problem_and_no_question() -> None:
    told = page(day("99/99/2020"), row("样张三", "4:36:46", "一"), day("2020-02-12"), row("样张三", "4:36:47", "二"))
    assert [message.text for message in messages(told)] == ["二"]
    assert "'99/99/2020 4:36:46' is no day and time" in problems(told)[0]


def test_who_is_who_in_a_chat_of_two() -> None:
    own, peer, nameless, other = messages(
        page(
            day("2020-02-11"),
            row("Ada Example", "4:36:46", "一"),
            row("样张三", "4:36:47", "二", "42B475"),
            row("", "4:36:48", "三", "42B475"),
            row("", "4:36:49", "四"),
        )
    )
    assert own.sender == PersonDraft("Ada Example")
    assert peer.sender is other.sender
    assert peer.sender == PersonDraft("样张三")
    assert nameless.sender == PersonDraft(me=True)


def test_the_colour_of_the_first_row_of_a_day_says_nothing() -> None:
    (message,) = messages(page(day("2020-02-11"), row("", "4:36:46", "一", "42B475")))
    assert message.sender == PersonDraft()


def test_a_number_is_one_person_in_a_group() -> None:
    names = ["样四(100200301)", "【冒泡】样四改名(100200301)", "sample&lt;ada@example.org&gt;"]
    told = page(day("2020-02-11"), *(row(name, "4:36:46", "一") for name in names), category="技术", peer="样本群")
    chat = read(told)[0]
    one, same, mail = messages(told)
    assert chat == ChatDraft("qq", "样本群", group=True)
    assert one.sender is same.sender
    assert (one.sender, mail.sender) == (
        PersonDraft("样四", "qq", "100200301"),
        PersonDraft("sample", "email", "ada@example.org"),
    )


def test_what_qq_itself_says_first_waits_for_somebody() -> None:
    chat, system, message = read(
        page(
            day("2020-02-11"),
            row("系统消息(10000)", "4:36:46", "加入"),
            row("样四(100200301)", "4:36:47", "一"),
            category="x",
        )
    )
    assert isinstance(chat, ChatDraft)
    assert chat.group is True
    assert isinstance(system, MessageDraft)
    assert isinstance(message, MessageDraft)
    assert system.sender is None


def test_only_qq_itself_speaks() -> None:
    chat, message = read(page(day("2020-02-11"), row("系统消息(10000)", "4:36:46", "加入")))
    assert isinstance(chat, ChatDraft)
    assert chat.title == "样张三"
    assert isinstance(message, MessageDraft)


def test_several_conversations_in_one_page() -> None:
    two = page(day("2020-02-11"), row("样张三", "4:36:46", "一")) + page(
        day("2020-02-12"), row("样李四", "4:36:46", "二"), peer="样李四"
    )
    assert [record.title for record in read(two) if isinstance(record, ChatDraft)] == ["样张三", "样李四"]


def test_what_cannot_be_read_is_told() -> None:
    told = page(
        row("样张三", "4:36:46", "没有日期"),
        day("2020-13-45"),
        row("样张三", "4:36:46", "没有这一天"),
        day("2020-02-11"),
        row("样张三", "下午", "没有时间"),
        "<tr><td>别的</td></tr>",
        day("2026-12-01"),
        row("样张三", "4:36:46", "未来"),
    )
    assert not messages(told)
    assert len(problems(told)) == 5
    assert "no message" in problems("<table></table>")[0]


def test_a_row_larger_than_any_message_is_left_out_and_the_rest_goes_in() -> None:
    large = row("样张三", "4:36:46", "长" * 5 * 2**20)
    told = page(day("2020-02-11"), large, row("样张三", "4:36:47", "短"))
    assert [message.text for message in messages(told)] == ["短"]
    assert "larger than 4 MiB" in problems(told)[0]


def peak(data: bytes) -> int:
    file = BytesIO(data)
    gc.collect()
    tracemalloc.start()
    try:
        assert sum(1 for _ in qq_mht.read(file, "a.mht", Reading(now=NOW))) > 1
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_is_flat_whatever_the_pictures_and_messages_are() -> None:
    rows = [row("样张三", f"4:{n // 60 % 60}:{n % 60}", f"<IMG src={PLACE}>") for n in range(2000)]
    small = mht(page(day("2020-02-11"), *rows[:1000]), (PLACE, b"x" * 1_000_000))
    large = mht(page(day("2020-02-11"), *rows), (PLACE, b"x" * 4_000_000))
    peak(small)
    assert peak(large) < peak(small) * 1.2


BOMBS = ["<div>", "<", "<a ", "</tr>", f"--{BOUNDARY}\n", f"--{BOUNDARY}\nContent-Location:x\n\n", "&nbsp;", "&", "\n", "'",
         f"--{BOUNDARY}\nContent-Type: multipart/related\n\n", "<style>", "<img src='"]  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_file_makes_the_reader_hang(bomb: str) -> None:
    began = time.process_time()
    read(mht(page(day("2020-02-11"), row("样张三", "4:36:46", bomb * (200_000 // len(bomb))))))
    read(mht(page()) + bomb.encode() * (200_000 // len(bomb)))
    assert time.process_time() - began < 10


PIECES = [page(), day("2020-02-11"), row("样张三", "4:36:46", "一"), row("", "x", f"<img src={PLACE}>"), "</tr>", "<td>",
          f"--{BOUNDARY}\n", f"Content-Location:{PLACE}\n", "Content-Type: text/html\n", "\n", "=", "QUJD", "<div", "</div>",
          f'boundary="{BOUNDARY}"\n', "日期: ", "99/99/2020", "\0"]  # fmt: skip


@FEW
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_splice_is_read(data: str) -> None:
    for record in read(data):
        if isinstance(record, MessageDraft):
            assert "\0" not in record.text
            assert all(isinstance(b"".join(file.read()), bytes) for file in record.files)


@FEW
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    qq_mht.recognises(Head(data))
    read(data)
    read(mht(page(day("2020-02-11"), row("样张三", "4:36:46", "一")))[:-90] + data)
