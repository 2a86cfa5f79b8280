"""Mailboxes in one file, in the dialects that programs write."""

import time
import tracemalloc
from datetime import UTC, datetime
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import EventDraft, Notice, Problem
from relkeeper.importers import mail, mbox
from relkeeper.importers.head import Head
from relkeeper.importers.mail import event
from relkeeper.importers.reader import Reading
from tests.importers import golden
from tests.importers.fuzzing import FEW

READING = Reading(now=datetime(2026, 11, 22, 12, tzinfo=UTC))
SAMPLES = golden.samples("mbox")
LINE = b"From ada@example.org Mon Nov  3 09:00:00 2025\n"
HEAD = LINE + b"From: ada@example.org\nTo: grace@example.org\n"


def read(data: bytes) -> list[EventDraft | Notice | Problem]:
    return list(mbox.read(BytesIO(data), "a.mbox", READING))


def bodies(data: bytes) -> list[str]:
    return [record.interaction.body for record in read(data) if isinstance(record, EventDraft)]


def whole(record: EventDraft | Notice | Problem) -> bytes:
    assert isinstance(record, EventDraft)
    assert record.original is not None
    return b"".join(record.original.read())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, mbox) == golden.expectation(sample).read_text(encoding="utf-8")
    head = Head(sample.read_bytes(), sample.name)
    assert mbox.recognises(head)
    assert not mail.recognises(head)


@pytest.mark.parametrize("sample", golden.samples("mail"), ids=lambda sample: sample.name)
def test_a_single_mail_is_none(sample: Path) -> None:
    assert not mbox.recognises(Head(sample.read_bytes(), sample.name))


@pytest.mark.parametrize(
    ("text", "is_mbox"),
    [
        (b"From - \nFrom: a@example.org\n\nx", True),
        (b"\xef\xbb\xbfFrom -\r\nX-Mozilla-Status: 0001\r\n\r\nx", True),
        (b"From 1@xxx Mon Nov 03 09:00:00 +0000 2025\nX-GM-THRID: 1\n", True),
        (b"From now on: we meet\nat 10:00: here\n", False),
        (b"From Russia with love\n\nx", False),
        (b"From: a@example.org\nTo: b@example.org\n\n", False),
        (b"", False),
    ],
)
def test_what_is_one(text: bytes, is_mbox: bool) -> None:
    assert mbox.recognises(Head(text)) is is_mbox


def test_a_line_of_a_text_begins_no_message() -> None:
    text = b"a\nFrom Ada:\nb\n\nFrom Russia with love\n\nFrom here on: b\nFrom x at 10:00\n\nFrom y 10:00:00 2025\n\nz"
    assert bodies(HEAD + b"\n" + text + b"\n\n" + HEAD + b"\nlast\n") == [text.decode(), "last"]


def test_the_message_is_kept_as_it_was_sent() -> None:
    first, second = read(HEAD + b"\n>From here\n>>From there\n\n" + HEAD.replace(b"\n", b"\r\n") + b"\r\n\xff\x00\r\n")
    assert whole(first) == HEAD[len(LINE) :] + b"\n>From here\n>>From there\n\n".replace(b">From", b"From", 1).replace(
        b">>", b">"
    )
    assert whole(second) == HEAD[len(LINE) :].replace(b"\n", b"\r\n") + b"\r\n\xff\x00\r\n"
    assert isinstance(first, EventDraft)
    assert first.original is not None
    assert (first.original.name, first.original.media_type) == ("message.eml", "message/rfc822")


def test_a_length_counts_if_a_message_or_the_end_follows() -> None:
    text = b"a\n\n" + HEAD + b"\n>From b\n"
    right = HEAD + b"content-length: %d\n\n" % len(text) + text
    assert len(read(right + b"\n" + HEAD + b"\nx")) == 2
    assert whole(read(right)[0]).endswith(b">From b\n")
    wrong = HEAD + b"Content-Length: %d\n\n" % (len(text) + 3) + text
    assert len(read(wrong + b"\n" + HEAD + b"\nx")) == 3
    assert len(read(HEAD + b"Content-Length: 999999999\n\na\n\n" + HEAD + b"\nb")) == 2


