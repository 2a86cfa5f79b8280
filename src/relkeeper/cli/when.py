"""WHEN and how long. Apart from `options.py`, so that only commands that take a date load its grammar."""

from datetime import date
from typing import Annotated

from typer import Option

from relkeeper.book import now
from relkeeper.rules import dates, durations, entered
from relkeeper.rules.dates import Moment, Side


def past(words: str) -> Moment:
    """WHEN of something that happened."""
    return dates.parse(entered.text(words), now(), Side.PAST)


def past_day(words: str) -> date:
    """The day of something that happened."""
    return dates.parse_date(entered.text(words), now(), Side.PAST)


def future_day(words: str) -> date:
    """A day to come."""
    return dates.parse_date(entered.text(words), now(), Side.FUTURE)


When = Annotated[
    Moment | None,
    Option("--when", "-w", parser=past, metavar="WHEN", help="yesterday, 'nov 3 14:30', 2w, 上周五, 2026-11-03, ..."),
]
Since = Annotated[date | None, Option("--since", parser=past_day, metavar="WHEN", help="From this day on.")]
Until = Annotated[date | None, Option("--until", parser=past_day, metavar="WHEN", help="Up to this day.")]
Duration = Annotated[
    int | None, Option("--duration", parser=durations.parse, metavar="TIME", help="45m, 1h30, 半小时, ...")
]
