"""Whom have I let slip?"""

import sqlite3
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from relkeeper.reports import chosen, last_words, rhythm
from relkeeper.reports.chosen import Only
from relkeeper.rules import time_zones


class OverdueRow(NamedTuple):
    """A contact past its due date. Dates are local `YYYY-MM-DD`.

    `last_contact_on` and the three after it are None for somebody never contacted. `cadence_from` is `own`, `tag`
    (named by `cadence_tag`) or `default`. Of a private entry only the date counts, and those three are None: others see
    mails of cron.
    `days_overdue` is negative for one that is due only later (`--within`). `timezone` is a name of the IANA database,
    or empty; `local_time` is ISO 8601 with the offset there, None without a zone that this machine knows. `elsewhere`
    says that clocks there show another time than here, now.
    """

    id: int
    name: str
    cadence_days: int
    cadence_from: str
    cadence_tag: str | None
    added_on: str
    last_contact_on: str | None
    last_channel: str | None
    last_summary: str | None
    last_outcome: str | None
    due_on: str
    days_overdue: int
    timezone: str
    local_time: str | None
    elsewhere: bool


class DueRow(NamedTuple):
    """When it is time to get in touch with a contact, as OverdueRow has it."""

    id: int
    name: str
    cadence_days: int
    due_on: str
    days_overdue: int


def report(
    db: sqlite3.Connection,
    now: datetime,
    default_cadence: int | None,
    within_days: int | None = None,
    tags: tuple[str, ...] = (),
    limit: int | None = None,
    only: Only = None,
) -> list[OverdueRow]:
    """Who is due before today, or up to `within_days` from today; most urgent first: days late relative to the cadence.

    `now` is aware, and local to the user. `tags` are folded keys that all must be worn, and `only` the contacts who
    are asked for. Archived contacts and those without any cadence are left out.
    """
    statement = f"""
        {_late(default_cadence, tags, only)}
        SELECT d.id, d.name, d.cadence_days, d.cadence_from, d.cadence_tag, d.added_on, d.last_on,
               {last_words.told("i.channel")}, {last_words.told("i.summary")}, {last_words.told("i.outcome")},
               d.due_on, d.days_overdue, d.timezone
        FROM d LEFT JOIN interaction i ON i.id = ({last_words.ENTRY})
        ORDER BY d.urgency DESC, d.sort_key, d.id
    """
    values = _values(now.date(), default_cadence, within_days, tags, limit) | chosen.values(only)
    found = db.execute(statement, values).fetchall()
    clocks = {zone: time_zones.clock(now, zone) for zone in {row[-1] for row in found}}
    return [OverdueRow._make(row + clocks[row[-1]]) for row in found]


def due(db: sqlite3.Connection, today: date, default_cadence: int | None, within_days: int) -> list[DueRow]:
    """The contacts of `report` in its order, without what was said last: for those who look that up themselves."""
    statement = f"""
        {_late(default_cadence)}
        SELECT d.id, d.name, d.cadence_days, d.due_on, d.days_overdue FROM d ORDER BY d.urgency DESC, d.sort_key, d.id
    """
    found = db.execute(statement, _values(today, default_cadence, within_days, (), None))
    return [DueRow._make(row) for row in found]


def _late(default_cadence: int | None, tags: tuple[str, ...] = (), only: Only = None) -> str:
    """The SQL of the contacts that are due, as `d`."""
    return f"""
        WITH keeping AS MATERIALIZED (
            SELECT c.id, c.name, c.sort_key, c.added_on, c.snoozed_until, c.timezone,
                   {rhythm.CADENCE_DAYS} AS cadence_days, {rhythm.CADENCE_FROM} AS cadence_from,
                   {rhythm.CADENCE_TAG} AS cadence_tag,
                   {rhythm.LAST_ON} AS last_on
            FROM {rhythm.CONTACT_AND_TAG}
            WHERE NOT c.archived AND {rhythm.keeping(default_cadence)}
                  {rhythm.wears_all(len(tags))} {chosen.among(only)}
        ), dated AS (
            SELECT *, {rhythm.due_on("last_on", "added_on", "cadence_days", "snoozed_until")} AS due_on FROM keeping
        ), late AS (
            SELECT *, {rhythm.days_overdue("due_on")} AS days_overdue FROM dated
            WHERE due_on < :before
        ), d AS (
            SELECT *, days_overdue * 1.0 / cadence_days AS urgency FROM late
            ORDER BY urgency DESC, sort_key, id LIMIT :limit
        )
    """


def _values(
    today: date, default_cadence: int | None, within_days: int | None, tags: tuple[str, ...], limit: int | None
) -> dict[str, Any]:
    return {
        "today": today.isoformat(),
        "default_cadence": default_cadence,
        "before": (today if within_days is None else today + timedelta(days=within_days + 1)).isoformat(),
        "limit": -1 if limit is None else limit,
        **rhythm.tag_values(tags),
    }
