"""The index of all words in the book (SQLite's FTS5, https://sqlite.org/fts5.html).

Each row that says something is a document of its own: a contact, each alias and point, an entry. The index keeps words
and their places, and no text (`content=''`), so what a row said before must be told it when the row changes or goes.
The journal knows: at the end of an operation, the first change of each row tells what the index has, and the row itself
what it should have. So nothing that writes needs to think of the index, an undo keeps it as well, and it is part of the
same transaction. Only who takes something out of the journal has to let the index know first (`settle`).

What another program changed is in the index once an operation has adopted it; until then it has what the rows were.

Texts of attached files never change by themselves and are not journalled: who adds, changes or removes one says so.

Words are made by `rules/search_text.py`; the tokenizer `ascii` only parts them at blanks. An index of words that were
made in another way, or of other columns, is built anew: a document of its own says which way it was.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from relkeeper.rules.search_text import VERSION, indexed, words
from relkeeper.store import images

Texts = tuple[str, ...]

TABLE = "search_index"
# What is in a document. `private` and `mark` are never searched by plain words: a mark says when and by which channel
# an entry was, for what asks for the newest of very many.
COLUMNS = (
    "summary", "body", "outcome", "place", "name", "point", "about", "private", "topic", "text", "file", "mark",
)  # fmt: skip

# The documents of each table have their own range of numbers: as many as a table may ever have rows.
_RANGE = 1 << 40


class Indexed(NamedTuple):
    """A table whose rows are documents: its place among them, and by column of the index the columns of the row."""

    table: str
    place: int
    columns: Mapping[str, tuple[str, ...]]

    def first(self) -> int:
        """The number of the first document of the table; that of row `id` is `first() + id`."""
        return self.place * _RANGE

    def last(self) -> int:
        return self.first() + _RANGE - 1


INTERACTION = Indexed(
    "interaction",
    0,
    {"summary": ("summary",), "body": ("body",), "outcome": ("outcome",), "place": ("place",)},
)
CONTACT = Indexed(
    "contact",
    1,
    {"name": ("name",), "about": ("organization", "title", "how_we_met", "notes"), "private": ("private_notes",)},
)
ALIAS = Indexed("alias", 2, {"name": ("name",)})
CONTACT_POINT = Indexed("contact_point", 3, {"point": ("value", "normalized")})
CUSTOM_FIELD = Indexed("custom_field", 4, {"about": ("name", "value")})
RELATION = Indexed("relation", 5, {"name": ("name",)})
TOPIC = Indexed("topic", 6, {"topic": ("name",)})
FOLLOW_UP = Indexed("follow_up", 7, {"text": ("text",)})
ATTACHMENT = Indexed("attachment", 8, {"file": ("name", "note")})
CONTENT = Indexed("content", 9, {"text": ("text",)})

# In the order of their places: FTS5 is several times as fast where documents come in the order of their numbers.
JOURNALLED = (
    INTERACTION, CONTACT, ALIAS, CONTACT_POINT, CUSTOM_FIELD, RELATION, TOPIC, FOLLOW_UP, ATTACHMENT,
)  # fmt: skip
ALL = (*JOURNALLED, CONTENT)

_INSERT = f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"
_DELETE = f"INSERT INTO {TABLE} ({TABLE}, rowid, {', '.join(COLUMNS)}) VALUES ('delete', ?{', ?' * len(COLUMNS)})"
_OPEN = "operation_id = (SELECT id FROM operation WHERE open)"
_MARKED = ("on_date", "channel")
# Behind all documents: the word that says how the others were made.
_MADE_SO = f"folding{VERSION}of{crc32(repr((COLUMNS, ALL)).encode())}"
SIGN: tuple[Any, ...] = (len(ALL) * _RANGE, *(_MADE_SO if column == "mark" else "" for column in COLUMNS))
# What the index has of rows of which the journal may say something else by now, as numbers of documents and texts.
_SETTLED = "settled_documents"
# A file without a text is no document.
_WITH_TEXT = "WHERE text <> ''"
_STEP = 1000
_NO_TEXTS = [""] * len(COLUMNS)
_MARK = COLUMNS.index("mark")


def month_mark(month: str) -> str:
    """The word that marks the entries of a month (`2026-11`)."""
    return "m" + month.replace("-", "")


def channel_mark(channel: str) -> str:
    """The word that marks the entries of a channel."""
    return "via" + "".join(words(channel))


def keep_up(db: sqlite3.Connection) -> None:
    """Bring into the index what the open operation changed. To be called before its changes are let go."""
    built = not is_made_so(db)
    if built:
        rebuild(db)
    settled = _is_settled(db)
    changed = {name for (name,) in db.execute(f"SELECT DISTINCT table_name FROM change WHERE {_OPEN}")}
    for each in JOURNALLED:
        if each.table in changed and (settled or not built):
            _keep_up(db, each, settled=settled, built=built)


def settle(db: sqlite3.Connection) -> None:
    """Bring into the index what the open operation changed so far, whatever becomes of those changes later."""
    if not _is_settled(db):
        places = ", ".join(COLUMNS)
        db.execute(f"CREATE TEMP TABLE {_SETTLED} (number INTEGER PRIMARY KEY, stands INTEGER, {places})")
    keep_up(db)


def stands(db: sqlite3.Connection) -> bool:
    """Whether the file has an index: older ones have none."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (TABLE,)).fetchone() is not None


