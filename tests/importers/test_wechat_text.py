"""Text of WeChatMsg and WeFlow: bytes in, drafts out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import PersonDraft
from relkeeper.importers import wechat_text as reader
from tests.importers import golden
from tests.importers.chats import (
    CORPUS,
    chats,
    holds,
    is_recognised,
    messages,
    mutated,
    other_samples,
    problems,
    read,
    spoken,
    times,
)
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples(reader.NAME)
PIECES = st.sampled_from([b"\n\n", b"2025-03-01 10:00:00 x", b"9999-99-99 10:00:00", b"\r"]) | st.binary(max_size=4)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, reader) == golden.expectation(sample).read_text(encoding="utf-8")


def test_its_samples_are_recognised_and_no_others() -> None:
    assert len(SAMPLES) >= 3
    assert [sample.name for sample in SAMPLES if not is_recognised(reader, sample.read_bytes())] == []
    assert [sample.name for sample in other_samples(reader) if is_recognised(reader, sample.read_bytes())] == []


@FEW
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 10**6), PIECES), max_size=6))
def test_no_bytes_make_it_fall(sample: Path, cuts: list[tuple[int, bytes]]) -> None:
    holds(reader, mutated(sample.read_bytes(), cuts), sample.name)


@FEW
@given(st.binary(max_size=200))
def test_noise_makes_it_not_fall(data: bytes) -> None:
    holds(reader, data)


HEADED = "2025-03-01 10:00:00 样张三\n在吗\n\n"


def test_the_peer_is_whom_the_file_is_named_after_and_only_a_word_marks_the_owner() -> None:
    text = HEADED + "2025-03-01 10:01:00 艾达\n在\n\n"
    records = read(reader, text, "/tmp/样张三.txt")
    assert spoken(records) == [("样张三", "在吗"), ("艾达", "在")]
    assert (chats(records)[0].peer, chats(records)[0].marks_me) == (PersonDraft("样张三"), False)
    assert chats(read(reader, text, "somewhere.txt"))[0].peer is None
    records = read(reader, text.replace("艾达", "我"), "somewhere.txt")
    assert spoken(records)[1] == ("me", "在")
    assert chats(records)[0].marks_me


def test_a_file_that_is_called_as_all_are_gives_no_title() -> None:
    assert chats(read(reader, HEADED, "x/聊天记录 (1).txt"))[0].title == ""


def test_a_third_speaker_makes_it_a_group() -> None:
    text = HEADED + "2025-03-01 10:01:00 艾达\n在\n\n2025-03-01 10:02:00 样李四\n早\n"
    chat = chats(read(reader, text, "样张三.txt"))[0]
    assert (chat.group, chat.peer, chat.title) == (True, None, "样张三")


def test_a_time_without_a_text_and_a_name_that_never_speaks_is_what_wechat_says() -> None:
    text = (
        HEADED + "2025-03-01 10:01:00 对方撤回了一条消息\n\n2025-03-01 10:02:00 样张三\n\n\n2025-03-01 10:03:00\n新的\n"
    )
    assert spoken(read(reader, text)) == [("样张三", "在吗"), ("", "对方撤回了一条消息"), ("样张三", ""), ("", "新的")]


def test_only_behind_a_blank_line_a_message_begins() -> None:
    text = HEADED.rstrip() + "\n2025-03-01 10:01:00 样张三\n"
    assert spoken(read(reader, text)) == [("样张三", "在吗\n2025-03-01 10:01:00 样张三")]


def test_text_before_the_first_message_is_a_problem() -> None:
    records = read(reader, "hello\n\n" + HEADED)
    assert problems(records) == [("line 1", "this text stands before the first message, and was left out")]
    assert len(messages(records)) == 1


@pytest.mark.parametrize(
    "other",
    [
        "消息记录（此消息记录为文本格式，不支持重新导入）\n\n" + HEADED,
        HEADED + "消息对象:样张三\n",
        "2025-03-01 8:00:00 样张三\n在吗\n\n",
        HEADED + "2025-03-01 9:00:00 样张三\n在吗\n\n",
        "2025-03-01 10:00:00 样张三(100200300)\n在吗\n\n",
        "2025-03-01 10:00:00 样张三<zhang@example.org>\n在吗\n\n",
        "2025-03-01 10:00:00 样张三\n2025-03-01 10:00:01 艾达\n2025-03-01 10:00:02 样张三\n",
        "2025-03-01 24:00:00 样张三\n在吗\n",
        "在吗\n2025-03-01 10:00:00 样张三\n",
        "",
    ],
)
def test_what_is_of_qq_or_nobody_is_not_recognised(other: str) -> None:
    assert is_recognised(reader, HEADED)
    assert not is_recognised(reader, other)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_a_real_file() -> None:
    records = read(reader, (CORPUS / "wechat--writer-derived-wechatmsg.txt").read_bytes())
    assert spoken(records) == [
        ("小红", "在吗"),
        ("me", "[图片]"),
        ("", "以上是打招呼的内容"),
        ("小红", "第一行\n\n第三行（中间有空行）"),
    ]
    assert times(records)[-1] == "2024-02-01 10:03:05"
    recognised = [path.name for path in CORPUS.iterdir() if is_recognised(reader, path.read_bytes())]
    assert recognised == ["wechat--writer-derived-wechatmsg.txt"]
