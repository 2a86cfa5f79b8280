"""Dated facts: gifts, debts, likes."""

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from relkeeper.reports.interactions import Named, said, taking_part
from relkeeper.rules.notes import UNSAID


class NoteRow(NamedTuple):
    """A note: an entry of the channel `note` that is no contact with anybody. `on` is the local date `YYYY-MM-DD`.

    `direction` is `out` for a gift given and a debt to you, `in` for a gift received and a debt of yours, empty where
    that was not said. What is `private` has "[private]" as its text, "other" as its kind, and an empty
    `body` and `direction`, unless that was asked for.
    """

    id: int
    uid: str
    on: str
    kind: str
    direction: str
    text: str
    body: str
    contacts: tuple[Named, ...]
    private: bool


def report(
    db: sqlite3.Connection, contact_id: int | None, kind: str, limit: int | None, reveal: bool = False
) -> list[NoteRow]:
    """Notes, newest first: of everybody or of one contact, of every kind or of one, as far as it is shown."""
    # Without the plus all entries would be walked by their time to find the few notes among them.
    source, where, order = "interaction i", "i.kind <> ''", "+i.at DESC, i.id DESC"
    if contact_id is not None:
        source = "participant p JOIN interaction i ON i.id = p.interaction_id"
        # A note is no contact: so the entries of the contact need not be looked at.
        where += " AND p.contact_id = :who AND NOT p.counts"
    if kind:
        where += f" AND {_of_kind(kind, reveal)}"
        order = "i.at DESC, i.id DESC"
    found = db.execute(
        f"SELECT {_columns(reveal)} FROM interaction i WHERE i.id IN "
        f"(SELECT i.id FROM {source} WHERE {where} ORDER BY {order} LIMIT :limit) ORDER BY i.at DESC, i.id DESC",
        {"who": contact_id, "kind": kind, "limit": -1 if limit is None else limit},
    )
    return _rows(db, found.fetchall())


def latest(
    db: sqlite3.Connection, contact_ids: Collection[int], kinds: Collection[str], each: int
) -> dict[int, list[NoteRow]]:
    """The newest notes of contacts, at most `each` of each kind, newest first; never a private one.

    Who has none is left out.
    """
    # The notes are few among the entries and have an index: they are asked whose they are, not the contacts. Indexes
    # alone answer that, and the plus keeps each note from being looked up with each contact:
    # https://sqlite.org/optoverview.html#uplus.
    wanted = {f":kind{number}": kind for number, kind in enumerate(kinds)}
    values = {name.removeprefix(":"): kind for name, kind in wanted.items()}
    found = db.execute(
        f"""
        WITH theirs AS MATERIALIZED (
            SELECT p.contact_id, i.id FROM interaction i CROSS JOIN participant p ON p.interaction_id = i.id
            WHERE i.kind <> '' AND i.kind IN ({", ".join(wanted)})
              AND +p.contact_id IN (SELECT value FROM json_each(:contacts))
        ), noted AS (
            SELECT theirs.contact_id, i.id, row_number() OVER (
                PARTITION BY theirs.contact_id, i.kind ORDER BY i.at DESC, i.id DESC) AS place
            FROM theirs JOIN interaction i ON i.id = theirs.id WHERE NOT i.private
        )
        SELECT noted.contact_id, {_columns(reveal=False)}
        FROM noted JOIN interaction i ON i.id = noted.id WHERE noted.place <= :each
        ORDER BY i.at DESC, i.id DESC
        """,
        values | {"contacts": str([*contact_ids]), "each": each},
    ).fetchall()
    notes: dict[int, list[NoteRow]] = {}
    for (contact_id, *_), row in zip(found, _rows(db, [columns for _, *columns in found]), strict=True):
        notes.setdefault(contact_id, []).append(row)
    return notes


def _of_kind(kind: str, reveal: bool) -> str:
    """A private note is found by the kind that is shown of it."""
    if reveal:
        return "i.kind = :kind"
    return "(i.kind = :kind OR i.private)" if kind == UNSAID else "i.kind = :kind AND NOT i.private"


def _columns(reveal: bool) -> str:
    texts = (said(text, reveal) for text in ("kind", "direction", "summary", "body"))
    return f"i.id, i.uid, i.on_date, {', '.join(texts)}, i.private"


def _rows(db: sqlite3.Connection, found: list[list[object]]) -> list[NoteRow]:
    people = taking_part(db, {int(str(row[0])) for row in found})
    return [NoteRow._make((*row[:-1], tuple(people[int(str(row[0]))]), bool(row[-1]))) for row in found]
