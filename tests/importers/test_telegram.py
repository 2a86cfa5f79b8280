"""Telegram Desktop JSON: bytes in, drafts out."""

import json
import tracemalloc
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.importers import telegram as reader
from relkeeper.importers.telegram.escapes import mended
from tests.importers import golden
from tests.importers.chats import (
    CORPUS,
    chats,
    holds,
    is_recognised,
    messages,
    mutated,
    other_samples,
    read,
    spoken,
    times,
)
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples(reader.NAME)
PIECES = st.sampled_from([b"}", b"]", b'"', b"null,", b"\\x0B", b"1e999", b"\xff", b"[[[["]) | st.binary(max_size=4)


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


def one(**message: object) -> str:
    told = {"id": 1, "type": "message", "date": "2025-03-01T10:00:00", "from": "Grace", "from_id": "user5", **message}
    return json.dumps({"name": "Grace", "type": "personal_chat", "id": 5, "messages": [told]})


def test_text_is_a_string_or_a_list() -> None:
    assert spoken(read(reader, one(text="a\nb"))) == [("Grace", "a\nb")]
    assert spoken(read(reader, one(text=["a ", {"type": "bold", "text": "b"}, 7, {"type": "x"}]))) == [("Grace", "a b")]


def test_without_seconds_since_1970_the_time_is_a_wall_clock() -> None:
    records = read(reader, one(text="x"))
    assert (chats(records)[0].utc, times(records)) == (False, ["2025-03-01 10:00:00"])
    records = read(reader, one(text="x", date_unixtime="1740823200"))
    assert (chats(records)[0].utc, times(records)) == (True, ["2025-03-01 10:00:00"])


def test_a_clock_among_seconds_is_placed_in_the_users_zone() -> None:
    messages_told = [
        {"id": 1, "type": "message", "date": "x", "date_unixtime": "1740823200", "from": "A", "text": "1"},
        {"id": 2, "type": "message", "date": "2025-03-01T20:00:00", "from": "A", "text": "2"},
    ]
    now = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    records = read(reader, json.dumps({"messages": messages_told}), reading=golden.READING._replace(now=now))
    assert times(records) == ["2025-03-01 10:00:00", "2025-03-01 12:00:00"]


@pytest.mark.parametrize(
    ("kind", "group"),
    [("personal_chat", False), ("private_group", True), ("public_channel", True), ("bot_chat", True), ("", None)],
)
def test_kinds_of_chats(kind: str, group: bool | None) -> None:
    chat = chats(read(reader, one(text="x").replace("personal_chat", kind)))[0]
    assert chat.group is group
    assert (chat.peer is not None) == (group is False)


def test_who_is_not_the_other_one_of_two_is_the_owner() -> None:
    assert spoken(read(reader, one(text="x", from_id="user6", **{"from": "Ada"}))) == [("me", "x")]
    assert spoken(read(reader, one(text="x", from_id=2**32 + 5, **{"from": "G. S."}))) == [("Grace", "x")]


def test_files_that_lie_beside_the_export(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.jpg").write_bytes(b"jpg")
    reading = golden.READING._replace(folder=tmp_path)
    said = messages(read(reader, one(text="look", photo="photos/1.jpg"), reading=reading))[0]
    assert [(file.name, b"".join(file.read())) for file in said.files] == [("1.jpg", b"jpg")]
    assert said.text == "[photo: photos/1.jpg]\nlook"
    for path in ("photos/2.jpg", "../photos/1.jpg", str(tmp_path / "photos" / "1.jpg"), "(File not included.)"):
        assert messages(read(reader, one(text="", photo=path), reading=reading))[0].files == ()
    assert messages(read(reader, one(text="", photo="photos/1.jpg")))[0].files == ()


def test_a_picture_is_one_whether_its_file_was_exported_or_not() -> None:
    for path in ("photos/1.jpg", "(File not included. Change data exporting settings to download.)"):
        for told in (
            {"photo": path},
            {"file": path, "media_type": "sticker"},
            {"photo": path, "forwarded_from": "Ada"},
        ):
            assert messages(read(reader, one(text="", **told)))[0].is_medium
        assert not messages(read(reader, one(text="look", photo=path)))[0].is_medium
    assert not messages(read(reader, one(text="")))[0].is_medium


def test_an_export_of_everything_marks_the_owner() -> None:
    told = one(text="x", from_id="user6", **{"from": "Ada"})
    assert not chats(read(reader, told))[0].marks_me
    owned = json.dumps({"personal_information": {"user_id": 6}, "chats": {"list": [json.loads(told)]}})
    records = read(reader, owned)
    assert (chats(records)[0].marks_me, spoken(records)) == (True, [("me", "x")])


def test_saved_messages_are_left_out() -> None:
    records = read(reader, one(text="x").replace("personal_chat", "saved_messages"))
    assert [type(record).__name__ for record in records] == ["Notice"]


def test_control_characters_wherever_a_piece_ends() -> None:
    sample = (golden.DATA / "telegram" / "control-characters.json").read_bytes()
    for size in range(4, 40):
        file = mended(BytesIO(sample))
        pieces = list(iter(lambda size=size, file=file: file.read(size), b""))  # type: ignore[misc]
        assert b"".join(pieces) == sample.replace(rb"one\x0B", rb"one\u000B"), size


def test_memory_does_not_grow_with_the_file() -> None:
    message = one(text="x" * 200)[one(text="x").index("{", 1) : -2]
    head, tail = '{"name":"Grace","type":"personal_chat","id":5,"messages":[', "]}"
    for data in (head + ",".join([message] * 4_000) + tail,
                 '{"chats":{"list":[' + head + ",".join([message] * 4_000) + tail + "]}}"):  # fmt: skip
        file = BytesIO(data.encode())
        tracemalloc.start()
        assert sum(1 for _ in reader.read(file, "x", golden.READING)) == 4_001
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 2**20


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
@pytest.mark.parametrize("name", ["chatminer--test_single_export.json", "chatminer--test_batch_export.json"])
def test_real_files(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    assert is_recognised(reader, data)
    records = read(reader, data)
    assert spoken(records) == [("Author 1", "Minimal Message"), ("Author 2", "Link:https://telegram.org/")]
    assert times(records) == ["2018-12-05 10:39:10", "2018-12-05 10:49:24"]
