"""What rows were and are: the journal's `before` as values. What reads loads JSON only with this."""

import json
import sqlite3
from typing import Any

from relkeeper.store.journal import WATCHED

Image = dict[str, Any]

_KEYS = {watched.table: watched.key for watched in WATCHED}


def image(before: str) -> Image:
    """A row as a change keeps it: its columns by name."""
    found: Image = json.loads(before, strict=False)
    return found


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


def before(db: sqlite3.Connection, change_id: int) -> Image | None:
    """The row as that change of it found it; None where there was none."""
    (found,) = db.execute("SELECT before FROM change WHERE id = ?", (change_id,)).fetchone()
    return None if found is None else image(found)


def after(db: sqlite3.Connection, table: str, key: int | str, change_id: int) -> Image | None:
    """The row as it was after that change of it: what its next change found, or as it stands; None if gone."""
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
