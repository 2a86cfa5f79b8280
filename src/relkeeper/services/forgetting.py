"""Forgetting what was private about a contact: no history keeps it, and no undo brings it back."""

import sqlite3

from relkeeper.rules.private import REMOVED
from relkeeper.store import images
from relkeeper.store.images import ENTRIES_WITH, IS_PRIVATE, image

# What becomes of the words of an entry that was private; that it happened stays.
UNSAID = {"summary": REMOVED, "body": "", "outcome": "", "place": "", "private": False}


def forget_private(db: sqlite3.Connection, contact_id: int) -> None:
    """Take private notes, fields and words of entries out of the journal, whatever the rows say now.

    Fields go with their whole history. Of an entry that was private at any time the words go from all of its history.
    """
    who = {"contact_id": contact_id}
    db.execute("PRAGMA secure_delete = ON")
    db.execute(
        "DELETE FROM change WHERE table_name = 'custom_field' AND key IN (SELECT key FROM change "
        f"WHERE table_name = 'custom_field' AND action <> 'insert' AND contact_id = :contact_id AND {IS_PRIVATE})",
        who,
    )
    _rewrite(db, "table_name = 'contact' AND key = :contact_id", who, {"private_notes": ""})
    once_private = (
        "SELECT key FROM change WHERE table_name = 'interaction' AND action <> 'insert' "
        f"AND key IN ({ENTRIES_WITH}) AND {IS_PRIVATE}"
    )
    unsaid = {column: int(value) if isinstance(value, bool) else value for column, value in UNSAID.items()}
    _rewrite(db, f"table_name = 'interaction' AND key IN ({once_private})", who, unsaid)
    db.execute(
        "DELETE FROM operation WHERE NOT open AND NOT for_good "
        "AND NOT EXISTS (SELECT 1 FROM change WHERE operation_id = operation.id)"
    )


def _rewrite(db: sqlite3.Connection, condition: str, values: dict[str, int], instead: dict[str, object]) -> None:
    found = db.execute(f"SELECT id, before FROM change WHERE action <> 'insert' AND {condition}", values).fetchall()
    for number, before in found:
        row = image(before)
        if any(row.get(column, value) != value for column, value in instead.items()):
            images.rewrite(db, number, row | instead)
