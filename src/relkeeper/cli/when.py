"""WHEN and how long.

The grammar of dates is imported inside functions, on purpose: a command that may take a date loads it when
one was typed.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from typer import Option

from relkeeper.cli.options import NONE_WORDS
from relkeeper.clock import now
from relkeeper.errors import UsageError
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.typed import quoted

if TYPE_CHECKING:
    from relkeeper.rules.dates import Moment
    from relkeeper.rules.follow_ups import FollowUp
    from relkeeper.rules.occasions import OccasionDate

    Born = OccasionDate | str
else:
    # Typer asks for the type of an option only where it has no parser.
    Moment = OccasionDate = Born = FollowUp = object


def past(words: str) -> Moment:
    """WHEN of something that happened."""
    from relkeeper.rules import dates

    return dates.parse(entered.text(words), now(), dates.Side.PAST)


def first_day(words: str) -> date:
    """The first day of a day, a month or a year that has begun. Raises UsageError for one that has not."""
    from relkeeper.rules.queries import days

    text, moment = entered.text(words), now()
    on = days.first(text, moment)
    if on > moment.date():
        raise UsageError(f"{quoted(text)} is still to come; nothing is there yet")
    return on


def last_day(words: str) -> date:
    """The last day of a day, a month or a year, which may be to come."""
    from relkeeper.rules.queries import days

    return days.last(entered.text(words), now())


def future_day(words: str) -> date:
    """A day to come."""
    from relkeeper.rules import dates

    return dates.parse_date(entered.text(words), now(), dates.Side.FUTURE)


def returning(words: str) -> OccasionDate:
    """A day that returns each year."""
    from relkeeper.rules.occasions import reading

    return reading.parse(entered.text(words), now().date())


def birthday(words: str) -> Born:
    """A day on which somebody was born; empty for none."""
    return "" if words.strip().casefold() in NONE_WORDS else returning(words)


def follow_up(words: str) -> FollowUp:
    """WHEN: TEXT of a follow-up, or WHEN alone."""
    from relkeeper.rules import follow_ups

    return follow_ups.parse(entered.text(words), now())


def length(words: str) -> int:
    """Minutes of a duration."""
    from relkeeper.rules import durations

    return durations.parse(entered.text(words))


When = Annotated[
    Moment | None,
    Option("--when", "-w", parser=past, metavar="WHEN", help="yesterday, 'nov 3 14:30', 2w, 上周五, 2026-11-03, ..."),
]
Since = Annotated[date | None, Option("--since", parser=first_day, metavar="WHEN", help="From this day or year on.")]
Until = Annotated[date | None, Option("--until", parser=last_day, metavar="WHEN", help="Up to this day or year.")]
Duration = Annotated[int | None, Option("--duration", parser=length, metavar="TIME", help="45m, 1h30, 半小时, ...")]
FollowUps = Annotated[
    list[FollowUp] | None,
    Option(
        "--follow-up",
        parser=follow_up,
        metavar="WHEN: TEXT",
        help="What is to be done by when: 'friday: send the deck', 周五：发资料; repeatable.",
    ),
]
