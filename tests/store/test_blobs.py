"""Bytes in the file of the book: in chunks, each content once, and as they were or not at all."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkeeper.errors import DamagedError
from relkeeper.store import blobs
from relkeeper.store.blobs import AT_ONCE, CHUNK
from relkeeper.store.migrations import migrate
from tests.laws import examples

LARGE = (AT_ONCE + 1) * CHUNK + 5


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(book()) as opened:
        yield opened


def book() -> sqlite3.Connection:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    migrate(opened, Path(":memory:"), lambda: None)
    opened.execute("PRAGMA foreign_keys = ON")
    return opened


def keep(
    db: sqlite3.Connection, data: bytes, limit: int = 10 * LARGE, read: Callable[[], Iterable[bytes]] | None = None
) -> blobs.Kept:
    db.execute("BEGIN")
    try:
        return blobs.keep(db, read or (lambda: [data]), lambda head: "text/plain", limit)
    finally:
        db.execute("COMMIT")


def chunks(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM chunk").fetchone()[0])


@settings(deadline=None, max_examples=examples(40))
@given(st.lists(st.binary(max_size=5), max_size=6), st.sampled_from([0, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]))
def test_whatever_the_pieces_the_bytes_come_back(pieces: list[bytes], more: int) -> None:
    whole = [*pieces, bytes(more), *pieces]
    with closing(book()) as db:
        kept = keep(db, b"", read=lambda: whole)
        assert b"".join(blobs.read(db, kept.id)) == b"".join(whole)
        content = blobs.content(db, kept.id)
        assert (content.size, content.sha256) == (len(b"".join(whole)), sha256(b"".join(whole)).hexdigest())
        sizes = [row[0] for row in db.execute("SELECT length(data) FROM chunk ORDER BY number")]
        assert all(size == CHUNK for size in sizes[:-1])


@pytest.mark.parametrize("size", [0, 3, CHUNK, LARGE])
def test_the_same_bytes_are_kept_once(db: sqlite3.Connection, size: int) -> None:
    data = os.urandom(size)
    first, again = keep(db, data), keep(db, data)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.id == again.id
    assert chunks(db) == -(-size // CHUNK)


def test_a_second_copy_of_a_large_file_is_never_written(db: sqlite3.Connection) -> None:
    data = os.urandom(LARGE)
    keep(db, data)
    before = db.total_changes
    keep(db, data)
    assert db.total_changes == before


def test_no_large_content_is_loaded_for_a_new_one(db: sqlite3.Connection) -> None:
    keep(db, bytes(LARGE))
    said: list[str] = []
    db.set_trace_callback(said.append)
    assert keep(db, os.urandom(LARGE)).is_new
    db.set_trace_callback(None)
    looked = [statement for statement in said if statement.startswith("SELECT")]
    assert not any("chunk" in statement for statement in looked)
    plans = [row[3] for statement in looked for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert any("content_by_beginning" in plan for plan in plans)
    assert not any(plan.startswith("SCAN content") for plan in plans)


def test_a_large_file_that_only_begins_alike_is_another(db: sqlite3.Connection) -> None:
    data = os.urandom(LARGE)
    first, second = keep(db, data), keep(db, data + b"more")
    assert first.id != second.id
    assert b"".join(blobs.read(db, second.id)) == data + b"more"


@pytest.mark.parametrize("size", [11, LARGE])
def test_over_the_limit_nothing_is_left(db: sqlite3.Connection, size: int) -> None:
    with pytest.raises(blobs.TooLargeError):
        keep(db, bytes(size), limit=size - 1)
    assert chunks(db) == 0
    assert keep(db, bytes(size), limit=size).is_new


def test_where_reading_fails_nothing_is_left_and_others_go_in(db: sqlite3.Connection) -> None:
    def broken() -> Iterator[bytes]:
        yield bytes(LARGE)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        keep(db, b"", read=broken)
    assert chunks(db) == 0
    assert keep(db, b"x").is_new


def test_progress_tells_the_bytes_that_are_done(db: sqlite3.Connection) -> None:
    done: list[int] = []
    db.execute("BEGIN")
    blobs.keep(db, lambda: [bytes(2 * CHUNK + 1)], lambda head: "text/plain", 10 * CHUNK, done.append)
    assert done == [CHUNK, 2 * CHUNK, 2 * CHUNK + 1]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE chunk SET data = zeroblob(length(data)) WHERE number = 1",
        "DELETE FROM chunk WHERE number = 1",
        "DELETE FROM chunk",
        "UPDATE chunk SET number = 9 WHERE number = 0",
        "UPDATE content SET size = size + 1",
    ],
)
def test_damage_is_told_behind_the_last_byte(db: sqlite3.Connection, damage: str) -> None:
    kept = keep(db, os.urandom(3 * CHUNK))
    db.execute(damage)
    with pytest.raises(DamagedError, match="damaged in the book"):
        list(blobs.read(db, kept.id))


def test_a_content_that_is_not_there_is_damage(db: sqlite3.Connection) -> None:
    with pytest.raises(DamagedError):
        blobs.content(db, 7)


class TestCollecting:
    def attach(self, db: sqlite3.Connection, content_id: int) -> None:
        db.execute(
            "INSERT INTO attachment (uid, content_id, name, added_at) VALUES (?, ?, 'x', '2026-11-21T10:00:00Z')",
            (f"{content_id:036}", content_id),
        )

    def test_what_nothing_refers_to_goes(self, db: sqlite3.Connection) -> None:
        used, unused = keep(db, b"used"), keep(db, b"unused")
        self.attach(db, used.id)
        assert blobs.collect(db) == 1
        assert [row[0] for row in db.execute("SELECT id FROM content")] == [used.id]
        assert chunks(db) == 1
        assert not db.execute("SELECT 1 FROM chunk WHERE content_id = ?", (unused.id,)).fetchone()

    def test_what_an_undo_would_bring_back_stays_until_the_journal_forgets(self, db: sqlite3.Connection) -> None:
        kept = [keep(db, str(number).encode()) for number in range(12)]
        self.attach(db, kept[1].id)
        db.execute("DELETE FROM attachment")
        assert blobs.collect(db) == 11
        assert b"".join(blobs.read(db, kept[1].id)) == b"1"
        blobs.forget(db, [1])
        assert blobs.collect(db) == 1

    def test_a_number_is_never_given_again(self, db: sqlite3.Connection) -> None:
        first = keep(db, b"first")
        blobs.collect(db)
        assert keep(db, b"second").id > first.id

    def test_chunks_of_no_content_go_too(self, db: sqlite3.Connection) -> None:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("INSERT INTO chunk VALUES (99, 0, x'00')")
        assert blobs.collect(db) == 0
        assert chunks(db) == 0
