"""Days that return: which, when next, and how old somebody will be."""

from datetime import date
from typing import Protocol

from relkeeper.render.view import Column, Table
from relkeeper.reports.occasions import ReturnRow
from relkeeper.rules.day_words import WEEKDAYS, ago, describe, short
from relkeeper.rules.occasions import words


class _Returning(Protocol):
    """What rows of several reports say of a day."""

    @property
    def kind(self) -> str: ...
    @property
    def next_on(self) -> str | None: ...
    @property
    def age(self) -> int | None: ...
    @property
    def sui(self) -> int | None: ...


def said(row: ReturnRow) -> str:
    """`occasion 12: birthday of Ada Example, 9 May 1990`."""
    return f"occasion {row.id}: {row.kind} of {row.contact.name}, {words.describe(row)}"


def next_time(row: _Returning, today: date) -> str:
    """`37 on Sun 9 May 2027, in 5 months`; `next on ...` without a year."""
    if row.next_on is None:
        return "next on a day that is not known"
    on = date.fromisoformat(row.next_on)
    years = words.years(row.kind, row.age, row.sui) or "next"
    return f"{years} {'' if abs((on - today).days) <= 1 else 'on '}{describe(on, today)}"


def _day(row: ReturnRow, today: date) -> str:
    if row.next_on is None:
        return ""
    on = date.fromisoformat(row.next_on)
    return f"{WEEKDAYS[on.weekday()][:3]} {short(on, today)}"


def _what(row: ReturnRow, today: date) -> str:
    return f"{row.kind} (no greetings)" if row.no_greetings else row.kind


VIEW = Table(
    columns=(
        Column("#", lambda row, today: str(row.id), style="dim", right=True),
        Column("Name", lambda row, today: row.contact.name, style="bold", flexible=True, wraps=True, least=10),
        Column("What", _what, wraps=True, least=11),
        Column("Date", lambda row, today: words.describe(row), wraps=True, least=25),
        Column("Next", _day),
        Column(
            "In",
            lambda row, today: ago(date.fromisoformat(row.next_on), today) if row.next_on else "",
            from_width=100,
        ),
        Column("Age", lambda row, today: words.years(row.kind, row.age, row.sui), wraps=True, least=3),
    ),
    empty="No day that returns is kept here.",
)
