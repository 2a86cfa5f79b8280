"""Days of the Chinese calendar, with or without a year: 八月十五, 闰四月初八, 1990年腊月廿三, 1990-08-15."""

import re
from datetime import date, timedelta

from relkeeper.errors import DateError
from relkeeper.rules.dates import days
from relkeeper.rules.numbers import CHINESE_NUMERAL, whole, year_digits
from relkeeper.rules.occasions import LONGEST_LUNAR_MONTH, OccasionDate, lunar
from relkeeper.rules.occasions.words import LUNAR_DAYS, LUNAR_MONTHS
from relkeeper.rules.texts.typed import fold, quoted

# Festivals that fall on the same lunar day each year.
_FESTIVALS = {
    "春节": (1, 1), "元宵": (1, 15), "端午": (5, 5), "七夕": (7, 7), "中元": (7, 15), "中秋": (8, 15), "重阳": (9, 9),
    "腊八": (12, 8),
}  # fmt: skip
_LAST_OF_THE_YEAR = "除夕|年三十"

_LEAP = "(?<![a-z])leap(?![a-z])|闰"
_YEAR = "(?:(?P<year>[0-9〇零一二三四五六七八九]+)年)?"
_MONTH = f"(?P<month>[0-9]{{1,2}}|[正冬腊]|{CHINESE_NUMERAL}{{1,2}})"
_DAY = f"(?P<day>初?(?:[0-9]{{1,2}}|{CHINESE_NUMERAL}{{1,3}})|廿[一二三四五六七八九]?)"
_WRITTEN = (
    "(?:(?P<year>[0-9]{4})[- ]|--)?(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
    "(?P<year>[0-9]{4})(?P<by>[/.])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})",
    f"{_YEAR}{_MONTH}月{_DAY}[日号]?",
)
_FESTIVAL = f"{_YEAR}(?P<festival>{'|'.join(_FESTIVALS)})节?"
_OF_NO_OTHER = f"[闰正冬腊初廿]|{'|'.join(_FESTIVALS)}|{_LAST_OF_THE_YEAR}"

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_MONTHS = {name.removesuffix("月"): number for number, name in enumerate(LUNAR_MONTHS, 1)}
_DAYS = {name: number for number, name in enumerate(LUNAR_DAYS, 1)} | {"廿": 20}


def is_certain(words: str) -> bool:
    """Whether the words are such as only this calendar has."""
    return re.search(_OF_NO_OTHER, words) is not None


def day(words: str, today: date) -> OccasionDate | None:
    """The day that folded words, in simplified characters, name; None for what is no day of this calendar.

    Raises DateError, also for a day that there was not, and for one after `today`.
    """
    if re.search(_LAST_OF_THE_YEAR, words):
        raise DateError(f"{quoted(words)} is the 29th or the 30th of the 12th lunar month; write 腊月廿九 or 腊月三十")
    rest, leaps = re.subn(_LEAP, " ", words, count=1)
    rest, leap = fold(rest), bool(leaps)
    if match := re.fullmatch(_FESTIVAL, rest):
        return _checked(match["year"], *_FESTIVALS[match["festival"]], leap, today)
    match = next(filter(None, (re.fullmatch(pattern, rest) for pattern in _WRITTEN)), None)
    month = _MONTHS.get(match["month"], whole(match["month"])) if match else None
    number = _DAYS.get(match["day"], whole(match["day"].removeprefix("初"))) if match else None
    if match is None or month is None or number is None:
        return None
    return _checked(match["year"], month, number, leap, today)


def _checked(year: str | None, month: int, number: int, leap: bool, today: date) -> OccasionDate:
    if not 1 <= month <= 12:
        raise DateError(f"there is no lunar month {month}; a month from 1 to 12 is expected")
    if not 1 <= number <= LONGEST_LUNAR_MONTH:
        raise DateError(f"there is no day {number} of a lunar month; a day from 1 to {LONGEST_LUNAR_MONTH} is expected")
    if year is not None:
        return _in_year(days.full_year(year_digits(year)), month, number, leap, today)
    if leap:
        _check_ever(month, number, today)
    return OccasionDate("chinese", None, month, number, leap)


def _in_year(year: int, month: int, number: int, leap: bool, today: date) -> OccasionDate:
    if not lunar.FIRST_YEAR <= year <= lunar.LAST_YEAR:
        raise DateError(
            f"the lunar year {year} is out of reach; a year from {lunar.FIRST_YEAR} to {lunar.LAST_YEAR} is expected,"
            " or a day without its year"
        )
    named = f"leap {_ordinal(month)}" if leap else _ordinal(month)
    found = lunar.month_of(year, month, leap=leap)
    if found is None:
        other = lunar.leap_month_of(year)
        has = f"its leap month is the {_ordinal(other.number)}" if other else "none of its months is leap"
        raise DateError(f"the lunar year {year} has no {named} month; {has}")
    if number > found.days:
        raise DateError(
            f"the {named} lunar month of {year} has {found.days} days; a day from 1 to {found.days} is expected"
        )
    if found.first + timedelta(number - 1) > today:
        raise DateError(
            f"day {number} of the {named} lunar month of {year} is in the future; today or earlier is"
            " expected, or a day without its year"
        )
    return OccasionDate("chinese", year, month, number, leap)


def _check_ever(month: int, number: int, today: date) -> None:
    """Without its year, a day of a leap month is one that some year had."""
    years = range(lunar.FIRST_YEAR, min(today.year, lunar.LAST_YEAR) + 1)
    found = filter(None, (lunar.month_of(year, month, leap=True) for year in years))
    longest = max((month.days for month in found if month.first <= today), default=0)
    if number > longest:
        had = f"never had more than {longest} days" if longest else "never occurred"
        raise DateError(
            f"a leap {_ordinal(month)} lunar month {had} since {lunar.FIRST_YEAR}; correct the day, or leave out that"
            " the month is leap"
        )


def _ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, ...: of months, so up to the 12th."""
    return f"{number}{_ENDINGS.get(number, 'th')}"
