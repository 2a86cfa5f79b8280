"""What is due and what is coming up, day by day."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from relkeeper.reports import follow_ups, occasions, overdue
from relkeeper.reports.briefings import Briefing, briefings
from relkeeper.reports.chosen import Only
from relkeeper.reports.interactions import Named
from relkeeper.rules import time_zones

What = Literal["overdue", "due", "follow-up", "occasion"]


# So long an occasion is told after its day: nobody may have looked on it.
_DAYS_AFTER = 2


class AgendaRow(NamedTuple):
    """One thing of a day. `on` is the local date it is for, `days` how far that is (negative: how late).

    `text` is the promise or the kind of the occasion, and empty for a contact that is due, whose `cadence_days` are
    told; a private promise is "[private]", because others see mails of cron. `id` is the number of the follow-up or the
    occasion. `age` and `sui` are those of an occasion on its day. `timezone`, `local_time` and `elsewhere` are the
    contact's, as OverdueRow has them.
    """

    on: str
    days: int
    what: What
    contact: Named
    text: str
    id: int | None
    age: int | None
    sui: int | None
    cadence_days: int | None
    timezone: str
    local_time: str | None
    elsewhere: bool
    briefing: Briefing


class _Thing(NamedTuple):
    """What an AgendaRow begins with, before anything is known of the contact."""

    on: str
    days: int
    what: What
    contact: Named
    text: str = ""
    id: int | None = None
    age: int | None = None
    sui: int | None = None
    cadence_days: int | None = None


def report(
    db: sqlite3.Connection,
    now: datetime,
    days: int,
    default_cadence: int | None,
    missing_day: str,
    only: Only = None,
) -> list[AgendaRow]:
    """What is late, then what is for today and the `days` after it, day by day; `now` is aware, and local to the user.

    Within a day, and of what is late: birthdays and the like, then promises by their date, then contacts, most urgent
    first. What returns is told once, with the next time of it. An occasion is late for 2 days, and then forgotten.
    Archived contacts are left out, and so are the occasions of those who want no greetings, and all that is not about
    `only` the contacts who are asked for.
    """
    today = now.date()
    things = [
        *_occasions(db, today, days, missing_day),
        *_follow_ups(db, today, days),
        *_contacts(db, today, days, default_cadence),
    ]
    if only is not None:
        things = [thing for thing in things if thing.contact.id in only]
    # The order of the three and their own order stay within a day, and all that is late is one.
    things.sort(key=lambda thing: max(thing.days, -1))
    ids = {thing.contact.id for thing in things}
    known, zones = briefings(db, ids), _zones(db, ids)
    clocks = {zone: time_zones.clock(now, zone) for zone in {"", *zones.values()}}
    rows = []
    for thing in things:
        zone = zones.get(thing.contact.id, "")
        rows.append(AgendaRow(*thing, zone, *clocks[zone], known[thing.contact.id]))
    return rows


def _occasions(db: sqlite3.Connection, today: date, days: int, missing_day: str) -> Iterator[_Thing]:
    first = date.fromordinal(max(today.toordinal() - _DAYS_AFTER, 1))
    for row in occasions.report(db, first, missing_day, within_days=days + (today - first).days):
        if row.next_on is None or row.no_greetings:
            continue
        on = date.fromisoformat(row.next_on)
        yield _occasion(row, on, today, row.age, row.sui)
        if on < today:
            again = occasions.following(row, row.kind, today, missing_day)
            if again.on is not None and (again.on - today).days <= days:
                yield _occasion(row, again.on, today, again.age, again.sui)


def _occasion(row: occasions.ReturnRow, on: date, today: date, age: int | None, sui: int | None) -> _Thing:
    return _Thing(on.isoformat(), (on - today).days, "occasion", row.contact, row.kind, row.id, age, sui)


def _follow_ups(db: sqlite3.Connection, today: date, days: int) -> Iterator[_Thing]:
    for row in follow_ups.report(db, today, until=today + timedelta(days=days)):
        yield _Thing(row.due_on, -row.days_overdue, "follow-up", row.contact, row.text, row.id)


def _contacts(db: sqlite3.Connection, today: date, days: int, default_cadence: int | None) -> Iterator[_Thing]:
    for row in overdue.due(db, today, default_cadence, days):
        what: What = "overdue" if row.days_overdue > 0 else "due"
        named = Named(row.id, row.name)
        yield _Thing(row.due_on, -row.days_overdue, what, named, cadence_days=row.cadence_days)


def _zones(db: sqlite3.Connection, ids: Collection[int]) -> dict[int, str]:
    """The time zones of those contacts that have one."""
    statement = "SELECT id, timezone FROM contact WHERE timezone <> '' AND id IN (SELECT value FROM json_each(:ids))"
    return dict(db.execute(statement, {"ids": str(sorted(ids))}).fetchall())


def pressing(rows: Sequence[AgendaRow], limit: int | None) -> list[AgendaRow]:
    """The `limit` rows that may wait least, in the order of the agenda; all of them without a limit.

    What is for today alone comes before what is late anyway: birthdays and promises of today, then late ones, then
    contacts by their turn, then what is coming.
    """
    order = sorted(range(len(rows)), key=lambda number: _patience(rows[number]))
    return [rows[number] for number in sorted(order[:limit])]


def _patience(row: AgendaRow) -> int:
    if row.days > 0:
        return 3
    if row.what in {"overdue", "due"}:
        return 2
    return int(row.days < 0)
