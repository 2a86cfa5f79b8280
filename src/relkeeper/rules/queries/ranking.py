"""In which order things with a day are told: the newest first, where words in a lesser place count as older.

Where a word stands says how much it is about it. Words that stand beside each other in what sums an entry up lose
nothing; all other places cost months. So there is one measure, the day, and what is best can be looked for month by
month, from the newest back.
"""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple


class Where(IntEnum):
    """Where the words stand, as the months that this counts as older."""

    # Beside each other in summary or outcome, a follow-up or the name of a file; one word that stands there.
    BESIDE = 0
    # There, but not beside each other.
    THERE = 6
    # Some of them in the body of an entry, or in the text of a file.
    INSIDE = 12
    # Some of them in the place; or in none of the words, but all of them are names of those whose it is.
    ASIDE = 24


class Rank(NamedTuple):
    """What is greater comes first. `month` is counted from the year 0, less what the place of the words costs."""

    month: int
    day: str
    at: str
    id: int


def rank(day: str, where: Where, number: int, at: str = "") -> Rank:
    """The rank of what was on `day` (`YYYY-MM-DD`), and at the UTC instant `at`, if there is one."""
    return Rank(month_number(day) - where, day[8:], at, number)


def month_number(day: str) -> int:
    """The number of the month of a day: neighbours differ by one."""
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def month(number: int) -> str:
    """The month (`2026-11`) of a number."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def near(day: str, today: date) -> str:
    """The day that is as far in the past as `day` is from today: a promise for next week is as near as last week."""
    try:
        return min(day, date.fromordinal(2 * today.toordinal() - date.fromisoformat(day).toordinal()).isoformat())
    except ValueError:  # further than dates go
        return date.min.isoformat()


def steps(months: Iterable[int], wheres: Iterable[Where]) -> list[tuple[int, list[tuple[int, Where]]]]:
    """For each month that something may count as, the newest first, the months and places to look in."""
    found: dict[int, list[tuple[int, Where]]] = {}
    for number in months:
        for where in wheres:
            found.setdefault(number - where, []).append((number, where))
    return sorted(found.items(), reverse=True)
