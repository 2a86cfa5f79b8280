"""Removing a person for good: from the rows, from what shared entries say, and from the journal.

Works in the caller's transaction, on the book or on a copy of it; nothing is printed or asked. What was removed is
still in free pages of the file until it is vacuumed.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from relkeeper.rules import names
from relkeeper.rules.traces import ERASED, Traces
from relkeeper.store import images, journal
from relkeeper.store.images import Image, image, key_values

# Columns that hold no words of a person, or are derived from one that is looked at.
_NO_TEXT = {
    "uid", "sort_key", "key", "normalized", "at", "on_date", "added_on", "snoozed_until", "created_at", "updated_at",
    "precision", "direction", "calendar", "action", "table_name", "command",
}  # fmt: skip
# What others are called and reached by stays as it is, whomever it names.
_OWN = {
    "contact": ("name", "given_name", "family_name"), "alias": ("name",), "tag": ("name",), "contact_point": ("value",),
}  # fmt: skip
_SAID = ("summary", "body", "outcome", "place")
_JOURNAL = "change"

Pattern = re.Pattern[str] | None


class Erased(NamedTuple):
    """What was removed: entries, texts of shared entries that named the person, and changes of the journal."""

    entries: int = 0
    shared: int = 0
    changes: int = 0


class Mention(NamedTuple):
    """A text of somebody else that names the person: the table, the number of the row, the column."""

    table: str
    id: int
    column: str


class _TookPart(NamedTuple):
    """A change of the journal: that somebody came to an entry, or left it."""

    id: int
    operation: int | None
    action: str
    contact: int


def last_known(db: sqlite3.Connection, contact_id: int) -> Image | None:
    """The contact as it stands, or as it was when it was deleted; None where neither the rows nor the journal know."""
    found = images.standing(db, "contact", contact_id)
    return found or (images.last_known(db, "contact", contact_id) if _has_journal(db) else None)


def number_of(db: sqlite3.Connection, uid: str) -> int | None:
    """The number of a person in this file, standing or deleted; a copy may have given it to somebody else."""
    found = db.execute("SELECT id FROM contact WHERE uid = ?", (uid,)).fetchone()
    if found is None and _has_journal(db):
        found = db.execute(
            "SELECT key FROM change WHERE table_name = 'contact' AND action <> 'insert' AND instr(before, ?)",
            (f'"uid":"{uid}"',),
        ).fetchone()
    return int(found[0]) if found else None


def traces(db: sqlite3.Connection, contact_id: int) -> Traces:
    """By what the contact can be recognised, now and in the journal."""
    rows = list(_rows(db, contact_id))
    people = [row for table, row in rows if table == "contact"]
    points = [row for table, row in rows if table == "contact_point"]
    cards = [row["value"] for table, row in rows if table == "card_property" and row["name"] == "UID"]
    called = {row["name"] for table, row in rows if table in ("contact", "alias")}
    for person in people:
        called |= _both(person["given_name"], person["family_name"])
    return Traces(
        names=frozenset(called),
        points=frozenset(
            {(row["value"], row["normalized"]) for row in points}
            | {(uid, uid) for uid in (*cards, *(person["uid"] for person in people))}
        ),
        parts=frozenset(part for person in people for part in (person["given_name"], person["family_name"]) if part),
    )


def of_others(db: sqlite3.Connection, contact_id: int | None) -> set[str]:
    """Names and points of everybody else: what these share with a person is no trace of the person."""
    return _called(db, "<> ?", [contact_id or 0])


def erase(db: sqlite3.Connection, contact_id: int, mine: Traces) -> Erased:
    """Remove the person, within an open operation, which keeps nothing of it.

    In an entry that others took part in the person's words are taken out, but for those that the others have too.
    """
    took_part = _took_part(db, contact_id)
    stood = _standing(db, took_part)
    (before,) = db.execute("SELECT count(*) FROM change").fetchone()
    db.execute("DELETE FROM relation WHERE other_id = ?", (contact_id,))
    db.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
    left = _standing(db, took_part)
    patterns = {entry: _pattern_within(db, entry, mine) for entry in left}
    shared = sum(_clean_entry(db, entry, pattern) for entry, pattern in patterns.items())
    journal.forget(db)
    for entry in took_part.keys() - left:
        with_others = _left_with(db, entry, took_part[entry]) - {contact_id}
        if with_others:
            patterns[entry] = mine.without(_called_all(db, with_others)).pattern(within=True)
        else:
            db.executemany("DELETE FROM change WHERE id = ?", [(change.id,) for change in took_part[entry]])
            db.execute("DELETE FROM change WHERE table_name = 'interaction' AND key = ?", (entry,))
    _clean_history(db, patterns)
    _forget_rows(db, contact_id)
    (after,) = db.execute("SELECT count(*) FROM change").fetchone()
    return Erased(len(stood) - len(left), shared, before - after)


def formerly(db: sqlite3.Connection, mine: Traces) -> list[int]:
    """Numbers of contacts that are gone, and were called or reached as the person is: kept once before, under another
    number, and still in the journal."""
    if not _has_journal(db):
        return []
    once = db.execute(
        "SELECT DISTINCT contact_id FROM change WHERE table_name IN ('contact', 'alias', 'contact_point') "
        "AND action <> 'insert' AND contact_id NOT IN (SELECT id FROM contact) ORDER BY contact_id"
    ).fetchall()
    return [number for (number,) in once if mine.shares(traces(db, number))]


def mentions(db: sqlite3.Connection, mine: Traces, former: Collection[int] = ()) -> list[Mention]:
    """Where in the texts of others the person is still named in full; the `former` numbers are of the same person."""
    pattern = mine.pattern()
    if pattern is None:
        return []
    found = [
        Mention(table, number, column)
        for table, columns in _texts(db).items()
        for column in columns
        for number, text in db.execute(f"SELECT id, {column} FROM {table} WHERE {column} <> ''")
        if pattern.search(text)
    ]
    past = {number for number, row, clean in _past(db, pattern) if row != clean}
    of_former = {
        number for about in former for (number,) in db.execute("SELECT id FROM change WHERE contact_id = ?", (about,))
    }
    return found + [Mention(_JOURNAL, number, "before") for number in sorted(past - of_former)]


def clean(db: sqlite3.Connection, mine: Traces) -> None:
    """Take the person out of the texts of others, and keep nothing of what they were.

    What others are called stays, and so does a text without which two rows would be the same.
    """
    pattern = mine.pattern()
    if pattern is None:
        return
    for table, number, column in mentions(db, mine):
        if table != _JOURNAL and column not in _OWN.get(table, ()):
            (text,) = db.execute(f"SELECT {column} FROM {table} WHERE id = ?", (number,)).fetchone()
            db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE id = ?", (pattern.sub(ERASED, text), number))
    journal.forget(db)
    _rewrite_past(db, _past(db, pattern, own=False))


def standing(db: sqlite3.Connection, words: Iterable[bytes]) -> set[bytes]:
    """Which of the words, in small letters, stand in rows or in the schema, as words or as parts of others."""
    wanted = {word.decode() for word in words}
    found: set[str] = set()
    for table, columns in _all_columns(db).items():
        for column in columns:
            for word in wanted - found:
                if db.execute(f"SELECT 1 FROM {table} WHERE instr(lower({column}), ?) LIMIT 1", (word,)).fetchone():
                    found.add(word)
    return {word.encode() for word in found}


def _has_journal(db: sqlite3.Connection) -> bool:
    """A backup of version 1 has none."""
    return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'change'").fetchone())


def _rows(db: sqlite3.Connection, contact_id: int) -> Iterator[tuple[str, Image]]:
    """Rows that tell who somebody is, as they stand and as they were."""
    tables = {"contact": "id", "alias": "contact_id", "contact_point": "contact_id", "card_property": "contact_id"}
    for table, column in tables.items():
        cursor = db.execute(f"SELECT * FROM {table} WHERE {column} = ?", (contact_id,))
        columns = [described[0] for described in cursor.description]
        yield from ((table, dict(zip(columns, row, strict=True))) for row in cursor.fetchall())
    if _has_journal(db):
        once = db.execute(
            "SELECT table_name, before FROM change WHERE contact_id = ? AND before IS NOT NULL", (contact_id,)
        )
        yield from ((table, image(before)) for table, before in once.fetchall() if table in tables)


def _both(given: str, family: str) -> set[str]:
    """Given and family name in either order; Chinese ones stand in theirs, without a blank."""
    if not (given and family):
        return set()
    return {family + given} if names.is_cjk(family) else {f"{given} {family}", f"{family} {given}"}


def _called(db: sqlite3.Connection, condition: str, values: Collection[int]) -> set[str]:
    """Names and points of the contacts whose number meets the condition."""
    statements = (
        f"SELECT name, given_name, family_name FROM contact WHERE id {condition}",
        f"SELECT name FROM alias WHERE contact_id {condition}",
        f"SELECT value, normalized FROM contact_point WHERE contact_id {condition}",
        f"SELECT value FROM card_property WHERE name = 'UID' AND contact_id {condition}",
    )
    values = list(values)
    return {word for statement in statements for row in db.execute(statement, values) for word in row if word}


def _called_all(db: sqlite3.Connection, contact_ids: Collection[int]) -> set[str]:
    return _called(db, f"IN ({', '.join('?' * len(contact_ids))})", contact_ids)


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
    return mine.without(_called_all(db, [row[0] for row in others])).pattern(within=True)


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
        "SELECT max(id) FROM change WHERE table_name = 'interaction' AND key = ? AND action = 'delete'", (entry,)
    ).fetchone()
    if deleted is None:
        return set()
    (operation,) = db.execute("SELECT operation_id FROM change WHERE id = ?", (deleted,)).fetchone()
    return {change.contact for change in changes if change.operation == operation and change.action == "delete"}


def _clean_history(db: sqlite3.Connection, patterns: dict[int, Pattern]) -> None:
    """Take the person out of what shared entries were."""
    past = db.execute("SELECT id, key, before FROM change WHERE table_name = 'interaction' AND before IS NOT NULL")
    for number, entry, before in past.fetchall():
        pattern = patterns.get(entry)
        if pattern:
            row = image(before)
            _rewrite_past(db, [(number, row, _cleaned(row, _SAID, pattern))])


def _forget_rows(db: sqlite3.Connection, contact_id: int) -> None:
    """Remove the changes of the person's rows, and of rows of others that once were or named the person's.

    A value cannot look like the member of a row: its quotes are escaped.
    """
    for column in ("contact_id", "other_id"):
        for end in ",}":
            db.execute("DELETE FROM change WHERE instr(before, ?)", (f'"{column}":{contact_id}{end}',))
    db.execute("DELETE FROM change WHERE contact_id = ?", (contact_id,))
    db.execute(
        "DELETE FROM operation WHERE NOT open AND NOT for_good "
        "AND NOT EXISTS (SELECT 1 FROM change WHERE operation_id = operation.id)"
    )


def _past(db: sqlite3.Connection, pattern: re.Pattern[str], *, own: bool = True) -> Iterator[tuple[int, Image, Image]]:
    """The rows of the journal, each as it is and without the person; what others were called only with `own`."""
    texts = _texts(db)
    for number, table, before in db.execute(
        "SELECT id, table_name, before FROM change WHERE before IS NOT NULL"
    ).fetchall():
        row = image(before)
        kept = () if own else _OWN.get(table, ())
        yield number, row, _cleaned(row, (name for name in texts.get(table, ()) if name not in kept), pattern)


def _cleaned(row: Image, columns: Iterable[str], pattern: re.Pattern[str]) -> Image:
    return row | {column: pattern.sub(ERASED, row[column]) for column in columns if row.get(column)}


def _rewrite_past(db: sqlite3.Connection, rows: Iterable[tuple[int, Image, Image]]) -> None:
    for number, row, cleaned in rows:
        if row != cleaned:
            images.rewrite(db, number, cleaned)


def _texts(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table that hold words of a person: all but those that are known not to."""
    found = {}
    for table in _tables(db):
        columns = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}
        if "id" in columns and table != _JOURNAL:
            found[table] = [name for name, kind in columns.items() if kind == "TEXT" and name not in _NO_TEXT]
    return found


def _all_columns(db: sqlite3.Connection) -> dict[str, list[str]]:
    found = {table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")] for table in _tables(db)}
    return found | {"sqlite_schema": ["sql"]}


def _tables(db: sqlite3.Connection) -> list[str]:
    found = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    return [row[0] for row in found.fetchall()]
