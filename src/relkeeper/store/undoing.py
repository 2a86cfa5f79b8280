"""Taking an operation back: every row of it becomes what it was before, or nothing is changed at all.

The rows go back by plain SQL, so that the file's triggers journal an undo like any other operation, and an undo can be
undone. What is derived from the rows (`name_key`) is the caller's to derive again.
"""

import sqlite3
from collections.abc import Callable, Iterable

from relkeeper.errors import NotFoundError, RelkeeperError
from relkeeper.rules import sittings
from relkeeper.rules.private import unwanted
from relkeeper.store import journal
from relkeeper.store.images import Image, image, key_values, where
from relkeeper.store.watched import WATCHED

# The first change of each row tells what it was before the operation: SQLite takes the other columns from the row of
# the minimum (https://sqlite.org/lang_select.html#bareagg).
_TOUCHED = """
    CREATE TEMP TABLE touched AS
    SELECT table_name, key, action, before, min(id) AS change_id FROM change WHERE operation_id = ?
    GROUP BY table_name, key
"""
_PARENTS = {
    "contact_id": "contact",
    "other_id": "contact",
    "interaction_id": "interaction",
    "tag_id": "tag",
    "attachment_id": "attachment",
    "folder_id": "sync_folder",
}
_PARTS = {
    "alias": "an alias",
    "contact_point": "a contact point",
    "custom_field": "a field",
    "occasion": "an occasion",
    "relation": "a relation",
    "card_property": "a card property",
    "taken_card": "a card",
    "contact_tag": "a tag",
    "topic": "a topic",
}
# Tables that people know under another word.
_NUMBERED = {"interaction": "entry", "follow_up": "follow-up"}
# Rows that people know under no number.
_UNNUMBERED = {
    "taken_event": "a mail, call or meeting",
    "merged_contact": "a merge",
    "sync_folder": "a folder that is kept in step",
    "sync_card": "a file that is kept in step",
}
# What keeps folders in step looks at both sides again: whatever stands there is in nobody's way.
_OF_FOLDERS = "('sync_folder', 'sync_card')"
# The command that changes the forms by which phone numbers are compared, together with the setting that they follow.
_WITH_SETTING = "config set"
# What is nobody's is removed by the file, so those who come back to it come before others leave, or are gone.
_LAST = ("participant", "attachment_contact", "contact")


