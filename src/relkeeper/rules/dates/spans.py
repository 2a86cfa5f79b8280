"""A distance from now in words ("3 days ago", "in 2 weeks", "三个月前", "2w") and the day it leads to."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from relkeeper.errors import DateError
from relkeeper.rules.dates.days import FIRST_YEAR, LAST_YEAR, Side
from relkeeper.rules.numbers import Quantity, quantity

_BEFORE = "(?P<amount>.+?)(?: ago|[之以]?前)"
_AFTER = "in (?P<amount>.+)|(?P<amount_later>.+?)(?: from now|[之以]?后)"


def signed(text: str, side: Side) -> Quantity | None:
    """The distance from now, negative for the past, or None. The wanted side decides where the words do not."""
    if match := re.fullmatch(_BEFORE, text):
        return _times(-1, match["amount"])
    if match := re.fullmatch(_AFTER, text):
        return _times(1, match["amount"] or match["amount_later"])
    return _times(side.value, text)


def day(text: str, today: date, side: Side) -> date | None:
    """The day at that distance in days, weeks, months or years; None for anything else.

    Where the month reached is too short for the day of the month, its last day is meant: a month before 31 March is the
    last of February.
    """
    span = signed(text, side)
    if span is None or span.unit in ("minute", "hour"):
        return None
    try:
        reached = _reached(span, today)
    except (ValueError, OverflowError):
        reached = None
    if reached is None or not FIRST_YEAR <= reached.year <= LAST_YEAR:
        raise DateError(f"'{text}' is too far from today; a day between {FIRST_YEAR} and {LAST_YEAR} is expected")
    return reached


def _reached(span: Quantity, today: date) -> date:
    if span.unit in ("day", "week"):
        return today + timedelta(span.amount * (7 if span.unit == "week" else 1))
    return today + relativedelta(months=span.amount * (12 if span.unit == "year" else 1))


def _times(sign: int, text: str) -> Quantity | None:
    found = quantity(text, m="month")
    return Quantity(sign * found.amount, found.unit) if found else None
