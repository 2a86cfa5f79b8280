"""How often one wants to be in touch: a cadence is a whole number of days, and "due" is last contact + cadence."""

import re

from relkeeper.errors import UsageError
from relkeeper.rules.numbers import Unit, quantity
from relkeeper.rules.typed import fold, quoted

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
    words = fold(text)
    if words in _AMBIGUOUS:
        raise UsageError(f"'{words}' may mean {_AMBIGUOUS[words]}")
    days = _days(re.sub("^(?:every |each |每)", "", words))
    if days is None or not 1 <= days <= LONGEST:
        raise UsageError(
            f"{quoted(text)} is no cadence; 1 day to 100 years is expected, such as 10d, 2w, 3m, 1y, monthly or 每两周"
        )
    return days


def describe(days: int) -> str:
    """The cadence so that "every " reads well before it: "month", "2 weeks", "10 days". `parse` gives the same days."""
    years, months = round(days / _DAYS_OF_YEAR), round(days / _DAYS["month"])
    if days == _in_days(years, "year"):
        return _counted(years, "year")
    if days == _in_days(months, "month"):
        return _counted(months, "month")
    return _counted(days, "day") if days % 7 else _counted(days // 7, "week")


def _days(words: str) -> int | None:
    words = re.sub("^other ", "2 ", _WORDS.get(words, words))
    # "every week" and 每周 leave the unit alone, of which one is meant.
    found = quantity(words, m="month") or quantity(f"1{words}", m="month")
    return _in_days(found.amount, found.unit) if found and found.unit in _DAYS else None


def _in_days(count: int, unit: Unit) -> int:
    return round(count * _DAYS[unit])


def _counted(count: int, unit: str) -> str:
    return unit if count == 1 else f"{count} {unit}s"
