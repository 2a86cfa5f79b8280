"""Days in figures: 2026-11-03, 20261103, 25/12."""

import re
from datetime import date

from relkeeper.errors import DateError
from relkeeper.rules.dates.days import Side, exists, full_year, make, nearest
from relkeeper.rules.day_words import MONTHS

_YEAR_FIRST = r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
_COMPACT = "([0-9]{4})([0-9]{2})([0-9]{2})"
_YEAR_LAST = r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{1,4}))?"


def day(text: str, today: date, side: Side) -> date | None:
    """The day, or None. With the year first it is ISO 8601's; other orders are taken only where one reading exists."""
    if match := re.fullmatch(_YEAR_FIRST, text):
        return make(int(match[1]), int(match[3]), int(match[4]))
    if match := re.fullmatch(_COMPACT, text):
        return make(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(_YEAR_LAST, text):
        year = full_year(match[4]) if match[4] else None
        return _only_reading(text, int(match[1]), int(match[3]), year, today, side)
    return None


def _only_reading(text: str, first: int, second: int, year: int | None, today: date, side: Side) -> date:
    readings = dict.fromkeys((m, d) for d, m in ((first, second), (second, first)) if exists(year, m, d))
    if len(readings) > 1:
        days = [_resolved(year, month, day, today, side) for month, day in readings]
        names = [f"{on.day} {MONTHS[on.month - 1]}" for on in days]
        raise DateError(
            f"'{text}' may be {' or '.join(names)}; write {' or '.join(on.isoformat() for on in days)}"
            f" (or '{MONTHS[days[0].month - 1][:3].lower()} {days[0].day}{f' {year}' if year else ''}')"
        )
    # Where no reading exists, the one with a month that does gives the better sentence.
    month, day_of_month = next(iter(readings), (second, first) if 1 <= second <= 12 else (first, second))
    return _resolved(year, month, day_of_month, today, side)


def _resolved(year: int | None, month: int, day: int, today: date, side: Side) -> date:
    return make(year, month, day) if year is not None else nearest(month, day, today, side)
