"""Occasions as events: a Gregorian day is a series, a day of the Chinese calendar one event for each year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from relkeeper.exporters.ics.event import DayEvent, uid_of
from relkeeper.reports.feed import Feed
from relkeeper.reports.occasions import ReturnRow
from relkeeper.rules.occasions import kinds, lunar, words
from relkeeper.rules.occasions.returning import AFTER, Window, age, sui

# Calendars know no lunar years, so each return is told by itself, so many years ahead.
_YEARS_AHEAD = 10


def events(feed: Feed, now: datetime, missing_day: str) -> Iterator[DayEvent]:
    """From last year on, to be looked back at. The n-th day of a kind keeps its UID when its date is corrected."""
    first = max(now.year - 1, 1)
    window = Window(date(first, 1, 1), date(min(now.year + _YEARS_AHEAD, 9999), 12, 31), missing_day)
    counts: defaultdict[tuple[int, str, str], int] = defaultdict(int)
    for row in sorted(feed.occasions, key=lambda row: row.id):
        alike = row.contact.id, row.kind, row.calendar
        counts[alike] += 1
        known = feed.people[row.contact.id]
        told = (known.uid, row.kind, row.calendar, counts[alike])
        changed = datetime.fromisoformat(known.updated_at)
        if row.calendar == "chinese":
            yield from _each_year(row, window, changed, told)
        else:
            yield from _series(row, window, changed, told)


def _series(row: ReturnRow, window: Window, changed: datetime, told: tuple[str | int, ...]) -> Iterator[DayEvent]:
    """A series tells the year of its beginning, as the age is another each time."""
    on = window.first_return(row)
    if on is not None:
        year = f" ({row.year})" if row.year else ""
        rule = yearly(row.month, row.day, window.missing_day)
        yield DayEvent(
            uid_of(*told), on, f"{row.contact.name}: {row.kind}{year}", changed, "occasion", words.describe(row), rule
        )


def _each_year(row: ReturnRow, window: Window, changed: datetime, told: tuple[str | int, ...]) -> Iterator[DayEvent]:
    for on in window.returns(row):
        # A Gregorian year may see two returns, a lunar one sees one.
        year = lunar.of(on)
        uid = uid_of(*told, year.year if year else on.isoformat())
        summary = f"{row.contact.name}: {row.kind}{_how_old(row, on)}"
        yield DayEvent(uid, on, summary, changed, "occasion", words.describe(row))


def yearly(month: int, day: int, missing_day: str) -> Mapping[str, Any]:
    """The RRULE of a Gregorian day; 29 February is kept in common years on the day before or after it."""
    if (month, day) != (2, 29):
        return {"FREQ": "YEARLY"}
    if missing_day == AFTER:
        return {"FREQ": "YEARLY", "BYYEARDAY": 60}
    return {"FREQ": "YEARLY", "BYMONTH": 2, "BYMONTHDAY": -1}


def _how_old(row: ReturnRow, on: date) -> str:
    years = age(row, on)
    if years is None:
        return ""
    count = sui(row, on) if row.kind == kinds.BIRTHDAY else None
    return f" ({years}, 虚岁 {count})" if count is not None else f" ({years})"