def is_made_so(db: sqlite3.Connection) -> bool:
    """Whether the words of the index were made in the way of today."""
    found = db.execute(f"SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH 'mark : {_MADE_SO}' AND rowid = ?", SIGN[:1])
    return found.fetchone() is not None


def add_text(db: sqlite3.Connection, content_id: int) -> None:
    """Take the text of an attached file into the index."""
    for texts in _standing(db, CONTENT, f"{_WITH_TEXT} AND id = ?", (content_id,)):
        db.execute(_INSERT, texts)


def remove_text(db: sqlite3.Connection, content_id: int) -> None:
    """Take the text of an attached file out of the index, as long as it is in the book."""
    for texts in _standing(db, CONTENT, f"{_WITH_TEXT} AND id = ?", (content_id,)):
        db.execute(_DELETE, texts)


def purge(db: sqlite3.Connection) -> None:
    """Leave nothing in the index of what was taken out of it: FTS5 keeps that until parts of the index are merged."""
    db.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")


def holds(db: sqlite3.Connection, text: str) -> bool:
    """Whether a document has all words of the text, one behind the other, and its row has not."""
    phrase = words(text)
    if not phrase:
        return False
    found = db.execute(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH ?", (f'"{" ".join(phrase)}"',)).fetchall()
    return not all(_has(db, number, phrase) for (number,) in found)


def rebuild(db: sqlite3.Connection, progress: Callable[[int], None] = lambda done: None) -> int:
    """Make the index anew from the rows; `progress` is told how many documents are done. Returns how many they are."""
    # FTS5 reads what the index is made of before it empties it; where that is damaged, it never would.
    db.execute(f"REPLACE INTO {TABLE}_data (id, block) VALUES (10, zeroblob(7))")
    db.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")
    done = 0
    for each in ALL:
        for document in documents(db, each):
            db.execute(_INSERT, document)
            done += 1
            if done % _STEP == 0:
                progress(done)
    db.execute(_INSERT, SIGN)
    return done


def size(db: sqlite3.Connection) -> int:
    """How many documents the index has, or a few more."""
    return sum(int(db.execute(f"SELECT count(*) FROM {each.table}").fetchone()[0]) for each in ALL)


def documents(db: sqlite3.Connection, each: Indexed) -> Iterator[tuple[Any, ...]]:
    """What the index is to have of a table: of each row the number of the document, and its texts.

    What no operation has adopted yet is as it was before.
    """
    meanwhile = _not_adopted(db, each)
    for document in _standing(db, each, _WITH_TEXT if each is CONTENT else ""):
        if document[0] not in meanwhile:
            yield document
    yield from ((number, *texts) for number, texts in meanwhile.items() if texts is not None)


def _has(db: sqlite3.Connection, number: int, phrase: list[str]) -> bool:
    """Whether the row of a document has these words one behind the other in one of its texts."""
    place, row = divmod(number, _RANGE)
    wanted = f" {' '.join(phrase)} "
    return any(
        wanted in f" {' '.join(words(text))} "
        for _, *texts in _standing(db, ALL[place], "WHERE id = ?", (row,))
        for text in texts
    )


def _not_adopted(db: sqlite3.Connection, each: Indexed) -> dict[int, Texts | None]:
    """Documents whose rows another program changed, as they were before it did; None for those that were not there."""
    first = db.execute(
        "SELECT key, before, min(id) FROM change WHERE operation_id IS NULL AND table_name = ? GROUP BY key",
        (each.table,),
    )
    return {each.first() + key: _past(each, before) for key, before, _ in first}


def _keep_up(db: sqlite3.Connection, each: Indexed, *, settled: bool, built: bool) -> None:
    for number, was, now in _changed(db, each, settled=settled):
        if settled:
            _remember(db, number, now)
        if built or was == now:
            continue
        if was is not None:
            db.execute(_DELETE, (number, *was))
        if now is not None:
            db.execute(_INSERT, (number, *now))


def _changed(
    db: sqlite3.Connection, each: Indexed, *, settled: bool
) -> Iterator[tuple[int, Texts | None, Texts | None]]:
    """The documents that the open operation changed: what the index has of each, and what it should have."""
    changes = db.execute(
        f"SELECT c.key, c.before, t.id IS NOT NULL, {', '.join(f't.{column}' for column in _columns(each))} "
        f"FROM (SELECT key, before, min(id) FROM change WHERE {_OPEN} AND table_name = ? GROUP BY key) c "
        f"LEFT JOIN {each.table} t ON t.id = c.key",
        (each.table,),
    )
    for key, before, stands, *values in changes:
        number = each.first() + key
        known = _remembered(db, number) if settled else None
        was = known[0] if known else _past(each, before)
        yield number, was, _document(each, values) if stands else None


def _is_settled(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_temp_schema WHERE name = ?", (_SETTLED,)).fetchone() is not None


def _remember(db: sqlite3.Connection, number: int, texts: Texts | None) -> None:
    row = (number, texts is not None, *(texts or _NO_TEXTS))
    db.execute(f"INSERT OR REPLACE INTO temp.{_SETTLED} VALUES (?{', ?' * (len(row) - 1)})", row)


def _remembered(db: sqlite3.Connection, number: int) -> tuple[Texts | None] | None:
    """What the index has of a settled row; None for a row that was not."""
    row = db.execute(f"SELECT * FROM temp.{_SETTLED} WHERE number = ?", (number,)).fetchone()
    if row is None:
        return None
    _, stands, *texts = row
    return (tuple(texts) if stands else None,)


def _standing(
    db: sqlite3.Connection, each: Indexed, where: str = "", values: tuple[int, ...] = ()
) -> Iterator[tuple[Any, ...]]:
    """The documents of a table, each as its number and its texts."""
    rows = db.execute(f"SELECT id, {', '.join(_columns(each))} FROM {each.table} {where} ORDER BY id", values)
    first = each.first()
    for number, *row in rows:
        yield first + number, *_document(each, row)


def _columns(each: Indexed) -> tuple[str, ...]:
    wanted = tuple(column for columns in each.columns.values() for column in columns)
    return (*wanted, *_MARKED) if each is INTERACTION else wanted


def _past(each: Indexed, before: str | None) -> Texts | None:
    """The document of a row as a change found it; an older version of the file may have had fewer columns."""
    if before is None:
        return None
    row = images.image(before)
    return _document(each, [row.get(column) or "" for column in _columns(each)])


def _document(each: Indexed, row: Sequence[str]) -> Texts:
    """The texts of a document; `row` has the values of `_columns`."""
    texts = _NO_TEXTS.copy()
    for place, begin, end in _PARTS[each.table]:
        texts[place] = indexed(row[begin] if end - begin == 1 else "\n".join(row[begin:end]))
    if each is INTERACTION:
        texts[_MARK] = _mark(*row[-len(_MARKED) :])
    return tuple(texts)


def _mark(on_date: str, channel: str) -> str:
    return _mark_of(on_date[:7], channel)


@lru_cache(maxsize=4096)
def _mark_of(month: str, channel: str) -> str:
    return f"{month_mark(month)} {channel_mark(channel)}"


def _parts(each: Indexed) -> Iterator[tuple[int, int, int]]:
    """For each column of the index that the table has: its place there, and which values of `_columns` are its text."""
    begin = 0
    for name, columns in each.columns.items():
        yield COLUMNS.index(name), begin, begin + len(columns)
        begin += len(columns)


_PARTS = {each.table: tuple(_parts(each)) for each in ALL}
