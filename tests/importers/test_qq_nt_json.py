"""The JSON that QQChatExporter takes out of QQ NT."""

import gc
import json
import time
import tracemalloc
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ChatDraft, MessageDraft, PersonDraft, Problem
from relkeeper.importers import Reading, qq_nt_json
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("qq-nt-json")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "chats"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADA = {"uid": "u_ada", "uin": "100200300", "name": "Ada Example"}
ZHANG = {"uid": "u_zhang", "uin": "100200301", "name": "样张三"}
INFO = {
    "name": "样张三",
    "type": "private",
    "selfUid": "u_ada",
    "selfUin": "100200300",
    "peerUid": "u_zhang",
    "peerUin": "100200301",
}


def message(sender: object = ZHANG, text: str = "一", **more: object) -> dict[str, Any]:
    return {"id": "1", "timestamp": 1767229200000, "sender": sender, "content": {"text": text}, **more}


def export(*messages: object, **more: object) -> dict[str, Any]:
    return {"metadata": {"name": "QQChatExporter"}, "chatInfo": INFO, "messages": list(messages), **more}


def read(told: object, folder: Path | None = None) -> list[ChatDraft | MessageDraft | Problem]:
    raw = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
    return list(qq_nt_json.read(BytesIO(raw), "a.json", Reading(now=NOW, folder=folder)))


def drafts(told: object, folder: Path | None = None) -> list[MessageDraft]:
    return [record for record in read(told, folder) if isinstance(record, MessageDraft)]


def problems(told: object, folder: Path | None = None) -> list[tuple[str, str]]:
    return [(record.where, record.message) for record in read(told, folder) if isinstance(record, Problem)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, qq_nt_json) == golden.expectation(sample).read_text(encoding="utf-8")


def test_there_are_golden_pairs() -> None:
    assert len(SAMPLES) >= 5
    assert {golden.expectation(sample) for sample in SAMPLES} == set(
        (golden.DATA / "qq-nt-json").glob("*.expected.json")
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_samples_are_recognised(sample: Path) -> None:
    assert qq_nt_json.recognises(Head(sample.read_bytes()[:65536], sample.name))


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"chatInfo": {"name": "x"}}', '{"name": "x", "messages": []}', 'QQChatExporter "chatInfo"'],
)
def test_other_text_is_not_recognised(text: str) -> None:
    assert not qq_nt_json.recognises(Head(text.encode(), "a.json"))


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()) if CORPUS.is_dir() else [], ids=lambda path: path.name)
def test_no_file_of_another_format_is_taken(path: Path) -> None:
    raw = path.read_bytes()
    assert not qq_nt_json.recognises(Head(raw[:65536], path.name))
    read(raw)


@pytest.mark.parametrize(
    "stamp", [1767229200999, 1767229200, "1767229200000", "2026-01-01T01:00:00.000Z", "2026-01-01T09:00:00+08:00"]
)
def test_times_are_utc(stamp: object) -> None:
    (found,) = drafts(export(message(timestamp=stamp)))
    assert found.at.isoformat() == "2026-01-01T01:00:00"


@pytest.mark.parametrize(
    "stamp", [None, 0, "0", "", "昨天", "2026-01-01T09:00:00", [], {}, True, 10**17, "9" * 50, -(10**17)]
)
def test_a_message_without_a_time_is_left_out(stamp: object) -> None:
    told = export(message(timestamp=stamp), message())
    assert len(drafts(told)) == 1
    assert problems(told)[0][0] == "message 1"


@pytest.mark.parametrize("key", ["uid", "uin"])
def test_own_messages_are_known_by_number_or_uid(key: str) -> None:
    (found,) = drafts(export(message({**ADA, key: ""})))
    assert found.sender is not None
    assert found.sender.me


def test_the_peer_is_one_object_under_all_its_names() -> None:
    records = read(export(message(), message({**ZHANG, "name": "改名"}), message({"uid": "u_zhang"})))
    assert isinstance(records[0], ChatDraft)
    assert records[0].peer == PersonDraft("样张三", "qq", "100200301")
    assert all(isinstance(record, MessageDraft) and record.sender is records[0].peer for record in records[1:])


def test_a_member_is_one_object_under_all_its_names() -> None:
    told = export(
        message({"uid": "u_l", "uin": 100200302, "groupCard": "样李四"}),
        message({"uid": "u_l", "uin": "100200302", "name": "李"}),
        chatInfo={"type": "group", "name": "样本群", "peerUin": "500600700"},
    )
    chat = read(told)[0]
    first, second = drafts(told)
    assert chat == ChatDraft("qq", "样本群", "500600700", group=True, utc=True)
    assert first.sender == PersonDraft("样李四", "qq", "100200302")
    assert first.sender is second.sender


def test_a_group_that_the_exporter_calls_private() -> None:
    senders = [{"uid": "u_ada"}, {"uid": "u_zhang"}, {"uid": "u_li"}]
    told = {"chatInfo": INFO, "statistics": {"senders": senders}, "messages": [message()]}
    assert isinstance(read(told)[0], ChatDraft)
    assert read(told)[0].group is True  # type: ignore[union-attr]


def test_the_conversation_may_be_told_behind_its_messages() -> None:
    told = {"metadata": {}, "messages": [message()], "chatInfo": INFO}
    assert read(told)[0].title == "样张三"  # type: ignore[union-attr]


