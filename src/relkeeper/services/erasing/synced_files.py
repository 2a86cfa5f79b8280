"""Files kept in step with the book (sync vdir) that hold a person who is removed for good.

They are the folder's: the next time that it is kept in step they go, for which their rows stay, and say nothing else
of the person. A copy of the book may be of version 3 or older, and know of no folders.
"""

import sqlite3
from typing import NamedTuple

# A fingerprint that says nothing (syncing/fingerprints.py).
_NOTHING = "{}"


class Synced(NamedTuple):
    """The row of a file that is kept in step, with the folder."""

    id: int
    folder: str
    name: str


def files(db: sqlite3.Connection, contact_id: int) -> list[Synced]:
    """The files of a contact, standing or deleted."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sync_card'").fetchone():
        return []
    once = " OR ".join(f"""instr(before, '"contact_id":{contact_id}{end}')""" for end in ",}")
    found = db.execute(
        "SELECT s.id, f.path, s.name FROM sync_card s JOIN sync_folder f ON f.id = s.folder_id "
        "WHERE s.contact_id = ? OR (s.contact_id IS NULL AND s.id IN ("
        f"SELECT key FROM change WHERE table_name = 'sync_card' AND action <> 'insert' AND ({once}))) ORDER BY s.id",
        (contact_id,),
    )
    return [Synced(*row) for row in found]


def blank(db: sqlite3.Connection, synced: list[Synced]) -> None:
    """Let the rows keep nothing but which files are to go: the hash of a short text can be guessed.

    A file that is changed before it goes comes in again, as it does where a contact was deleted.
    """
    db.executemany(
        "UPDATE sync_card SET theirs = ?, ours = ? WHERE id = ?", [(_NOTHING, _NOTHING, row.id) for row in synced]
    )
