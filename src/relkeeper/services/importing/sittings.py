"""Entries made of messages, as rows: which there are, new ones, and those that grow."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from relkeeper.drafts import FileDraft
from relkeeper.rules import instants, sittings
from relkeeper.rules.dates import localize
from relkeeper.services.importing import entry_rows
from relkeeper.services.importing.entry_rows import Entry

# Offsets of zones change at most by the quarter of an hour.
_QUARTER = 900


@dataclass(slots=True)
class Sitting:
    """An entry made of messages. `began` and `ended` are seconds of the clock of its conversation.

    `id` is None for a new one. What was added to one that stands is in `earlier` and `later` (lines of its body, those
    before its beginning apart), `taken` and the counts. `began_out` says whether the owner sent the first message, None
    where the first one has not changed. `people` are the contacts who spoke, `recalled` those who did so before.
    `shift` leads, in seconds, from that clock to the local one, on which `day` is that of the last line.
    """

    began: int
    ended: int
    id: int | None = None
    began_out: bool | None = None
    messages_in: int = 0
    messages_out: int = 0
    stood_from: int = 0
    stood_until: int = 0
    shift: int = 0
    day: int = 0
    earlier: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    people: set[int] = field(default_factory=set)
    recalled: set[int] = field(default_factory=set)
    files: list[FileDraft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Clock:
    """How times of a conversation become instants, see ChatDraft; `now` gives the zone where the file names none."""

    now: datetime
    utc: bool
    zone: tzinfo | None = None
    _offsets: dict[int, int] = field(default_factory=dict)

    def instant(self, at: int) -> datetime:
        """The aware local time of a second."""
        naive = sittings.at_second(at)
        when = naive.replace(tzinfo=UTC) if self.utc else naive
        if self.zone is None:
            return localize(when, self.now)
        return when.astimezone(self.zone) if self.utc else naive.replace(tzinfo=self.zone)

    def shift(self, at: int) -> int:
        """Seconds from the clock of the conversation to that of the place, at that time."""
        offset = self.instant(at).utcoffset() if self.utc else None
        return int(offset.total_seconds()) if offset else 0

    def other(self, at: int) -> int:
        """The same second on the other clock: of UTC for a local one, and the other way round."""
        bucket = at // _QUARTER
        if bucket not in self._offsets:
            offset = self.instant(at).utcoffset()
            self._offsets[bucket] = int(offset.total_seconds()) if offset else 0
        return at + self._offsets[bucket] if self.utc else at - self._offsets[bucket]

    def second(self, at: str, utc_offset: int) -> int:
        """The second on the clock of the conversation of a UTC instant of the book."""
        utc = datetime.fromisoformat(at).replace(tzinfo=None)
        return sittings.seconds(utc if self.utc else utc + timedelta(minutes=utc_offset))


def standing(
    db: sqlite3.Connection, chat: str, contact_id: int | None, clock: Clock
) -> tuple[list[Sitting], dict[str, Sitting | None]]:
    """The entries of a conversation, oldest first, and each by the digests of its messages; None for messages whose
    entry the user deleted.

    With `contact_id` it is the conversation of two with that contact, else a group's.
    """
    which = "contact_id IS ? AND chat = ?", (contact_id, chat)
    rows = db.execute(
        f"""
        SELECT i.id, i.at, i.utc_offset, s.ended_at, s.taken
        FROM sitting s JOIN interaction i ON i.id = s.interaction_id WHERE s.{which[0]} ORDER BY i.at
        """,
        which[1],
    )
    found: list[Sitting] = []
    known: dict[str, Sitting | None] = {}
    for number, at, offset, ended, taken in rows:
        began = clock.second(at, offset)
        until = clock.second(ended, offset)
        sitting = Sitting(began, until, number, stood_from=began, stood_until=until)
        found.append(sitting)
        known.update(dict.fromkeys(sittings.digests(taken), sitting))
    for (taken,) in db.execute(f"SELECT taken FROM dismissed_message WHERE {which[0]}", which[1]):
        known.update(dict.fromkeys(sittings.digests(taken)))
    return found, known


def groups_between(
    db: sqlite3.Connection, service: str, first: datetime, last: datetime
) -> Iterable[tuple[str, set[str]]]:
    """The groups of a service that talked between two instants, each with the digests of what was said then."""
    found: dict[str, set[str]] = {}
    rows = db.execute(
        """
        SELECT s.chat, s.taken FROM sitting s JOIN interaction i ON i.id = s.interaction_id
        WHERE s.contact_id IS NULL AND s.chat GLOB :service || '/*' AND s.ended_at >= :first AND i.at <= :last
        """,
        {"service": service, "first": instants.text(first), "last": instants.text(last)},
    )
    for chat, taken in rows:
        found.setdefault(chat, set()).update(sittings.digests(taken))
    return found.items()


class Rows:
    """Writes sittings in the caller's transaction. `source` is the format they came from. Without `counts` nobody is in
    touch by them."""

    def __init__(self, db: sqlite3.Connection, now: datetime, source: str, *, counts: bool) -> None:
        self._db = db
        self._instant = instants.text(now)
        self._source = source
        self._counts = counts

    def insert(self, sitting: Sitting, chat: str, peer: int | None, channel: str, clock: Clock) -> int:
        """Write a new one; returns the id of its entry."""
        at = clock.instant(sitting.began)
        entry = Entry(
            at=at,
            channel=channel,
            summary=sittings.summary(sitting.texts),
            source=self._source,
            now=self._instant,
            direction="out" if sitting.began_out else "in",
            body="\n".join(sitting.later),
        )
        number = entry_rows.insert(self._db, entry, sitting.people, counts=self._counts)
        ended = instants.text(at + timedelta(seconds=sitting.ended - sitting.began))
        self._db.execute(
            "INSERT INTO sitting VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, peer, chat, ended, sitting.messages_in, sitting.messages_out, "".join(sitting.taken)),
        )
        return number

    def grow(self, sitting: Sitting, clock: Clock) -> None:
        """Add to one that stands. What the user wrote into the entry stays."""
        number = sitting.id
        assert number is not None
        (body,) = self._db.execute("SELECT body FROM interaction WHERE id = ?", (number,)).fetchone()
        first = sittings.day(sitting.stood_from + sitting.shift)
        is_of_another_day = sitting.earlier and first != sittings.day(sitting.began + sitting.shift)
        before = [*sitting.earlier, f"— {first} —"] if is_of_another_day else sitting.earlier
        values: dict[str, Any] = {
            "body": "\n".join(filter(None, ("\n".join(before), body, "\n".join(sitting.later)))),
            "updated_at": self._instant,
        }
        if sitting.began < sitting.stood_from:
            values |= entry_rows.moment(clock.instant(sitting.began))
            values["direction"] = "out" if sitting.began_out else "in"
        self._db.execute(
            f"UPDATE interaction SET {', '.join(f'{name} = :{name}' for name in values)} WHERE id = :id",
            values | {"id": number},
        )
        self._db.execute(
            "UPDATE sitting SET ended_at = ?, messages_in = messages_in + ?, messages_out = messages_out + ?, "
            "taken = taken || ? WHERE interaction_id = ?",
            (
                instants.text(clock.instant(sitting.ended)),
                sitting.messages_in,
                sitting.messages_out,
                "".join(sitting.taken),
                number,
            ),
        )

    def take_part(self, sitting: Sitting) -> bool:
        """Make those who spoke in a group's sitting that stands participants of its entry: for the first time, or as
        contacts since. Returns whether any was none yet."""
        assert sitting.id is not None
        came = entry_rows.take_part(self._db, sitting.id, sitting.people, counts=self._counts)
        return entry_rows.take_part(self._db, sitting.id, sitting.recalled, counts=self._counts, since=True) or came
