"""Where the time went: entries of a span of days by month, channel, hour and person."""

import sqlite3
from collections import Counter
from datetime import date

from relkeeper.errors import NotFoundError
from relkeeper.reports.interactions import Named
from relkeeper.reports.statistics import people
from relkeeper.reports.statistics.entries import Entries
from relkeeper.reports.statistics.rows import (
    Balance,
    ChannelRow,
    DayRow,
    MonthRow,
    NewRow,
    PersonBalance,
    PersonRow,
    SilenceRow,
    Statistics,
)
from relkeeper.rules.statistics import hours, sharing
from relkeeper.rules.statistics.spans import Span, span

__all__ = [
    "Balance", "ChannelRow", "DayRow", "MonthRow", "NewRow", "PersonBalance", "PersonRow", "SilenceRow", "Statistics",
    "report",
]  # fmt: skip

_MOST_PEOPLE = 50
# Of so many people the directions are asked for.
_BALANCED = 20


def report(
    db: sqlite3.Connection, today: date, contact_id: int | None, since: date | None, until: date | None
) -> Statistics:
    """The statistics of the days asked for, or of the twelve months up to `until`, which is today if it is not said.

    Days before the first entry are left out where `since` is said. Raises NotFoundError, and UsageError where `since`
    lies behind `until`.
    """
    shown = span(today, since, until, _first(db, contact_id) if since else None)
    counted = Entries(db, contact_id, shown)
    by_hour = hours.by_weekday(counted.hours())
    everybody = people.found(db, contact_id, shown)
    ordered = sharing.shares({person: person.entries for person in everybody})
    told = [each for each in ordered if contact_id is not None or not each.key.archived][:_MOST_PEOPLE]
    return Statistics(
        since=shown.since.isoformat(),
        until=shown.until.isoformat(),
        contact=None if contact_id is None else _named(db, contact_id),
        entries=counted.total,
        contacts=len(ordered),
        months=_months(counted, shown),
        channels=tuple(ChannelRow(*each[:3]) for each in sharing.shares(counted.channels)),
        days=tuple(DayRow(*each) for each in sorted(counted.days.items())),
        weekday_hours=by_hour,
        without_time=counted.total - sum(map(sum, by_hour)),
        people=tuple(people.row(each, shown) for each in told),
        vital_few=sharing.vital_few(ordered),
        new_contacts=() if contact_id is not None else _new_contacts(db, shown),
        silences=people.silences_of(everybody, today, everything=contact_id is not None),
        balance=people.balance(db, counted.directions, [each.key for each in told[:_BALANCED]], shown),
    )


def _first(db: sqlite3.Connection, contact_id: int | None) -> date | None:
    """The day of the first contact; None where there is none yet."""
    if contact_id is None:
        # The day that is earliest where it was need not be that of the earliest instant, but it is near.
        statement = """SELECT min(on_date) FROM interaction WHERE kind = ''
            AND at < (SELECT date(at, '+3 days') FROM interaction WHERE kind = '' ORDER BY at LIMIT 1)"""
    else:
        statement = "SELECT min(on_date) FROM participant WHERE contact_id = ? AND counts"
    (found,) = db.execute(statement, () if contact_id is None else (contact_id,)).fetchone()
    return date.fromisoformat(found) if found else None


def _named(db: sqlite3.Connection, contact_id: int) -> Named:
    found = db.execute("SELECT id, name FROM contact WHERE id = ?", (contact_id,)).fetchone()
    if found is None:
        raise NotFoundError(f"there is no contact #{contact_id}; see: relkeeper list")
    return Named._make(found)


def _months(counted: Entries, shown: Span) -> tuple[MonthRow, ...]:
    most_used = [channel for channel, _ in counted.channels.most_common()]
    rows = []
    for month in shown.months:
        counts = counted.monthly.get(month, Counter())
        rows.append(MonthRow(month, counts.total(), {name: counts[name] for name in most_used if counts[name]}))
    return tuple(rows)


def _new_contacts(db: sqlite3.Connection, shown: Span) -> tuple[NewRow, ...]:
    statement = "SELECT substr(added_on, 1, 7), count(*) FROM contact WHERE added_on BETWEEN ? AND ? GROUP BY 1"
    added = dict(db.execute(statement, (shown.since.isoformat(), shown.until.isoformat())).fetchall())
    return tuple(NewRow(month, added.get(month, 0)) for month in shown.months)
