"""Contacts of another book: whom of this one they are, and what they add to them."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, Problem, RelationDraft
from relkeeper.importers.own_records import ContactRecord, DistinctRecord, Ref, TagRecord
from relkeeper.rules import instants
from relkeeper.rules.merging import identity
from relkeeper.services import contact_rows
from relkeeper.services.importing.cards import Cards, perhaps
from relkeeper.services.importing.matching import BY_UID, uid_forms
from relkeeper.services.importing.placing import Placing
from relkeeper.store.people import ordered
from relkeeper.store.writing import raw


class Contacts:
    """Takes contacts, the tags they wear and the pairs that are two. `region` is that of phone numbers."""

    def __init__(self, session: Session, now: datetime, region: str, cards: Cards) -> None:
        self._session = session
        self._db = raw(session)
        self._now = now
        self._region = region
        self._cards = cards
        self._placing = Placing(self._db, region)
        self.forget()

    def forget(self) -> None:
        """The next file has contacts of its own."""
        self._ids: dict[Ref, int] = {}
        self._of_this_file: set[int] = set()
        self._created: set[int] = set()
        self._related: list[tuple[int, RelationDraft, Ref]] = []
        self._distinct: list[DistinctRecord] = []

    def id(self, ref: Ref) -> int | None:
        """The contact that the file means; None where it holds no such contact."""
        return self._ids.get(Ref(ref.uid) if ref.uid else ref)

    def ids(self, refs: Iterable[Ref]) -> list[int]:
        """The contacts that are meant, each once."""
        return list(dict.fromkeys(number for ref in refs if (number := self.id(ref)) is not None))

    def wants_nothing_private(self, contact_id: int) -> bool:
        found = self._db.execute("SELECT no_sensitive FROM contact WHERE id = ?", (contact_id,)).fetchone()
        return bool(found[0])

    def take_tag(self, record: TagRecord) -> None:
        """A tag, and its cadence unless this book has one for it."""
        number = contact_rows.tag(self._session, record.name)
        if record.cadence_days is not None:
            self._db.execute(
                "UPDATE tag SET cadence_days = ? WHERE id = ? AND cadence_days IS NULL", (record.cadence_days, number)
            )

    def take(self, record: ContactRecord, file: str) -> None:
        """A contact: who has its uid here, else who it is by the rules for cards, else a new one."""
        if record.me.uid and Ref(record.me.uid) in self._ids:
            twice = f"{record.draft.name} has the uid of a contact before it in this file; the record was left out"
            self._cards.problems.append(Problem(file, record.where, twice))
            return
        known = self._known(record.me.uid)
        twins = self._parted(known, record.me.uid)
        found = self._place(record, file) if known is None or twins else known
        theirs = twins | self._others_of_uids(record.draft, found)
        draft = _without_uids(record.draft, theirs)
        if found is None:
            found = self._create(record, draft)
        else:
            self._grow(found, record, draft, file)
        for number, name in theirs.values():
            one = f"the file says that #{number} {name} is one with #{found} {draft.name}"
            how = f"if so: relkeeper contact merge '#{found}' '#{number}'"
            self._cards.problems.append(Problem(file, record.where, f"{one}; {how}"))
        self._of_this_file.add(found)
        for ref in (Ref(record.me.uid), Ref(number=record.me.number)):
            if ref != Ref():
                self._ids.setdefault(ref, found)
        self._db.executemany(
            "INSERT OR IGNORE INTO taken_card (digest, contact_id) VALUES (?, ?)",
            [(digest, found) for digest in record.taken_cards],
        )
        for relation, other in zip(record.draft.relations, record.others, strict=True):
            if other is not None:
                self._related.append((found, relation, other))

    def take_distinct(self, record: DistinctRecord) -> None:
        self._distinct.append(record)

    def finish(self) -> None:
        """Everybody is there: those who are named in relations and pairs can be found."""
        for contact_id, relation, ref in self._related:
            if (other := self.id(ref)) is not None:
                self._tie(contact_id, relation, other)
        for record in self._distinct:
            one, other = self.id(record.one), self.id(record.other)
            if one is not None and other is not None and one != other:
                self._db.execute("INSERT OR IGNORE INTO distinct_pair VALUES (?, ?)", ordered(one, other))

    def _tie(self, contact_id: int, relation: RelationDraft, other: int) -> None:
        """Say which contact a relation names. Two that are new are tied as they were."""
        if contact_id == other or not {contact_id, other} <= self._created:
            self._cards.tie(contact_id, relation, other)
            return
        self._db.execute(
            "UPDATE relation SET other_id = ? WHERE id = (SELECT min(id) FROM relation "
            "WHERE contact_id = ? AND kind = ? AND name = ? AND other_id IS NULL)",
            (other, contact_id, relation.kind, relation.name),
        )

    def _known(self, uid: str) -> int | None:
        """Who has this uid here, or had it in another book."""
        if not uid:
            return None
        own = self._db.execute("SELECT id FROM contact WHERE uid = ?", (uid,)).fetchone()
        found = own or self._db.execute(BY_UID, uid_forms(uid)).fetchone()
        return int(found[0]) if found else None

    def _place(self, record: ContactRecord, file: str) -> int | None:
        """Who it is by the rules for cards, which never make one of two whom the file holds as two; None for somebody
        new, with a word about whom it may be."""
        place = self._placing.place(record.draft, self._of_this_file)
        if place.likely:
            self._cards.problems.append(Problem(file, record.where, perhaps(record.draft, place.likely)))
        return place.id

    def _parted(self, known: int | None, uid: str) -> dict[str, tuple[int, str]]:
        """Who was made of another contact of this file that has this uid as a UID of its card. The uid is taken from
        it: the file holds two."""
        if known is None or known not in self._created:
            return {}
        forms = uid_forms(uid)
        self._db.execute(
            "DELETE FROM card_property WHERE contact_id = ? AND name = 'UID' AND value IN (?, ?, ?)", (known, *forms)
        )
        return {uid: self._db.execute("SELECT id, name FROM contact WHERE id = ?", (known,)).fetchone()}

    def _others_of_uids(self, draft: ContactDraft, found: int | None) -> dict[str, tuple[int, str]]:
        """Number and name of who else is known here by a UID of the draft as by an own one, by that UID: two who are
        two here and became one elsewhere."""
        theirs: dict[str, tuple[int, str]] = {}
        for kept in draft.properties:
            if kept.name == "UID":
                own = (identity.uid(kept.value), found or 0)
                other = self._db.execute("SELECT id, name FROM contact WHERE uid = ? AND id <> ?", own).fetchone()
                theirs |= {kept.value: other} if other else {}
        return theirs

    def _create(self, record: ContactRecord, draft: ContactDraft) -> int:
        contact_id = self._cards.growing.create(draft)
        self._db.execute(
            """
            UPDATE contact SET uid = coalesce(:uid, uid), added_on = coalesce(:added_on, added_on),
                snoozed_until = :snoozed_until, created_at = coalesce(:created_at, created_at),
                updated_at = coalesce(:updated_at, updated_at)
            WHERE id = :id
            """,
            {
                "id": contact_id,
                "uid": record.me.uid or None,
                "added_on": record.added_on and record.added_on.isoformat(),
                "snoozed_until": record.snoozed_until and record.snoozed_until.isoformat(),
                "created_at": record.created_at and instants.text(record.created_at),
                "updated_at": record.updated_at and instants.text(record.updated_at),
            },
        )
        self._created.add(contact_id)
        return contact_id

    def _grow(self, contact_id: int, record: ContactRecord, draft: ContactDraft, file: str) -> None:
        refused = self._cards.growing.grow(contact_id, draft, record.snoozed_until)
        self._cards.problems += [Problem(file, record.where, words) for words in refused]


def _without_uids(draft: ContactDraft, uids: Collection[str]) -> ContactDraft:
    kept = (each for each in draft.properties if each.name != "UID" or each.value not in uids)
    return replace(draft, properties=tuple(kept)) if uids else draft
