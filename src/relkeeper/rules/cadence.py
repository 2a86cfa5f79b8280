"""How often one wants to be in touch: a cadence is a whole number of days, and "due" is last contact + cadence."""

import re

from relkeeper.errors import UsageError
from relkeeper.rules.numbers import Quantity, Unit, quantity
from relkeeper.rules.texts.typed import fold, quoted

LONGEST = 36525
"""A hundred years, in days."""

_DAYS_OF_YEAR = 365.25
_DAYS: dict[Unit, float] = {"day": 1, "week": 7, "month": _DAYS_OF_YEAR / 12, "year": _DAYS_OF_YEAR}
_WORDS = {
    "daily": "1 day",
    "weekly": "1 week",
    "fortnightly": "2 weeks",
    "monthly": "1 month",
    "quarterly": "3 months",
    "yearly": "1 year",
    "annually": "1 year",
    "月": "1 month",
}
_AMBIGUOUS = {
    "biweekly": "every 2 weeks or twice a week; write 2w, or 4d for about twice a week",
    "bimonthly": "every 2 months or twice a month; write 2m, or 2w for about twice a month",
    "biannually": "every 2 years or twice a year; write 2y, or 6m for twice a year",
}


def parse(text: str) -> int:
    """The days between two contacts: "2w", "3 months", "every 2 weeks", "weekly", 每两周. Raises UsageError.

    A month is a twelfth of 365.25 days and a year 365.25 days, their multiples rounded to whole days. Accepted are
    1 day to 100 years.
    """
    found = quantity_of(text)
    days = _in_days(found.amount, found.unit) if found and found.unit in _DAYS else None
    if days is None or not 1 <= days <= LONGEST:
        raise UsageError(
            f"{quoted(text)} is no cadence; 1 day to 100 years is expected, such as 10d, 2w, 3m, 1y, monthly or 每两周"
        )
    return days


def quantity_of(text: str) -> Quantity | None:
    """What "every 2 weeks", "2w" or 每两周 counts; None for other words. Raises UsageError for what may be two."""
    words = fold(text)
    if words in _AMBIGUOUS:
        raise UsageError(f"'{words}' may mean {_AMBIGUOUS[words]}")
    words = re.sub("^(?:every |each |每)", "", words)
    words = re.sub("^other ", "2 ", _WORDS.get(words, words))
    # "every week" and 每周 leave the unit alone, of which one is meant.
    return quantity(words, m="month") or quantity(f"1{words}", m="month")


def describe(days: int) -> str:
    """The cadence so that "every " reads well before it: "month", "2 weeks", "10 days". `parse` gives the same days."""
    years, months = round(days / _DAYS_OF_YEAR), round(days / _DAYS["month"])
    if days == _in_days(years, "year"):
        return counted(years, "year")
    if days == _in_days(months, "month"):
        return counted(months, "month")
    return counted(days, "day") if days % 7 else counted(days // 7, "week")


def counted(count: int, unit: str) -> str:
    """So many of a unit, behind "every": "month", "2 weeks"."""
    return unit if count == 1 else f"{count} {unit}s"


def _in_days(count: int, unit: Unit) -> int:
    return round(count * _DAYS[unit])
