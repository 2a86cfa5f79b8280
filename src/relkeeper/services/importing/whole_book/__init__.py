"""What another book wrote out whole (`export json`) comes into this one: into an empty one so that the two are equal.

Contacts, entries, follow-ups and files are known again by their uid. What the book has is never overwritten.
"""

from datetime import datetime

from sqlmodel import Session

from relkeeper.drafts import Problem
from relkeeper.importers.own_records import (
    AttachmentRecord,
    ContactRecord,
    ContentPiece,
    ContentRecord,
    DismissedEvent,
    DismissedMessages,
    DistinctRecord,
    FollowUpRecord,
    InteractionRecord,
    OwnRecord,
    TagRecord,
)
from relkeeper.services.attachments import Attachments
from relkeeper.services.importing.cards import Cards
from relkeeper.services.importing.report import Count
from relkeeper.services.importing.whole_book.contacts import Contacts
from relkeeper.services.importing.whole_book.entries import Entries
from relkeeper.services.importing.whole_book.files import Files
from relkeeper.services.importing.whole_book.follow_ups import FollowUps
from relkeeper.store.writing import raw


class WholeBook:
    """Takes the records of one file after the other, in the caller's transaction. Contacts are counted in `cards`."""

    def __init__(self, session: Session, now: datetime, region: str, attachments: Attachments, cards: Cards) -> None:
        self.problems: list[Problem] = []
        self._contacts = Contacts(session, now, region, cards)
        self._entries = Entries(raw(session), now, self._contacts, self.problems)
        self._follow_ups = FollowUps(raw(session), now, self._contacts, self._entries, self.problems)
        self._files = Files(raw(session), attachments, self._contacts, self._entries, self.problems)

    @property
    def interactions(self) -> Count:
        return self._entries.count

    @property
    def attachments(self) -> Count:
        return self._files.count

    @property
    def follow_ups(self) -> Count:
        return self._follow_ups.count

    def take(self, record: OwnRecord, file: str) -> None:
        """Take a record. What cannot be taken is a problem."""
        match record:
            case TagRecord():
                self._contacts.take_tag(record)
            case ContactRecord():
                self._contacts.take(record, file)
            case DistinctRecord():
                self._contacts.take_distinct(record)
            case InteractionRecord():
                self._entries.take(record, file)
            case FollowUpRecord():
                self._follow_ups.take(record, file)
            case DismissedMessages() | DismissedEvent():
                self._entries.take_dismissed(record)
            case AttachmentRecord():
                self._files.take(record)
            case ContentPiece():
                self._files.take_piece(record)
            case ContentRecord():
                self._files.take_content(record, file)

    def finish(self, file: str) -> None:
        """The file was read to its end: what was waiting for something that stood behind it is done."""
        self._contacts.finish()
        self._files.finish(file)
        self._entries.forget()
        self._contacts.forget()
