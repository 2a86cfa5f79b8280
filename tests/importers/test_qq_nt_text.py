"""The text that QQChatExporter takes out of QQ NT."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers import Reading, qq, qq_nt_text
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("qq-nt-text")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "chats"
RULER = "=" * 47
TOP = (
    f"[QQChatExporter V5 / https://github.com/shuakami/qq-chat-exporter]\n\n{RULER}\n  QQ聊天记录导出文件\n{RULER}\n\n"
)
END = f"\n{RULER}\n              导出完成\n{RULER}\n总计导出 1 条消息\n导出时间: 2026-02-15 10:00:00"


def export(*told: str, kind: str = "私聊") -> str:
    return (
        f"{TOP}聊天名称: 样张三\n聊天类型: {kind}\n导出时间: 2026-02-15 10:00:00\n\n\n"
        + "\n\n\n".join(told)
        + "\n"
        + END
    )


def read(told: str | bytes) -> list[ChatDraft | MessageDraft | Notice | Problem]:
    raw = told.encode() if isinstance(told, str) else told
    return list(qq_nt_text.read(BytesIO(raw), "a.txt", Reading(now=datetime(2026, 11, 22, 12, tzinfo=UTC))))


def messages(told: str) -> list[tuple[str, str]]:
    found = [record for record in read(told) if isinstance(record, MessageDraft)]
    return [(message.sender.name, message.text) for message in found if message.sender]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, qq_nt_text) == golden.expectation(sample).read_text(encoding="utf-8")


def test_there_are_golden_pairs() -> None:
    assert len(SAMPLES) >= 3
    assert {golden.expectation(sample) for sample in SAMPLES} == set(
        (golden.DATA / "qq-nt-text").glob("*.expected.json")
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_samples_are_recognised_and_by_this_reader_only(sample: Path) -> None:
    head = Head(sample.read_bytes()[:65536], sample.name)
    assert qq_nt_text.recognises(head)
    assert not qq.recognises(head)


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()) if CORPUS.is_dir() else [], ids=lambda path: path.name)
def test_no_file_of_another_format_is_taken(path: Path) -> None:
    raw = path.read_bytes()
    assert not qq_nt_text.recognises(Head(raw[:65536], path.name))
    read(raw)


@pytest.mark.parametrize(("kind", "group"), [("群聊", True), ("私聊", False), ("临时会话", False), ("未知类型", None)])
def test_the_kind_of_conversation(kind: str, group: bool | None) -> None:
    chat = read(export("样张三:\n时间: 2026-02-14 21:17:10\n内容: 一", kind=kind))[0]
    assert chat == ChatDraft("qq", "样张三", group=group, peer=PersonDraft("样张三") if group is False else None)


def test_the_peer_is_one_object_and_nobody_is_marked_as_the_owner() -> None:
    told = export("样张三:\n时间: 2026-02-14 21:17:10\n内容: 一", "Ada:\n时间: 2026-02-14 21:17:11\n内容: 二")
    chat, peer, other = read(told)
    assert isinstance(chat, ChatDraft)
    assert isinstance(peer, MessageDraft)
    assert peer.sender is chat.peer
    assert isinstance(other, MessageDraft)
    assert other.sender == PersonDraft("Ada")


def test_text_of_several_lines_with_what_looks_like_a_part_of_the_format() -> None:
    text = "一\n\n二：\n资源: 没有\n时间: 晚上\n[3]\n内容: 还有\n=====\n完"
    told = export(f"样张三:\n时间: 2026-02-14 21:17:10\n内容: {text}", "样张三:\n时间: 2026-02-14 21:17:11\n内容: 三")
    assert messages(told) == [("样张三", text), ("样张三", "三")]


def test_what_is_told_beside_the_text_is_no_text() -> None:
    told = export(
        "[7]\n[管理员] 样四:\n时间: 2026-02-14 21:17:10\n类型: type_1\n内容: 看\n资源: 2 个文件\n  - image: A.jpg\n"
        "  - file: B.pdf\n提及: Ada\n回复: 02-14 21:17 Ada - 好",
        "[8]\n样四:\n时间: 2026-02-14 21:17:11\n内容: 好",
    )
    assert messages(told) == [("样四", "看"), ("样四", "好")]


@pytest.mark.parametrize("time", ["3天前", "21:17:10", "", "2026-02-30 21:17:10"])
def test_times_that_name_no_moment_are_one_problem(time: str) -> None:
    told = export(f"样张三:\n时间: {time}\n内容: 一", f"样张三:\n时间: {time}\n内容: 二")
    assert [(record.where, record.message) for record in read(told) if isinstance(record, Problem)] == [
        ("line 12", "no day and time are said for 2 messages, which were left out")
    ]


def test_days_without_times_are_told() -> None:
    _, message, notice = read(export("样张三:\n时间: 2026-02-14\n内容: 一"))
    assert isinstance(message, MessageDraft)
    assert message.at.isoformat() == "2026-02-14T00:00:00"
    assert isinstance(notice, Notice)


def test_a_file_without_messages_says_so() -> None:
    (problem,) = [record for record in read(export()) if isinstance(record, Problem)]
    assert problem.message == "there is no message of QQ in it"


PIECES = ["样张三:\n", "时间: 2026-02-14 21:17:10\n", "内容: 一\n", "内容: ", "\n", f"{RULER}\n", "导出完成\n", "[1]\n",
          "资源: 1 个文件\n", "  - image: A\n", "时间: 3天前\n", "聊天名称: x\n", "聊天类型: 群聊\n", "\0", ":"]  # fmt: skip


@FEW
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_splice_is_read(data: str) -> None:
    read(data)
    for record in read(TOP + data):
        assert not isinstance(record, MessageDraft) or "\0" not in record.text


@FEW
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    qq_nt_text.recognises(Head(data))
    read(data)
    read(export("样张三:\n时间: 2026-02-14 21:17:10\n内容: 一").encode() + data)
