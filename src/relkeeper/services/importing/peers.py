"""Who of the book those are whom files name, with the answers of the user; new contacts where they are wanted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, PersonDraft, PointDraft
from relkeeper.rules import names
from relkeeper.services import contact_rows
from relkeeper.services.importing.growing import Change
from relkeeper.services.importing.matching import UID, Key, Matching
from relkeeper.store.loading import load
from relkeeper.store.writing import raw

# What a user answers of somebody who is not in the book; else the number of a contact.
NEW = 0
SKIP = -1


class Unmatched(NamedTuple):
    """Somebody, or a group, with whom no contact was found. `several` are contacts who may be meant."""

    service: str
    name: str
    handle: str
    messages: int
    group: bool = False
    several: tuple[int, ...] = ()


class Peers:
    """Finds contacts for people of files, in the caller's transaction."""

    def __init__(self, session: Session, now: datetime, region: str, answers: Mapping[Key, int], create: bool) -> None:
        self._session = session
        self._now = now
        self._region = region
        self._answers = answers
        self._create = create
        self.matching = Matching(raw(session), region)
        self.changes: list[Change] = []
        self.doubts: list[str] = []
        self._unmatched: dict[tuple[str, Key], Unmatched] = {}
        self._remembered: set[tuple[PersonDraft, int]] = set()

    @property
    def unmatched(self) -> tuple[Unmatched, ...]:
        """Those who were looked for in vain, the busiest first."""
        return tuple(sorted(self._unmatched.values(), key=lambda each: -each.messages))

    def contact(self, person: PersonDraft, service: str, messages: int = 1, *, may_create: bool = True) -> int | None:
        """The contact, found, chosen by the user, or made; None where there is none, which is then reported."""
        found = self.matching.find(person)
        if len(found) == 1:
            self.remember(person, found[0])
            return found[0]
        answer = self._answers.get(self.matching.key(person))
        if answer is not None and answer > 0:
            self.remember(person, answer)
            return answer
        if answer == NEW or (answer is None and self._create and may_create and not found):
            return self._new(person)
        self.miss(service, person, messages, several=tuple(found or self.matching.namesakes(person)))
        return None

    def known(self, person: PersonDraft) -> int | None:
        """The contact, if there is exactly one; nothing is made or reported."""
        found = self.matching.find(person)
        return found[0] if len(found) == 1 else None

    def miss(
        self, service: str, person: PersonDraft, messages: int, *, group: bool = False, several: tuple[int, ...] = ()
    ) -> None:
        """Report somebody who was not found."""
        key = service, self.matching.key(person)
        before = self._unmatched[key].messages if key in self._unmatched else 0
        self._unmatched[key] = Unmatched(service, person.name, person.handle, before + messages, group, several)

    def remember(self, person: PersonDraft, contact_id: int) -> None:
        """Keep by what the contact was called there, as a handle or an alias, so that it is found the next time."""
        if (person, contact_id) in self._remembered:
            return
        self._remembered.add((person, contact_id))
        others = [other for other in self.matching.find(person) if other != contact_id]
        self.matching.remember(person, contact_id)
        if others:
            called = person.handle or person.name
            self.doubts.append(f"'{called}' is not remembered for #{contact_id}: it is what #{others[0]} is known by")
            return
        standing = load(raw(self._session), contact_id)
        grown = standing
        if person.kind == UID:
            return
        if person.handle:
            point = PointDraft(person.kind, person.handle)
            if not self._has(standing, point):
                grown = replace(grown, points=(*grown.points, point))
        elif names.fold(person.name) not in {names.fold(name) for name in (standing.name, *standing.aliases)}:
            grown = replace(grown, aliases=(*grown.aliases, person.name.strip()))
        if grown != standing:
            contact_rows.change(self._session, contact_id, standing, grown, self._now, self._region)
            self.changes.append(Change("updated", contact_id, standing.name))

    def _has(self, draft: ContactDraft, point: PointDraft) -> bool:
        wanted = contact_rows.normalised(point, self._region)
        return any(
            each.kind == point.kind and contact_rows.normalised(each, self._region) == wanted for each in draft.points
        )

    def _new(self, person: PersonDraft) -> int:
        points = (PointDraft(person.kind, person.handle),) if person.handle and person.kind != UID else ()
        name = _straight(person.name.strip()) or person.handle
        namesakes = self.matching.namesakes(person)
        given, family = names.split(name) or ("", "")
        draft = ContactDraft(name, given, family, points=points)
        contact_id = contact_rows.create(self._session, draft, self._now, self._region)
        self.changes.append(Change("added", contact_id, name))
        if namesakes:
            self.doubts.append(f"'{name}' ({person.handle}) is added, but may be #{namesakes[0]} of the same name")
        self.matching.remember(person, contact_id)
        return contact_id


def _straight(name: str) -> str:
    """`Example, Ada`, as mail programs of offices write it, in the order in which it is spoken."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma and "," not in given else name
