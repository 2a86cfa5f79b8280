"""Merges in which a person took part who is removed for good: with whom they are one, and what the journal has of it.

A copy of the book may be of version 3 or older, and know of no merges.
"""

import sqlite3
from typing import NamedTuple

from relkeeper.services.erasing.identities import has_journal


class One(NamedTuple):
    """The contact that somebody else is one with now."""

    id: int
    name: str


def one_with(db: sqlite3.Connection, contact_id: int | None) -> One | None:
    """The contact that has what this one had; None for one that was not merged, or is two again."""
    if not _knows_merges(db):
        return None
    found = db.execute(
        "SELECT c.id, c.name FROM merged_contact m JOIN contact c ON c.id = m.contact_id WHERE m.id = ?", (contact_id,)
    ).fetchone()
    return One(*found) if found else None


def merged(db: sqlite3.Connection, contact_id: int) -> list[int]:
    """The numbers of the contacts that are one with this one now, or were when it was deleted."""
    if not _knows_merges(db):
        return []
    found = db.execute(
        """
        SELECT id FROM merged_contact WHERE contact_id = :id
        UNION
        SELECT key FROM change
        WHERE table_name = 'merged_contact' AND action <> 'insert' AND action = 'delete' AND contact_id = :id
        AND :id NOT IN (SELECT id FROM contact)
        AND key NOT IN (SELECT id FROM contact UNION SELECT id FROM merged_contact)
        ORDER BY 1
        """,
        {"id": contact_id},
    )
    return [int(row[0]) for row in found]


def forget(db: sqlite3.Connection, contact_id: int) -> None:
    """Remove all that the journal has of merges in which the contact took part, of their undoing and redoing.

    So none of them can be undone or redone: what they changed in the other contact came from this one.
    """
    if has_journal(db):
        db.execute(
            "DELETE FROM change WHERE operation_id IN (SELECT operation_id FROM change "
            "WHERE table_name = 'merged_contact' AND (key = :id OR contact_id = :id))",
            {"id": contact_id},
        )


def _knows_merges(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'merged_contact'").fetchone())