def test_senders_that_the_exporter_does_not_know_are_one_problem() -> None:
    nobody = {"uid": "未知", "uin": "0", "name": "未知"}
    told = export(message(nobody), message(nobody), message(None), message("x"), message())
    assert len(drafts(told)) == 1
    assert problems(told) == [("file", "the exporter did not know who sent 4 of the messages; they were left out")]


def test_system_messages_and_recalled_ones() -> None:
    told = export(
        message(text="加入了群聊", system=True),
        message(text="加入了群聊", isSystemMessage=True),
        message(text="", recalled=True),
        message(text="话", recalled=True),
    )
    assert [(found.sender is None, found.text) for found in drafts(told)] == [
        (True, "加入了群聊"),
        (True, "加入了群聊"),
        (True, "[已撤回]"),
        (False, "话"),
    ]


def test_placeholders_of_what_is_no_text() -> None:
    told = export(
        message(content={"text": "", "resources": [{"type": "image"}, {"type": "audio"}, {"type": ["x"]}]}),
        message(content={"elements": [{"type": "market_face"}, "x"]}),
        message(content="平的"),
        message(content=None),
    )
    assert [found.text for found in drafts(told)] == ["[图片][语音]", "[表情]", "平的", ""]


def test_files_lie_beside_the_export_and_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    (folder / "images").mkdir(parents=True)
    (folder / "resources" / "files").mkdir(parents=True)
    (folder / "images" / "a.png").write_bytes(b"one")
    (folder / "resources" / "files" / "b.txt").write_bytes(b"two")
    (tmp_path / "secret").write_bytes(b"secret")
    paths: list[object] = [
        "images/a.png",
        "files/b.txt",
        "../secret",
        str(tmp_path / "secret"),
        "images/none.png",
        5,
        "",
    ]
    told = export(message(content={"text": "看", "resources": [{"localPath": path} for path in paths]}))
    (found,) = drafts(told, folder)
    assert [b"".join(file.read()) for file in found.files] == [b"one", b"two"]


def manifest(*paths: object) -> dict[str, Any]:
    told = export(chunked={"format": "jsonl", "chunks": [{"relativePath": path} for path in paths]})
    del told["messages"]
    return told


def test_the_chunks_of_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "chunks").mkdir()
    lines = [json.dumps(message(text=f"第{n}条"), ensure_ascii=False) for n in range(3)]
    (tmp_path / "chunks" / "c000001.jsonl").write_text("\n".join(lines[:2]) + "\n\n", encoding="utf-8")
    (tmp_path / "chunks" / "c000002.jsonl").write_text(lines[2] + "\n" + lines[0][:30], encoding="utf-8")
    told = manifest("chunks/c000001.jsonl", "chunks/c000002.jsonl", "chunks/c000003.jsonl", "../c.jsonl", None)
    assert [found.text for found in drafts(told, tmp_path)] == ["第0条", "第1条", "第2条"]
    assert [where for where, _ in problems(told, tmp_path)] == [
        "chunks/c000002.jsonl line 2",
        "chunks/c000003.jsonl",
        "../c.jsonl",
        "None",
    ]


def test_a_file_that_is_cut_yields_what_is_there() -> None:
    whole = json.dumps(export(message(text="一"), message(text="二")), ensure_ascii=False).encode()
    cut = whole[: whole.rindex(b"timestamp")]
    assert [found.text for found in drafts(cut)] == ["一"]
    assert "cut or broken" in problems(cut)[0][1]


@pytest.mark.parametrize("told", [{}, [], {"chatInfo": 5, "messages": 5}, {"chatInfo": {"name": []}}])
def test_a_file_without_messages_says_so(told: object) -> None:
    assert problems(told) == [("file", "there is no message of QQ in it")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["uid", "uin", "name", "text", "type", "resources"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@FEW
@given(st.dictionaries(st.sampled_from(["timestamp", "sender", "content", "system", "recalled", "type"]), JSON), JSON)
def test_any_values_are_read(told: dict[str, Any], info: object) -> None:
    raw = json.dumps(export({**message(), **told}, told, chatInfo=info)).encode()
    for record in read(raw):
        if isinstance(record, MessageDraft):
            record.text.encode()


@FEW
@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_bytes_are_read(data: bytes, at: int) -> None:
    qq_nt_json.recognises(Head(data))
    read(data)
    whole = json.dumps(export(message())).encode()
    read(whole[:at] + data + whole[at:])


@pytest.mark.parametrize("bomb", [b"[" * 10_000, b'{"a":' * 10_000, b'"' + b"x" * 10**6, b"1" * 100_000])
def test_no_file_makes_the_reader_hang(bomb: bytes) -> None:
    began = time.process_time()
    read(b'{"chatInfo":{},"messages":' + bomb)
    read(bomb)
    assert time.process_time() - began < 10


def peak(count: int) -> int:
    file = BytesIO(json.dumps(export(*[message(text="第几条消息" * 20)] * count)).encode())
    gc.collect()
    tracemalloc.start()
    try:
        assert sum(1 for _ in qq_nt_json.read(file, "a.json", Reading(now=NOW))) == count + 1
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_messages() -> None:
    peak(10)
    assert peak(2000) < peak(500) * 1.2
