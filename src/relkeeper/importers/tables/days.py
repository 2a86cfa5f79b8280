"""Days in the tables of programs that write them as their user's country does."""

import re
from collections.abc import Iterable

from relkeeper.rules.dates import days
from relkeeper.rules.vcard.dates import Day, read_day

# 12/28/1969, 28.12.1969, 28-12-1969, and what stands behind them: a time of day.
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|0{1,2})\.?(?:[T ].*)?")
# 28.12. as German is written.
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.")
# Outlook writes 0/0/00 where there is none.
_NONE = re.compile(r"0{1,4}([-/.])0{1,2}\1(?:0{1,4})")
# What Apple and Outlook write for a year that is not known.
_NO_YEARS = (0, 1604)
_ORDERS = ("dmy", "mdy")


def is_none(text: str) -> bool:
    """Whether a program says so that there is no day."""
    return _NONE.fullmatch(text.strip()) is not None


def order_of(texts: Iterable[str], wished: str = "") -> str:
    """`dmy` or `mdy`, as those days of a file tell that can be read in one way only; else as the user wishes, or empty.

    Where some say this and some that, they tell nothing.
    """
    told = {order for text in texts for order in (_only_order(text),) if order}
    if len(told) == 1:
        return told.pop()
    return wished if wished in _ORDERS else ""


def day(text: str, order: str) -> Day | None:
    """The day that a cell names; None where it is none, or could be another in the other order of day and month."""
    if dotted := _DOTTED.fullmatch(text.strip()):
        text = f"--{dotted[2].zfill(2)}-{dotted[1].zfill(2)}"
    readings = _readings(text)
    if not readings:
        return read_day(text)
    return readings.get(order) or (next(iter(readings.values())) if len(set(readings.values())) == 1 else None)


def written(text: str) -> str:
    """The day as ISO 8601; text that is none, or has no year, as it is."""
    on = day(text, "")
    return f"{on.year:04}-{on.month:02}-{on.day:02}" if on is not None and on.year else text


def _only_order(text: str) -> str:
    readings = _readings(text)
    return next(iter(readings)) if len(readings) == 1 and "." not in text else ""


def _readings(text: str) -> dict[str, Day]:
    """The days that figures with the year last may be, by the order in which they are one; with dots the day is first
    wherever people write so."""
    found = _YEAR_LAST.fullmatch(text.strip())
    if found is None:
        return {}
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    known = None if year in _NO_YEARS else year
    readings = {"dmy": Day(second, first, known), "mdy": Day(first, second, known)}
    return {
        order: each
        for order, each in readings.items()
        if days.exists(each.year, each.month, each.day) and not (found[2] == "." and order == "mdy")
    }
