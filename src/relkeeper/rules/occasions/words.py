"""An occasion in words: "9 May 1990", "农历八月十五 (lunar 8-15)". `reading.parse` understands them."""

from relkeeper.rules.day_words import MONTHS
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.occasions.returning import Returning
from relkeeper.rules.plurals import counted

_NUMERALS = "一二三四五六七八九十"

LUNAR_MONTHS = tuple(f"{name}月" for name in ("正", *_NUMERALS[1:], "冬", "腊"))
"""The names of the lunar months, from the first."""

LUNAR_DAYS = (
    *(f"初{numeral}" for numeral in _NUMERALS),
    *(f"十{numeral}" for numeral in _NUMERALS[:9]),
    "二十",
    *(f"廿{numeral}" for numeral in _NUMERALS[:9]),
    "三十",
)
"""The names of the days of a lunar month, from the first."""


def describe(occasion: Returning) -> str:
    """The day on which it began, or that returns: "9 May 1990", "9 May", "农历八月十五 (lunar 8-15)"."""
    if occasion.calendar == "chinese":
        return f"{chinese(occasion)} ({_figures(occasion)})"
    return f"{occasion.day} {MONTHS[occasion.month - 1]}{f' {occasion.year}' if occasion.year else ''}"


def chinese(occasion: Returning) -> str:
    """A lunar occasion as Chinese people write it: 农历闰四月初八, 农历1990年腊月廿三."""
    year = f"{occasion.year}年" if occasion.year else ""
    leap = "闰" if occasion.leap else ""
    return f"农历{year}{leap}{LUNAR_MONTHS[occasion.month - 1]}{LUNAR_DAYS[occasion.day - 1]}"


def years(kind: str, age: int | None, sui: int | None) -> str:
    """How many years it is by then: `37`, `37 (虚岁 38)`; of what is no birthday `12 years`. Empty without any."""
    if not age:
        return ""
    if kind != BIRTHDAY:
        return counted(age, "year")
    return f"{age} (虚岁 {sui})" if sui else str(age)


def _figures(occasion: Returning) -> str:
    year = f"{occasion.year}-" if occasion.year else ""
    return f"lunar {year}{occasion.month}-{occasion.day}{' leap' if occasion.leap else ''}"
