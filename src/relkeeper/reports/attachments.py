"""Which files are kept, and of whom?"""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from relkeeper.errors import NotFoundError
from relkeeper.reports.interactions import Named
from relkeeper.rules.private import HIDDEN

# Who takes part in entries that came with an import and are private, as `p`. Which of a contact's entries were made of
# a file is known nowhere: a file that an import read is hidden while any of them is. CROSS, since few entries are
# private and have an index: https://sqlite.org/optoverview.html#crossjoin.
PRIVATE_IMPORTS = """
    interaction i CROSS JOIN participant p ON p.interaction_id = i.id WHERE i.private AND i.source <> 'typed'
"""


class AttachmentRow(NamedTuple):
    """An attached file. `media_type` is told by its bytes, `size` is in bytes, `added_at` a UTC instant.

    `contacts` and `interaction_id` are what it is tied to; `original` is a file that an import read, as it was. It is
    `private` if its entry is, and an original also while any imported entry with one of its contacts is, which may have
    been made of it. What is private is hidden unless it was asked for: `name` is "[private]", `note` and `sha256` are
    empty.
    """

    id: int
    uid: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: str
    contacts: tuple[Named, ...]
    interaction_id: int | None
    note: str
    original: bool
    private: bool


# Files of a contact, and of the entries in which it takes part.
_THEIRS = """(
    a.id IN (SELECT attachment_id FROM attachment_contact WHERE contact_id = :contact_id)
    OR a.interaction_id IN (SELECT interaction_id FROM participant WHERE contact_id = :contact_id)
)"""
PRIVATE = f"""(
    EXISTS (SELECT 1 FROM interaction i WHERE i.private AND i.id = a.interaction_id)
    OR a.original AND EXISTS (
        SELECT 1 FROM {PRIVATE_IMPORTS}
        AND p.contact_id IN (SELECT contact_id FROM attachment_contact WHERE attachment_id = a.id)
    )
)"""
_ALONE = """
    NOT EXISTS (SELECT 1 FROM attachment_contact WHERE attachment_id = a.id AND contact_id <> :contact_id)
    AND NOT EXISTS (SELECT 1 FROM participant WHERE interaction_id = a.interaction_id AND contact_id <> :contact_id)
"""


def report(db: sqlite3.Connection, contact_id: int | None = None, reveal: bool = False) -> list[AttachmentRow]:
    """All attachments, or those of a contact and of the entries in which it takes part; newest first."""
    condition = "1" if contact_id is None else _THEIRS
    return _rows(db, f"{condition} ORDER BY a.id DESC", {"contact_id": contact_id}, reveal)


def one(db: sqlite3.Connection, attachment_id: int, reveal: bool = False) -> AttachmentRow:
    """One attachment. Raises NotFoundError."""
    found = _rows(db, "a.id = :id", {"id": attachment_id}, reveal)
    if not found:
        raise NotFoundError(f"there is no attachment #{attachment_id}; see: relkeeper attachment list")
    return found[0]


def names(db: sqlite3.Connection, contact_id: int, reveal: bool = False) -> tuple[Named, ...]:
    """What the files of a contact are called, and those of the entries in which it takes part; newest first."""
    name = f"iif(NOT :reveal AND {PRIVATE}, '{HIDDEN}', a.name)"
    statement = f"SELECT a.id, {name} FROM attachment a WHERE {_THEIRS} ORDER BY a.id DESC"
    found = db.execute(statement, {"contact_id": contact_id, "reveal": reveal})
    return tuple(Named._make(row) for row in found)


def alone(db: sqlite3.Connection, contact_id: int) -> frozenset[int]:
    """The files that are tied to this contact and nobody else, directly or by who took part in an entry."""
    statement = f"SELECT a.id FROM attachment a WHERE {_THEIRS} AND {_ALONE}"
    return frozenset(row[0] for row in db.execute(statement, {"contact_id": contact_id}))


def _rows(db: sqlite3.Connection, condition: str, values: dict[str, int | None], reveal: bool) -> list[AttachmentRow]:
    found = db.execute(
        f"""
        SELECT a.id, a.uid, a.name, c.media_type, c.size, c.sha256, a.added_at, a.interaction_id, a.note, a.original,
               {PRIVATE}
        FROM attachment a JOIN content c ON c.id = a.content_id WHERE {condition}
        """,
        values,
    ).fetchall()
    contacts = _contacts(db, (row[0] for row in found))
    rows = (AttachmentRow._make((*row[:7], contacts[row[0]], *row[7:9], bool(row[9]), bool(row[10]))) for row in found)
    return [row._replace(name=HIDDEN, note="", sha256="") if row.private and not reveal else row for row in rows]


def _contacts(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, tuple[Named, ...]]:
    statement = """SELECT c.id, c.name FROM attachment_contact t JOIN contact c ON c.id = t.contact_id
        WHERE t.attachment_id = ? ORDER BY c.sort_key, c.id"""
    return {number: tuple(Named._make(row) for row in db.execute(statement, (number,))) for number in ids}
