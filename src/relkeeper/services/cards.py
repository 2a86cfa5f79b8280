"""Cards that come in: to whom of the book each belongs, and what it adds to them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, PointDraft, Problem, PropertyDraft
from relkeeper.rules import identity, names
from relkeeper.rules.identity import Identity
from relkeeper.rules.merging import merged
from relkeeper.services import contact_rows
from relkeeper.store.loading import load
from relkeeper.store.models import TakenCard
from relkeeper.store.writing import raw

_NO_IDENTITY = {"address", "url"}

# What a card can say. The digests in the books of people are made of these, in this order: it must not change.
_OF_A_CARD = (
    "name", "given_name", "family_name", "organization", "title", "pronouns", "how_we_met", "notes", "aliases",
    "points", "tags", "fields", "occasions", "relations", "properties", "uid",
)  # fmt: skip


class Change(NamedTuple):
    """What became of a record: `added` or `updated`, and the contact it went to."""

    done: str
    id: int
    name: str


class Cards:
    """Takes cards into one open book, in the caller's transaction. `region` is that of phone numbers."""

    def __init__(self, session: Session, now: datetime, region: str) -> None:
        self._session = session
        self._now = now
        self._region = region
        self.unchanged = 0
        self.changes: list[Change] = []
        self.problems: list[Problem] = []

    def take(self, draft: ContactDraft, file: str) -> None:
        """Take a card: into the contact it belongs to, else into a new one."""
        self._take(_with_uid(draft), file)

    def _take(self, draft: ContactDraft, file: str) -> None:
        digest = _digest(draft)
        if raw(self._session).execute("SELECT 1 FROM taken_card WHERE digest = ?", (digest,)).fetchone():
            self.unchanged += 1
            return
        contact_id = self._placed(draft, file)
        contact_rows.insert_rows(self._session, TakenCard, [{"digest": digest, "contact_id": contact_id}])

    def _placed(self, draft: ContactDraft, file: str) -> int:
        """The contact that the card went to: who it belongs to, else a new one, with a word about whom it may be."""
        db = raw(self._session)
        incoming = self._identity(draft)
        candidates = [(contact_id, _standing(db, contact_id)) for contact_id in _candidates(db, incoming)]
        for contact_id, standing in candidates:
            if identity.same(incoming, standing):
                self._grow(contact_id, draft)
                return contact_id
        for contact_id, standing in candidates:
            if identity.likely(incoming, standing):
                (name,) = db.execute("SELECT name FROM contact WHERE id = ?", (contact_id,)).fetchone()
                message = f"'{draft.name}' is added, but may be #{contact_id} {name}"
                self.problems.append(Problem(file, f"line {draft.line}", message))
        contact_id = contact_rows.create(self._session, draft, self._now, self._region)
        self.changes.append(Change("added", contact_id, draft.name))
        return contact_id

    def _grow(self, contact_id: int, draft: ContactDraft) -> None:
        standing = load(raw(self._session), contact_id)
        grown = merged(standing, draft, self._point_key)
        if grown == standing:
            self.unchanged += 1
            return
        contact_rows.change(self._session, contact_id, standing, grown, self._now, self._region)
        self.changes.append(Change("updated", contact_id, standing.name))

    def _point_key(self, point: PointDraft) -> tuple[str, str, str]:
        return point.kind, contact_rows.normalised(point, self._region), point.label

    def _identity(self, draft: ContactDraft) -> Identity:
        """Who a card is about."""
        return Identity(
            uids=frozenset(kept.value for kept in draft.properties if kept.name == "UID"),
            names=frozenset(names.fold(name) for name in (draft.name, *draft.aliases)),
            points=frozenset(
                (point.kind, contact_rows.normalised(point, self._region))
                for point in draft.points
                if point.kind not in _NO_IDENTITY
            ),
        )


def _candidates(db: sqlite3.Connection, incoming: Identity) -> list[int]:
    """The contacts that share a UID, a name, an e-mail or a handle with the record, oldest first.

    A shared phone alone is no evidence, and a company's number would make everybody a candidate.
    """
    reachable = [point for point in incoming.points if point[0] != "phone"]
    return sorted(
        _ids(db, "SELECT contact_id FROM card_property WHERE name = 'UID' AND value = ?", [(u,) for u in incoming.uids])
        | _ids(db, "SELECT contact_id FROM name_key WHERE key = ? AND kind = 'name'", [(n,) for n in incoming.names])
        | _ids(db, "SELECT contact_id FROM contact_point WHERE kind = ? AND normalized = ?", reachable)
    )


def _standing(db: sqlite3.Connection, contact_id: int) -> Identity:
    """Who a contact of the book is, from what it is found by."""
    uids = db.execute("SELECT value FROM card_property WHERE contact_id = ? AND name = 'UID'", (contact_id,))
    keys = db.execute("SELECT key FROM name_key WHERE contact_id = ? AND kind = 'name'", (contact_id,))
    points = db.execute("SELECT kind, normalized FROM contact_point WHERE contact_id = ?", (contact_id,))
    return Identity(
        uids=frozenset(row[0] for row in uids),
        names=frozenset(row[0] for row in keys),
        points=frozenset(row for row in points if row[0] not in _NO_IDENTITY),
    )


def _ids(db: sqlite3.Connection, statement: str, values: Iterable[tuple[str, ...]]) -> set[int]:
    return {row[0] for value in values for row in db.execute(statement, value)}


def _digest(draft: ContactDraft) -> str:
    """What a card said, in 64 characters that stay the same from one version of the program to the next."""
    said = ", ".join(f"{name}={getattr(draft, name)!r}" for name in _OF_A_CARD)
    return sha256(f"ContactDraft({said}, line=0)".encode("utf-8", "surrogatepass")).hexdigest()


def _with_uid(draft: ContactDraft) -> ContactDraft:
    """The card's UID is a property like any other that the book has no column for."""
    if not draft.uid or any(kept.name == "UID" for kept in draft.properties):
        return draft
    return replace(draft, properties=(*draft.properties, PropertyDraft("UID", draft.uid)))
