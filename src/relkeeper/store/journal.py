"""The journal: every change of every row, written by triggers of the file itself, so that no writer can forget.

An operation is everything that one command changed. A change says which row was inserted, updated or deleted, and what
the row was *before*; what it was after stands in the row, or in the `before` of the row's next change. So an import
of 10,000 cards writes little beside its rows, and the journal can never disagree with them.

What is derived from other rows (`name_key`) is not journalled; whoever restores rows derives it again.
"""

import sqlite3
from collections.abc import Mapping

from relkeeper.store import search_index
from relkeeper.store.watched import WATCHED, Watched

# What the file says of changes that no operation was opened for.
OUTSIDE = "another program"


def watch(db: sqlite3.Connection, table: str) -> None:
    """Make the triggers of a table, in place of those it has: for a migration that makes or changes the table."""
    watched = next(each for each in WATCHED if each.table == table)
    types = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({watched.table})")}
    unwatch(db, table)
    image = _image(types)
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in types)
    moved = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in watched.key)
    begun = _entry(watched, "insert", "NEW", "NULL")
    changed = _entry(watched, "update", "OLD", image, contact="NEW")
    gone = _entry(watched, "delete", "OLD", image)
    for action, when, entries in (
        ("insert", "AFTER INSERT", begun),
        ("update", "AFTER UPDATE", changed),
        ("delete", "AFTER DELETE", gone),
        ("rekey", "AFTER UPDATE", gone + begun),
    ):
        condition = {"update": f"WHEN NOT ({moved}) AND ({differs})", "rekey": f"WHEN {moved}"}.get(action, "")
        db.execute(
            f"CREATE TRIGGER journal_{watched.table}_{action} {when} ON {watched.table} {condition} BEGIN {entries} END"
        )


def unwatch(db: sqlite3.Connection, table: str) -> None:
    """Take the triggers of a table away, until it is watched again: for what a migration moves, and nobody changed."""
    for action in ("insert", "update", "delete", "rekey"):
        db.execute(f"DROP TRIGGER IF EXISTS journal_{table}_{action}")


def _entry(watched: Watched, action: str, row: str, before: str, contact: str = "") -> str:
    key = " || ',' || ".join(f"{row}.{column}" for column in watched.key)
    return f"""
        INSERT INTO change (operation_id, action, table_name, key, contact_id, before) VALUES (
            (SELECT id FROM operation WHERE open), '{action}', '{watched.table}',
            {key}, {watched.contact.format(contact or row)}, {before}
        );
    """


def _image(types: Mapping[str, str]) -> str:
    """The SQL of the old row as a JSON object, of integers and texts.

    JSON's own functions are not allowed in a schema that is not trusted. Control characters stand as they are, see
    `images.py`.
    """
    escaped = """'"' || replace(replace(OLD.{0}, '\\', '\\\\'), '"', '\\"') || '"'"""
    parts = (
        f"""'"{name}":' || coalesce({escaped.format(name) if kind == "TEXT" else f"OLD.{name}"}, 'null')"""
        for name, kind in types.items()
    )
    return "'{' || " + " || ',' || ".join(parts) + " || '}'"


def begin(db: sqlite3.Connection, command: str, at: str) -> None:
    """Open an operation in the transaction of `db`, which holds the write lock.

    `command` is the name of the command, without its words: those may be somebody's name. `at` is a UTC instant.
    Changes that another program made meanwhile become an operation of their own first.
    """
    if db.execute("SELECT 1 FROM change WHERE operation_id IS NULL LIMIT 1").fetchone():
        _open(db, OUTSIDE, at)
        db.execute("UPDATE change SET operation_id = (SELECT id FROM operation WHERE open) WHERE operation_id IS NULL")
        end(db)
    _open(db, command, at)


def end(db: sqlite3.Connection) -> bool:
    """Close the open operation; returns whether it changed anything. One that did not should be rolled back.

    The index of words learns what it changed, and keeps no words that were taken out of it if that is for good.
    """
    search_index.keep_up(db)
    for_good, changed = db.execute(
        "SELECT for_good, EXISTS (SELECT 1 FROM change WHERE operation_id = o.id) FROM operation o WHERE open"
    ).fetchone()
    if for_good:
        search_index.purge(db)
    db.execute("UPDATE operation SET open = 0 WHERE open")
    return bool(for_good or changed)


def forget(db: sqlite3.Connection) -> None:
    """Make the open operation one that is for good: what it changed is not kept, nor any history of what it deleted,
    nor words in the index that were deleted at any time."""
    search_index.keep_up(db)
    db.execute("UPDATE operation SET for_good = 1 WHERE open")
    db.execute(
        "DELETE FROM change WHERE (table_name, key) IN (SELECT table_name, key FROM change "
        "WHERE action = 'delete' AND operation_id = (SELECT id FROM operation WHERE open))"
    )
    db.execute("DELETE FROM change WHERE operation_id = (SELECT id FROM operation WHERE open)")


def drop_empty(db: sqlite3.Connection) -> None:
    """Remove the operations of which nothing is left, but for those that are for good."""
    db.execute(
        "DELETE FROM operation WHERE NOT open AND NOT for_good "
        "AND NOT EXISTS (SELECT 1 FROM change WHERE operation_id = operation.id)"
    )


def undone(db: sqlite3.Connection) -> dict[int, int]:
    """Each operation that is undone, with the one that undid it; an undo that was undone itself does not count."""
    found: dict[int, int] = {}
    for number, undoes in db.execute("SELECT id, undoes FROM operation WHERE undoes IS NOT NULL ORDER BY id DESC"):
        if number not in found:
            found[undoes] = number
    return found


def _open(db: sqlite3.Connection, command: str, at: str) -> None:
    db.execute("INSERT INTO operation (at, command, open) VALUES (?, ?, 1)", (at, command))
