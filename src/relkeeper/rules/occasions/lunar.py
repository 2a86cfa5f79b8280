"""The Chinese calendar (农历) from lunar 1901 to lunar 2099, as the Hong Kong Observatory publishes it.

The months are those in the tables of cnlunar, which is imported only where a lunar day is met: it costs as much as all
other rules of occasions. Its own `Lunar` works out a hundred other things for each day. A lunar year bears the number
of the Gregorian year in which it begins; a leap month bears the number of the month before it.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1901, 2099

_DAY_BITS, _MONTH_BITS = 0x1F, 0x3
_LONG_LEAP_BIT, _LEAP_NUMBER_BIT = 12, 13


class LunarDay(NamedTuple):
    """A day of the Chinese calendar."""

    year: int
    month: int
    day: int
    leap: bool


class LunarMonth(NamedTuple):
    """A month of a lunar year: `first` is the Gregorian day on which it begins, `days` is 29 or 30."""

    number: int
    leap: bool
    first: date
    days: int


@lru_cache(maxsize=1024)
def of(day: date) -> LunarDay | None:
    """The lunar day that a Gregorian one is; None before 19 February 1901 and after 8 February 2100."""
    year = day.year
    months = _months_of(year)
    if not months or day < months[0].first:
        year -= 1
        months = _months_of(year)
    index = bisect_right(months, day, key=lambda month: month.first) - 1
    if index < 0 or (passed := (day - months[index].first).days) >= months[index].days:
        return None
    return LunarDay(year, months[index].number, passed + 1, months[index].leap)


def day_of(lunar: LunarDay) -> date | None:
    """The Gregorian day that a lunar one is; None where there is no such day, or it is out of reach."""
    month = month_of(lunar.year, lunar.month, leap=lunar.leap)
    if month is None or not 1 <= lunar.day <= month.days:
        return None
    return month.first + timedelta(lunar.day - 1)


@cache
def month_of(year: int, number: int, *, leap: bool = False) -> LunarMonth | None:
    """A month of a lunar year, None where that year has no such month or is out of reach."""
    return next((month for month in _months_of(year) if (month.number, month.leap) == (number, leap)), None)


def leap_month_of(year: int) -> LunarMonth | None:
    """The leap month of a lunar year, if it has one."""
    return next((month for month in _months_of(year) if month.leap), None)


@cache
def _months_of(year: int) -> tuple[LunarMonth, ...]:
    """The months of a lunar year in their order; none for a year out of reach."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    from cnlunar import config

    new_year = config.lunarNewYearList[year - FIRST_YEAR]
    lengths = config.lunarMonthData[year - FIRST_YEAR]
    first = date(year, new_year >> 5 & _MONTH_BITS, new_year & _DAY_BITS)
    leap_number = lengths >> _LEAP_NUMBER_BIT
    months: list[LunarMonth] = []
    for number in range(1, 13):
        for leap in (False, True) if number == leap_number else (False,):
            days = 29 + (lengths >> (_LONG_LEAP_BIT if leap else number - 1) & 1)
            months.append(LunarMonth(number, leap, first, days))
            first += timedelta(days)
    return tuple(months)
