"""The span of days that statistics tell of, with its weeks and months."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from relkeeper.errors import UsageError

_WEEK = 7
_MOST_COLUMNS = 54


class Span(NamedTuple):
    """From the day `since` to the day `until`, both included."""

    since: date
    until: date

    @property
    def months(self) -> list[str]:
        """Every month of which a day lies in the span, `YYYY-MM`."""
        first = 12 * self.since.year + self.since.month - 1
        last = 12 * self.until.year + self.until.month - 1
        return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]

    @property
    def days(self) -> Iterator[date]:
        """Every day of the span."""
        return map(date.fromordinal, range(self.since.toordinal(), self.until.toordinal() + 1))


def span(today: date, since: date | None, until: date | None, first: date | None) -> Span:
    """The days asked for: without `until` up to today, without `since` from the day on that WHEN calls `1y`.

    With `until` alone it is the twelve months that end with it, so that the end of a year has that year. Where `since`
    lies before the `first` day of the book, the span begins there. Raises UsageError where it lies behind its end.
    """
    end = min(until or today, today)
    if since is None:
        year_ago = _a_year_before(end)
        return Span(year_ago if until is None or year_ago == date.min else year_ago + timedelta(days=1), end)
    if since > end:
        raise UsageError(f"{since} lies behind {end}; --since must not be later than --until")
    return Span(max(since, min(first or end, end)), end)


def _a_year_before(end: date) -> date:
    if end.year == date.min.year:
        return date.min
    return end.replace(year=end.year - 1, day=28 if (end.month, end.day) == (2, 29) else end.day)


def heatmaps(shown: Span) -> Iterator[list[list[date | None]]]:
    """The days as heatmaps have them: columns of weeks from Monday to Sunday, None for days outside of the span.

    A span longer than about a year has one heatmap for each of its years.
    """
    if len(columns := _columns(shown.days)) <= _MOST_COLUMNS:
        yield columns
        return
    for _, days in groupby(shown.days, lambda day: day.year):
        yield _columns(days)


def _columns(days: Iterator[date]) -> list[list[date | None]]:
    weeks: list[list[date | None]] = []
    for day in days:
        if not weeks or not day.weekday():
            weeks.append([None] * _WEEK)
        weeks[-1][day.weekday()] = day
    return weeks