def test_what_thunderbird_deleted_is_left_out() -> None:
    deleted = HEAD.replace(b"From:", b"X-Mozilla-Status: 0009\nFrom:") + b"\nx\n\n"
    records = read(deleted * 2 + HEAD + b"\nX-Mozilla-Status: 0008\n")
    assert [type(record) for record in records] == [EventDraft, Notice]
    assert records[1] == Notice("a.mbox", "2 messages left out: deleted in Thunderbird, which no longer shows them")


def test_problems_say_which_message() -> None:
    no_date = b"From -\nFrom: ada@example.org\n\nx\n\n"
    records = read(HEAD + b"\nx\n\n" + no_date + HEAD + b"\ny\n")
    assert [record.where for record in records if isinstance(record, Problem)] == ["message 2"]
    assert len(records) == 3


@pytest.mark.parametrize("size", [5_000, 70_000, 300_000])
def test_a_message_too_large_is_left_out_and_the_next_goes_in(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "LARGEST", 4000)
    monkeypatch.setattr(event, "LARGEST", 4000)
    monkeypatch.setattr(mbox, "_CHUNK", 1500)
    large = HEAD + b"\n" + b"From line\n" * (size // 10) + b"\n"
    records = read(HEAD + b"\nfirst\n\n" + large + HEAD + b"\nlast\n\n" + large)
    assert [record.where if isinstance(record, Problem) else "" for record in records] == [
        "",
        "message 2",
        "",
        "message 4",
    ]
    assert bodies(HEAD + b"\nfirst\n\n" + large + HEAD + b"\nlast\n") == ["first", "last"]


@pytest.mark.parametrize("chunk", [1, 7, 100, 1000, 3000])
def test_messages_are_the_same_however_the_file_is_read(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(sample.read_bytes() + b"\n" for sample in SAMPLES) * 2
    expected = read(data)
    monkeypatch.setattr(mbox, "_CHUNK", chunk)
    found = read(data)
    assert [whole(record) for record in found if isinstance(record, EventDraft)] == [
        whole(record) for record in expected if isinstance(record, EventDraft)
    ]
    assert len(found) == len(expected) > 10


class _Endless(RawIOBase):
    """A mailbox that is made while it is read."""

    def __init__(self, message: bytes, count: int) -> None:
        self._message, self._count, self._place = message, count, 0

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = 0) -> int:
        self._place = place
        return place

    def read(self, size: int = -1) -> bytes:
        size = min(size, self._count * len(self._message) - self._place)
        begun = self._place % len(self._message)
        self._place += size
        return (self._message * (size // len(self._message) + 2))[begun : begun + size]


def test_memory_does_not_grow_with_the_file() -> None:
    message = HEAD + b"\n" + (b"x" * 900 + b"\n") * 100 + b"\n"

    def peak(count: int) -> int:
        tracemalloc.start()
        assert sum(1 for _ in mbox.read(_Endless(message, count), "a.mbox", READING)) == count  # type: ignore[arg-type]
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(20)  # what is made once: caches, modules
    assert peak(200) < peak(80) * 1.2


def test_many_short_messages_take_no_longer_each() -> None:
    def seconds(count: int) -> float:
        begun = time.process_time()
        read((HEAD + b"\nx\n\n") * count)
        return time.process_time() - begun

    few = min(seconds(200) for _ in range(3))
    assert seconds(2000) < few * 30


@FEW
@given(st.lists(st.sampled_from([
    HEAD, LINE, b"From ", b"\nFrom ", b"\n", b"\r\n", b"\n\n", b">From x\n", b"From -\n", b"X: y\n", b"Content-Length: 5\n", b"Content-Length: 60\n",
    b"X-Mozilla-Status: 0008\n", b"text", b"\xff", b"\xef\xbb\xbf", b"\0",
]), max_size=20))  # fmt: skip
def test_nothing_raises(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    mbox.recognises(Head(data))
    for record in read(data):
        if isinstance(record, EventDraft):
            whole(record)
