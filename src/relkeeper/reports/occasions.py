"""Which days return, when next, and how old somebody will be."""

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from relkeeper.errors import NotFoundError
from relkeeper.reports.interactions import Named
from relkeeper.rules.occasions import OccasionDate
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.occasions.returning import Returning, Window, age, sui
from relkeeper.rules.texts import entered

# From the first day of a year to the last one of the Chinese year that begins in it, and more than any return takes.
_LONGEST = 420


class ReturnRow(NamedTuple):
    """A day that returns each year. `calendar` is `gregorian` or `chinese`; `year` is None where unknown.

    `next_on` is the Gregorian local date `YYYY-MM-DD` on which it returns next (today counts), `days` how far that is;
    both None where the calendar is not known so far ahead. `age` is how many years it will be then (None without a
    year), `sui` the age in the Chinese count (虚岁) for a lunar birthday. `no_greetings` is what the contact wants.
    """

    id: int
    contact: Named
    kind: str
    calendar: str
    year: int | None
    month: int
    day: int
    leap: bool
    next_on: str | None
    days: int | None
    age: int | None
    sui: int | None
    no_greetings: bool


class Next(NamedTuple):
    """When a day returns next, and how old it will be; see ReturnRow."""

    on: date | None = None
    age: int | None = None
    sui: int | None = None


_ROWS = """
    SELECT o.id, c.id, c.name, o.kind, o.calendar, o.year, o.month, o.day, o.leap, c.no_greetings
    FROM occasion o JOIN contact c ON c.id = o.contact_id
"""


def report(
    db: sqlite3.Connection,
    today: date,
    missing_day: str,
    contact_id: int | None = None,
    within_days: int | None = None,
    kind: str = "",
) -> list[ReturnRow]:
    """Days that return, the next first; those of archived contacts only where the contact is named.

    `within_days` from today leaves out what returns later (0 is today alone), `kind` what is of another kind.
    """
    condition, values = ("NOT c.archived", []) if contact_id is None else ("c.id = ?", [contact_id])
    soon = None if within_days is None else _window(today, within_days, missing_day)
    if soon is not None:
        days = _days_in(db, soon)
        if not days:
            return []
        condition += f" AND (o.calendar, o.month, o.day, o.leap) IN (VALUES {', '.join(['(?, ?, ?, ?)'] * len(days))})"
        values = [*values, *chain.from_iterable(days)]
    found = map(_kept, db.execute(f"{_ROWS} WHERE {condition} ORDER BY c.sort_key, o.id", values))
    rows = [
        _told(row, today, missing_day)
        for row in found
        if (not kind or entered.key(row.kind) == entered.key(kind)) and (soon is None or soon.first_return(row))
    ]
    return sorted(rows, key=lambda row: (row.next_on is None, row.next_on))


def kept(db: sqlite3.Connection, contact_id: int) -> list[ReturnRow]:
    """The days of a contact; when they return next is not told."""
    return [_kept(row) for row in db.execute(f"{_ROWS} WHERE c.id = ? ORDER BY o.id", (contact_id,))]


def one(db: sqlite3.Connection, today: date, missing_day: str, number: int) -> ReturnRow:
    """One day that returns. Raises NotFoundError."""
    found = db.execute(f"{_ROWS} WHERE o.id = ?", (number,)).fetchone()
    if found is None:
        raise NotFoundError(f"there is no occasion {number}; see: relkeeper occasion list")
    return _told(_kept(found), today, missing_day)


def following(occasion: Returning, kind: str, today: date, missing_day: str) -> Next:
    """When an occasion of that kind returns next. One that begins in a later year is not looked for before it."""
    year = occasion.year or today.year
    begins = date(year, 1, 1) if year > today.year else today
    on = _window(begins, _LONGEST, missing_day).first_return(occasion)
    if on is None:
        return Next()
    return Next(on, age(occasion, on), sui(occasion, on) if kind == BIRTHDAY else None)


def _days_in(db: sqlite3.Connection, window: Window) -> list[tuple[Any, ...]]:
    """The days of the book that return within the window in some year: there are fewer of them than occasions."""
    days = db.execute("SELECT DISTINCT calendar, month, day, leap FROM occasion").fetchall()
    return [day for day in days if window.first_return(OccasionDate(day[0], None, *day[1:]))]


@lru_cache(maxsize=16)
def _window(first: date, days: int, missing_day: str) -> Window:
    """The window from that day on: one for all occasions, for it knows the Chinese days in it once it was asked."""
    return Window(first, first + min(timedelta(days=days), date.max - first), missing_day)


def _kept(found: Sequence[Any]) -> ReturnRow:
    """A row of the file, whose next return is not known yet."""
    number, contact_id, name, kind, calendar, year, month, day, leap, no_greetings = found
    unknown = (None, None, None, None)
    contact = Named(contact_id, name)
    return ReturnRow(number, contact, kind, calendar, year, month, day, bool(leap), *unknown, bool(no_greetings))


def _told(row: ReturnRow, today: date, missing_day: str) -> ReturnRow:
    """The row with its next return."""
    on, years, sui_ = following(row, row.kind, today, missing_day)
    if on is None:
        return row
    return row._replace(next_on=on.isoformat(), days=(on - today).days, age=years, sui=sui_)
