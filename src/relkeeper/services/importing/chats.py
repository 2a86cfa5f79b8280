"""Conversations become entries: with whom, in which sittings, and nothing twice."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from relkeeper.drafts import FileDraft, PersonDraft
from relkeeper.rules import names, sittings
from relkeeper.rules.sides import Sides
from relkeeper.services.importing.gathering import Conversation, Gathering
from relkeeper.services.importing.sittings import Clock, Rows, Sitting, groups_between, standing
from relkeeper.store.staging import Staged

# Enough of what was said for a summary, and to know a group again.
_FIRST = 8
_ENOUGH = 200
# The owner's name in a text where the file gives none.
_ME = "me"


class Whom(NamedTuple):
    """Whom a conversation is with: contacts by who speaks; `peer` is the one of a conversation of two, else None."""

    sides: Sides
    contacts: dict[PersonDraft, int]
    peer: int | None = None


class Made(NamedTuple):
    """An entry that is new, grew or got files: how many messages came, who spoke, and the files that came with them."""

    id: int
    messages: int
    people: frozenset[int]
    files: tuple[FileDraft, ...]


class Taken(NamedTuple):
    """What became of a conversation: its entries by what was done to them, and how many messages are new."""

    created: list[int]
    updated: list[int]
    unchanged: int
    new_messages: int
    known_messages: int
    made: list[Made]


class Chats:
    """Takes gathered conversations into the book, in the caller's transaction.

    A silence of `gap` seconds ends a sitting. With `groups` a group's talk counts as contact.
    """

    def __init__(self, db: sqlite3.Connection, now: datetime, gap: int, groups: bool) -> None:
        self._db = db
        self._now = now
        self._gap = gap
        self._groups = groups

    def take(self, gathering: Gathering, conversation: Conversation, whom: Whom, source: str) -> Taken:
        """Write what is new in a conversation. `source` is the format it came from."""
        chat = conversation.chat
        clock = Clock(self._now, chat.utc, chat.zone)
        is_group = whom.peer is None
        name = self._group(gathering, conversation, clock) if is_group else chat.service
        stands, known = standing(self._db, name, whom.peer, clock)
        seating = _Seating(stands, known, self._gap, clock, whom, gathering)
        rows = Rows(self._db, self._now, source, counts=not is_group or self._groups)
        made = []
        for sitting in seating.seated(gathering.staging.messages(conversation.number)):
            if sitting.people:
                sitting.id = rows.insert(sitting, name, whom.peer, chat.service, clock)
                made.append(_done(sitting))
        created = [sitting.id for sitting in made]
        updated: list[int] = []
        for sitting in stands:
            assert sitting.id is not None
            has_grown = bool(sitting.taken)
            if has_grown:
                rows.grow(sitting, clock)
                made.append(_done(sitting))
            elif sitting.files:
                # Exported without its pictures once, and now with them.
                made.append(_done(sitting))
            if (is_group and rows.take_part(sitting)) or has_grown:
                updated.append(sitting.id)
        if is_group and self._groups:
            updated += self._count(name, {*created, *updated})
        new = sum(sitting.messages for sitting in made)
        return Taken(created, updated, len(stands) - len(updated), new, seating.recalled, made)

    def _group(self, gathering: Gathering, conversation: Conversation, clock: Clock) -> str:
        """What the book knows a group by: its number or title, else what it was known by when the same was said.

        A group may have got another title since, or has none; then its first message stands for one.
        """
        chat = conversation.chat
        first = list(islice(_told_apart(gathering.staging.messages(conversation.number)), _ENOUGH))
        key = chat.key or names.fold(chat.title) or first[0][0]
        name = f"{chat.service}/{sittings.group(key)}"
        stands, known = standing(self._db, name, None, clock)
        if stands or known or chat.key:
            return name
        said = {digest for digest, *_ in first}
        span = clock.instant(conversation.first), clock.instant(conversation.last)
        found = groups_between(self._db, chat.service, *span)
        return next((other for other, taken in found if len(said & taken) * 2 > len(said)), name)

    def _count(self, chat: str, beside: set[int]) -> list[int]:
        """From now on a group's talk counts as contact, that of before as well; returns the entries it changes."""
        talked = "SELECT interaction_id FROM sitting WHERE chat = ? AND contact_id IS NULL"
        among = f"interaction_id IN ({talked}) AND NOT counts"
        found = self._db.execute(f"SELECT DISTINCT interaction_id FROM participant WHERE {among}", (chat,)).fetchall()
        self._db.execute(f"UPDATE participant SET counts = 1 WHERE {among}", (chat,))
        return [number for (number,) in found if number not in beside]


def _done(sitting: Sitting) -> Made:
    """What is left to know of a sitting that is written: a long chat has thousands."""
    assert sitting.id is not None
    messages = sitting.messages_in + sitting.messages_out
    return Made(sitting.id, messages, frozenset(sitting.people), tuple(sitting.files))


class _Voice(NamedTuple):
    """A sender as a conversation has it: the name in the text, whether it is the owner, and the contact it is."""

    name: str
    is_mine: bool
    contact: int | None


