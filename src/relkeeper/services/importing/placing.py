"""To whom of the book a card belongs, and whose it may be: the same for what is asked before an import and for what the
import does."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple

from relkeeper.drafts import ContactDraft, PointDraft, PropertyDraft
from relkeeper.rules import likeness, names
from relkeeper.rules.likeness import Profile
from relkeeper.rules.merging import identity
from relkeeper.rules.merging.identity import Identity
from relkeeper.services import contact_rows
from relkeeper.services.importing.circle import Circle
from relkeeper.services.importing.matching import BY_UID, uid_forms
from relkeeper.store.loading import load
from relkeeper.store.profiles import MANY

Point = tuple[str, str]

# What people share.
_NO_IDENTITY = {"address", "url"}

# What a card can say. The digests in the books of people are made of these, in this order: it must not change.
_OF_A_CARD = (
    "name", "given_name", "family_name", "organization", "title", "pronouns", "how_we_met", "notes", "aliases",
    "points", "tags", "fields", "occasions", "relations", "properties", "uid",
)  # fmt: skip

_BY_NAME = "SELECT contact_id FROM name_key k WHERE key = ? AND kind = 'name'"
_BARE = """
    AND NOT EXISTS (
        SELECT 1 FROM contact_point p WHERE p.contact_id = k.contact_id AND p.kind NOT IN ('address', 'url')
    )
