"""Taking an operation back: every row of it becomes what it was before, or nothing is changed at all.

The rows go back by plain SQL, so that the file's triggers journal an undo like any other operation, and an undo can be
undone. What is derived from the rows (`name_key`) is the caller's to derive again.
"""

import sqlite3
from collections.abc import Callable, Iterable

from relkeeper.errors import NotFoundError, RelkeeperError
from relkeeper.store import journal
from relkeeper.store.images import Image, image, key_values, where
from relkeeper.store.journal import WATCHED

# The first change of each row tells what it was before the operation: SQLite takes the other columns from the row of
# the minimum (https://sqlite.org/lang_select.html#bareagg).
_TOUCHED = """
    CREATE TEMP TABLE touched AS
    SELECT table_name, key, action, before, min(id) AS change_id FROM change WHERE operation_id = ?
    GROUP BY table_name, key
"""
_PARENTS = {"contact_id": "contact", "other_id": "contact", "interaction_id": "interaction", "tag_id": "tag"}
# An interaction without participants is removed by the file, so participants come before those who leave.
_LAST = "participant"


def undo(db: sqlite3.Connection, target: int) -> None:
    """Make every row that operation `target` changed what it was before, within the open operation.

    Raises NotFoundError for an unknown operation, RelkeeperError for one that is undone already, left nothing to take
    back, or whose rows a later operation changed again. After an error the transaction must be rolled back.
    """
    _check(db, target)
    db.execute("UPDATE operation SET undoes = ? WHERE open", (target,))
    db.execute("DROP TABLE IF EXISTS temp.touched")
    db.execute(_TOUCHED, (target,))
    db.execute("CREATE UNIQUE INDEX temp.touched_by_row ON touched (table_name, key)")
    _refuse_if_changed_since(db, target)
    try:
        _restore(db)
    except sqlite3.IntegrityError as error:
        raise _missing(db, target) from error
    _refuse_if_more(db, target)
    db.execute("DROP TABLE temp.touched")


def _check(db: sqlite3.Connection, target: int) -> None:
    if not db.execute("SELECT 1 FROM operation WHERE id = ? AND NOT open", (target,)).fetchone():
        raise NotFoundError(f"there is no operation {target}; see: relkeeper history")
    by = journal.undone(db).get(target)
    if by:
        raise RelkeeperError(f"operation {target} is undone already; to do it again: relkeeper undo {by}")
    if not db.execute("SELECT 1 FROM change WHERE operation_id = ? LIMIT 1", (target,)).fetchone():
        raise RelkeeperError(f"operation {target} was for good: there is nothing left to take back")


def _refuse_if_changed_since(db: sqlite3.Connection, target: int) -> None:
    later = db.execute(
        "SELECT c.operation_id, c.table_name, c.key FROM change c JOIN temp.touched t "
        "ON t.table_name = c.table_name AND t.key = c.key "
        "WHERE c.operation_id > ? AND c.operation_id < (SELECT id FROM operation WHERE open) "
        "ORDER BY c.operation_id DESC",
        (target,),
    )
    stands = _standing(db, target)
    for number, table, key in later:
        if stands(number):
            raise _changed_again(db, target, number, table, key)


def _standing(db: sqlite3.Connection, target: int) -> Callable[[int], bool]:
    """Whether an operation after the target counts: what was done and undone since is as if it never was."""
    undone = journal.undone(db)
    undoes = dict(db.execute("SELECT id, undoes FROM operation WHERE undoes IS NOT NULL"))
    return lambda number: number not in undone and undoes.get(number, 0) <= target


def _changed_again(db: sqlite3.Connection, target: int, number: int, table: str, key: int | str) -> RelkeeperError:
    (command,) = db.execute("SELECT command FROM operation WHERE id = ?", (number,)).fetchone()
    return RelkeeperError(
        f"operation {target} cannot be undone: {_what(table, key)} was changed again by operation {number} "
        f"({command}); first: relkeeper undo {number}"
    )


def _what(table: str, key: int | str) -> str:
    names = {"interaction": "entry", "participant": "entry"}
    return f"{names.get(table, table.replace('_', ' '))} #{key_values(key)[0]}" if table != "taken_card" else "a card"


def _restore(db: sqlite3.Connection) -> None:
    for watched in reversed(WATCHED):
        if watched.table != _LAST:
            _delete(db, watched.table)
    for watched in WATCHED:
        images = [
            (key, image(before))
            for key, before in db.execute(
                "SELECT key, before FROM temp.touched WHERE table_name = ? AND action <> 'insert'", (watched.table,)
            ).fetchall()
        ]
        if images:
            _put_back(db, watched.table, watched.key, images)
    _delete(db, _LAST)


def _delete(db: sqlite3.Connection, table: str) -> None:
    keys = db.execute("SELECT key FROM temp.touched WHERE table_name = ? AND action = 'insert'", (table,)).fetchall()
    db.executemany(f"DELETE FROM {table} WHERE {where(table)}", (key_values(key) for (key,) in keys))


def _put_back(db: sqlite3.Connection, table: str, key: tuple[str, ...], images: list[tuple[int | str, Image]]) -> None:
    """Rows that are still there become what they were, and those that are not come back; in this order, because a value
    that is unique may have moved from one to the other."""
    known = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    columns = [column for column in images[0][1] if column in known]
    others = [column for column in columns if column not in key]
    if others:
        db.executemany(
            f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in others)} WHERE {where(table)}",
            (([row[column] for column in others] + list(key_values(its_key))) for its_key, row in images),
        )
    places = ", ".join("?" * len(columns))
    db.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {places} "
        f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {where(table)})",
        (([row[column] for column in columns] + list(key_values(its_key))) for its_key, row in images),
    )


def _refuse_if_more(db: sqlite3.Connection, target: int) -> None:
    """Rows of later operations that would have gone with those of the target: an entry with a contact that goes."""
    more = db.execute(
        "SELECT c.table_name, c.key FROM change c WHERE c.operation_id = (SELECT id FROM operation WHERE open) "
        "AND NOT EXISTS (SELECT 1 FROM temp.touched t WHERE t.table_name = c.table_name AND t.key = c.key) LIMIT 1"
    ).fetchone()
    if more:
        stands = _standing(db, target)
        for (number,) in db.execute(
            "SELECT DISTINCT operation_id FROM change WHERE table_name = ? AND key = ? "
            "AND operation_id < (SELECT id FROM operation WHERE open) ORDER BY operation_id DESC",
            more,
        ):
            if stands(number):
                raise _changed_again(db, target, number, *more)
        raise RelkeeperError(f"operation {target} cannot be undone: {_what(*more)} depends on it")


def _missing(db: sqlite3.Connection, target: int) -> RelkeeperError:
    """Why rows could not come back: what they belong to was deleted later."""
    rows = db.execute("SELECT before FROM temp.touched WHERE action <> 'insert'").fetchall()
    for table, number in _parents(image(before) for (before,) in rows):
        gone = db.execute(
            "SELECT max(operation_id) FROM change WHERE table_name = ? AND key = ? AND action = 'delete'",
            (table, number),
        ).fetchone()[0]
        if gone and gone > target and not db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (number,)).fetchone():
            return _changed_again(db, target, gone, table, number)
    return RelkeeperError(f"operation {target} cannot be undone: what came later stands in its way")


def _parents(images: Iterable[Image]) -> Iterable[tuple[str, int]]:
    for row in images:
        for column, table in _PARENTS.items():
            if row.get(column):
                yield table, row[column]
