"""What a calendar is told: whom to be in touch with, follow-ups, and which days return."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from relkeeper.reports import chosen, follow_ups, occasions, overdue, rhythm
from relkeeper.reports.chosen import Only
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.reports.occasions import ReturnRow
from relkeeper.reports.overdue import OverdueRow
from relkeeper.rules.feeds import DUE, FOLLOW_UPS, OCCASIONS, Selection

# A cadence is no longer than that, in days, and a snooze hardly.
_EVER = 36525


class Known(NamedTuple):
    """What tells a thing from others, in every book, and the UTC instant at which it was changed last."""

    uid: str
    updated_at: str


class Feed(NamedTuple):
    """Each in the order of its own report. `people` has the contacts by their ids.

    Archived contacts are left out, and the days of those who want no greetings. `left_out` counts contacts that do not
    want to be shared.
    """

    due: tuple[OverdueRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    occasions: tuple[ReturnRow, ...]
    people: Mapping[int, Known]
    left_out: int


def report(
    db: sqlite3.Connection,
    now: datetime,
    default_cadence: int | None,
    missing_day: str,
    wanted: Selection,
    only: Only = None,
) -> Feed:
    """What there is to tell at `now` (aware, local), of all or of `only` these contacts."""
    unwilling = {row[0] for row in db.execute("SELECT id FROM contact WHERE no_sharing")}
    people = _people(db, wanted.tags, only)
    due = overdue.report(db, now, default_cadence, _EVER) if DUE in wanted.what else []
    open_ones = follow_ups.report(db, now.date(), reveal=wanted.reveal) if FOLLOW_UPS in wanted.what else []
    days = occasions.report(db, now.date(), missing_day) if OCCASIONS in wanted.what else []
    days = [row for row in days if not row.no_greetings]
    named = {row.id for row in due} | {row.contact.id for row in open_ones} | {row.contact.id for row in days}
    told = people.keys() & named
    going = told if wanted.everyone else told - unwilling
    return Feed(
        due=tuple(row for row in due if row.id in going),
        follow_ups=tuple(row for row in open_ones if row.contact.id in going),
        occasions=tuple(row for row in days if row.contact.id in going),
        people=people,
        left_out=len(told) - len(going),
    )


def _people(db: sqlite3.Connection, tags: tuple[str, ...], only: Only) -> dict[int, Known]:
    statement = f"""
        SELECT c.id, c.uid, c.updated_at FROM contact c
        WHERE NOT c.archived {rhythm.wears_all(len(tags))} {chosen.among(only)}
    """
    values = rhythm.tag_values(tags) | chosen.values(only)
    return {number: Known(*rest) for number, *rest in db.execute(statement, values)}
