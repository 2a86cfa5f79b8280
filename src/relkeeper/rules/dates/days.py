"""Which day of the calendar is meant: the rules that every language of WHEN shares."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

from relkeeper.errors import DateError
from relkeeper.rules.day_words import MONTHS, WEEKDAYS
from relkeeper.rules.texts.typed import quoted

FIRST_YEAR, LAST_YEAR = 1900, 2199
_LEAP_YEAR = 2000
# The longest gap between two leap days, around 1900 and 2100.
_YEARS_TO_LEAP_DAY = 8


class Side(Enum):
    """The side of now that a command wants: what has happened, or what is to come. Today belongs to both."""

    PAST = -1
    FUTURE = 1


def make(year: int, month: int, day: int) -> date:
    """The date, or a DateError that says what its year, month or day may be."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"the year {year} is out of reach; a year from {FIRST_YEAR} to {LAST_YEAR} is expected")
    _check(year, month, day, f"{year}")
    return date(year, month, day)


def exists(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has that day; without a year, whether any year has it."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]


def nearest(month: int, day: int, today: date, side: Side) -> date:
    """The nearest day of that name on the wanted side, today included."""
    _check(_LEAP_YEAR, month, day, "")
    years = (today.year + side.value * step for step in range(_YEARS_TO_LEAP_DAY + 1))
    return _first_on_side((make(year, month, day) for year in years if exists(year, month, day)), today, side)


def nearest_in_month(day: int, today: date, side: Side) -> date:
    """The nearest day of that number in a month on the wanted side, today included; shorter months are passed over."""
    if not 1 <= day <= 31:
        raise DateError(f"there is no day {day} of a month; a day from 1 to 31 is expected")
    months = (in_month_beside(today, side.value * step) for step in range(3))
    return _first_on_side((make(y, m, day) for y, m in months if exists(y, m, day)), today, side)


def in_month_beside(today: date, months: int) -> tuple[int, int]:
    """Year and month, so many months after that of `today`."""
    years, month = divmod(today.month - 1 + months, 12)
    return today.year + years, month + 1


def beside(weekday: int, today: date, side: Side) -> date:
    """The nearest such weekday strictly before or after `today`; `weekday` counts from Monday, 0."""
    if side is Side.PAST:
        return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def in_week(weekday: int, today: date, weeks: int) -> date:
    """The weekday of the week that lies `weeks` after the current one; weeks begin on Monday."""
    return today + timedelta(7 * weeks + weekday - today.weekday())


def full_year(digits: str) -> int:
    """The year that four digits are; fewer or more are refused."""
    if len(digits) != 4:
        raise DateError(f"the year {quoted(digits)} is not clear; write all four digits, such as 2025")
    return int(digits)


def agreeing(day: date, weekday: int | None) -> date:
    """`day`, where the weekday written beside it (if any) is its own."""
    if weekday is not None and day.weekday() != weekday:
        raise DateError(
            f"{day.isoformat()} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}; correct one or leave it out"
        )
    return day


def _check(year: int, month: int, day: int, year_said: str) -> None:
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month}; a month from 1 to 12 is expected")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        named = f"{day} {MONTHS[month - 1]} {year_said}".rstrip()
        raise DateError(f"there is no {named}; a day from 1 to {days} is expected")


def _first_on_side(candidates: Iterator[date], today: date, side: Side) -> date:
    return next(day for day in candidates if (day - today).days * side.value >= 0)
