"""What rows were and are: the journal's `before` as values. What reads loads JSON only with this."""

import json
import sqlite3
from typing import Any

from relkeeper.errors import DamagedError
from relkeeper.store.watched import WATCHED

Image = dict[str, Any]


class _Kept(Image):
    """An image of the journal. Its text is checked by nobody, so a column may be missing that every row has."""

    def __missing__(self, column: str) -> Any:
        raise DamagedError(f"the history of the book has a row without '{column}'; see: relkeeper db check")


# Entries with the contact `:contact_id`: those that it takes part in, and those that it took part in when they went.
ENTRIES_WITH = """
    SELECT interaction_id FROM participant WHERE contact_id = :contact_id
    UNION
    SELECT gone.key FROM change gone JOIN change left_it ON left_it.operation_id IS gone.operation_id
    WHERE gone.table_name = 'interaction' AND gone.action <> 'insert' AND gone.action = 'delete'
    AND gone.key = CAST(left_it.key AS INTEGER) AND NOT EXISTS (SELECT 1 FROM interaction WHERE id = gone.key)
    AND left_it.table_name = 'participant' AND left_it.action <> 'insert' AND left_it.action = 'delete'
    AND left_it.contact_id = :contact_id
"""
# What an image says of a row that is private; within a text its quotes would be escaped.
IS_PRIVATE = """instr(before, '"private":1')"""

_KEYS = {watched.table: watched.key for watched in WATCHED}


def image(before: str) -> Image:
    """A row as a change keeps it: its columns by name. To ask for one that is not there raises DamagedError."""
    return _Kept(json.loads(before, strict=False))


def key_values(key: int | str) -> tuple[int | str, ...]:
    """The values of the key columns: `3` and `"12,3"` name rows by one and by two numbers, a digest by itself."""
    if isinstance(key, str) and "," in key:
        return tuple(int(part) for part in key.split(","))
    return (key,)


def where(table: str) -> str:
    """The SQL condition that finds a row by its key values."""
    return " AND ".join(f"{column} = ?" for column in _KEYS[table])


def standing(db: sqlite3.Connection, table: str, key: int | str) -> Image | None:
    """The row as it stands now; None where there is none."""
    cursor = db.execute(f"SELECT * FROM {table} WHERE {where(table)}", key_values(key))
    row = cursor.fetchone()
    return None if row is None else dict(zip((column[0] for column in cursor.description), row, strict=True))


def rewrite(db: sqlite3.Connection, change_id: int, row: Image) -> None:
    """Make that change keep the row as given, in the form in which the triggers write it."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    db.execute("UPDATE change SET before = ? WHERE id = ?", (text, change_id))


def before(db: sqlite3.Connection, change_id: int) -> Image | None:
    """The row as that change of it found it; None where there was none."""
    (found,) = db.execute("SELECT before FROM change WHERE id = ?", (change_id,)).fetchone()
    return None if found is None else image(found)


def after(db: sqlite3.Connection, table: str, key: int | str, change_id: int) -> Image | None:
    """The row as it was after that change of it: what its next change found, or as it stands; None if gone."""
    (action,) = db.execute("SELECT action FROM change WHERE id = ?", (change_id,)).fetchone()
    if action == "delete":
        return None
    following = db.execute(
        "SELECT before FROM change WHERE table_name = ? AND key = ? AND action <> 'insert' AND id > ? "
        "ORDER BY id LIMIT 1",
        (table, key, change_id),
    ).fetchone()
    return image(following[0]) if following else standing(db, table, key)


def last_known(db: sqlite3.Connection, table: str, key: int | str) -> Image | None:
    """The row as it was when it was last deleted; None where that is not in the journal."""
    gone = db.execute(
        "SELECT before FROM change WHERE table_name = ? AND key = ? AND action = 'delete' ORDER BY id DESC LIMIT 1",
        (table, key),
    ).fetchone()
    return image(gone[0]) if gone else None
