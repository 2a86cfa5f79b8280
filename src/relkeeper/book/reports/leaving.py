"""What goes out of the book: to programs, calendars, and another book."""

import sqlite3
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from relkeeper.book.reports.asking import Asking

if TYPE_CHECKING:
    from relkeeper.book.whole_book import WholeBook
    from relkeeper.reports.exporting import Export
    from relkeeper.reports.feed import Feed
    from relkeeper.rules.feeds import Selection


class Leaving(Asking):
    """What goes out of the book: to programs, calendars, and another book."""

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

    def export_person(self, contact_id: int, *, reveal: bool = False) -> "Export":
        """All that is kept about one contact. Raises NotFoundError."""
        from relkeeper.reports import exporting

        today, default = self._today, self._default_cadence
        return self._one(lambda db: exporting.person(db, today, default, contact_id, reveal=reveal))

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

    def feed(self, wanted: "Selection") -> "Feed":
        """What a calendar is told. Raises NotFoundError where there is no book."""
        from relkeeper.reports import feed

        now, config = self._book.now, self._book.config
        return self._one(
            lambda db: feed.report(
                db, now, config.default_cadence, config.missing_day, wanted, self._in_classes(db, wanted.classes)
            )
        )
