"""Days of the Gregorian calendar, with or without a year: 1990-05-09, --05-09, "9 May 1990", 5月9日."""

import re
from datetime import date

from relkeeper.errors import DateError
from relkeeper.rules.dates import Side, days
from relkeeper.rules.day_words import MONTHS
from relkeeper.rules.numbers import CHINESE_NUMERAL, whole, year_digits
from relkeeper.rules.occasions import OccasionDate
from relkeeper.rules.texts.typed import quoted

_NUMBER = f"(?:[0-9]{{1,2}}|{CHINESE_NUMERAL}{{1,3}})"
_BY_NUMBER = (
    "(?P<year>[0-9]{4})(?P<by>[-/.])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})",
    "(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    "--(?P<month>[0-9]{1,2})-?(?P<day>[0-9]{2})",
    "(?P<month>0[1-9]|1[0-2])-(?P<day>[0-9]{2})",
    f"(?:(?P<year>[0-9〇零一二三四五六七八九]+)年)?(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]?",
)
_YEAR_LAST = r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2(?P<year>[0-9]+))?"
_MONTH, _DAY, _YEAR = "(?P<month>[a-z]{3,9})", "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", "(?:[ ,.-]+(?P<year>[0-9]+))?"
_BY_NAME = (
    rf"(?:the )?{_DAY}[ .-]*(?:of )?{_MONTH}\.?{_YEAR}",
    rf"{_MONTH}[ .-]*(?:the )?{_DAY}{_YEAR}",
)


def day(words: str, today: date) -> OccasionDate | None:
    """The day that folded words name, None for what is no day of this calendar. Raises DateError."""
    for pattern in _BY_NUMBER:
        if match := re.fullmatch(pattern, words):
            return _checked(match, whole(match["month"]), whole(match["day"]), today)
    for pattern in _BY_NAME:
        if match := re.fullmatch(pattern, words):
            return _checked(match, _named(match["month"]), whole(match["day"]), today)
    match = re.fullmatch(_YEAR_LAST, words)
    return _only_reading(match, today) if match else None


def _named(word: str) -> int | None:
    """The number of the month whose name begins so, with three letters or more."""
    return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), None)


def _only_reading(match: re.Match[str], today: date) -> OccasionDate | None:
    first, second = int(match[1]), int(match[3])
    year = days.full_year(match["year"]) if match["year"] else None
    readings = dict.fromkeys((m, d) for d, m in ((first, second), (second, first)) if days.exists(year, m, d))
    if len(readings) > 1:
        names = " or ".join(f"{number} {MONTHS[month - 1]}" for month, number in readings)
        dates = " or ".join(f"{year or '-'}-{month:02}-{number:02}" for month, number in readings)
        raise DateError(f"'{match[0]}' may be {names}; write {dates}")
    # Where no reading exists, the one with a month that does gives the better sentence.
    month, number = next(iter(readings), (second, first) if 1 <= second <= 12 else (first, second))
    return _checked(match, month, number, today)


def _checked(match: re.Match[str], month: int | None, number: int | None, today: date) -> OccasionDate | None:
    if month is None or number is None:
        return None
    year = match.groupdict().get("year")
    if year is None:
        on = days.nearest(month, number, today, Side.PAST)
        return OccasionDate("gregorian", None, on.month, on.day)
    on = days.make(days.full_year(year_digits(year)), month, number)
    if on > today:
        raise DateError(
            f"{quoted(match[0])} is in the future; today or earlier is expected, or a day without its year,"
            f" such as --{month:02}-{number:02}"
        )
    return OccasionDate("gregorian", on.year, on.month, on.day)
