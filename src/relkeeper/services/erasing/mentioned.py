"""Where the texts of others name a person who is removed for good: found, and taken out of them.

Works in the caller's transaction, on the book or on a copy of it, which may be of an older version.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from relkeeper.rules import topics
from relkeeper.rules.texts.traces import ERASED, Traces
from relkeeper.services.erasing import attached_files, identities
from relkeeper.store import blobs, images, journal
from relkeeper.store.images import Image, image

# Columns that hold no words of a person, but numbers, dates and digests of ours.
_NO_TEXT = {
    "uid", "at", "on_date", "added_on", "snoozed_until", "created_at", "updated_at", "added_at", "ended_at",
    "due_on", "begins_on", "done_on", "every_unit", "precision", "direction", "calendar", "sha256", "begins", "digest",
    "taken",
}  # fmt: skip
# Forms of what others are called and reached by, in small letters and in pinyin: written anew when that is edited.
_DERIVED = {"sort_key", "key", "normalized"}
# What others are called and reached by, and where they live, stays as it is, whomever it names; so does what their
# files are, and by what files and folders are found that are kept in step.
_OWN = {
    "contact": ("name", "given_name", "family_name", "timezone"), "alias": ("name",), "tag": ("name",),
    "contact_point": ("value",), "content": ("media_type",), "sync_card": ("name",), "sync_folder": ("path",),
}  # fmt: skip
# Words of our own: some are names of people, too, and a file full of them says nothing of anybody.
_OURS = {"operation": ["command"]}
# Which column tells people what a row belongs to; the first that a table has.
_NUMBERS = ("id", "interaction_id", "contact_id")
_JOURNAL = "change"


class Mention(NamedTuple):
    """A text of somebody else that names the person: the table, the number of the row, the column.

    A file is named by its attachment; its column is `text` for what was extracted from it, and `bytes`.
    """

    table: str
    id: int
    column: str


def mentions(db: sqlite3.Connection, mine: Traces, former: Collection[int] = ()) -> list[Mention]:
    """Where in the texts of others the person is still named in full; the `former` numbers are of the same person."""
    pattern = mine.pattern()
    if pattern is None:
        return []
    found = [
        Mention(table, number, column)
        for table, columns in _texts(db).items()
        for column in columns
        for number, text in db.execute(f"SELECT {_number(db, table)}, {column} FROM {table} WHERE {column} <> ''")
        if column not in _DERIVED and pattern.search(text)
    ]
    found += _derived(db, mine, {_whose(db, mention) for mention in found})
    found = [told for mention in found for told in _by_attachment(db, mention)]
    found += [Mention("attachment", number, "bytes") for number in attached_files.naming(db, mine.in_bytes())]
    past = {number for number, row, clean in _past(db, pattern) if row != clean}
    of_former = {
        number for about in former for (number,) in db.execute("SELECT id FROM change WHERE contact_id = ?", (about,))
    }
    return found + [Mention(_JOURNAL, number, "before") for number in sorted(past - of_former)]


def clean(db: sqlite3.Connection, mine: Traces) -> None:
    """Take the person out of the texts of others, and keep nothing of what they were.

    What others are called stays, so do the bytes of their files, and a text without which two rows would be the same.
    """
    pattern = mine.pattern()
    if pattern is None:
        return
    texts = _texts(db)
    for table, number, column in mentions(db, mine):
        if table != _JOURNAL and column in texts[table] and column not in (*_DERIVED, *_OWN.get(table, ())):
            row = f"{_number(db, table)} = ?"
            (text,) = db.execute(f"SELECT {column} FROM {table} WHERE {row}", (number,)).fetchone()
            _rewrite(db, table, {column: pattern.sub(ERASED, text)}, row, number)
    journal.forget(db)
    rewrite_past(db, _past(db, pattern, own=False))


def standing(db: sqlite3.Connection, words: Iterable[bytes]) -> set[bytes]:
    """Which of the words, in small letters, stand where `mentions` looks, or are words of ours, as words or as parts of
    others."""
    wanted = {word.decode() for word in words}
    found = {word.decode() for word in attached_files.standing(db, {word.encode() for word in wanted})}
    ours = _OURS | {_JOURNAL: ["before"]} if identities.has_journal(db) else {}
    for table, columns in (_texts(db) | ours | {"sqlite_schema": ["sql"]}).items():
        for column in columns:
            for word in wanted - found:
                if db.execute(f"SELECT 1 FROM {table} WHERE instr(lower({column}), ?) LIMIT 1", (word,)).fetchone():
                    found.add(word)
    return {word.encode() for word in found}


def cleaned(row: Image, columns: Iterable[str], pattern: re.Pattern[str]) -> Image:
    return row | {column: pattern.sub(ERASED, row[column]) for column in columns if row.get(column)}


def _rewrite(db: sqlite3.Connection, table: str, values: dict[str, str], row: str, number: int) -> None:
    """Give a row new texts, and a topic the form by which it is compared."""
    if table == "topic":
        values = {**values, "key": topics.key(values["name"])}
    columns = ", ".join(f"{column} = ?" for column in values)
    db.execute(f"UPDATE OR IGNORE {table} SET {columns} WHERE {row}", (*values.values(), number))


def rewrite_past(db: sqlite3.Connection, rows: Iterable[tuple[int, Image, Image]]) -> None:
    for number, row, cleaned in rows:
        if row != cleaned:
            images.rewrite(db, number, cleaned)


def _past(db: sqlite3.Connection, pattern: re.Pattern[str], *, own: bool = True) -> Iterator[tuple[int, Image, Image]]:
    """The rows of the journal, each as it is and without the person; what others were called only with `own`."""
    texts = _texts(db)
    for number, table, before in db.execute(
        "SELECT id, table_name, before FROM change WHERE before IS NOT NULL"
    ).fetchall():
        row = image(before)
        kept = () if own else _OWN.get(table, ())
        yield number, row, cleaned(row, (name for name in texts.get(table, ()) if name not in kept), pattern)


def _derived(db: sqlite3.Connection, mine: Traces, told: Collection[tuple[str, int]]) -> list[Mention]:
    """Forms that name the person though nothing does that they were derived from: one sounds like the other."""
    words = [word.decode() for word in mine.in_bytes()]
    found = {}
    for table, columns in _texts(db).items():
        for column in _DERIVED.intersection(columns):
            for number, form in db.execute(f"SELECT {_owner(db, table)[1]}, {column} FROM {table}"):
                if any(word in form.lower() for word in words):
                    found[_owner(db, table)[0], number] = column
    return [Mention(*whose, column) for whose, column in sorted(found.items()) if whose not in told]


def _whose(db: sqlite3.Connection, mention: Mention) -> tuple[str, int]:
    """The table and number of what a text belongs to: a contact where it is of one."""
    table, number, _ = mention
    owner, column = _owner(db, table)
    return owner, db.execute(f"SELECT {column} FROM {table} WHERE {_number(db, table)} = ?", (number,)).fetchone()[0]


def _owner(db: sqlite3.Connection, table: str) -> tuple[str, str]:
    """The table to which rows of a table belong, and the column that says to which of its rows."""
    return ("contact", "contact_id") if "contact_id" in _columns(db, table) else (table, _number(db, table))


def _by_attachment(db: sqlite3.Connection, mention: Mention) -> list[Mention]:
    """What a text was extracted from is known to people by the attachments of it."""
    if mention.table != "content":
        return [mention]
    return [mention._replace(table="attachment", id=number) for number in blobs.attachments_of(db, mention.id)]


def _texts(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table that hold words of a person: all but those that are known not to."""
    found = {}
    for table in sorted(_tables(db) - {_JOURNAL, *_OURS}):
        columns = _columns(db, table)
        found[table] = [name for name, kind in columns.items() if kind in {"TEXT", "ANY"} and name not in _NO_TEXT]
    return found


def _number(db: sqlite3.Connection, table: str) -> str:
    """The column by whose number people know a row of the table."""
    columns = _columns(db, table)
    return next(column for column in _NUMBERS if column in columns)


def _columns(db: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns of a table, each with its type."""
    return {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}


def _tables(db: sqlite3.Connection) -> set[str]:
    found = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    return {row[0] for row in found.fetchall()}
