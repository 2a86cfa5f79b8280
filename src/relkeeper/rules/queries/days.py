"""The days that `since:` and `until:` name: any WHEN, and a year or a month for its first or its last day.

The grammar of dates is imported inside the function that needs it, on purpose: most queries name no day.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from relkeeper.errors import DateError

_YEAR = "([0-9]{4})年?"
_MONTH = "([0-9]{4})[-/.年]([0-9]{1,2})月?"
_YEARS = {"this year": 0, "今年": 0, "last year": 1, "去年": 1, "前年": 2}
_MONTHS = {"this month": 0, "本月": 0, "这个月": 0, "last month": 1, "上月": 1, "上个月": 1}
_ONE = timedelta(days=1)
_DECEMBER = 12


def first(text: str, now: datetime) -> date:
    """The first day that `text` names, seen from `now` (aware, local). Raises DateError."""
    return _days(text, now)[0]


def last(text: str, now: datetime) -> date:
    """The last day that `text` names, seen from `now` (aware, local). Raises DateError."""
    return _days(text, now)[1]


def before(text: str, now: datetime) -> str:
    """What ends right before the days that `text` names: the year, the month or the day. Raises DateError."""
    on = first(text, now) - _ONE
    if on.day != monthrange(on.year, on.month)[1]:
        return on.isoformat()
    return f"{on:%Y}" if on.month == _DECEMBER else f"{on:%Y-%m}"


def after(text: str, now: datetime) -> str:
    """What begins right after the days that `text` names: the year, the month or the day. Raises DateError."""
    on = last(text, now) + _ONE
    if on.day != 1:
        return on.isoformat()
    return f"{on:%Y}" if on.month == 1 else f"{on:%Y-%m}"


def is_one(text: str, now: datetime) -> bool:
    """Whether `text` names days at all."""
    try:
        _days(text, now)
    except DateError:
        return False
    return True


def _days(text: str, now: datetime) -> tuple[date, date]:
    from relkeeper.rules.dates import days
    from relkeeper.rules.texts.typed import fold

    words = fold(text)
    if words in _YEARS:
        return _year(now.year - _YEARS[words])
    if words in _MONTHS:
        return _month(*days.in_month_beside(now.date(), -_MONTHS[words]))
    if found := re.fullmatch(_YEAR, words):
        return _year(days.make(int(found[1]), 1, 1).year)
    if found := re.fullmatch(_MONTH, words):
        on = days.make(int(found[1]), int(found[2]), 1)
        return _month(on.year, on.month)
    on = _day(text, now)
    return on, on


def _day(text: str, now: datetime) -> date:
    """What was, or what is to come: promises have a day, too."""
    from relkeeper.rules import dates

    try:
        return dates.parse_date(text, now, dates.Side.PAST)
    except DateError as refused:
        try:
            return dates.parse_date(text, now, dates.Side.FUTURE)
        except DateError:
            raise refused from None


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
