"""Where a subject is named: in entries, in attached texts, and in what is kept of people; found by the index."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from relkeeper.rules.queries import expressions, ranking
from relkeeper.rules.queries.query import Phrase
from relkeeper.store import search_index
from relkeeper.store.search_index import Indexed

ENTRY_TEXTS = ("summary", "outcome", "body")
# Of very many entries so many of the newest tell enough.
MOST = 3000
# To look up so many entries, one by one, is as quick as to look through a million.
_FEW = 600


class Talk(NamedTuple):
    """That a contact took part in an entry that names a subject (`kind` is `entry`), or that an attached text of theirs
    does (`attachment`); `id` is that of the entry or the attachment.

    `on` is the local day `YYYY-MM-DD`; `share` is what one of all who took part has in it: 1 alone, a tenth among ten.
    """

    contact_id: int
    kind: str
    id: int
    on: str
    share: float


def newest(db: sqlite3.Connection, phrases: Sequence[Phrase], *, reveal: bool) -> list[Talk]:
    """Who talked about it, newest first: all there is or, of very many, about the MOST newest entries."""
    entries = _open(db, _entries(db, expressions.all_of(phrases, ENTRY_TEXTS)), reveal=reveal)
    found = [*_in_entries(db, entries), *_in_files(db, phrases, reveal=reveal)]
    return sorted(found, key=lambda talk: (talk.on, talk.id), reverse=True)


def with_one(db: sqlite3.Connection, contact_id: int, phrases: Sequence[Phrase], *, reveal: bool) -> list[Talk]:
    """What was talked about with one contact, newest first."""
    entries = _open(db, _entries_with(db, contact_id, expressions.all_of(phrases, ENTRY_TEXTS)), reveal=reveal)
    found = (*_in_entries(db, entries), *_in_files(db, phrases, reveal=reveal))
    return sorted((talk for talk in found if talk.contact_id == contact_id), key=lambda talk: talk.on, reverse=True)


def documents(db: sqlite3.Connection, indexed: Indexed, phrases: Sequence[Phrase], columns: Sequence[str]) -> list[int]:
    """The numbers of the rows of a table that have all the phrases in these columns of the index."""
    return _numbers(db, indexed, expressions.all_of(phrases, columns), -1)


def _entries_with(db: sqlite3.Connection, contact_id: int, expression: str) -> list[int]:
    rows = db.execute("SELECT interaction_id FROM participant WHERE contact_id = ?", (contact_id,))
    own = {row[0] for row in rows}
    if len(own) > _FEW:
        return list(own.intersection(_numbers(db, search_index.INTERACTION, expression, -1)))
    statement = f"SELECT 1 FROM {search_index.TABLE} WHERE {search_index.TABLE} MATCH ? AND rowid = ?"
    first = search_index.INTERACTION.first()
    return [entry for entry in own if db.execute(statement, (expression, first + entry)).fetchone()]


def _entries(db: sqlite3.Connection, expression: str) -> list[int]:
    """All entries or, of very many, the newest, whole months of them."""
    found = _numbers(db, search_index.INTERACTION, expression, MOST + 1)
    if len(found) <= MOST:
        return found
    found = []
    for month in _months(db):
        mark = expressions.marked(search_index.month_mark(month))
        found += _numbers(db, search_index.INTERACTION, expressions.both(expression, mark), -1)
        if len(found) >= MOST:
            break
    return found


def _months(db: sqlite3.Connection) -> Iterator[str]:
    """The months in which there may be entries, newest first."""
    last, first = db.execute("SELECT (SELECT max(at) FROM interaction), (SELECT min(at) FROM interaction)").fetchone()
    # The local month of an instant is that of UTC or one beside it.
    for number in range(ranking.month_number(last) + 1, ranking.month_number(first) - 2, -1):
        yield ranking.month(number)


def _numbers(db: sqlite3.Connection, indexed: Indexed, expression: str, limit: int) -> list[int]:
    statement = (
        f"SELECT rowid FROM {search_index.TABLE} WHERE {search_index.TABLE} MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
    )
    rows = db.execute(statement, (expression, indexed.first(), indexed.last(), limit))
    return [row[0] - indexed.first() for row in rows]


def _open(db: sqlite3.Connection, entries: Iterable[int], *, reveal: bool) -> list[int]:
    """The entries without those that are private."""
    hidden = set() if reveal else {row[0] for row in db.execute("SELECT id FROM interaction WHERE private")}
    return [entry for entry in entries if entry not in hidden]


def _in_entries(db: sqlite3.Connection, entries: Iterable[int]) -> list[Talk]:
    took_part: dict[int, list[tuple[int, str]]] = {}
    statement = (
        "SELECT interaction_id, contact_id, on_date FROM participant "
        "WHERE interaction_id IN (SELECT value FROM json_each(?))"
    )
    for entry, contact_id, on in db.execute(statement, (str(list(entries)),)):
        took_part.setdefault(entry, []).append((contact_id, on))
    return [
        Talk(contact_id, "entry", entry, on, 1 / len(people))
        for entry, people in took_part.items()
        for contact_id, on in people
    ]


def _in_files(db: sqlite3.Connection, phrases: Sequence[Phrase], *, reveal: bool) -> list[Talk]:
    """The attached texts of people. What an import read stays out: its words are those of the entries."""
    contents = documents(db, search_index.CONTENT, phrases, ("text",))
    if not contents:
        return []
    rows = db.execute(
        """
        SELECT a.id, coalesce(i.on_date, date(a.added_at)), t.contact_id
        FROM attachment a LEFT JOIN interaction i ON i.id = a.interaction_id
        JOIN (
            SELECT attachment_id AS id, contact_id FROM attachment_contact
            UNION
            SELECT b.id, p.contact_id FROM attachment b JOIN participant p ON p.interaction_id = b.interaction_id
        ) t ON t.id = a.id
        WHERE a.content_id IN (SELECT value FROM json_each(:contents)) AND NOT a.original
        AND (:reveal OR i.id IS NULL OR NOT i.private)
        """,
        {"contents": str(contents), "reveal": reveal},
    ).fetchall()
    people = Counter(number for number, _, _ in rows)
    return [Talk(contact_id, "attachment", number, on, 1 / people[number]) for number, on, contact_id in rows]
