"""Of very many entries the newest are looked at."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from relkeeper.reports.topics.talked_about import MOST, newest, with_one
from relkeeper.rules.topics import subject
from relkeeper.store import journal
from relkeeper.store.migrations import migrate

RUST = subject("rust").phrases
LAST = date(2026, 11, 20)
# Three a day, in no order of time, all of them over a few years.
DAYS = MOST // 3 + 100


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as book:
        migrate(book, Path(":memory:"), lambda: None)
        book.execute("BEGIN")
        journal.begin(book, "import", "2026-11-21T10:00:00Z")
        for number in (1, 2):
            book.execute(
                "INSERT INTO contact (id, uid, name, sort_key, added_on, created_at, updated_at) "
                "VALUES (?, printf('%036d', ?), 'Ada', 'ada', '2026-11-21', ?, ?)",
                (number, number, *["2026-11-21T10:00:00Z"] * 2),
            )
        for number in range(DAYS * 3):
            talk(book, number + 1, LAST - timedelta(number * 7 % DAYS))
        journal.end(book)
        book.execute("COMMIT")
        yield book


def talk(book: sqlite3.Connection, number: int, on: date) -> None:
    at = f"{on}T12:00:00Z"
    book.execute(
        "INSERT INTO interaction (id, uid, at, utc_offset, on_date, precision, channel, summary, created_at, updated_at)"
        " VALUES (?, printf('%036d', ?), ?, 0, ?, 'day', 'call', 'rust', ?, ?)",
        (number, number, at, on.isoformat(), at, at),
    )
    book.execute(
        "INSERT INTO participant (contact_id, on_date, interaction_id) VALUES (?, ?, ?)",
        (2 if number == 1 else 1, on.isoformat(), number),
    )


def test_whole_months_from_the_newest_back(db: sqlite3.Connection) -> None:
    found = newest(db, RUST, reveal=False)
    all_days = sorted((row[0] for row in db.execute("SELECT on_date FROM participant")), reverse=True)
    assert MOST <= len(found) < len(all_days)
    assert [each.on for each in found] == all_days[: len(found)]
    assert all_days[len(found)][:7] < found[-1].on[:7]


def test_of_one_contact_all(db: sqlite3.Connection) -> None:
    assert len(with_one(db, 1, RUST, reveal=False)) == DAYS * 3 - 1
    assert [each.id for each in with_one(db, 2, RUST, reveal=False)] == [1]
    assert with_one(db, 3, RUST, reveal=False) == []


def test_what_is_private_only_where_it_is_revealed(db: sqlite3.Connection) -> None:
    db.execute("UPDATE interaction SET private = 1 WHERE id = 1")
    assert with_one(db, 2, RUST, reveal=False) == []
    assert len(with_one(db, 2, RUST, reveal=True)) == 1