"""
# The reason of rules/merging/identity that a second namesake takes away.
_BARE_NAME = 1
_OF_OUR_CARD = ("private_notes", "private_fields", "cadence_days", "archived", "opt_outs", "timezone", "topics")


class Likely(NamedTuple):
    """A contact who may be meant: how likely, from 0 to 100, and why."""

    id: int
    name: str
    score: int
    evidence: tuple[str, ...]


class Place(NamedTuple):
    """The contact that a card belongs to for certain, None where there is none; then those it may belong to, and what
    tells its person from others."""

    id: int | None
    likely: tuple[Likely, ...] = ()
    profile: Profile | None = None


class Placing:
    """Finds the contact of a card, in a book that may change meanwhile. `region` is that of phone numbers."""

    def __init__(self, db: sqlite3.Connection, region: str) -> None:
        self._db = db
        self._region = region
        self._circle = Circle(db)

    def is_taken(self, digest: str) -> bool:
        """Whether a card that said the same was taken already."""
        return self._db.execute("SELECT 1 FROM taken_card WHERE digest = ?", (digest,)).fetchone() is not None

    def place(self, draft: ContactDraft, but: Collection[int] = ()) -> Place:
        """Where a card belongs, which is to none of those in `but`."""
        draft = with_uid(draft)
        profile, incoming = self._told(draft)
        own = self._ids("SELECT id FROM contact WHERE uid = ?", [(uid,) for uid in incoming.uids]).difference(but)
        if len(own) == 1:
            return Place(own.pop())
        shared = self._shared(incoming)
        incoming = replace(incoming, points=incoming.points - shared, common=incoming.points & shared)
        profile = profile.sharing(shared)
        certain = self._certain(incoming, profile, but)
        if certain is not None:
            return Place(certain)
        found = [self._likely(contact, profile, standing) for contact, standing in self._circle.near(profile)]
        likely = [each for each in found if each.score >= likeness.LIKELY and each.id not in but]
        return Place(None, tuple(sorted(likely, key=lambda each: (-each.score, each.id))), profile)

    def learn(self, contact_id: int, profile: Profile | None = None) -> None:
        """Know a contact that has grown, or was added with this profile."""
        if self._circle.is_read:
            self._circle.learn(contact_id, profile or self.profile(load(self._db, contact_id)))

    def profile(self, draft: ContactDraft) -> Profile:
        """What tells the person of a draft from others."""
        return likeness.of_draft(draft, self._normalised)

    def _certain(self, incoming: Identity, profile: Profile, but: Collection[int]) -> int | None:
        """The contact that it is for certain: the one with the best reason, of several the oldest."""
        reasons: dict[int, list[int]] = {}
        for contact in sorted((self._sharing(incoming) | self._namesakes(incoming)).difference(but)):
            reason = identity.certainty(incoming, self._standing(contact, incoming.common))
            if reason:
                reasons.setdefault(reason, []).append(contact)
        best = reasons.get(max(reasons, default=0), [])
        if not best or (len(best) > 1 and (max(reasons) == _BARE_NAME or self._are_several(best))):
            return None
        standing = self.profile(load(self._db, best[0]))
        return None if likeness.contradictions(profile, standing) else best[0]

    def _are_several(self, contacts: list[int]) -> bool:
        """Whether the user said of any two of them that they are two."""
        pair = "SELECT 1 FROM distinct_pair WHERE contact_id = ? AND other_id = ?"
        return any(self._db.execute(pair, two).fetchone() for two in combinations(contacts, 2))

    def _likely(self, contact: int, incoming: Profile, standing: Profile) -> Likely:
        found = likeness.likeness(incoming, standing.sharing(incoming.common))
        (name,) = self._db.execute("SELECT name FROM contact WHERE id = ?", (contact,)).fetchone()
        return Likely(contact, name, found.score, found.evidence)

    def _shared(self, incoming: Identity) -> frozenset[Point]:
        """The points that three people would have with this one: a company's number."""
        having = "SELECT count(DISTINCT contact_id) FROM contact_point WHERE kind = ? AND normalized = ?"
        return frozenset(
            point for point in incoming.points if self._db.execute(having, point).fetchone()[0] >= MANY - 1
        )

    def _told(self, draft: ContactDraft) -> tuple[Profile, Identity]:
        """Who a card is about, for what is likely and for what is certain."""
        normal = {point: self._normalised(point) for point in draft.points}
        profile = likeness.of_draft(draft, normal.__getitem__)
        return profile, Identity(
            uids=profile.uids,
            names=frozenset(names.fold(name) for name in (draft.name, *draft.aliases)),
            points=frozenset((point.kind, form) for point, form in normal.items() if point.kind not in _NO_IDENTITY),
            organization=names.fold(draft.organization),
        )

    def _standing(self, contact: int, common: frozenset[Point]) -> Identity:
        """Who a contact of the book is, from what it is found by; `common` is what several people have."""
        uids = self._db.execute("SELECT value FROM card_property WHERE contact_id = ? AND name = 'UID'", (contact,))
        keys = self._db.execute("SELECT key FROM name_key WHERE contact_id = ? AND kind = 'name'", (contact,))
        found = self._db.execute("SELECT kind, normalized FROM contact_point WHERE contact_id = ?", (contact,))
        points = frozenset(row for row in found if row[0] not in _NO_IDENTITY)
        (firm,) = self._db.execute("SELECT organization FROM contact WHERE id = ?", (contact,)).fetchone()
        return Identity(
            uids=identity.uids(row[0] for row in uids),
            names=frozenset(row[0] for row in keys),
            points=points - common,
            common=points & common,
            organization=names.fold(firm),
        )

    def _sharing(self, incoming: Identity) -> set[int]:
        """The contacts that share a UID, an e-mail or a handle with the record, or a name and a phone: a phone alone is
        no evidence, and a company's number would make everybody a candidate."""
        by_point = "SELECT contact_id FROM contact_point WHERE kind = ? AND normalized = ?"
        with_name = f"{by_point} AND contact_id IN (SELECT contact_id FROM name_key WHERE key = ? AND kind = 'name')"
        phones = [point for point in incoming.points if point[0] == "phone"]
        return (
            self._ids(BY_UID, [uid_forms(uid) for uid in incoming.uids])
            | self._ids(by_point, incoming.points.difference(phones))
            | self._ids(with_name, [(*phone, name) for phone in phones for name in incoming.names])
        )

    def _namesakes(self, incoming: Identity) -> set[int]:
        """The contacts of a name of the record that may be the same by it alone: one side can be reached by nothing."""
        bare = "" if not incoming.points else _BARE
        return self._ids(f"{_BY_NAME} {bare}", [(name,) for name in incoming.names])

    def _ids(self, statement: str, values: Iterable[tuple[str, ...]]) -> set[int]:
        return {row[0] for value in values for row in self._db.execute(statement, value)}

    def _normalised(self, point: PointDraft) -> str:
        return contact_rows.normalised(point, self._region)


def digest(draft: ContactDraft) -> str:
    """What a card said, in 64 characters that stay the same from one version of the program to the next."""
    draft = with_uid(draft)
    said = ", ".join(f"{name}={getattr(draft, name)!r}" for name in _OF_A_CARD)
    # Cards of other programs say none of these but where somebody lives and what they know about: the digests of the
    # rest are as they were.
    said += "".join(f", {name}={value!r}" for name in _OF_OUR_CARD if (value := getattr(draft, name)))
    return sha256(f"ContactDraft({said}, line=0)".encode("utf-8", "surrogatepass")).hexdigest()


def with_uid(draft: ContactDraft) -> ContactDraft:
    """The card's UID is a property like any other that the book has no column for."""
    if not draft.uid or any(kept.name == "UID" for kept in draft.properties):
        return draft
    return replace(draft, properties=(*draft.properties, PropertyDraft("UID", draft.uid)))
