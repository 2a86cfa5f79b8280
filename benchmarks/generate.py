"""Makes a book of any size: `python -m benchmarks.generate PATH --contacts N --interactions M [--seed S]`.

The same arguments give the same book. The file is built by relkeeper's own migrations and filled in one transaction;
interactions go in by time, as they do in life, so that its pages lie as they would after years of use.
"""

import argparse
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import book_contacts, book_interactions, book_reminders
from benchmarks.book_interactions import Interaction
from benchmarks.plan import Plan, Size, plan
from relkeeper.store import journal
from relkeeper.store.migrations import migrate

_BATCH = 10_000


def generate(path: Path, size: Size) -> None:
    """Make the book at `path`, which appears whole or not at all. Raises FileExistsError where there is a file."""
    if path.exists():
        raise FileExistsError(f"{path} is there already")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        _build(db, part, size)
    part.replace(path)


def _build(db: sqlite3.Connection, path: Path, size: Size) -> None:
    # Nobody needs half a generated book, so nothing is kept for a crash.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = ON", "cache_size = -400000"):
        db.execute(f"PRAGMA {pragma}")
    migrate(db, path, lambda: None)
    db.execute("BEGIN")
    journal.begin(db, "import", f"{size.today}T00:00:00Z")
    _fill(db, size, plan(size))
    journal.end(db)
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL")  # what the program leaves a book in


def _fill(db: sqlite3.Connection, size: Size, planned: Plan) -> None:
    rows = book_contacts.tables(size, planned)
    for table, columns in book_contacts.COLUMNS.items():
        _insert(db, table, columns, rows[table])
    for batch in _batches(book_interactions.interactions(size, planned)):
        _insert(db, "interaction", book_interactions.COLUMNS, (each.row for each in batch))
        people = (row for each in batch for row in each.participants)
        _insert(db, "participant", book_interactions.PARTICIPANT_COLUMNS, people)
    _insert(db, "follow_up", book_reminders.FOLLOW_UP, book_reminders.follow_ups(size))
    noted = list(book_reminders.notes(size))
    _insert(db, "interaction", book_reminders.NOTE, (entry for entry, _ in noted))
    _insert(db, "participant", book_reminders.PARTICIPANT, (whose for _, whose in noted))
    db.executemany("UPDATE contact SET timezone = ? WHERE id = ?", book_reminders.zones(size))


def _insert(db: sqlite3.Connection, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    places = ", ".join("?" * len(columns.split(",")))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _batches(found: Iterator[Interaction]) -> Iterator[list[Interaction]]:
    while batch := list(islice(found, _BATCH)):
        yield batch


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description="Make a book of any size.")
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--contacts", type=int, required=True, metavar="N")
    parser.add_argument("--interactions", type=int, required=True, metavar="M")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), metavar="DATE")  # noqa: DTZ011
    parser.add_argument("--all-cadences", action="store_true", help="give everybody a cadence: the worst case")
    given = parser.parse_args()
    if given.contacts < 1 or given.interactions < 0:
        parser.error("a book has at least one contact, and no fewer than 0 interactions")
    try:
        generate(given.path, Size(given.contacts, given.interactions, given.today, given.seed, given.all_cadences))
    except OSError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
