"""Removing a person for good: from the rows, from what shared entries say, and from the journal.

Works in the caller's transaction, on the book or on a copy of it; nothing is printed or asked. What was removed is
still in free pages of the file until it is vacuumed.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from relkeeper.rules.texts.traces import ERASED, Traces
from relkeeper.services.erasing import attached_files, identities, mentioned, merges, synced_files
from relkeeper.services.erasing.synced_files import Synced
from relkeeper.store import blobs, journal
from relkeeper.store.images import image, key_values

_SAID = ("summary", "body", "outcome", "place")
# Rows that say what an entry was made of.
_MADE_OF = ("sitting", "taken_event")

Pattern = re.Pattern[str] | None


class Erased(NamedTuple):
    """What was removed: entries, texts of shared entries that named the person, changes of the journal, attachments,
    files of which the bytes are gone, and follow-ups. `synced` are the files of the person that are to go from folders
    kept in step."""

    entries: int = 0
    shared: int = 0
    changes: int = 0
    attachments: int = 0
    files: int = 0
    follow_ups: int = 0
    synced: tuple[Synced, ...] = ()


class _TookPart(NamedTuple):
    """A change of the journal: that somebody came to an entry, or left it."""

    id: int
    operation: int | None
    action: str
    contact: int


def erase(db: sqlite3.Connection, contact_id: int, mine: Traces) -> Erased:
    """Remove the person, within an open operation, which keeps nothing of it.

    In an entry that others took part in the person's words are taken out, but for those that the others have too.
    Attachments of the person alone go with the bytes of their files, those that belong to others as well stay. Merges
    in which the person took part, and the undoing and redoing of them, are forgotten whole: they can be neither undone
    nor redone.
    """
    took_part = _took_part(db, contact_id)
    synced = synced_files.files(db, contact_id)
    stood = _standing(db, took_part)
    (before,) = db.execute("SELECT count(*) FROM change").fetchone()
    (attached,) = db.execute("SELECT count(*) FROM attachment").fetchone()
    follow_ups = _follow_ups(db, contact_id)
    db.execute("DELETE FROM relation WHERE other_id = ?", (contact_id,))
    db.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
    synced_files.blank(db, synced)
    left = _standing(db, took_part)
    patterns = {entry: _pattern_within(db, entry, mine) for entry in left}
    shared = sum(_clean_entry(db, entry, pattern) for entry, pattern in patterns.items())
    journal.forget(db)
    with_nobody = set()
    for entry in took_part.keys() - left:
        with_others = _left_with(db, entry, took_part[entry]) - {contact_id}
        if with_others:
            patterns[entry] = mine.without(identities.called(db, with_others)).pattern(within=True)
        else:
            with_nobody.add(entry)
            db.executemany("DELETE FROM change WHERE id = ?", [(change.id,) for change in took_part[entry]])
    _forget_entries(db, with_nobody)
    _clean_history(db, patterns)
    attached_files.forget(db, contact_id, with_nobody)
    _forget_rows(db, contact_id)
    files = blobs.collect(db)
    (after,) = db.execute("SELECT count(*) FROM change").fetchone()
    (kept,) = db.execute("SELECT count(*) FROM attachment").fetchone()
    return Erased(len(stood) - len(left), shared, before - after, attached - kept, files, follow_ups, tuple(synced))


def _follow_ups(db: sqlite3.Connection, contact_id: int) -> int:
    """How many the person has. A copy of an older version knows none."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'follow_up'").fetchone():
        return 0
    (count,) = db.execute("SELECT count(*) FROM follow_up WHERE contact_id = ?", (contact_id,)).fetchone()
    return int(count)


def _took_part(db: sqlite3.Connection, contact_id: int) -> dict[int, list[_TookPart]]:
    """The entries the person takes part in, or once did, each with what the journal says of who came and left."""
    now = db.execute("SELECT interaction_id FROM participant WHERE contact_id = ?", (contact_id,))
    found: dict[int, list[_TookPart]] = {row[0]: [] for row in now}
    changes = db.execute(
        "SELECT id, operation_id, action, contact_id, key FROM change WHERE table_name = 'participant' ORDER BY id"
    ).fetchall()
    for change in changes:
        if change[3] == contact_id:
            found.setdefault(_entry(change[4]), [])
    for *change, key in changes:
        if _entry(key) in found:
            found[_entry(key)].append(_TookPart(*change))
    return found


