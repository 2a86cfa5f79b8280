"""The read-only door: no side files, nothing changed, never half of a change."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from relkeeper.store.migrations import migrate
from relkeeper.store.reading import read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "shelf" / "bücher & co?#%.db"
    path.parent.mkdir()
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    migrate(db, path, lambda: None)
    db.execute("INSERT INTO tag (name, key) VALUES ('a', 'a'), ('b', 'b')")
    db.close()
    return path


def _tags(db: sqlite3.Connection) -> list[tuple[str]]:
    return db.execute("SELECT name FROM tag ORDER BY id").fetchall()


def test_it_answers_and_leaves_nothing_beside_the_file(path: Path) -> None:
    assert read(path, _tags) == [("a",), ("b",)]
    assert os.listdir(path.parent) == [path.name]


def test_it_cannot_change_anything(path: Path) -> None:
    with pytest.raises(Exception, match="cannot be changed"):
        read(path, lambda db: db.execute("DELETE FROM tag").fetchall())
    assert read(path, _tags) == [("a",), ("b",)]


def test_no_file_and_an_empty_file_are_no_book(path: Path) -> None:
    assert read(path.with_name("missing.db"), _tags) is None
    empty = path.with_name("empty.db")
    empty.touch()
    assert read(empty, _tags) is None


def test_what_is_committed_beside_the_file_is_seen(path: Path) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("INSERT INTO tag (name, key) VALUES ('c', 'c')")
    assert read(path, _tags) == [("a",), ("b",), ("c",)]
    writer.close()
    assert read(path, _tags) == [("a",), ("b",), ("c",)]


def test_a_change_in_the_middle_of_a_question_makes_it_asked_again(path: Path) -> None:
    asked = []

    def question(db: sqlite3.Connection) -> list[tuple[str]]:
        found = _tags(db)
        asked.append(found)
        if len(asked) == 1:
            writer = sqlite3.connect(path, isolation_level=None)
            writer.execute("DELETE FROM tag WHERE name = 'a'")
            writer.close()
        return found

    assert read(path, question) == [("b",)]
    assert len(asked) == 2


def test_a_reader_never_sees_half_of_a_change(path: Path) -> None:
    """Two rows are always changed together, by a writer that closes the file each time and so folds its log back."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            writer = sqlite3.connect(path, isolation_level=None, timeout=10)
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE tag SET cadence_days = ?", (number % 30_000 + 1,))
            writer.execute("COMMIT")
            writer.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for _ in range(300):
            seen = read(path, lambda db: db.execute("SELECT DISTINCT cadence_days FROM tag").fetchall())
            assert seen is not None
            assert len(seen) == 1
    finally:
        stop.set()
        thread.join()
