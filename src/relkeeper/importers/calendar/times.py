"""When meetings take place: their beginnings and ends, and how they recur (RFC 5545, 3.3.10)."""

from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import takewhile
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr
from icalendar import Event

from relkeeper.importers.calendar.properties import all_of
from relkeeper.rules import instants
from relkeeper.rules.dates import Moment, localize

# More than anybody has met within one series.
MOST = 5000
# Nothing earlier is a meeting of the owner's; programs write such years for "always".
EARLIEST_YEAR = 1970
_EARLIEST = datetime(EARLIEST_YEAR, 1, 1)  # noqa: DTZ001  # a wall clock, as all times of a series are
_RARELY = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


class Time(NamedTuple):
    """A date, or a wall clock in a zone; without a zone it is that of the place where one is."""

    wall: datetime
    zone: tzinfo | None
    is_date: bool

    def moment(self, now: datetime) -> Moment:
        """The moment: a date alone is a day, what has no zone is in that of `now`, and so is shown what is in UTC."""
        if self.is_date:
            return Moment(localize(datetime.combine(self.wall, time(12)), now), "day")
        at = localize(self.wall, now) if self.zone is None else self.wall.replace(tzinfo=self.zone)
        if self.zone is UTC:
            at = localize(at, now)
        return Moment(at.replace(tzinfo=timezone(at.utcoffset() or timedelta())), "minute")

    def key(self, now: datetime) -> str:
        """What a time is known by in an identity: the instant, or the date."""
        return self.wall.date().isoformat() if self.is_date else instants.text(self.moment(now).at)

    def ended(self, length: timedelta) -> "Time":
        """The time so much later; the end of a day is a time of the clock. Raises OverflowError after the year 9999."""
        return Time(self.wall + length, self.zone, is_date=False)

    def at(self, wall: datetime) -> "Time":
        """Another time of the same kind and zone."""
        return self._replace(wall=wall)


def time_of(value: date | datetime) -> Time:
    """What a property says."""
    if not isinstance(value, datetime):
        return Time(datetime.combine(value, time()), None, is_date=True)
    zone = UTC if value.utcoffset() == timedelta() and value.tzname() == "UTC" else value.tzinfo
    return Time(value.replace(tzinfo=None, microsecond=0), zone, is_date=False)


def begins(event: Event) -> Time | None:
    """When an event begins; None where it does not say, or not so that it can be read."""
    return _time(event, "DTSTART")


def recurrence_id(event: Event) -> Time | None:
    """Which meeting of a series an event stands for."""
    return _time(event, "RECURRENCE-ID")


def lasts(event: Event, begun: Time) -> timedelta:
    """How long an event lasts; a day where it has only a date, nothing where it does not say."""
    end = _time(event, "DTEND")
    if end is not None:
        return max(_naive(end, begun.zone) - begun.wall, timedelta())
    for value in all_of(event, "DURATION"):
        length = getattr(value, "dt", None)
        if isinstance(length, timedelta):
            return max(length, timedelta())
    return timedelta(days=1) if begun.is_date else timedelta()


def is_series(event: Event) -> bool:
    """Whether an event recurs."""
    return "RRULE" in event or "RDATE" in event


def recurrences(event: Event, begun: Time, until: datetime) -> Iterator[Time]:
    """When a series took place up to `until` (aware), none before 1970; one more than MOST where there are more.

    Raises ValueError for a rule that is none, or that recurs more often than people meet.
    """
    latest = datetime.max if until.year == MAXYEAR else _naive(time_of(until), begun.zone)  # noqa: DTZ901
    excluded, excluded_days = _exceptions(event, begun)
    walls = {begun.wall, *(_naive(added, begun.zone) for added in _listed(event, "RDATE"))}
    for rule in all_of(event, "RRULE"):
        walls.update(takewhile(lambda wall: wall <= latest, _by_rule(rule, begun)))
    took_place = sorted(
        wall
        for wall in walls
        if _EARLIEST <= wall <= latest and wall not in excluded and wall.date() not in excluded_days
    )
    yield from map(begun.at, took_place[: MOST + 1])


def _by_rule(rule: Any, begun: Time) -> Iterator[datetime]:
    if str(next(iter(rule.get("FREQ", [""])), "")).upper() not in _RARELY:
        raise ValueError("it recurs more often than daily")
    # The library refuses an end in UTC for a wall clock, so the end is looked after here.
    text = ";".join(part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL"))
    walls = rrulestr(text, dtstart=begun.wall).xafter(_EARLIEST, count=MOST + 1, inc=True)
    ends = [_end_of(value, begun) for value in rule.get("UNTIL", [])]
    return takewhile(lambda wall: wall <= ends[0], walls) if ends else walls


def _end_of(value: date | datetime, begun: Time) -> datetime:
    """Until when a rule holds, by the clock of the series; of a date alone to its end."""
    until = time_of(value)
    return datetime.combine(until.wall, time.max) if until.is_date else _naive(until, begun.zone)


def _exceptions(event: Event, begun: Time) -> tuple[set[datetime], set[date]]:
    """When a series does not take place: moments, and whole days."""
    listed = _listed(event, "EXDATE")
    return (
        {_naive(left_out, begun.zone) for left_out in listed if not left_out.is_date or begun.is_date},
        {left_out.wall.date() for left_out in listed if left_out.is_date},
    )


def _listed(event: Event, name: str) -> list[Time]:
    """The times in a list; of a period its beginning."""
    found = []
    for value in all_of(event, name):
        for item in getattr(value, "dts", ()):
            when = item.dt[0] if isinstance(item.dt, tuple) else item.dt
            if isinstance(when, date):
                found.append(time_of(when))
    return found


def _time(event: Event, name: str) -> Time | None:
    for value in all_of(event, name):
        when = getattr(value, "dt", None)
        if isinstance(when, date):
            return time_of(when)
    return None


def _naive(when: Time, zone: tzinfo | None) -> datetime:
    """The wall clock of `zone` at that time; a floating time is already in it."""
    if when.zone is None or zone is None:
        return when.wall
    return when.wall.replace(tzinfo=when.zone).astimezone(zone).replace(tzinfo=None)
