"""The events of a feed in the words of RFC 5545, with the name and the rhythm of a subscription from RFC 7986."""

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vDatetime, vText

from relkeeper import __version__
from relkeeper.exporters.ics import due, follow_ups, returning
from relkeeper.exporters.ics.event import DayEvent
from relkeeper.reports.feed import Feed
from relkeeper.rules.texts.untrusted import line

_NAME = "relkeeper"
# From so many octets on a line is folded.
_FOLDED_FROM = 75
# What each event says is made once, as the library takes its time over each value.
_PRIVATE, _FREE = vText("PRIVATE"), vText("TRANSPARENT")


def write(feed: Feed, now: datetime, missing_day: str, alarm: int | None) -> tuple[str, int]:
    """The calendar and the number of its events; see `exporters.ics.write`."""
    calendar = Calendar()
    calendar.add("prodid", f"-//relkeeper//relkeeper {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("name", _NAME)
    calendar.add("x-wr-calname", _NAME)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    events = [*due.events(feed, now), *follow_ups.events(feed, now), *returning.events(feed, now, missing_day)]
    for event in events:
        calendar.add_component(_event(event, alarm))
    return _text(calendar), len(events)


def _text(calendar: Calendar) -> str:
    """As the library writes it. Most lines are short, and it would look at each character of them to see that."""
    lines = calendar.content_lines()
    return "\r\n".join(each if len(each.encode()) < _FOLDED_FROM else each.to_ical().decode() for each in lines)


def _event(event: DayEvent, alarm: int | None) -> Event:
    """Private to its owner, and no reason to be busy. Nothing in it can act on who reads it."""
    changed = vDatetime(event.changed_at.astimezone(UTC))
    written = Event()
    written.add("uid", event.uid)
    written.add("dtstart", event.on)
    if event.instead_of is not None:
        written.add("recurrence-id", event.instead_of)
    if event.rule:
        written.add("rrule", event.rule)
    written.add("summary", line(event.summary))
    if event.description:
        written.add("description", line(event.description))
    written.add("categories", vText(event.category), encode=False)
    written.add("class", _PRIVATE, encode=False)
    written.add("transp", _FREE, encode=False)
    written.add("dtstamp", changed, encode=False)
    written.add("last-modified", changed, encode=False)
    if alarm is not None:
        written.add_component(_alarm(event, alarm))
    return written


def _alarm(event: DayEvent, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", line(event.summary))
    alarm.add("trigger", timedelta(days=-days))
    return alarm
