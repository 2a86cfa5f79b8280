"""What it costs to find doubles: `contact duplicates` on a large book in which every tenth contact stands twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from random import Random

from benchmarks.book_contacts import uid
from benchmarks.figures import CARD_HOLDER, Figure, Result
from benchmarks.measure import Series, run
from benchmarks.places import Books, Home
from relkeeper.rules import names
from relkeeper.rules.names import pinyin
from relkeeper.store import journal

_EVERY = 10
_TIME = Figure("doubles", "contact duplicates of 10,000 people, CPU", 10, "s", since=CARD_HOLDER)
_PEAK = Figure("doubles", "contact duplicates of 10,000 people, peak memory", 200, "MB", since=CARD_HOLDER)
FIGURES = (_TIME, _PEAK)


def doubles(books: Books) -> Iterator[Result]:
    """Ten thousand contacts are looked through for doubles without comparing everybody with everybody."""
    home = books.copy(books.large())
    planted = _plant(home)
    command = home.relkeeper("contact duplicates", "contact", "duplicates", says="same phone")
    found = Series([run(command, number) for number in range(1, 4)])
    lines = found.samples[0].said.splitlines()
    right = sum(tuple(cell.partition(" ")[0] for cell in line.split("\t")[1:3]) in planted for line in lines)
    detail = f"{right:,} of {len(planted):,} planted ones found, and {len(lines) - right:,} others"
    yield _TIME.result(found.cpu, detail)
    yield _PEAK.peak(found)


def _plant(home: Home) -> set[tuple[str, str]]:
    """Make every tenth contact's last one before it its double: another spelling of the name, the same points.

    So the book stays as large as it was. Returns the pairs, as they are shown: `#10`, `#9`.
    """
    random = Random("doubles")
    planted = set()
    with closing(sqlite3.connect(home.book, isolation_level=None)) as db:
        db.execute("BEGIN")
        journal.begin(db, "edit", "2026-11-21T00:00:00Z")
        spellings = cycle((_swapped, _initial, _slipped, _loud))
        rows = db.execute(
            "SELECT id, name, given_name, family_name FROM contact AS c WHERE id % ? = 0 AND EXISTS "
            "(SELECT 1 FROM contact_point WHERE contact_id = c.id AND kind = 'phone')",
            (_EVERY,),
        ).fetchall()
        for contact_id, name, given, family in rows:
            spelt = _in_pinyin(name) if names.is_cjk(name) else next(spellings)(given, family)
            _copy(db, contact_id, contact_id - 1, spelt, random)
            planted.add((f"#{contact_id - 1}", f"#{contact_id}"))
        journal.end(db)
        db.execute("COMMIT")
    return planted


def _copy(db: sqlite3.Connection, contact_id: int, twin_id: int, name: str, random: Random) -> None:
    for table in ("alias", "name_key", "contact_point", "occasion", "relation"):
        db.execute(f"DELETE FROM {table} WHERE contact_id = ?", (twin_id,))
    db.execute("DELETE FROM relation WHERE other_id = ?", (twin_id,))
    db.execute(
        "UPDATE contact SET uid = ?, name = ?, given_name = '', family_name = '' WHERE id = ?",
        (uid(random), name, twin_id),
    )
    db.execute("INSERT INTO name_key (key, kind, contact_id) VALUES (?, 'name', ?)", (names.fold(name), twin_id))
    db.execute(
        "INSERT INTO contact_point (contact_id, kind, label, value, normalized) "
        "SELECT ?, kind, label, value, normalized FROM contact_point WHERE contact_id = ? AND kind = 'phone'",
        (twin_id, contact_id),
    )


def _swapped(given: str, family: str) -> str:
    return f"{family}, {given}"


def _initial(given: str, family: str) -> str:
    return f"{given[0]}. {family}"


def _slipped(given: str, family: str) -> str:
    return f"{given} {family[:2]}{family[3]}{family[2]}{family[4:]}"


def _loud(given: str, family: str) -> str:
    return f"{given} {family}".upper()


def _in_pinyin(name: str) -> str:
    return pinyin.sort_key(name).title()
