"""Whom have I let slip?"""

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from relkeeper.reports import rhythm


class OverdueRow(NamedTuple):
    """A contact past its due date. Dates are local `YYYY-MM-DD`.

    `last_contact_on` and the three after it are None for somebody never contacted. `cadence_from` is `own`, `default`,
    or the name of the tag that sets the cadence. Of a private entry only the date counts, and those three are None:
    others see mails of cron.
    `days_overdue` is negative for one that is due only later (`--within`).
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


_LATEST = """
    SELECT i.id FROM participant p JOIN interaction i ON i.id = p.interaction_id
    WHERE p.contact_id = d.id AND p.on_date = d.last_on AND p.counts ORDER BY i.at DESC, i.id DESC LIMIT 1
"""


def _open(column: str) -> str:
    """The SQL of a column of the last entry, unless that is private."""
    return f"iif(i.private, NULL, i.{column})"


def report(
    db: sqlite3.Connection,
    today: date,
    default_cadence: int | None,
    within_days: int | None = None,
    tags: tuple[str, ...] = (),
    limit: int | None = None,
) -> list[OverdueRow]:
    """Who is due before today, or up to `within_days` from today; most urgent first: days late relative to the cadence.

    `tags` are folded keys that all must be worn. Archived contacts and those without any cadence are left out.
    """
    statement = f"""
        WITH keeping AS MATERIALIZED (
            SELECT c.id, c.name, c.sort_key, c.added_on, c.snoozed_until,
                   {rhythm.CADENCE_DAYS} AS cadence_days, {rhythm.CADENCE_FROM} AS cadence_from,
                   {rhythm.CADENCE_TAG} AS cadence_tag,
                   {rhythm.LAST_ON} AS last_on
            FROM {rhythm.CONTACT_AND_TAG}
            WHERE NOT c.archived AND {rhythm.CADENCE_DAYS} IS NOT NULL {rhythm.wears_all(len(tags))}
        ), dated AS (
            SELECT *, {rhythm.due_on("last_on", "added_on", "cadence_days", "snoozed_until")} AS due_on FROM keeping
        ), late AS (
            SELECT *, {rhythm.days_overdue("due_on")} AS days_overdue FROM dated
            WHERE due_on < :before
        ), d AS (
            SELECT *, days_overdue * 1.0 / cadence_days AS urgency FROM late
            ORDER BY urgency DESC, sort_key, id LIMIT :limit
        )
        SELECT d.id, d.name, d.cadence_days, d.cadence_from, d.cadence_tag, d.added_on, d.last_on,
               {_open("channel")}, {_open("summary")}, {_open("outcome")}, d.due_on, d.days_overdue
        FROM d LEFT JOIN interaction i ON i.id = ({_LATEST})
        ORDER BY d.urgency DESC, d.sort_key, d.id
    """
    values = {
        "today": today.isoformat(),
        "default_cadence": default_cadence,
        "before": (today if within_days is None else today + timedelta(days=within_days + 1)).isoformat(),
        "limit": -1 if limit is None else limit,
        **rhythm.tag_values(tags),
    }
    return [OverdueRow._make(row) for row in db.execute(statement, values)]
