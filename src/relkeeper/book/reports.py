"""What the book tells: one method for each report, which is imported when asked for, inside functions on purpose."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from itertools import chain, count, takewhile
from typing import TYPE_CHECKING, TypeVar

from relkeeper.errors import AmbiguousError, NotFoundError
from relkeeper.rules import names, who
from relkeeper.store import people

if TYPE_CHECKING:
    from relkeeper.book import Book
    from relkeeper.book.whole_book import WholeBook
    from relkeeper.reports.agenda import AgendaRow
    from relkeeper.reports.attachments import AttachmentRow
    from relkeeper.reports.cadences import ProposalRow
    from relkeeper.reports.contact import ContactDetails
    from relkeeper.reports.contacts import ContactRow
    from relkeeper.reports.doubles import Doubles
    from relkeeper.reports.exporting import Export
    from relkeeper.reports.feed import Feed
    from relkeeper.reports.file import Counts
    from relkeeper.reports.follow_ups import FollowUpRow
    from relkeeper.reports.history import OperationDetails, OperationRow, Told
    from relkeeper.reports.interactions import InteractionRow
    from relkeeper.reports.notes import NoteRow
    from relkeeper.reports.occasions import ReturnRow
    from relkeeper.reports.overdue import OverdueRow
    from relkeeper.reports.page import Page
    from relkeeper.reports.searching import FoundRow
    from relkeeper.reports.segments import Segments
    from relkeeper.reports.statistics import Statistics
    from relkeeper.reports.suggesting import SuggestionRow
    from relkeeper.reports.tags import TagRow
    from relkeeper.reports.tidying import TidyRow, Untidy
    from relkeeper.reports.topics import ExpertRow, TopicRow
    from relkeeper.rules.feeds import Selection
    from relkeeper.rules.queries.query import Query
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
        self,
        within_days: int | None = None,
        tags: tuple[str, ...] = (),
        limit: int | None = None,
        classes: Sequence[str] = (),
    ) -> "list[OverdueRow]":
        from relkeeper.reports import overdue

        now, default = self._book.now, self._default_cadence
        return self._rows(
            lambda db: overdue.report(db, now, default, within_days, tags, limit, self._in_classes(db, classes))
        )

    def agenda(self, days: int, classes: Sequence[str] = ()) -> "list[AgendaRow]":
        """What is due by now, and in so many days from today (0 for today alone), by day."""
        from relkeeper.reports import agenda

        now, config = self._book.now, self._book.config
        return self._rows(
            lambda db: agenda.report(
                db, now, days, config.default_cadence, config.missing_day, self._in_classes(db, classes)
            )
        )

    def suggestions(
        self, limit: int | None, tags: tuple[str, ...] = (), classes: Sequence[str] = ()
    ) -> "list[SuggestionRow]":
        """Whom to contact next, most worth it first."""
        from relkeeper.reports import suggesting

        now, config = self._book.now, self._book.config
        return self._rows(
            lambda db: suggesting.report(
                db,
                now,
                limit,
                tags,
                config.missing_day,
                config.awake_hours,
                me=self._me(db),
                only=self._in_classes(db, classes),
            )
        )

    def cadences(self, contact_ids: Sequence[int] | None = None, *, everyone: bool = False) -> "list[ProposalRow]":
        """Cadences that history proposes: for those without one, or with `everyone` for those with another as well."""
        from relkeeper.reports import cadences

        now, default = self._book.now, self._default_cadence
        return self._rows(lambda db: cadences.report(db, now, default, contact_ids, everyone=everyone, me=self._me(db)))

    def cadence_reasons(self, contact_ids: Sequence[int]) -> dict[int, str]:
        """Why history proposes nothing for those contacts, in words."""
        from relkeeper.reports import cadences

        now, default = self._book.now, self._default_cadence
        return self._one(lambda db: cadences.reasons(db, now, default, contact_ids, self._me(db)))

    def follow_ups(
        self,
        contact_id: int | None = None,
        *,
        until: date | None = None,
        done: bool = False,
        reveal: bool = False,
    ) -> "list[FollowUpRow]":
        """Open follow-ups, the earliest first; `until` leaves out those due later, `done` adds those that are done."""
        from relkeeper.reports import follow_ups

        today = self._today
        return self._rows(lambda db: follow_ups.report(db, today, contact_id, until, done=done, reveal=reveal))

    def follow_up(self, number: int, *, reveal: bool = False) -> "FollowUpRow":
        """One follow-up. Raises NotFoundError."""
        from relkeeper.reports import follow_ups

        today = self._today
        return self._one(lambda db: follow_ups.one(db, today, number, reveal=reveal))

    def occasions(
        self, contact_id: int | None = None, *, within_days: int | None = None, kind: str = ""
    ) -> "list[ReturnRow]":
        """Days that return, the next first; `within_days` leaves out those that return later."""
        from relkeeper.reports import occasions

        today, missing = self._today, self._book.config.missing_day
        return self._rows(lambda db: occasions.report(db, today, missing, contact_id, within_days, kind))

    def occasion(self, number: int) -> "ReturnRow":
        """One day that returns. Raises NotFoundError."""
        from relkeeper.reports import occasions

        today, missing = self._today, self._book.config.missing_day
        return self._one(lambda db: occasions.one(db, today, missing, number))

    def notes(
        self, contact_id: int | None = None, *, kind: str = "", limit: int | None = None, reveal: bool = False
    ) -> "list[NoteRow]":
        """Dated facts, newest first."""
        from relkeeper.reports import notes

        return self._rows(lambda db: notes.report(db, contact_id, kind, limit, reveal))

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
        classes: Sequence[str] = (),
    ) -> "list[ContactRow]":
        from relkeeper.reports import contacts

        wanted = contacts.Filter(
            names.fold(text) if text else "", tuple(tags), names.fold(org) if org else "", never, archived
        )
        today, default = self._today, self._default_cadence

        def report(db: sqlite3.Connection) -> "list[ContactRow]":
            only = self._in_classes(db, classes)
            return contacts.report(db, today, default, wanted._replace(only=only), order, limit)

        return self._rows(report)

    def contact(self, contact_id: int, limit: int | None = None, *, reveal: bool = False) -> "ContactDetails":
        """The contact in full, with at most `limit` entries. Raises NotFoundError."""
        from relkeeper.reports import contact

        now, config = self._book.now, self._book.config
        return self._one(
            lambda db: contact.report(
                db,
                now.date(),
                config.default_cadence,
                contact_id,
                limit,
                reveal,
                now=now,
                missing_day=config.missing_day,
            )
        )

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
        classes: Sequence[str] = (),
        reveal: bool = False,
    ) -> "list[InteractionRow]":
        from relkeeper.reports import interactions

        wanted = interactions.Filter(contact_id, since, until, channel, tuple(tags))

        def report(db: sqlite3.Connection) -> "list[InteractionRow]":
            return interactions.report(db, wanted._replace(only=self._in_classes(db, classes)), limit, reveal)

        return self._rows(report)

    def entry(self, interaction_id: int, *, reveal: bool = False) -> "InteractionRow":
        from relkeeper.reports import interactions

        return self._one(lambda db: interactions.entry(db, interaction_id, reveal))

    def search(self, query: "Query", limit: int | None = None, *, reveal: bool = False) -> "list[FoundRow]":
        """What the words of a query bring back, the best first."""
        from relkeeper.reports import searching

        now, by_class = self._book.now, query.classes or query.not_classes
        return self._rows(
            lambda db: searching.report(db, now, query, limit, reveal, self._me(db) if by_class else None)
        )

    def names_like(self, text: str) -> list[str]:
        """Names that a text which was not found may have been meant for, the nearest first."""
        from relkeeper.reports import searching

        return self._rows(lambda db: searching.names_like(db, text))

    def topics(self, contact_id: int | None = None, *, reveal: bool = False) -> "list[TopicRow]":
        """What people know about, as the user said it."""
        from relkeeper.reports import topics

        return self._rows(lambda db: topics.report(db, contact_id, reveal=reveal))

    def experts(self, subject: str, limit: int | None = None, *, reveal: bool = False) -> "list[ExpertRow]":
        """Who knows about a subject, by what was said of them and by what was talked about, with the evidence."""
        from relkeeper.reports import topics

        today = self._today
        return self._rows(lambda db: topics.experts(db, today, subject, limit, reveal))

    def statistics(
        self, contact_id: int | None = None, *, since: date | None = None, until: date | None = None
    ) -> "Statistics":
        """Where the time went, with everybody or with one; without `since` in the last twelve months."""
        from relkeeper.reports import statistics

        today = self._today
        return self._one(lambda db: statistics.report(db, today, contact_id, since, until))

    def segments(
        self,
        window_days: int | None = None,
        classes: Sequence[str] = (),
        *,
        moved: bool = False,
        limit: int | None = None,
    ) -> "Segments":
        """The classes of all contacts or, if any are named, of those in them, and who moved since the last quarter."""
        from relkeeper.reports import segments

        today = self._today
        return self._one(
            lambda db: segments.report(
                db, today, window_days, tuple(classes), moved=moved, limit=limit, me=self._me(db)
            )
        )

    def page(self, days: int, *, reveal: bool = False) -> "Page":
        """What the page of the book shows; `days` is how far its agenda looks. Raises NotFoundError without a book."""
        from relkeeper.reports import page

        now, config = self._book.now, self._book.config
        return self._one(
            lambda db: page.report(db, now, config.default_cadence, config.missing_day, days, reveal, me=self._me(db))
        )

    def attachments(self, contact_id: int | None = None, *, reveal: bool = False) -> "list[AttachmentRow]":
        from relkeeper.reports import attachments

        return self._rows(lambda db: attachments.report(db, contact_id, reveal))

    def attachment(self, attachment_id: int, *, reveal: bool = False) -> "AttachmentRow":
        """One attachment. Raises NotFoundError."""
        from relkeeper.reports import attachments

        return self._one(lambda db: attachments.one(db, attachment_id, reveal))

    def attachment_name(self, attachment_id: int) -> str:
        """What an attachment is called, or was when it was removed. Raises NotFoundError."""
        from relkeeper.reports import attached_files

        return self._one(lambda db: attached_files.called(db, attachment_id))

    def bytes_of(self, attachment_id: int) -> Iterator[bytes]:
        """The bytes of an attached file, in pieces; the file of the book is open only while one is read.

        Raises NotFoundError, and DamagedError behind the last piece where they are not those that were attached.
        """
        from relkeeper.reports import attached_files

        yield from self.bytes_in(self._one(lambda db: attached_files.content(db, attachment_id)))

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
        classes: Sequence[str] = (),
    ) -> "Export":
        """What goes out of the book. Raises NotFoundError where there is none."""
        from relkeeper.reports import exporting

        today, default = self._today, self._default_cadence

        def report(db: sqlite3.Connection) -> "Export":
            among = self._in_classes(db, classes, only)
            return exporting.report(
                db, today, default, tags=tuple(tags), everyone=everyone, reveal=reveal, entries=entries, only=among
            )

        return self._one(report)

    def feed(self, wanted: "Selection") -> "Feed":
        """What a calendar is told. Raises NotFoundError where there is no book."""
        from relkeeper.reports import feed

        now, config = self._book.now, self._book.config
        return self._one(
            lambda db: feed.report(
                db, now, config.default_cadence, config.missing_day, wanted, self._in_classes(db, wanted.classes)
            )
        )

    def whole_book(
        self,
        tags: Sequence[str] = (),
        *,
        everyone: bool = False,
        reveal: bool = False,
        files: bool = True,
        classes: Sequence[str] = (),
    ) -> "WholeBook":
        """The book with all that another one needs to become equal, or a part of it."""
        from relkeeper.book.whole_book import WholeBook
        from relkeeper.reports.whole_book import Wanted

        only = self._one(lambda db: self._in_classes(db, classes)) if classes else None
        wanted = Wanted(tuple(tags), everyone, reveal, files, only)
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

        region, now = self._book.config.phone_region, self._book.now
        return self._rows(lambda db: tidying.report(db, region, now, contact_ids))

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
        """What TAB may offer; `kind` is `names`, `tags`, `channels` or `note_kinds`."""
        from relkeeper.reports import completion

        offer = {
            "names": completion.names,
            "tags": completion.tags,
            "channels": completion.channels,
            "note_kinds": completion.note_kinds,
        }[kind]
        return self._rows(lambda db: offer(db, beginning))

    @property
    def _today(self) -> date:
        return self._book.now.date()

    @property
    def _default_cadence(self) -> int | None:
        return self._book.config.default_cadence

    def _me(self, db: sqlite3.Connection) -> int | None:
        """The owner's own contact, by the setting `me_contact`; None where that names nobody, or several."""
        if not self._book.config.me_contact:
            return None
        try:
            return people.resolve(db, who.parse(self._book.config.me_contact)).id
        except (NotFoundError, AmbiguousError):
            return None  # `contact card --me` says so; that one line too many is shown is no reason to show none

    def _in_classes(
        self, db: sqlite3.Connection, classes: Sequence[str], only: Collection[int] | None = None
    ) -> Collection[int] | None:
        """The contacts in one of the classes, and among `only` these; None where all are meant."""
        if not classes:
            return only
        from relkeeper.reports import segments

        found = segments.in_classes(db, self._today, classes, self._me(db))
        return found if only is None else found.intersection(only)

    def _rows(self, query: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        return self._book.read(query) or []

    def _one(self, query: Callable[[sqlite3.Connection], T]) -> T:
        found = self._book.read(query)
        if found is None:
            raise NotFoundError(f"there is no book at {self._book.path} yet; {BEGIN}")
        return found
