"""Entries of another book, with what they were made of: none twice, whichever book it was imported into first."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from relkeeper.drafts import Problem
from relkeeper.importers.own_records import (
    DismissedEvent,
    DismissedMessages,
    InteractionRecord,
    SittingPart,
)
from relkeeper.rules import instants, sittings
from relkeeper.services.importing import entry_rows
from relkeeper.services.importing.report import Count, plus
from relkeeper.services.importing.whole_book.contacts import Contacts

_COLUMNS = (
    "uid", "at", "utc_offset", "on_date", "precision", "channel", "direction", "summary", "body", "outcome", "place",
    "duration_minutes", "source", "private", "kind", "created_at", "updated_at",
)  # fmt: skip
_INSERT = f"INSERT INTO interaction ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"

# The entries of a conversation by the digests of their messages; None for messages that the user deleted.
_Known = dict[str, int | None]


class Entries:
    """Takes entries. What cannot be taken is added to `problems`."""

    def __init__(self, db: sqlite3.Connection, now: datetime, contacts: Contacts, problems: list[Problem]) -> None:
        self._db = db
        self._now = instants.text(now)
        self._contacts = contacts
        self._problems = problems
        self.count = Count()
        self.forget()

    def forget(self) -> None:
        """The next file has entries of its own."""
        self._ids: dict[str, int | None] = {}
        self._known: dict[tuple[str, int | None], _Known] = {}

    def id(self, uid: str) -> int | None:
        """The entry of the book with that uid in the file; None where there is none."""
        return self._ids.get(uid)

    def is_deleted(self, uid: str) -> bool:
        """Whether the user deleted the entry with that uid in the file, as far as the book still knows."""
        return uid in self._ids and self._ids[uid] is None

    def take(self, record: InteractionRecord, file: str) -> None:
        """An entry, unless the book has it: by its uid, or made of the same mail or messages."""
        standing = self._standing(record)
        if standing is not _NEW:
            self._ids[record.uid] = standing if isinstance(standing, int) else None
            self.count = plus(self.count, unchanged=1)
        elif (why := self._refusal(record)) is not None:
            self._problems.append(Problem(file, record.where, f"{why}; the entry was left out"))
        else:
            self._ids[record.uid] = self._insert(record)
            self.count = plus(self.count, created=1)

    def take_dismissed(self, record: DismissedMessages | DismissedEvent) -> None:
        """What entries were made of that the user deleted."""
        if isinstance(record, DismissedEvent):
            self._db.execute("INSERT OR IGNORE INTO taken_event VALUES (?, NULL)", (record.digest,))
            return
        peer = None if record.peer is None else self._contacts.id(record.peer)
        if peer is None and record.peer is not None:
            return
        digests = set(sittings.digests(record.taken))
        if not digests <= self._conversation(record.chat, peer).keys():
            self._db.execute(
                "INSERT INTO dismissed_message (contact_id, chat, taken) VALUES (?, ?, ?)",
                (peer, record.chat, record.taken),
            )

    def _standing(self, record: InteractionRecord) -> object:
        """The entry that the book has for a record, None where the user deleted it; _NEW where it has none."""
        found = self._db.execute("SELECT id FROM interaction WHERE uid = ?", (record.uid,)).fetchone()
        if found:
            return found[0]
        for digest in record.taken_events:
            event = self._db.execute("SELECT interaction_id FROM taken_event WHERE digest = ?", (digest,)).fetchone()
            if event:
                return event[0]
        if record.sitting is None:
            return _NEW
        known, wanted = self._of_sitting(record.sitting), list(sittings.digests(record.sitting.taken))
        return known[wanted[0]] if known.keys() >= set(wanted) else _NEW

    def _refusal(self, record: InteractionRecord) -> str | None:
        """Why a new entry cannot be taken; None where it can."""
        people = self._people(record)
        if not people:
            return "nobody who took part is in the file"
        if record.draft.private and any(map(self._contacts.wants_nothing_private, people)):
            return "it is private, and somebody who took part wants no private notes kept"
        sitting = record.sitting
        if sitting and not self._of_sitting(sitting).keys().isdisjoint(sittings.digests(sitting.taken)):
            return "some of its messages are in the book already, in another entry: import the chat itself"
        return None

    def _people(self, record: InteractionRecord) -> dict[int, bool]:
        found = ((self._contacts.id(ref), counts) for ref, counts in record.people)
        return {number: counts for number, counts in found if number is not None}

    def _of_sitting(self, sitting: SittingPart) -> _Known:
        peer = None if sitting.peer is None else self._contacts.id(sitting.peer)
        return self._conversation(sitting.chat, peer)

    def _conversation(self, chat: str, peer: int | None) -> _Known:
        """What the book had of a conversation before this file."""
        if (chat, peer) not in self._known:
            stands = self._db.execute(
                "SELECT taken, interaction_id FROM sitting WHERE contact_id IS :peer AND chat = :chat UNION ALL "
                "SELECT taken, NULL FROM dismissed_message WHERE contact_id IS :peer AND chat = :chat",
                {"peer": peer, "chat": chat},
            )
            self._known[chat, peer] = {digest: entry for taken, entry in stands for digest in sittings.digests(taken)}
        return self._known[chat, peer]

    def _insert(self, record: InteractionRecord) -> int:
        draft = record.draft
        texts = (
            "channel", "direction", "summary", "body", "outcome", "place", "duration_minutes", "source", "private",
            "kind",
        )  # fmt: skip
        values: dict[str, Any] = {
            "uid": record.uid,
            **entry_rows.moment(draft.moment.at),
            "precision": draft.moment.precision,
            **{name: getattr(draft, name) for name in texts},
            "created_at": instants.text(record.created_at) if record.created_at else self._now,
            "updated_at": instants.text(record.updated_at) if record.updated_at else self._now,
        }
        number = self._db.execute(_INSERT, values).lastrowid
        assert number is not None
        self._db.executemany(
            "INSERT INTO participant (contact_id, on_date, interaction_id, counts) VALUES (?, ?, ?, ?)",
            [(person, values["on_date"], number, counts) for person, counts in sorted(self._people(record).items())],
        )
        self._made_of(number, record.sitting, record.taken_events)
        return number

    def _made_of(self, number: int, sitting: SittingPart | None, events: Iterable[str]) -> None:
        """What the entry was made of, so that it is not imported again."""
        self._db.executemany("INSERT INTO taken_event VALUES (?, ?)", [(digest, number) for digest in events])
        peer = self._contacts.id(sitting.peer) if sitting and sitting.peer else None
        # A conversation of two without the other side would be a group's.
        if sitting is None or (sitting.peer is not None and peer is None):
            return
        self._db.execute(
            "INSERT INTO sitting (interaction_id, contact_id, chat, ended_at, messages_in, messages_out, taken) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                peer,
                sitting.chat,
                instants.text(sitting.ended_at),
                sitting.messages_in,
                sitting.messages_out,
                sitting.taken,
            ),
        )


# The book has nothing of it, which is not what the user deleted.
_NEW = object()