def undo(db: sqlite3.Connection, target: int) -> None:
    """Make every row that operation `target` changed what it was before, within the open operation.

    Raises NotFoundError for an unknown operation, RelkeeperError for one that is undone already, left nothing to take
    back, or whose rows a later operation changed again. After an error the transaction must be rolled back.

    What a change of the setting `phone_region` made of the rows since is no obstacle: the caller brings the numbers
    that came back into the form of today.
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
    _refuse_if_unwanted(db, target)
    _refuse_if_doubled(db, target)
    if not db.execute("SELECT 1 FROM change WHERE operation_id = (SELECT id FROM operation WHERE open)").fetchone():
        raise RelkeeperError(f"operation {target} left everything as it was: there is nothing to take back")
    db.execute("DROP TABLE temp.touched")


def newest(db: sqlite3.Connection) -> int:
    """The operation that is meant where none is named: the newest that is not undone, and is no undo.

    Raises NotFoundError where there is none, and RelkeeperError where that one cannot be taken back, with the number of
    the one before it.
    """
    undone = journal.undone(db)
    standing = [
        found
        for found in db.execute(
            "SELECT id, command FROM operation o WHERE undoes IS NULL AND NOT open ORDER BY id DESC"
        )
        if found[0] not in undone
    ]
    if not standing:
        raise NotFoundError("there is nothing to undo; see: relkeeper history")
    number, command = standing[0]
    why = _for_good(db, number)
    if not why:
        return int(number)
    before = next((earlier for earlier, _ in standing if not _for_good(db, earlier)), None)
    how = f"to undo the one before it: relkeeper undo {before}" if before else "there is none before it to undo"
    raise RelkeeperError(f"the newest change, {number} ({command}), {why}; {how}")


def _check(db: sqlite3.Connection, target: int) -> None:
    if not db.execute("SELECT 1 FROM operation WHERE id = ? AND NOT open", (target,)).fetchone():
        raise NotFoundError(f"there is no operation {target}; see: relkeeper history")
    by = journal.undone(db).get(target)
    if by:
        raise RelkeeperError(f"operation {target} is undone already; to do it again: relkeeper undo {by}")
    why = _for_good(db, target)
    if why:
        raise RelkeeperError(f"operation {target} {why}")


def _for_good(db: sqlite3.Connection, number: int) -> str:
    """Why an operation cannot be taken back whatever came later; empty where it can."""
    (command,) = db.execute("SELECT command FROM operation WHERE id = ?", (number,)).fetchone()
    if command == _WITH_SETTING:
        return "goes with a setting; to have both as before, set it back: relkeeper config set phone_region REGION"
    if not db.execute("SELECT 1 FROM change WHERE operation_id = ? LIMIT 1", (number,)).fetchone():
        return "is for good: there is nothing left to take back"
    return ""


def _refuse_if_changed_since(db: sqlite3.Connection, target: int) -> None:
    later = db.execute(
        "SELECT c.operation_id, c.table_name, c.key, c.contact_id FROM change c JOIN temp.touched t "
        "ON t.table_name = c.table_name AND t.key = c.key "
        "WHERE c.operation_id > ? AND c.operation_id < (SELECT id FROM operation WHERE open) "
        f"AND c.table_name NOT IN {_OF_FOLDERS} ORDER BY c.operation_id DESC",
        (target,),
    )
    stands = _standing(db, target)
    for number, *row in later:
        if stands(number):
            raise _in_its_way(db, target, number, f"{_what(*row)} was changed again by operation")


def _standing(db: sqlite3.Connection, target: int) -> Callable[[int], bool]:
    """Whether an operation after the target counts: what was done and undone since is as if it never was."""
    undone = journal.undone(db)
    undoes = dict(db.execute("SELECT id, undoes FROM operation WHERE undoes IS NOT NULL"))
    derived = {row[0] for row in db.execute("SELECT id FROM operation WHERE command = ?", (_WITH_SETTING,))}
    return lambda number: number not in undone and number not in derived and undoes.get(number, 0) <= target


def _in_its_way(db: sqlite3.Connection, target: int, number: int, what: str, then: str = "") -> RelkeeperError:
    """The refusal of an undo for what a later operation did, whose number and name stand between `what` and `then`."""
    (command,) = db.execute("SELECT command FROM operation WHERE id = ?", (number,)).fetchone()
    return RelkeeperError(
        f"operation {target} cannot be undone: {what} {number} ({command}){then}; first: relkeeper undo {number}"
    )


def _what(table: str, key: int | str, contact_id: int | None = None) -> str:
    """A row in words, by numbers that a user knows."""
    if table in _PARTS:
        return f"{_PARTS[table]} of contact #{contact_id}"
    if table == "participant":
        return f"who took part in {_what('interaction', key_values(key)[0])}"
    if table == "attachment_contact":
        return f"whom {_what('attachment', key_values(key)[0])} belongs to"
    if table == "distinct_pair":
        return "that contact #{} is not #{}".format(*key_values(key))
    if table == "sitting":
        return f"the messages of {_what('interaction', key)}"
    return _UNNUMBERED.get(table, f"{_NUMBERED.get(table, table)} #{key}")


def _restore(db: sqlite3.Connection) -> None:
    for watched in reversed(WATCHED):
        if watched.table not in _LAST:
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
    for table in _LAST:
        _delete(db, table)


def _delete(db: sqlite3.Connection, table: str) -> None:
    keys = db.execute("SELECT key FROM temp.touched WHERE table_name = ? AND action = 'insert'", (table,)).fetchall()
    # Their own labels are taken off by now: a tag that is still worn is others' as well.
    free = "AND NOT EXISTS (SELECT 1 FROM contact_tag WHERE tag_id = tag.id)" if table == "tag" else ""
    db.executemany(f"DELETE FROM {table} WHERE {where(table)} {free}", (key_values(key) for (key,) in keys))


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
        "SELECT c.table_name, c.key, c.contact_id FROM change c "
        f"WHERE c.operation_id = (SELECT id FROM operation WHERE open) AND c.table_name NOT IN {_OF_FOLDERS} "
        "AND NOT EXISTS (SELECT 1 FROM temp.touched t WHERE t.table_name = c.table_name AND t.key = c.key) LIMIT 1"
    ).fetchone()
    if more:
        stands = _standing(db, target)
        for (number,) in db.execute(
            "SELECT DISTINCT operation_id FROM change WHERE table_name = ? AND key = ? "
            "AND operation_id < (SELECT id FROM operation WHERE open) ORDER BY operation_id DESC",
            more[:2],
        ):
            if stands(number):
                raise _in_its_way(db, target, number, f"{_what(*more)} of operation", " depends on it")
        raise RelkeeperError(f"operation {target} cannot be undone: {_what(*more)} depends on it")


def _refuse_if_unwanted(db: sqlite3.Connection, target: int) -> None:
    """Nothing private comes back to somebody who wants none kept."""
    unwilling = db.execute(
        """
        SELECT id, name FROM contact c WHERE no_sensitive AND id IN (
            SELECT contact_id FROM change WHERE operation_id = (SELECT id FROM operation WHERE open)
            UNION
            SELECT contact_id FROM participant WHERE interaction_id IN (
                SELECT key FROM change
                WHERE operation_id = (SELECT id FROM operation WHERE open) AND table_name = 'interaction'
            )
        ) AND (
            private_notes <> '' OR EXISTS (SELECT 1 FROM custom_field WHERE contact_id = c.id AND private)
            OR EXISTS (
                SELECT 1 FROM participant p JOIN interaction i ON i.id = p.interaction_id
                WHERE p.contact_id = c.id AND i.private
            ) OR EXISTS (SELECT 1 FROM follow_up WHERE contact_id = c.id AND private)
        )
        """
    ).fetchone()
    if unwilling:
        raise RelkeeperError(f"operation {target} cannot be undone: {unwanted(*unwilling)}")


def _refuse_if_doubled(db: sqlite3.Connection, target: int) -> None:
    """No message comes back that a later import has brought in again."""
    back = db.execute(
        """
        SELECT s.interaction_id, o.interaction_id, s.taken, o.taken FROM change c
        JOIN sitting s ON s.interaction_id = c.key JOIN interaction i ON i.id = s.interaction_id
        JOIN sitting o ON o.contact_id IS s.contact_id AND o.chat = s.chat AND o.interaction_id <> s.interaction_id
        JOIN interaction j ON j.id = o.interaction_id
        WHERE c.operation_id = (SELECT id FROM operation WHERE open) AND c.table_name = 'sitting'
        AND c.action = 'insert' AND j.at <= s.ended_at AND o.ended_at >= i.at
        """
    )
    for entry, other, taken, its in back:
        if not set(sittings.digests(taken)).isdisjoint(sittings.digests(its)):
            (number,) = db.execute(
                "SELECT max(operation_id) FROM change WHERE table_name = 'sitting' AND key = ? "
                "AND operation_id < (SELECT id FROM operation WHERE open)",
                (other,),
            ).fetchone()
            raise _in_its_way(
                db, target, number, f"what {_what('interaction', entry)} says was brought in by operation"
            )


def _missing(db: sqlite3.Connection, target: int) -> RelkeeperError:
    """Why rows could not come back: what they belong to was deleted later."""
    rows = db.execute("SELECT before FROM temp.touched WHERE action <> 'insert'").fetchall()
    for table, number in _parents(image(before) for (before,) in rows):
        gone = db.execute(
            "SELECT max(operation_id) FROM change WHERE table_name = ? AND key = ? AND action = 'delete'",
            (table, number),
        ).fetchone()[0]
        if gone and gone > target and not db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (number,)).fetchone():
            return _in_its_way(db, target, gone, f"{_what(table, number)} was deleted by operation")
    return RelkeeperError(f"operation {target} cannot be undone: what came later stands in its way")


def _parents(images: Iterable[Image]) -> Iterable[tuple[str, int]]:
    for row in images:
        for column, table in _PARENTS.items():
            if row.get(column):
                yield table, row[column]
