"""The day of an occasion, as a person types it. Nothing is ever guessed, and every refusal says what is possible.

Understood are, with or without the year,

- 1990-05-09, 1990/5/9, 19900509; --05-09, 05-09 (the month first, as in ISO 8601); 25/12 where only one reading exists;
- "may 9", "9 May 1990", "the 9th of may"; 5月9日, 1990年5月9日, 一九九〇年五月九日;
- the Chinese calendar: "lunar 8-15", "lunar 1990-08-15", "lunar leap 4-8", 农历八月十五, 农历1990年腊月廿三,
  阴历闰四月初八, and the festivals that have a day of their own: 农历中秋. Without 农历 too where only that calendar
  has such a name: 正月初五.

八月十五 alone may be of either calendar, 3/4 of either month.
"""

import re
from datetime import date
from typing import Literal

from relkeeper.errors import DateError
from relkeeper.rules.names.variants import simplified
from relkeeper.rules.numbers import whole
from relkeeper.rules.occasions import OccasionDate, chinese, gregorian
from relkeeper.rules.texts.typed import fold, quoted

__all__ = ["OccasionDate", "parse"]

_LONGEST = 100
_CALENDARS: dict[Literal["chinese", "gregorian"], str] = {
    "chinese": "(?<![a-z])(?:lunar|chinese)(?: calendar)?(?![a-z])|农历|阴历|旧历|夏历",
    "gregorian": "(?<![a-z])(?:solar|gregorian)(?: calendar)?(?![a-z])|公历|阳历|新历",
}
_OF_EITHER = "(?:.+年)?([^0-9]{1,2})月([^0-9日号]{1,3})"
_EXAMPLES = (
    "1990-05-09, --05-09 (without the year), 'may 9', 5月9日, 'lunar 8-15', 农历八月十五 or 'lunar leap 1990-05-01'"
)


def parse(text: str, today: date) -> OccasionDate:
    """The day that `text` names, with its year if it is said.

    For a lunar day that is the Gregorian year in which the lunar year begins. Raises DateError, also for a day after
    `today`, and for one that the Chinese calendar did not have in that year.
    """
    words = simplified(fold(text))
    if not words or len(words) > _LONGEST:
        raise _not_understood(text)
    calendar, rest = _calendar(words)
    if calendar is None and chinese.is_certain(rest):
        calendar = "chinese"
    if calendar is None:
        _refuse_either(rest)
    found = chinese.day(rest, today) if calendar == "chinese" else gregorian.day(rest, today)
    if found is None:
        raise _not_understood(text)
    return found


def _calendar(words: str) -> tuple[Literal["chinese", "gregorian"] | None, str]:
    """The calendar that is named, if one is, and the words without it."""
    for calendar, pattern in _CALENDARS.items():
        rest, times = re.subn(pattern, " ", words, count=1)
        if times:
            return calendar, fold(rest.strip(" :,"))
    return None, words


def _refuse_either(words: str) -> None:
    """Numerals without 日 are how lunar days are written, and what people write for short of the others."""
    match = re.fullmatch(_OF_EITHER, words)
    month, day = (whole(match[1]), whole(match[2])) if match else (None, None)
    if month is not None and day is not None:
        year = words.partition("年")[0] + "年" if "年" in words else ""
        raise DateError(f"'{words}' may be of either calendar; write 农历{words} or {year}{month}月{day}日")


def _not_understood(text: str) -> DateError:
    return DateError(f"{quoted(text)} is no day that returns; write for example {_EXAMPLES}")
