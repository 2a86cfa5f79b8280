"""Mails, calls, meetings and notes become entries: with whom, in which direction, and none twice."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from relkeeper.drafts import EventDraft, FollowUpDraft, Notice, PersonDraft
from relkeeper.rules import instants, names
from relkeeper.rules.sides import Me
from relkeeper.services.importing import entry_rows, follow_up_rows
from relkeeper.services.importing.entry_rows import Entry
from relkeeper.services.importing.peers import Peers

# To more people than this nobody writes as to somebody.
_MANY = 10


_MAIL = "email"
_SAY = "say it once: relkeeper config set me_handles YOU@EXAMPLE.ORG"


class Event(NamedTuple):
    """What became of something that happened: the entry it is, whether that is new or somebody came to it, and the
    contacts in a new one."""

    id: int
    is_new: bool
    people: frozenset[int] = frozenset()
    has_grown: bool = False


class Events:
    """Takes what happened at once into the book, in the caller's transaction. With `everything` also what no person
    wrote."""

    def __init__(self, db: sqlite3.Connection, now: datetime, peers: Peers, me: Me, *, everything: bool) -> None:
        self._db = db
        self._now = now
        self._peers = peers
        self._me = me
        self._everything = everything
        self.left_out = 0
        self._is_owner_unknown = False
        self._follow_ups = 0

    @property
    def notices(self) -> list[Notice]:
        """What is to be said of follow-ups, and of mails where nobody knows which address is the owner's."""
        said = []
        if self._is_owner_unknown:
            said.append(Notice("mail", f"which addresses are yours is not known, so nobody was made a contact; {_SAY}"))
        if self._follow_ups:
            said.append(Notice("import", f"follow-ups added: {self._follow_ups}; see: relkeeper follow-up list"))
        return said

    def take(self, event: EventDraft) -> Event | None:
        """The entry of an event; None for one with nobody of the book, that no person wrote, or that is a promise."""
        digest = sha256(event.identity.encode("utf-8", "replace")).hexdigest()
        found = self._db.execute("SELECT interaction_id FROM taken_event WHERE digest = ?", (digest,)).fetchone()
        if found:
            return self._again(event, found[0])
        if event.automatic and not self._everything:
            self.left_out += 1
            return None
        if event.interaction.channel == _MAIL and not self._me.handles:
            self._is_owner_unknown = True
        people = self._people(event)
        if not people:
            return None
        if event.follow_up is not None:
            self._follow_up(event.follow_up, people, digest)
            return None
        draft = event.interaction
        entry = Entry(
            at=draft.moment.at,
            channel=draft.channel,
            summary=names.clean(draft.summary).strip() or "…",
            source=draft.source,
            now=instants.text(self._now),
            precision=draft.moment.precision,
            direction=draft.direction or self._direction(event),
            body=names.clean(draft.body),
            place=names.clean(draft.place),
            duration_minutes=draft.duration_minutes,
            kind=draft.kind,
        )
        number = entry_rows.insert(self._db, entry, people, counts=not draft.kind)
        self._db.execute("INSERT INTO taken_event VALUES (?, ?)", (digest, number))
        return Event(number, is_new=True, people=people)

    def _follow_up(self, draft: FollowUpDraft, people: Iterable[int], digest: str) -> None:
        """Write a follow-up once: one that the user deletes does not come back, as with an entry."""
        if not follow_up_rows.is_known(self._db, draft.uid):
            follow_up_rows.insert(self._db, draft, min(people), None, self._now, self._now)
            self._follow_ups += 1
        self._db.execute("INSERT INTO taken_event VALUES (?, NULL)", (digest,))

    def _again(self, event: EventDraft, entry: int | None) -> Event | None:
        """One that the book has: who took part may have become a contact since. None where the user deleted it."""
        if entry is None:
            return None
        found = [self._peers.known(person) for person in (event.sender, *event.others) if person is not None]
        direction = event.interaction.direction or self._direction(event)
        self._db.execute(
            "UPDATE interaction SET direction = ? WHERE id = ? AND direction = '' AND ? <> ''",
            (direction, entry, direction),
        )
        people = {contact for contact in found if contact is not None}
        came = entry_rows.take_part(self._db, entry, people, counts=not event.interaction.kind, since=True)
        return Event(entry, is_new=False, has_grown=came)

    def _people(self, event: EventDraft) -> frozenset[int]:
        """The contacts in it. Those it is between are reported where they are not in the book; others are not."""
        sender = event.sender
        strangers = [person for person in event.others if not self._me.is_me(person)]
        if sender is not None and not self._me.is_me(sender):
            between, beside = [sender], strangers
        else:
            between, beside = strangers, []
        found = {self._between(person, event, may_create=len(between) <= _MANY) for person in between}
        found |= {self._peers.known(person) for person in beside}
        return frozenset(contact for contact in found if contact is not None)

    def _between(self, person: PersonDraft, event: EventDraft, *, may_create: bool) -> int | None:
        # Without knowing the owner's address, the owner would be made a contact.
        may_create = may_create and (event.interaction.channel != _MAIL or bool(self._me.handles))
        return self._peers.contact(person, event.interaction.channel, may_create=may_create)

    def _direction(self, event: EventDraft) -> str:
        if event.sender is None:
            return ""
        if self._me.is_me(event.sender):
            return "out"
        is_from_somebody = self._peers.known(event.sender) is not None
        return "in" if is_from_somebody or any(map(self._me.is_me, event.others)) else ""
