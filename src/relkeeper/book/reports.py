"""What the book tells: one method for each report, which is imported when asked for, inside functions on purpose."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from itertools import chain, count, takewhile
from typing import TYPE_CHECKING, TypeVar

from relkeeper.errors import NotFoundError
from relkeeper.rules import names

if TYPE_CHECKING:
    from relkeeper.book import Book
    from relkeeper.book.whole_book import WholeBook
    from relkeeper.reports.attachments import AttachmentRow
    from relkeeper.reports.contact import ContactDetails
    from relkeeper.reports.contacts import ContactRow
    from relkeeper.reports.doubles import Doubles
    from relkeeper.reports.exporting import Export
    from relkeeper.reports.file import Counts
    from relkeeper.reports.history import OperationDetails, OperationRow, Told
    from relkeeper.reports.interactions import InteractionRow
    from relkeeper.reports.overdue import OverdueRow
    from relkeeper.reports.tags import TagRow
    from relkeeper.reports.tidying import TidyRow, Untidy
    from relkeeper.store.blobs import Content

T = TypeVar("T")

BEGIN = "begin with: relkeeper add NAME, or: relkeeper import FILE.vcf"


class Reports:
    """What the book tells. A list is empty, and a single thing not found, where there is no book yet.

    What is private stays hidden unless `reveal` is said.
    """

    def __init__(self, book: "Book") -> None:
        self._book = book

    def overdue(
        self, within_days: int | None = None, tags: tuple[str, ...] = (), limit: int | None = None
    ) -> "list[OverdueRow]":
        from relkeeper.reports import overdue

        today, default = self._today, self._default_cadence
        return self._rows(lambda db: overdue.report(db, today, default, within_days, tags, limit))

    def contacts(
        self,
        order: str,
        limit: int | None,
        *,
        text: str = "",
        tags: Sequence[str] = (),
        org: str = "",
        never: bool = False,
        archived: bool = False,
    ) -> "list[ContactRow]":
        from relkeeper.reports import contacts

        wanted = contacts.Filter(
            names.fold(text) if text else "", tuple(tags), names.fold(org) if org else "", never, archived
        )
        today, default = self._today, self._default_cadence
        return self._rows(lambda db: contacts.report(db, today, default, wanted, order, limit))

    def contact(self, contact_id: int, limit: int | None = None, *, reveal: bool = False) -> "ContactDetails":
        """The contact in full, with at most `limit` entries. Raises NotFoundError."""
        from relkeeper.reports import contact

        today, default = self._today, self._default_cadence
        return self._one(lambda db: contact.report(db, today, default, contact_id, limit, reveal))

    def duplicates(self, least: int | None = None, limit: int | None = None) -> "Doubles":
        """Pairs of contacts that may be one person, from a score of `least` on or from where they are likely, and what
        was left out."""
        from relkeeper.reports import doubles

        return self._book.read(lambda db: doubles.report(db, least, limit)) or doubles.Doubles([])

    def alone_with(self, contact_id: int) -> int:
        """How many entries are with this contact and nobody else."""
        from relkeeper.reports import contact

        return self._one(lambda db: contact.alone_with(db, contact_id))

    def timeline(
        self,
        limit: int | None,
        contact_id: int | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        channel: str = "",
        tags: Sequence[str] = (),
        reveal: bool = False,
    ) -> "list[InteractionRow]":
        from relkeeper.reports import interactions

        wanted = interactions.Filter(contact_id, since, until, channel, tuple(tags))
        return self._rows(lambda db: interactions.report(db, wanted, limit, reveal))

    def entry(self, interaction_id: int, *, reveal: bool = False) -> "InteractionRow":
        from relkeeper.reports import interactions

        return self._one(lambda db: interactions.entry(db, interaction_id, reveal))

    def attachments(self, contact_id: int | None = None, *, reveal: bool = False) -> "list[AttachmentRow]":
        from relkeeper.reports import attachments

        return self._rows(lambda db: attachments.report(db, contact_id, reveal))

    def attachment(self, attachment_id: int, *, reveal: bool = False) -> "AttachmentRow":
        """One attachment. Raises NotFoundError."""
        from relkeeper.reports import attachments

        return self._one(lambda db: attachments.one(db, attachment_id, reveal))

    def attachment_name(self, attachment_id: int) -> str:
        """What an attachment is called, or was when it was removed. Raises NotFoundError."""
        from relkeeper.reports import attachments

        return self._one(lambda db: attachments.called(db, attachment_id))

    def bytes_of(self, attachment_id: int) -> Iterator[bytes]:
        """The bytes of an attached file, in pieces; the file of the book is open only while one is read.

        Raises NotFoundError, and DamagedError behind the last piece where they are not those that were attached.
        """
        from relkeeper.reports import attachments

        yield from self.bytes_in(self._one(lambda db: attachments.content(db, attachment_id)))

    def bytes_in(self, content: "Content") -> Iterator[bytes]:
        """The bytes of a content, as `bytes_of` has them."""
        from relkeeper.store import blobs

        def chunks(first: int) -> list[bytes]:
            return self._one(lambda db: blobs.chunks(db, content.id, first, blobs.AT_ONCE))

        groups = map(chunks, count(0, blobs.AT_ONCE))
        yield from blobs.verified(content, chain.from_iterable(takewhile(bool, groups)))

    def export(
        self,
        tags: Sequence[str] = (),
        *,
        everyone: bool = False,
        reveal: bool = False,
        entries: bool = True,
        only: Collection[int] | None = None,
    ) -> "Export":
        """What goes out of the book. Raises NotFoundError where there is none."""
        from relkeeper.reports import exporting

        today, default = self._today, self._default_cadence
        return self._one(
            lambda db: exporting.report(
                db, today, default, tags=tuple(tags), everyone=everyone, reveal=reveal, entries=entries, only=only
            )
        )

    def whole_book(
        self, tags: Sequence[str] = (), *, everyone: bool = False, reveal: bool = False, files: bool = True
    ) -> "WholeBook":
        """The book with all that another one needs to become equal, or a part of it."""
        from relkeeper.book.whole_book import WholeBook
        from relkeeper.reports.whole_book import Wanted

        wanted = Wanted(tuple(tags), everyone, reveal, files)
        return WholeBook(self._one, self._today, self._default_cadence, wanted)

    def export_person(self, contact_id: int, *, reveal: bool = False) -> "Export":
        """All that is kept about one contact. Raises NotFoundError."""
        from relkeeper.reports import exporting

        today, default = self._today, self._default_cadence
        return self._one(lambda db: exporting.person(db, today, default, contact_id, reveal=reveal))

    def counts(self) -> "Counts":
        """How much is in the book. Raises NotFoundError where there is none."""
        from relkeeper.reports import file

        return self._one(file.counts)

    def tags(self) -> "list[TagRow]":
        from relkeeper.reports import tags

        return self._rows(tags.report)

    def untidy(self, contact_ids: Sequence[int] | None = None) -> "list[Untidy]":
        """The contacts, all or those, that could be tidier."""
        from relkeeper.reports import tidying

        region = self._book.config.phone_region
        return self._rows(lambda db: tidying.report(db, region, contact_ids))

    def phones_without_country(self, contact_ids: Sequence[int] | None = None) -> list[str]:
        """The phone numbers, of all contacts or of those, that tell no country."""
        from relkeeper.reports import tidying

        return self._rows(lambda db: tidying.without_country(db, contact_ids))

    def tidy_rows(self, found: "Sequence[Untidy]", *, applied: bool = False) -> "list[TidyRow]":
        """What could be tidier, or was made so, line by line."""
        from relkeeper.reports import tidying

        return tidying.rows(found, applied=applied)

    def history(
        self, contact_id: int | None = None, limit: int | None = None, reveal: bool = False
    ) -> "list[OperationRow]":
        from relkeeper.reports import history

        return self._rows(lambda db: history.report(db, contact_id, limit, reveal))

    def history_about(self, contact_id: int, reveal: bool = False) -> "list[Told]":
        """All that was changed about a contact, oldest first."""
        from relkeeper.reports import history

        return self._rows(lambda db: history.about(db, contact_id, reveal))

    def operation(self, number: int, limit: int | None = None, reveal: bool = False) -> "OperationDetails":
        """One operation with at most `limit` of its rows. Raises NotFoundError."""
        from relkeeper.reports import history

        return self._one(lambda db: history.details(db, number, limit, reveal))

    def offers(self, kind: str, beginning: str) -> list[str]:
        """What TAB may offer; `kind` is `names`, `tags` or `channels`."""
        from relkeeper.reports import completion

        offer = {"names": completion.names, "tags": completion.tags, "channels": completion.channels}[kind]
        return self._rows(lambda db: offer(db, beginning))

    @property
    def _today(self) -> date:
        return self._book.now.date()

    @property
    def _default_cadence(self) -> int | None:
        return self._book.config.default_cadence

    def _rows(self, query: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        return self._book.read(query) or []

    def _one(self, query: Callable[[sqlite3.Connection], T]) -> T:
        found = self._book.read(query)
        if found is None:
            raise NotFoundError(f"there is no book at {self._book.path} yet; {BEGIN}")
        return found
