"""JSON of WeFlow, EchoTrace and chatlog: bytes in, drafts out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.importers import wechat_json as reader
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


def test_a_file_that_is_cut_tells_where() -> None:
    whole = (golden.DATA / "wechat-json" / "chatlog.json").read_bytes()
    for length in range(0, len(whole), 97):
        records = read(reader, whole[:length])
        assert any("cut or broken" in message for _, message in problems(records)), length


def test_the_members_of_a_group_have_their_ids() -> None:
    sample = golden.DATA / "wechat-json" / "chatlog.json"
    group = [said.sender for said in messages(read(reader, sample.read_bytes()))[2:4]]
    assert [(person.kind, person.handle, person.me) for person in group if person] == [
        ("wechat", "wxid_grace", False),
        ("wechat", "wxid_ada", True),
    ]


def test_the_time_is_utc_and_the_zone_the_files() -> None:
    records = read(reader, (golden.DATA / "wechat-json" / "chatlog.json").read_bytes())
    assert times(records)[0] == "2025-03-01 02:00:00"
    assert {(chat.utc, str(chat.zone)) for chat in chats(records)} == {(True, "UTC+08:00")}


def test_a_list_inside_of_an_answer() -> None:
    text = (golden.DATA / "wechat-json" / "chatlog.json").read_text(encoding="utf-8")
    wrapped = '{"total": 7, "limit": 50, "items": ' + text + "}"
    assert is_recognised(reader, wrapped)
    assert spoken(read(reader, wrapped)) == spoken(read(reader, text))


def test_a_sender_is_one_object() -> None:
    said = messages(read(reader, (golden.DATA / "wechat-json" / "weflow-private.json").read_bytes()))
    assert said[0].sender is said[3].sender
