"""How much there is, where the time went, and the page that shows it all."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from relkeeper.book.reports.asking import Asking

if TYPE_CHECKING:
    from relkeeper.reports.file import Counts
    from relkeeper.reports.page import Page
    from relkeeper.reports.segments import Segments
    from relkeeper.reports.statistics import Statistics


class Counting(Asking):
    """How much there is, where the time went, and the page that shows it all."""

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

    def counts(self) -> "Counts":
        """How much is in the book. Raises NotFoundError where there is none."""
        from relkeeper.reports import file

        return self._one(file.counts)

    def page(self, days: int, *, reveal: bool = False) -> "Page":
        """What the page of the book shows; `days` is how far its agenda looks. Raises NotFoundError without a book."""
        from relkeeper.reports import page

        now, config = self._book.now, self._book.config
        return self._one(
            lambda db: page.report(db, now, config.default_cadence, config.missing_day, days, reveal, me=self._me(db))
        )
