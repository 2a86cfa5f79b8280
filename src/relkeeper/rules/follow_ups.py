"""When a follow-up is due: the day of one that returns, and what `log --follow-up` takes."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from relkeeper.errors import DateError, UsageError
from relkeeper.rules import dates
from relkeeper.rules.repeats import Repeat

# A colon, but none within a time of day: "friday 14:00: call".
_COLON = r"[:：](?!(?<=[0-9].)[0-9]{2}(?![0-9]))"
_LONGEST = 100
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


class FollowUp(NamedTuple):
    """What is to be done by when; `text` is empty where only a day was named."""

    due_on: date
    text: str


def parse(text: str, now: datetime) -> FollowUp:
    """`friday: send the deck`, 周五：发资料, or a day alone, seen from `now` (aware, local). Raises DateError.

    The first colon before which a day stands divides the two.
    """
    refusals = []
    for when, what in _divisions(text):
        try:
            return FollowUp(dates.parse_date(when, now, dates.Side.FUTURE), what)
        except DateError as refusal:
            refusals.append(refusal)
    raise DateError(f"{refusals[0]} (WHEN: TEXT is expected, such as 'friday: send the deck')")


def next_day(begins_on: date, every: Repeat, after: date) -> date:
    """The first day after `after` that lies a whole number of times the rule behind `begins_on`.

    A month that is too short for the day has it on its last; the months behind it are as long as ever. Raises
    UsageError where the calendar ends (in the year 9999).
    """
    if every.unit in _MONTHS:
        step = every.amount * _MONTHS[every.unit]
        times = (12 * (after.year - begins_on.year) + after.month - begins_on.month) // step
    else:
        step = every.amount * _DAYS[every.unit]
        times = (after - begins_on).days // step
    try:
        days = (_day(begins_on, every, max(times, 0) + more) for more in (0, 1))
        return next(day for day in days if day > after)
    except (ValueError, OverflowError):
        raise UsageError(f"no calendar has the day that follows {after.isoformat()} by this rule") from None


def _day(begins_on: date, every: Repeat, times: int) -> date:
    if every.unit in _MONTHS:
        return begins_on + relativedelta(months=times * every.amount * _MONTHS[every.unit])
    return begins_on + relativedelta(days=times * every.amount * _DAYS[every.unit])


def _divisions(text: str) -> Iterator[tuple[str, str]]:
    # No day takes more words than that.
    for colon in re.finditer(_COLON, text[:_LONGEST]):
        yield text[: colon.start()].strip(), text[colon.end() :].strip()
    yield text.strip(), ""
