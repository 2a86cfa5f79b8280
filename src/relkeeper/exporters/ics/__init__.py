"""A calendar (RFC 5545) of who is due, of follow-ups and of days that return, to be subscribed to.

Each event is of a whole day and keeps its UID from one export to the next, so that a calendar updates what it has. What
is late stands on the day of the export: calendars show what lies ahead.

The library for the format is imported when a calendar is written: importing it takes as long as relkeeper does.
"""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from relkeeper.reports.feed import Feed


class Written(NamedTuple):
    """A calendar as text, with the line ends of its format, and how many events it has."""

    text: str
    events: int


def write(feed: "Feed", now: datetime, missing_day: str, alarm: int | None = None) -> Written:
    """The calendar as of `now` (aware, local). `alarm` is how many days before each event it rings, None for never."""
    from relkeeper.exporters.ics import calendar

    return Written(*calendar.write(feed, now, missing_day, alarm))
