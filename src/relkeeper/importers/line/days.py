"""The days of a LINE export: each stands on a line of its own, in the order that the phone's language gives it.

Where the year stands last, day and month are told apart over the whole file: by what exists and by the weekday beside
it, then by the order in which the days run forward, then by the user's word.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise

from relkeeper.errors import DateOrderError

_WEEKDAY = r"[A-Za-zÀ-ÿ]{2,12}\.?|(?:週|周|星期)?[一二三四五六日天月火水木金土](?:曜日|曜)?|[월화수목금토일](?:요일)?"
_YEAR_FIRST = re.compile(
    rf"(?:(\d{{4}})|([RHS])(\d{{1,2}}))([/.-])(\d{{1,2}})\4(\d{{1,2}})\.?\s?(?:[(（]?(?:{_WEEKDAY})[)）]?)?"
)
_YEAR_LAST = re.compile(
    rf"(?:({_WEEKDAY}),\s?)?(\d{{1,2}})([/.])(\d{{1,2}})\3(\d{{4}})(?:\s?[(（]?({_WEEKDAY})[)）]?)?"
)
# The year before the first one of the emperor's era.
_ERAS = {"S": 1925, "H": 1988, "R": 2018}
_WEEKDAYS = {
    word: number
    for number, words in enumerate((
        ("mon", "monday", "mo", "montag"), ("tue", "tuesday", "di", "dienstag"), ("wed", "wednesday", "mi", "mittwoch"),
        ("thu", "thursday", "do", "donnerstag"), ("fri", "friday", "fr", "freitag"),
        ("sat", "saturday", "sa", "samstag"), ("sun", "sunday", "so", "sonntag"),
    ))
    for word in words
}  # fmt: skip
_ORDERS = ("dmy", "mdy")


class Written(tuple[int, int, int, int | None]):
    """First part, second part, year, and the number of the weekday beside them (Monday is 0), None where unknown."""

    __slots__ = ()


def may_be_day(line: str) -> bool:
    """A cheap test for lines that are worth a look."""
    return len(line) <= 40 and ("/" in line or "." in line or "-" in line)


def year_last(line: str) -> Written | None:
    """The parts of a day line whose year stands last."""
    match = _YEAR_LAST.fullmatch(line)
    if match is None:
        return None
    weekday = _WEEKDAYS.get((match[1] or match[6] or "").rstrip(".").lower())
    return Written((int(match[2]), int(match[4]), int(match[5]), weekday))


def is_day(line: str) -> bool:
    """Whether a line has the form of a day, even of one that does not exist."""
    return may_be_day(line) and bool(_YEAR_FIRST.fullmatch(line.strip()) or _YEAR_LAST.fullmatch(line.strip()))


def day_of(line: str, order: str) -> date | None:
    """The day that a line is; None where that does not exist. `order` is for those whose year stands last."""
    line = line.strip()
    match = _YEAR_FIRST.fullmatch(line)
    if match:
        year = int(match[1]) if match[1] else _ERAS[match[2]] + int(match[3])
        return _date(year, int(match[5]), int(match[6]))
    written = year_last(line)
    return None if written is None else _day(written, order)


def order_of(days: Sequence[Written], said: str, name: str) -> str:
    """`dmy` or `mdy`, from all days of the file in their order. Raises DateOrderError where nothing tells."""
    fitting = [order for order in _ORDERS if all(_fits(day, order) for day in days)] or list(_ORDERS)
    if len(fitting) > 1:
        fitting = [order for order in fitting if _runs_forward(_day(day, order) for day in days)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    if said in fitting:
        return said
    first, second, year, _ = days[0]
    raise DateOrderError(
        f"{name} does not tell whether {first}/{second}/{year} is {_spelled(days[0], 'dmy')} or"
        f" {_spelled(days[0], 'mdy')}; say --date-order dmy or --date-order mdy"
    )


def _fits(written: Written, order: str) -> bool:
    day = _day(written, order)
    return day is not None and written[3] in (None, day.weekday())


def _runs_forward(days: Iterable[date | None]) -> bool:
    return all(one <= other for one, other in pairwise([day for day in days if day]))


def _spelled(written: Written, order: str) -> str:
    day = _day(written, order)
    return day.isoformat() if day else "no date"


def _day(written: Written, order: str) -> date | None:
    first, second, year, _ = written
    return _date(year, first, second) if order == "mdy" else _date(year, second, first)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def at(day: date, hour: int, minute: int) -> datetime:
    """The clock of that day."""
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001  (a wall clock, as in MessageDraft)
