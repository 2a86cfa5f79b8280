"""Follow-ups as events; one that returns is a series, from the time that is open now."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from relkeeper.errors import UsageError
from relkeeper.exporters.ics.event import DayEvent
from relkeeper.reports.feed import Feed
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.rules.follow_ups import next_day
from relkeeper.rules.repeats import Repeat

_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_LONGEST_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_SHORTEST_MONTH = 28


def events(feed: Feed, now: datetime) -> Iterator[DayEvent]:
    """Each with the UID of the follow-up. A time that was put off or is late stands beside its series."""
    for row in feed.follow_ups:
        changed = datetime.fromisoformat(row.updated_at)
        due = date.fromisoformat(row.due_on)
        on = max(due, now.date())
        event = DayEvent(
            uid=row.uid,
            on=on,
            summary=f"{row.contact.name}: {row.text}",
            changed_at=changed if on == due else now,
            category="follow-up",
            description="" if on == due else f"Due {row.due_on}.",
        )
        yield from _events(event, row)


def _events(event: DayEvent, row: FollowUpRow) -> Iterator[DayEvent]:
    if row.every is None:
        yield event
        return
    begins = date.fromisoformat(row.begins_on)
    regular = turn(begins, row.every, event.on)
    yield DayEvent(event.uid, regular, event.summary, event.changed_at, event.category, rule=rule(begins, row.every))
    if event.on != regular:
        yield DayEvent(
            event.uid,
            event.on,
            event.summary,
            event.changed_at,
            event.category,
            event.description or f"Put off from {regular.isoformat()}.",
            instead_of=regular,
        )


def turn(begins_on: date, every: Repeat, on: date) -> date:
    """The last day of the rhythm that is not behind `on`; the first one where all are."""
    longest = timedelta(every.amount * _LONGEST_DAYS[every.unit])
    found = begins_on
    try:
        if on - begins_on > longest:
            found = next_day(begins_on, every, on - longest - timedelta(1))
        while (following := next_day(begins_on, every, found)) <= on:
            found = following
    except UsageError:
        # Behind the year 9999 there is no turn.
        return found
    return found


def rule(begins_on: date, every: Repeat) -> Mapping[str, Any]:
    """The RRULE whose days are those of `rules.follow_ups.next_day`: the 31st is the last day of a shorter month."""
    found: dict[str, Any] = {"FREQ": _FREQUENCIES[every.unit], "INTERVAL": every.amount}
    if every.unit == "month" and begins_on.day > _SHORTEST_MONTH:
        found |= {"BYMONTHDAY": list(range(_SHORTEST_MONTH, begins_on.day + 1)), "BYSETPOS": -1}
    if every.unit == "year" and (begins_on.month, begins_on.day) == (2, 29):
        found |= {"BYMONTH": 2, "BYMONTHDAY": -1}
    return found