def _entry(key: int | str) -> int:
    return int(key_values(key)[0])


def _standing(db: sqlite3.Connection, entries: Iterable[int]) -> set[int]:
    return {entry for entry in entries if db.execute("SELECT 1 FROM interaction WHERE id = ?", (entry,)).fetchone()}


def _pattern_within(db: sqlite3.Connection, entry: int, mine: Traces) -> Pattern:
    others = db.execute("SELECT contact_id FROM participant WHERE interaction_id = ?", (entry,)).fetchall()
    return mine.without(identities.called(db, [row[0] for row in others])).pattern(within=True)


def _clean_entry(db: sqlite3.Connection, entry: int, pattern: Pattern) -> bool:
    """Take the names out of an entry that others took part in; returns whether any was there."""
    texts = db.execute(f"SELECT {', '.join(_SAID)} FROM interaction WHERE id = ?", (entry,)).fetchone()
    cleaned = tuple(pattern.sub(ERASED, text) for text in texts) if pattern else texts
    db.execute(
        f"UPDATE interaction SET {', '.join(f'{column} = ?' for column in _SAID)} WHERE id = ?", (*cleaned, entry)
    )
    return bool(cleaned != texts)


def _left_with(db: sqlite3.Connection, entry: int, changes: Iterable[_TookPart]) -> set[int]:
    """Who took part in an entry when it was deleted, by the journal: to them it comes back with an undo."""
    (deleted,) = db.execute(
        "SELECT max(id) FROM change WHERE table_name = 'interaction' AND key = ? AND action <> 'insert' "
        "AND action = 'delete'",
        (entry,),
    ).fetchone()
    if deleted is None:
        return set()
    (operation,) = db.execute("SELECT operation_id FROM change WHERE id = ?", (deleted,)).fetchone()
    return {change.contact for change in changes if change.operation == operation and change.action == "delete"}


def _forget_entries(db: sqlite3.Connection, entries: Collection[int]) -> None:
    """Remove what the journal has of entries, and of rows that went with one of them: what they were made of.

    All at once: changes that only say that a row came are found by no index.
    """
    rows: list[tuple[str, int | str]] = [("interaction", entry) for entry in entries]
    for table in _MADE_OF:
        once = db.execute(
            "SELECT key, before FROM change WHERE table_name = ? AND action <> 'insert' AND action = 'delete'", (table,)
        )
        rows += [(table, key) for key, before in once if image(before)["interaction_id"] in entries]
    _forget_changes(db, rows)


def _forget_changes(db: sqlite3.Connection, rows: Iterable[tuple[str, int | str]]) -> None:
    """Remove all changes of these rows, by table and key, in one pass over the journal."""
    db.execute("CREATE TEMP TABLE forgotten (table_name TEXT, key ANY, PRIMARY KEY (table_name, key)) STRICT")
    db.executemany("INSERT OR IGNORE INTO temp.forgotten VALUES (?, ?)", rows)
    db.execute("DELETE FROM change WHERE (table_name, key) IN (SELECT table_name, key FROM temp.forgotten)")
    db.execute("DROP TABLE temp.forgotten")


def _clean_history(db: sqlite3.Connection, patterns: dict[int, Pattern]) -> None:
    """Take the person out of what shared entries were."""
    past = db.execute("SELECT id, key, before FROM change WHERE table_name = 'interaction' AND before IS NOT NULL")
    for number, entry, before in past.fetchall():
        pattern = patterns.get(entry)
        if pattern:
            row = image(before)
            mentioned.rewrite_past(db, [(number, row, mentioned.cleaned(row, _SAID, pattern))])


def _forget_rows(db: sqlite3.Connection, contact_id: int) -> None:
    """Remove the changes of the person's rows, and of rows of others that once were or named the person's.

    A value cannot look like the member of a row: its quotes are escaped. Merges come first: they are found by changes
    that name the person.
    """
    merges.forget(db, contact_id)
    for column in ("contact_id", "other_id"):
        named = " OR ".join(f"""instr(before, '"{column}":{contact_id}{end}')""" for end in ",}")
        gone = db.execute(f"SELECT table_name, key FROM change WHERE action = 'delete' AND ({named})").fetchall()
        _forget_changes(db, gone)
        db.execute(f"DELETE FROM change WHERE {named}")
    db.execute("DELETE FROM change WHERE contact_id = ?", (contact_id,))
    journal.drop_empty(db)
