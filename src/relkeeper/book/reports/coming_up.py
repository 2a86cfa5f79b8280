"""Whom to contact and what is due: by cadence, by follow-up, by the calendar."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from relkeeper.book.reports.asking import Asking

if TYPE_CHECKING:
    from relkeeper.reports.agenda import AgendaRow
    from relkeeper.reports.cadences import ProposalRow
    from relkeeper.reports.follow_ups import FollowUpRow
    from relkeeper.reports.occasions import ReturnRow
    from relkeeper.reports.overdue import OverdueRow
    from relkeeper.reports.suggesting import SuggestionRow


class ComingUp(Asking):
    """Whom to contact and what is due: by cadence, by follow-up, by the calendar."""

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
