"""In which order day, month and year stand in an export.

Nothing in the file says so. It is decided over all its dates: one whose parts fit one order only; then the order in
which messages run forward in time; then the user's word; and if none of these decides, the user is asked.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from relkeeper.errors import DateOrderError
from relkeeper.importers.clock_words import hour

_CLOCK = re.compile(r"(\D*)(\d+)[:.](\d+)(.*)", re.DOTALL)
_NUMBER = re.compile(r"\d+")
# WhatsApp began in 2009.
_FIRST_YEAR = 2009
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
# Of two digits the year stands first in few languages, and all of them that are likely (Korean) write "18. 3. 7.".
_BLANK_INSIDE = re.compile(r"\d\D?\s\d")
# Messages are now and then a day out of order; in a wrong order they are so at the turn of each month.
_CLEARLY = 4

Day = tuple[int, int, int]
# Year, month and day of the three parts.
_ORDERS: dict[str, Callable[[int, int, int], Day]] = {
    "dmy": lambda first, second, third: (third, second, first),
    "mdy": lambda first, second, third: (third, first, second),
    "ymd": lambda first, second, third: (first, second, third),
}
_POSSIBLE = {"ymd4": ("ymd",), "4ymd": ("dmy", "mdy"), "2": ("dmy", "mdy", "ymd")}


def order_of(dates: Collection[str], year: str, said: str, last: date, name: str) -> str:
    """`dmy`, `mdy` or `ymd`. `dates` in the order of the file, at least one; `year` as in Shape; `said` is the user's
    word, or empty; nothing is dated after `last`.

    Raises DateOrderError where the dates allow several orders and the user has not said which.
    """
    orders = _fitting(dates, _POSSIBLE[year], last)
    if len(orders) > 1 and said != "ymd" and not _BLANK_INSIDE.search(next(iter(dates))):
        orders = [order for order in orders if order != "ymd"]
    if len(orders) > 1:
        orders = _running_forward(dates, orders)
    if len(orders) == 1:
        return orders[0]
    if said in orders:
        return said
    if all(len(set(_readings(text, orders))) < 2 for text in dates):
        return orders[0]  # 01/01/2024 is the same day in each
    raise DateOrderError(_question(dates, orders, name))


class Days(dict[str, datetime]):
    """The midnight at which a date begins, as it is written, in the order that was decided.

    ValueError says what is wrong where it is none, or later than `last`.
    """

    def __init__(self, order: str, last: date) -> None:
        super().__init__()
        self._of = _ORDERS[order]
        self._last = last

    def __missing__(self, text: str) -> datetime:
        try:
            day = date(*day_of(text, self._of))
        except ValueError:
            raise ValueError(f"there is no day {text}") from None
        if day > self._last:
            raise ValueError(f"it is dated {day}, in the future")
        self[text] = midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a wall clock)
        return midnight


class Clocks(dict[str, timedelta]):
    """How long after midnight it is by a clock as it is written, with the word before or behind it.

    ValueError says what is wrong where it is none.
    """

    def __missing__(self, text: str) -> timedelta:
        before, hours, minutes, behind = _CLOCK.findall(text)[0]
        word = (before or behind).strip()
        number = hour(int(hours), word) if word else int(hours)
        if number > 23 or int(minutes) > 59:
            raise ValueError(f"there is no time {text}")
        self[text] = since_midnight = timedelta(hours=number, minutes=int(minutes))
        return since_midnight


class Seconds(dict[str, timedelta]):
    """So many seconds as are written."""

    def __missing__(self, text: str) -> timedelta:
        if int(text) > 59:
            raise ValueError(f"there is no second {text}")
        self[text] = seconds = timedelta(seconds=int(text))
        return seconds


def day_of(text: str, order: Callable[[int, int, int], Day]) -> Day:
    first, second, third = map(int, _NUMBER.findall(text))
    year, month, day = order(first, second, third)
    found = date(year + 2000 if year < 100 else year, month, day)
    return found.year, found.month, found.day


def _fitting(dates: Iterable[str], orders: Sequence[str], last: date) -> Sequence[str]:
    """The orders that the fewest dates contradict: a wrong line of a file must not decide for all of it."""
    wrong = dict.fromkeys(orders, 0)
    for text in dates:
        for order in orders:
            wrong[order] += not _is_day(text, order, last)
    least = min(wrong.values())
    return [order for order in orders if wrong[order] == least]


def _is_day(text: str, order: str, last: date) -> bool:
    try:
        day = day_of(text, _ORDERS[order])
    except ValueError:
        return False
    return (_FIRST_YEAR, 1, 1) <= day <= (last.year, last.month, last.day)


def _running_forward(dates: Iterable[str], orders: Sequence[str]) -> Sequence[str]:
    """The order in which the dates run forward; all where that does not decide clearly."""
    back = {order: _steps_back(dates, order) for order in orders}
    best = min(back, key=lambda order: back[order])
    clearly = all(back[order] > _CLEARLY * back[best] for order in orders if order != best)
    return [best] if clearly else orders


def _steps_back(dates: Iterable[str], order: str) -> int:
    count, before = 0, (0, 0, 0)
    for text in dates:
        try:
            day = day_of(text, _ORDERS[order])
        except ValueError:
            continue
        count += day < before
        before = day
    return count


def _question(dates: Iterable[str], orders: Sequence[str], name: str) -> str:
    first, readings = max(((text, _readings(text, orders)) for text in dates), key=lambda pair: len(pair[1]))
    options = "|".join(orders)
    return f"in {name} the date {first} may be {' or '.join(readings)}; say which with --date-order {options}"


def _readings(text: str, orders: Sequence[str]) -> list[str]:
    found = []
    for order in orders:
        with suppress(ValueError):
            year, month, day = day_of(text, _ORDERS[order])
            found.append(f"{day} {_MONTHS[month - 1]} {year}")
    return found
