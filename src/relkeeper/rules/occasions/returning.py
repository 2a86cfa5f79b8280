"""On which days an occasion returns, and how old somebody is by then.

What is kept where a year lacks the day:

- 29 February in a common year on 28 February or 1 March, and the 30th of a lunar month of 29 days on its 29th or on the
  day behind it, as the setting `missing_day` says (`before` or `after`);
- a day of a leap month in the ordinary month of that number, where the year has no such leap month. What fell in an
  ordinary month is never kept in a leap month.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from relkeeper.rules.occasions import lunar

BEFORE, AFTER = "before", "after"


class Returning(Protocol):
    """A day that returns, as drafts.OccasionDraft has it."""

    @property
    def calendar(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def month(self) -> int: ...
    @property
    def day(self) -> int: ...
    @property
    def leap(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, both included. What is asked twice is worked out once."""

    first: date
    last: date
    missing_day: str = BEFORE
    _known: dict[tuple[str, int, int, bool], tuple[tuple[int, date], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def first_return(self, occasion: Returning) -> date | None:
        """The first day on which it returns, never before it began.

        None where there is none, or the Chinese calendar is not known so far ahead.
        """
        for year, on in self._kept_by_all(occasion):
            if occasion.year is None or year >= occasion.year:
                return on
        return None

    def returns(self, occasion: Returning) -> list[date]:
        """All days on which it returns, in their order, with the day on which it began."""
        began = occasion.year
        return [on for year, on in self._kept_by_all(occasion) if began is None or year >= began]

    def _kept_by_all(self, occasion: Returning) -> tuple[tuple[int, date], ...]:
        """The returns of all occasions of that day, whichever year they began in."""
        key = occasion.calendar, occasion.month, occasion.day, occasion.leap
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(self._kept(occasion))
        return known

    def _kept(self, occasion: Returning) -> Iterator[tuple[int, date]]:
        """Each return within the window, with the year of its calendar to which it belongs."""
        # The year before, because its last day may be kept on the first of the next; and a lunar year ends in the next.
        for year in range(max(self.first.year - 1, 1), self.last.year + 1):
            on = _kept_on(occasion, year, self.missing_day)
            if on is not None and self.first <= on <= self.last:
                yield year, on


def age(occasion: Returning, on: date) -> int | None:
    """How many years it is old on that day, in years of its own calendar; None without a year, and before it began.

    A year is complete on the day on which it returns; where that year lacks the day, from the day before it on.
    """
    year = _year_of(occasion, on)
    if occasion.year is None or year is None:
        return None
    kept = _kept_on(occasion, year, BEFORE)
    years = year - occasion.year - (kept is not None and on < kept)
    return years if years >= 0 else None


def sui(occasion: Returning, on: date) -> int | None:
    """The age in the Chinese count (虚岁): one at birth, one more at each lunar new year.

    None for a Gregorian day, without a year, and before it began.
    """
    year = _year_of(occasion, on) if occasion.calendar == "chinese" else None
    if occasion.year is None or year is None or year < occasion.year:
        return None
    return year - occasion.year + 1


def _year_of(occasion: Returning, on: date) -> int | None:
    if occasion.calendar != "chinese":
        return on.year
    day = lunar.of(on)
    return day.year if day else None


def _kept_on(occasion: Returning, year: int, missing_day: str) -> date | None:
    """The day on which it is kept in a year of its calendar; None where that year is not known."""
    if occasion.calendar == "chinese":
        leap = lunar.month_of(year, occasion.month, leap=True) if occasion.leap else None
        month = leap or lunar.month_of(year, occasion.month)
        if month is None:
            return None
        first, days = month.first, month.days
    else:
        first, days = date(year, occasion.month, 1), monthrange(year, occasion.month)[1]
    shown = occasion.day if occasion.day <= days else days + (missing_day == AFTER)
    return first + timedelta(shown - 1)