class _Seating:
    """Puts messages, oldest first, into sittings: those that stand, or new ones. `known` are those by digest."""

    def __init__(
        self,
        stands: list[Sitting],
        known: dict[str, Sitting | None],
        gap: int,
        clock: Clock,
        whom: Whom,
        gathering: Gathering,
    ) -> None:
        self.recalled = 0
        self._stands = stands
        self._begun = [sitting.began for sitting in stands]
        self._known = known
        self._gap = gap
        self._clock = clock
        self._whom = whom
        self._gathering = gathering
        self._voices: dict[int, _Voice] = {}

    def seated(self, messages: Iterable[Staged]) -> Iterator[Sitting]:
        """Take messages, and yield each new sitting once it is over; those that stand grow.

        Messages that the book has are counted as `recalled`. What several files of this import have is taken once.
        """
        current: Sitting | None = None
        for digest, ordinal, is_copy, message in _told_apart(messages):
            at, sender, text, files, _, _ = message
            known = self._known and self._digest_known(digest, ordinal, message)
            if known:
                self.recalled += bool(sender) and not is_copy
                sitting = self._known[known]
                if sitting is not current:
                    yield from _new(current)
                    current = sitting
                if current is not None:
                    self._recall(current, sender)
            elif not is_copy:
                if current is None or not sittings.belongs(at, current.began, current.ended, self._gap):
                    if not sender:
                        continue  # the service itself begins no sitting
                    yield from _new(current)
                    current = self._standing(at) or Sitting(at, at)
                self._take(current, digest, at, sender, text)
            if files and current is not None:
                current.files.extend(self._gathering.attached[files])
        yield from _new(current)

    def _digest_known(self, digest: str, ordinal: int, message: Staged) -> str:
        """The digest under which the book has a message; empty where it has not.

        One export of a chat gives the local time, another UTC: the book may have it by the other clock.
        """
        if digest in self._known:
            return digest
        at, _, text, _, medium, _ = message
        other = sittings.digest(self._clock.other(at), "" if medium else text, ordinal)
        return other if other in self._known else ""

    def _recall(self, sitting: Sitting, sender: int) -> None:
        """See a message again: who spoke may have become a contact since."""
        contact = self._voice(sender).contact if sender else None
        if contact is not None:
            sitting.recalled.add(contact)

    def _take(self, sitting: Sitting, digest: str, at: int, sender: int, text: str) -> None:
        sitting.taken.append(digest)
        lines = sitting.earlier if sitting.id is not None and at < sitting.stood_from else sitting.later
        if len(sitting.taken) == 1:
            sitting.shift = self._clock.shift(sitting.began)
        here = at + sitting.shift
        if not lines:
            # An entry says its first day itself; lines that are added behind say theirs unless it is the last one's.
            first = at if lines is sitting.earlier else sitting.stood_until or at
            sitting.day = (first + sitting.shift) // sittings.DAY
        if here // sittings.DAY != sitting.day:
            sitting.day = here // sittings.DAY
            lines.append(f"— {sittings.day(here)} —")
        name, is_mine, contact = self._voices.get(sender) or self._voice(sender)
        lines.append(sittings.line(here, name, text))
        if not sender:
            return
        if at < sitting.began or (sitting.began_out is None and sitting.id is None):
            sitting.began = at
            sitting.began_out = is_mine
        elif at > sitting.ended:
            sitting.ended = at
        if is_mine:
            sitting.messages_out += 1
        else:
            sitting.messages_in += 1
        if len(sitting.texts) < _FIRST:
            sitting.texts.append(text)
        if contact is not None:
            sitting.people.add(contact)

    def _voice(self, sender: int) -> _Voice:
        if sender not in self._voices:
            person = self._gathering.sender(sender)
            contact = self._whom.peer or self._whom.contacts.get(person)
            is_mine = person in self._whom.sides.mine
            self._voices[sender] = _Voice(person.name or person.handle or (_ME if is_mine else ""), is_mine, contact)
        return self._voices[sender]

    def _standing(self, at: int) -> Sitting | None:
        """The entry that stands and that a message of that time belongs to, the earlier one of two."""
        place = bisect_right(self._begun, at)
        near = self._stands[max(place - 1, 0) : place + 1]
        return next((each for each in near if sittings.belongs(at, each.began, each.ended, self._gap)), None)


def _new(sitting: Sitting | None) -> Iterable[Sitting]:
    """A sitting that is left, if it is a new one."""
    return () if sitting is None or sitting.id is not None else (sitting,)


def _told_apart(messages: Iterable[Staged]) -> Iterator[tuple[str, int, bool, Staged]]:
    """Each message with its digest, the how-manieth it is of its kind within the minute of its file, and whether
    another file had it already."""
    minute = -1
    said: dict[tuple[int, str], int] = {}
    seen: set[str] = set()
    for message in messages:
        at, _, text, _, medium, source = message
        if at // 60 != minute:
            minute = at // 60
            said = {}
            seen = set()
        if medium:
            text = ""
        ordinal = said.get((source, text), 0)
        said[source, text] = ordinal + 1
        digest = sittings.digest(at, text, ordinal)
        yield digest, ordinal, digest in seen, message
        seen.add(digest)
