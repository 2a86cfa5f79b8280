"""Cards that come in: each grows the contact it belongs to, or becomes a new one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, Problem, RelationDraft
from relkeeper.rules import relations
from relkeeper.services import contact_rows
from relkeeper.services.importing.growing import Growing
from relkeeper.services.importing.matching import BY_UID, uid_forms
from relkeeper.services.importing.peers import NEW, SKIP
from relkeeper.services.importing.placing import Likely, Placing, digest, with_uid
from relkeeper.services.merging import Merging
from relkeeper.store.loading import load
from relkeeper.store.models.imported import TakenCard
from relkeeper.store.writing import raw

_MOST_SAID = 2


class Cards:
    """Takes cards into one open book, in the caller's transaction. `region` is that of phone numbers.

    `answers` say by digest what is to become of cards that may be of somebody in the book.
    """

    def __init__(self, session: Session, now: datetime, region: str) -> None:
        self._session = session
        self._now = now
        self._region = region
        self.answers: Mapping[str, int] = {}
        self._placing = Placing(raw(session), region)
        self._relations: list[tuple[int, RelationDraft]] = []
        self.growing = Growing(session, now, region)
        self.skipped = 0
        self.problems: list[Problem] = []

    def take(self, draft: ContactDraft, file: str) -> int | None:
        """Take a card: into the contact it belongs to, else into a new one. Returns the contact; None where the card
        was taken before, or is to be left out."""
        draft = with_uid(draft)
        said = digest(draft)
        if self._placing.is_taken(said):
            self.growing.unchanged += 1
            return None
        contact_id = self._placed(draft, file, said)
        if contact_id is None:
            self.skipped += 1
            return None
        contact_rows.insert_rows(self._session, TakenCard, [{"digest": said, "contact_id": contact_id}])
        self._relations += [(contact_id, relation) for relation in draft.relations if relation.uid]
        return contact_id

    def finish(self) -> None:
        """Tie relations to the contacts that they name, now that all cards are here."""
        for contact_id, relation in self._relations:
            others = raw(self._session).execute(BY_UID, uid_forms(relation.uid)).fetchall()
            if len(others) == 1:
                self.tie(contact_id, relation, others[0][0])

    def _placed(self, draft: ContactDraft, file: str, said: str) -> int | None:
        """The contact that the card went to: who it belongs to, else who the user says, else a new one, with a word
        about whom it may be."""
        place = self._placing.place(draft)
        answer = self.answers.get(said)
        if place.id is None and answer == SKIP:
            return None
        known = place.id or answer
        if known:
            refused = self.growing.grow(known, draft)
            self._placing.learn(known)
            self.problems += [Problem(file, _place(draft), words) for words in refused]
            return known
        contact_id = self.growing.create(draft)
        self._placing.learn(contact_id, place.profile)
        if answer == NEW:
            for other in place.likely:
                Merging(self._session, self._now, self._region).set_distinct(contact_id, other.id)
        elif place.likely:
            self.problems.append(Problem(file, _place(draft), perhaps(draft, place.likely)))
        return contact_id

    def tie(self, contact_id: int, relation: RelationDraft, other: int) -> None:
        """Say which contact a relation names, unless that one's own says so already."""
        there = load(raw(self._session), other).relations
        is_said = relations.without_inverse(there, relation.kind, contact_id) != there
        tie = "DELETE FROM relation" if is_said or other == contact_id else "UPDATE relation SET other_id = :other"
        raw(self._session).execute(
            f"{tie} WHERE contact_id = :contact AND kind = :kind AND name = :name AND other_id IS NULL",
            {"other": other, "contact": contact_id, "kind": relation.kind, "name": relation.name},
        )


def _place(draft: ContactDraft) -> str:
    """Where in its file a card stands; not every format has lines."""
    return f"line {draft.line}" if draft.line else "card"


def perhaps(draft: ContactDraft, likely: Sequence[Likely]) -> str:
    """What is said of a card that was added, though it may be of somebody in the book."""
    said = [f"#{each.id} {each.name} ({'; '.join(each.evidence)})" for each in likely[:_MOST_SAID]]
    more = [f"one of {len(likely) - _MOST_SAID} more"] if len(likely) > _MOST_SAID else []
    return f"'{draft.name}' is added, but may be {', or '.join((*said, *more))}"
