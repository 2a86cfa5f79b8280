"""WHEN and how long.

The grammar of dates is imported inside functions, on purpose: a command that may take a date loads it when
one was typed.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from typer import Option

from relkeeper.book import now
from relkeeper.rules import entered

if TYPE_CHECKING:
    from relkeeper.rules.dates import Moment
else:
    # Typer asks for the type of an option only where it has no parser.
    Moment = object


def past(words: str) -> Moment:
    """WHEN of something that happened."""
    from relkeeper.rules import dates

    return dates.parse(entered.text(words), now(), dates.Side.PAST)


def past_day(words: str) -> date:
    """The day of something that happened."""
    from relkeeper.rules import dates

    return dates.parse_date(entered.text(words), now(), dates.Side.PAST)


def future_day(words: str) -> date:
    """A day to come."""
    from relkeeper.rules import dates

    return dates.parse_date(entered.text(words), now(), dates.Side.FUTURE)


def length(words: str) -> int:
    """Minutes of a duration."""
    from relkeeper.rules import durations

    return durations.parse(entered.text(words))


When = Annotated[
    Moment | None,
    Option("--when", "-w", parser=past, metavar="WHEN", help="yesterday, 'nov 3 14:30', 2w, 上周五, 2026-11-03, ..."),
]
Since = Annotated[date | None, Option("--since", parser=past_day, metavar="WHEN", help="From this day on.")]
Until = Annotated[date | None, Option("--until", parser=past_day, metavar="WHEN", help="Up to this day.")]
Duration = Annotated[int | None, Option("--duration", parser=length, metavar="TIME", help="45m, 1h30, 半小时, ...")]
