"""Of whom there is something to say when the next one to contact is looked for, before any entry is read."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from relkeeper.reports import chosen, contact_days, follow_ups, occasions, rhythm
from relkeeper.reports.chosen import Only
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.rules import time_zones
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.suggesting import closeness, nearness, words
from relkeeper.rules.suggesting import rhythm as rhythms
from relkeeper.rules.suggesting.rhythm import RHYTHM_FROM, Rhythm


class Near(NamedTuple):
    """What is near for somebody: the return of a birthday, the first open follow-up, and the bits of the greater."""

    bits: float = 0.0
    birthday_on: date | None = None
    follow_up: FollowUpRow | None = None


class History(NamedTuple):
    """What is known of a contact without its entries.

    `own` is the rhythm, None without a gap; `days` counts the days of contact that were looked at; `silent` are those
    since the last one, or since the contact was added. `days_late` is None without a cadence.
    """

    id: int
    timezone: str
    added_on: str
    cadence_days: int | None
    days_late: int | None
    asked: bool
    own: Rhythm | None
    days: int
    silent: int

    @property
    def spoken_of(self) -> float | None:
        """The usual gap of their own, where enough is known to speak of one."""
        return self.own.told if self.own and self.days >= RHYTHM_FROM else None


class Person(NamedTuple):
    """Somebody who can be suggested: the figures of docs/suggest.md.

    `usual` is the gap that is expected, in days; `near_bits` is all that is added to the product.
    """

    history: History
    near: Near
    awake: bool | None
    usual: float
    unusual: float
    known: float
    near_bits: float

    def score(self, closeness: float) -> float:
        return self.unusual * self.known * closeness + self.near_bits

    @property
    def most(self) -> float:
        """The score that no entries can exceed; where there are none it is known exactly."""
        likely = closeness.at_most if self.history.days else closeness.without_entries
        return self.score(likely(self.usual))

    def why(self, today: date) -> Iterator[str]:
        """In words: the silence, what is near, and the cadence that is past."""
        one, near = self.history, self.near
        if one.days:
            yield words.silence(one.days, one.own.told if one.own else 0, one.silent)
        else:
            yield words.never(date.fromisoformat(one.added_on), today)
        if near.birthday_on:
            yield words.birthday(near.birthday_on, today)
        if near.follow_up:
            yield words.follow_up(near.follow_up.text, date.fromisoformat(near.follow_up.due_on), today)
        if one.cadence_days and one.days_late and one.days_late > 0:
            yield words.late(one.days_late, one.cadence_days)


_NOTHING = Near()


def people(
    db: sqlite3.Connection,
    now: datetime,
    tags: tuple[str, ...],
    missing_day: str,
    awake_hours: tuple[int, int],
    me: int | None,
    only: Only = None,
) -> Iterator[Person]:
    """Those who wear all `tags`, of `only` these, and of whom there is something to say: see suggesting.report."""
    today = now.date()
    histories = list(_histories(db, today, tags, me, only))
    book = rhythms.of_book(one.own for one in histories if one.own)
    near = _near(db, today, missing_day)

    @cache
    def awake(zone: str) -> bool | None:
        return time_zones.is_awake(now, zone, awake_hours)

    for one in histories:
        if not one.asked:
            continue
        theirs = near.get(one.id, _NOTHING)
        late = nearness.late(one.days_late, one.cadence_days)
        is_near = theirs.bits or late
        spoken_of = one.spoken_of
        if spoken_of and one.silent <= rhythms.whole(spoken_of) and not is_near:
            continue
        expected = rhythms.expected(one.own, book)
        if not is_near and one.days and one.silent <= expected.days:
            continue
        usual = spoken_of or expected.days
        is_awake = awake(one.timezone)
        unusual = rhythms.unusual(one.silent, expected, rhythms.ends(usual))
        bits = nearness.near(theirs.bits, late, nearness.awake(is_awake), one.silent / usual)
        yield Person(one, theirs, is_awake, expected.days, unusual, rhythms.known(one.days), bits)


def _histories(
    db: sqlite3.Connection, today: date, tags: tuple[str, ...], me: int | None, only: Only
) -> Iterator[History]:
    """Everybody but `me` who may be suggested. Those who do not wear the tags tell what is usual in the book."""
    due = rhythm.due_on("substr(days, 1, 10)", "added_on", "cadence_days", "snoozed_until")
    statement = f"""
        WITH found AS MATERIALIZED (
            SELECT c.id, c.timezone, c.added_on, c.snoozed_until, {rhythm.CADENCE_DAYS} AS cadence_days,
                   1 {rhythm.wears_all(len(tags))} {chosen.among(only)} AS asked, {contact_days.DAYS} AS days
            FROM {rhythm.CONTACT_AND_TAG}
            WHERE NOT c.archived AND NOT c.no_automation AND coalesce(c.snoozed_until, '') <= :today
                  AND c.id IS NOT :me
        )
        SELECT id, timezone, added_on, cadence_days, iif(cadence_days IS NULL, NULL, {rhythm.days_overdue(due)}),
               asked, days
        FROM found
    """
    # A default of the settings was set for nobody.
    values = {
        "today": today.isoformat(),
        "default_cadence": None,
        "me": me,
        **rhythm.tag_values(tags),
        **chosen.values(only),
    }
    calendar = contact_days.Calendar()
    for number, zone, added_on, cadence_days, late, asked, found in db.execute(statement, values):
        days = calendar.days(found)
        silent = max(0, today.toordinal() - (days[-1] if days else calendar[added_on]))
        yield History(number, zone, added_on, cadence_days, late, asked, rhythms.own(days), len(days), silent)


def _near(db: sqlite3.Connection, today: date, missing_day: str) -> dict[int, Near]:
    """Birthdays and follow-ups of the next NEAR_DAYS, late ones too, by contact; of each kind the first."""
    near: dict[int, Near] = {}
    for row in reversed(occasions.report(db, today, missing_day, None, nearness.NEAR_DAYS, BIRTHDAY)):
        if not row.no_greetings and row.days is not None:
            near[row.contact.id] = Near(nearness.birthday(row.days), today + timedelta(days=row.days))
    until = today + timedelta(days=nearness.NEAR_DAYS)
    first = {row.contact.id: row for row in reversed(follow_ups.report(db, today, until=until))}
    for contact_id, due in first.items():
        birthday = near.get(contact_id, _NOTHING)
        bits = max(birthday.bits, nearness.follow_up(-due.days_overdue))
        near[contact_id] = birthday._replace(bits=bits, follow_up=due)
    return near
