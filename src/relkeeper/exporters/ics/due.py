"""Contacts to be in touch with, as events: one for each, on the day it is due."""

from collections.abc import Iterator
from datetime import date, datetime

from relkeeper.exporters.ics.event import DayEvent, uid_of
from relkeeper.reports.feed import Feed
from relkeeper.reports.overdue import OverdueRow
from relkeeper.rules import cadence, channels


def events(feed: Feed, now: datetime) -> Iterator[DayEvent]:
    """The day moves with each entry, so the event is as new as the export."""
    for row in feed.due:
        yield DayEvent(
            uid=uid_of(feed.people[row.id].uid, "due"),
            on=max(date.fromisoformat(row.due_on), now.date()),
            summary=f"{row.name}: get in touch",
            changed_at=now,
            category="due",
            description=_description(row),
        )


def _description(row: OverdueRow) -> str:
    """Without a word of what was said: a feed is read by more programs than the book."""
    last = f"last {row.last_contact_on}" if row.last_contact_on else "never yet"
    via = f" by {row.last_channel}" if row.last_channel not in (None, channels.UNSAID) else ""
    return f"Every {cadence.describe(row.cadence_days)}; {last}{via}; due {row.due_on}."
