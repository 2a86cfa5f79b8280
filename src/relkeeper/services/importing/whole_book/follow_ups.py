"""Promises of another book."""

import sqlite3
from datetime import datetime

from relkeeper.drafts import Problem
from relkeeper.importers.own_records import FollowUpRecord
from relkeeper.services.importing import follow_up_rows
from relkeeper.services.importing.report import Count, plus
from relkeeper.services.importing.whole_book.contacts import Contacts
from relkeeper.services.importing.whole_book.entries import Entries


class FollowUps:
    """Takes follow-ups. What cannot be taken is added to `problems`."""

    def __init__(
        self, db: sqlite3.Connection, now: datetime, contacts: Contacts, entries: Entries, problems: list[Problem]
    ) -> None:
        self._db = db
        self._now = now
        self._contacts = contacts
        self._entries = entries
        self._problems = problems
        self.count = Count()

    def take(self, record: FollowUpRecord, file: str) -> None:
        """A follow-up, unless the book has it by its uid; that one stays as it is."""
        if follow_up_rows.is_known(self._db, record.draft.uid):
            self.count = plus(self.count, unchanged=1)
            return
        person = self._contacts.id(record.person)
        if person is None:
            self._refuse(record, file, "whom it is about is not in the file")
        elif record.draft.private and self._contacts.wants_nothing_private(person):
            self._refuse(record, file, "it is private, and whom it is about wants no private notes kept")
        else:
            self._insert(record, person)
            self.count = plus(self.count, created=1)

    def _refuse(self, record: FollowUpRecord, file: str, why: str) -> None:
        self._problems.append(Problem(file, record.where, f"{why}; the follow-up was left out"))

    def _insert(self, record: FollowUpRecord, person: int) -> None:
        entry = self._entries.id(record.interaction) if record.interaction else None
        created, updated = record.created_at or self._now, record.updated_at or self._now
        follow_up_rows.insert(self._db, record.draft, person, entry, created, updated)
