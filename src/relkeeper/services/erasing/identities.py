"""Whom to remove for good: the numbers under which somebody is known, and by what they can be recognised.

Nothing is changed. A copy of the book may be of an older version, and know less.
"""

import sqlite3
from collections.abc import Collection, Iterator

from relkeeper.rules import names
from relkeeper.rules.texts.traces import Traces
from relkeeper.store import images
from relkeeper.store.images import Image, image


def last_known(db: sqlite3.Connection, contact_id: int) -> Image | None:
    """The contact as it stands, or as it was when it was deleted; None where neither the rows nor the journal know."""
    found = images.standing(db, "contact", contact_id)
    return found or (images.last_known(db, "contact", contact_id) if has_journal(db) else None)


def number_of(db: sqlite3.Connection, uid: str) -> int | None:
    """The number of a person in this file, standing or deleted; a copy may have given it to somebody else."""
    found = db.execute("SELECT id FROM contact WHERE uid = ?", (uid,)).fetchone()
    if found is None and has_journal(db):
        found = db.execute(
            "SELECT key FROM change WHERE table_name = 'contact' AND action <> 'insert' AND instr(before, ?)",
            (f'"uid":"{uid}"',),
        ).fetchone()
    return int(found[0]) if found else None


def traces(db: sqlite3.Connection, contact_id: int) -> Traces:
    """By what the contact can be recognised, now and in the journal."""
    rows = list(_rows(db, contact_id))
    people = [row for table, row in rows if table == "contact"]
    points = [row for table, row in rows if table == "contact_point"]
    cards = [row["value"] for table, row in rows if table == "card_property" and row["name"] == "UID"]
    called = {row["name"] for table, row in rows if table in ("contact", "alias")}
    for person in people:
        called |= _both(person["given_name"], person["family_name"])
    return Traces(
        names=frozenset(called),
        points=frozenset(
            {(row["value"], row["normalized"]) for row in points}
            | {(uid, uid) for uid in (*cards, *(person["uid"] for person in people))}
        ),
        parts=frozenset(part for person in people for part in (person["given_name"], person["family_name"]) if part),
    )


def of_others(db: sqlite3.Connection, *contact_ids: int | None) -> set[str]:
    """Names and points of everybody else: what these share with a person is no trace of the person."""
    return _called(db, f"NOT IN ({', '.join('?' * len(contact_ids))})", [number or 0 for number in contact_ids])


def formerly(db: sqlite3.Connection, mine: Traces) -> list[int]:
    """Numbers of contacts that are gone, and were called or reached as the person is: kept once before, under another
    number, and still in the journal."""
    if not has_journal(db):
        return []
    once = db.execute(
        "SELECT DISTINCT contact_id FROM change WHERE table_name IN ('contact', 'alias', 'contact_point') "
        "AND action <> 'insert' AND contact_id NOT IN (SELECT id FROM contact) ORDER BY contact_id"
    ).fetchall()
    return [number for (number,) in once if mine.shares(traces(db, number))]


def has_journal(db: sqlite3.Connection) -> bool:
    """A backup of version 1 has none."""
    return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'change'").fetchone())


def called(db: sqlite3.Connection, contact_ids: Collection[int]) -> set[str]:
    return _called(db, f"IN ({', '.join('?' * len(contact_ids))})", contact_ids)


def _rows(db: sqlite3.Connection, contact_id: int) -> Iterator[tuple[str, Image]]:
    """Rows that tell who somebody is, as they stand and as they were."""
    tables = {"contact": "id", "alias": "contact_id", "contact_point": "contact_id", "card_property": "contact_id"}
    for table, column in tables.items():
        cursor = db.execute(f"SELECT * FROM {table} WHERE {column} = ?", (contact_id,))
        columns = [described[0] for described in cursor.description]
        yield from ((table, dict(zip(columns, row, strict=True))) for row in cursor.fetchall())
    if has_journal(db):
        once = db.execute(
            "SELECT table_name, before FROM change WHERE contact_id = ? AND before IS NOT NULL", (contact_id,)
        )
        yield from ((table, image(before)) for table, before in once.fetchall() if table in tables)


def _both(given: str, family: str) -> set[str]:
    """Given and family name in either order; Chinese ones stand in theirs, without a blank."""
    if not (given and family):
        return set()
    return {family + given} if names.is_cjk(family) else {f"{given} {family}", f"{family} {given}"}


def _called(db: sqlite3.Connection, condition: str, values: Collection[int]) -> set[str]:
    """Names and points of the contacts whose number meets the condition."""
    statements = (
        f"SELECT name, given_name, family_name FROM contact WHERE id {condition}",
        f"SELECT name FROM alias WHERE contact_id {condition}",
        f"SELECT value, normalized FROM contact_point WHERE contact_id {condition}",
        f"SELECT value FROM card_property WHERE name = 'UID' AND contact_id {condition}",
    )
    values = list(values)
    return {word for statement in statements for row in db.execute(statement, values) for word in row if word}
