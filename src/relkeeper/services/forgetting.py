"""Forgetting what was private about a contact: no history keeps it, and no undo brings it back."""

import sqlite3
from collections.abc import Callable

from relkeeper.rules import notes
from relkeeper.rules.private import REMOVED
from relkeeper.store import blobs, images, journal, search_index
from relkeeper.store.images import ENTRIES_WITH, IS_PRIVATE, Image, image

# What becomes of the words of an entry that was private; that it happened stays.
UNSAID = {"summary": REMOVED, "body": "", "outcome": "", "place": "", "private": False}


def forget_private(db: sqlite3.Connection, contact_id: int) -> None:
    """Take private notes, fields, follow-ups and words of entries out of the journal, whatever the rows say now.

    Fields and follow-ups go with their whole history, and so do the files of the entries that were private until this
    operation; where such an entry came with an import, also the files that imports read for this contact, as any may
    hold it. Of an entry that was private at any time the words go from all of its history.
    """
    who = {"contact_id": contact_id}
    db.execute("PRAGMA secure_delete = ON")
    search_index.settle(db)
    for table in ("custom_field", "follow_up"):
        _forget_rows(db, table, who)
    _rewrite(db, "table_name = 'contact' AND key = :contact_id", who, lambda row: {"private_notes": ""})
    once_private = (
        "SELECT key FROM change WHERE table_name = 'interaction' AND action <> 'insert' "
        f"AND key IN ({ENTRIES_WITH}) AND {IS_PRIVATE}"
    )
    _forget_files(db, who, once_private)
    _rewrite(db, f"table_name = 'interaction' AND key IN ({once_private})", who, _unsaid)
    journal.drop_empty(db)
    search_index.purge(db)


def _forget_rows(db: sqlite3.Connection, table: str, who: dict[str, int]) -> None:
    """Remove all that the journal has of rows that were private at any time and are the contact's, or were: a merge may
    have brought them, and its undoing given them back, in which case they are somebody else's."""
    once_theirs = f"SELECT key FROM change WHERE table_name = '{table}' AND contact_id = :contact_id"
    once_private = (
        f"SELECT key FROM change WHERE table_name = '{table}' AND action <> 'insert' "
        f"AND key IN ({once_theirs}) AND {IS_PRIVATE} "
        f"AND key NOT IN (SELECT id FROM {table} WHERE contact_id <> :contact_id)"
    )
    db.execute(f"DELETE FROM change WHERE table_name = '{table}' AND key IN ({once_private})", who)


def _forget_files(db: sqlite3.Connection, who: dict[str, int], once_private: str) -> None:
    """Remove the files of entries that this operation made public, and what the journal has of removed ones.

    `once_private` is the SQL of the entries that were private at any time.
    """
    until_now = f"{once_private} AND operation_id = (SELECT id FROM operation WHERE open)"
    db.execute(f"DELETE FROM attachment WHERE interaction_id IN ({until_now})", who)
    db.execute(
        "DELETE FROM attachment WHERE original AND id IN "
        "(SELECT attachment_id FROM attachment_contact WHERE contact_id = :contact_id) "
        f"AND EXISTS (SELECT 1 FROM interaction WHERE id IN ({until_now}) AND source <> 'typed')",
        who,
    )
    search_index.settle(db)
    entries = {row[0] for row in db.execute(once_private, who)}
    imported = any(_is_imported(db, entry) for entry in entries)
    theirs = _once_tied(db, who) if imported else set()
    gone = db.execute(
        "SELECT key, before FROM change WHERE table_name = 'attachment' AND action <> 'insert' "
        "AND key NOT IN (SELECT id FROM attachment)"
    ).fetchall()
    rows = [(key, image(before)) for key, before in gone]
    blobs.forget(
        db, {key for key, row in rows if row["interaction_id"] in entries or (row["original"] and key in theirs)}
    )
    blobs.collect(db)


def _is_imported(db: sqlite3.Connection, entry: int) -> bool:
    row = images.standing(db, "interaction", entry) or images.last_known(db, "interaction", entry)
    return row is not None and row["source"] != "typed"


def _once_tied(db: sqlite3.Connection, who: dict[str, int]) -> set[int]:
    """The attachments that the contact had, and has no more."""
    keys = db.execute(
        "SELECT key FROM change WHERE table_name = 'attachment_contact' AND action <> 'insert' "
        "AND contact_id = :contact_id",
        who,
    )
    return {int(images.key_values(key)[0]) for (key,) in keys}


def _unsaid(row: Image) -> Image:
    """What becomes of the values of an entry; of a note also what it is about."""
    note = {"kind": notes.UNSAID, "direction": ""} if row.get("kind") else {}
    return {column: int(value) if isinstance(value, bool) else value for column, value in UNSAID.items()} | note


def _rewrite(db: sqlite3.Connection, condition: str, values: dict[str, int], changes: Callable[[Image], Image]) -> None:
    found = db.execute(f"SELECT id, before FROM change WHERE action <> 'insert' AND {condition}", values).fetchall()
    for number, before in found:
        row = image(before)
        instead = changes(row)
        if any(row.get(column, value) != value for column, value in instead.items()):
            images.rewrite(db, number, row | instead)
