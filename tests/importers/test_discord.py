"""JSON of DiscordChatExporter: bytes in, drafts out."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.importers import discord as reader
from tests.importers import golden
from tests.importers.chats import (
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
PIECES = st.sampled_from([b"}", b"]", b'"', b"null,", b"1e999", b"\xff", b"[[[["]) | st.binary(max_size=4)


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


def direct(**message: object) -> str:
    author = {"name": "grace_s", "discriminator": "0000", "nickname": "Grace"}
    told = {"type": "Default", "timestamp": "2025-03-01T10:00:00+08:00", "content": "hi", "author": author, **message}
    channel = {"id": "9", "type": "DirectTextChat", "name": "Grace"}
    return json.dumps({"guild": {"id": "0", "name": "Direct Messages"}, "channel": channel, "messages": [told]})


def test_times_become_utc() -> None:
    assert times(read(reader, direct())) == ["2025-03-01 02:00:00"]
    assert len(problems(read(reader, direct(timestamp="2025-03-01T10:00:00")))) == 1


def test_a_direct_chat_knows_the_account_of_the_other_side() -> None:
    records = read(reader, direct())
    peer = chats(records)[0].peer
    assert peer is messages(records)[0].sender
    assert peer is not None
    assert (peer.name, peer.kind, peer.handle) == ("Grace", "discord", "grace_s")


def test_a_channel_is_a_group() -> None:
    chat = chats(read(reader, direct().replace("DirectTextChat", "GuildTextChat")))[0]
    assert (chat.group, chat.peer, chat.title) == (True, None, "Grace")


def test_calls_have_a_length() -> None:
    ended = direct(type="Call", callEndedTimestamp="2025-03-01T11:00:05+08:00")
    assert spoken(read(reader, ended)) == [("Grace", "[call, 1:00:05]")]
    assert spoken(read(reader, direct(type="Call"))) == [("Grace", "[call]")]


def test_attachments_that_were_downloaded(tmp_path: Path) -> None:
    (tmp_path / "chat.json_Files").mkdir()
    (tmp_path / "chat.json_Files" / "a-12.png").write_bytes(b"png")
    files = [
        {"fileName": "a.png", "url": "chat.json_Files/a-12.png"},
        {"fileName": "b.png", "url": "https://x.org/b.png"},
    ]
    records = read(reader, direct(attachments=files), reading=golden.READING._replace(folder=tmp_path))
    said = messages(records)[0]
    assert said.text == "hi\n[a.png]\n[b.png]"
    assert [(file.name, b"".join(file.read())) for file in said.files] == [("a.png", b"png")]


def test_a_file_that_is_cut_tells_where() -> None:
    whole = (golden.DATA / "discord" / "direct.json").read_bytes()
    for length in range(0, len(whole) - 3, 97):
        assert any("cut or broken" in message for _, message in problems(read(reader, whole[:length]))), length
