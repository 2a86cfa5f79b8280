"""What was promised, and when it is due."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from relkeeper.errors import NotFoundError
from relkeeper.reports.interactions import Named
from relkeeper.rules.private import HIDDEN
from relkeeper.rules.repeats import Repeat


class FollowUpRow(NamedTuple):
    """A promise with a date. Dates are local `YYYY-MM-DD`, `created_at` and `updated_at` are UTC instants.

    `days_overdue` is negative while it is still to come. What is `private` has "[private]" as its text unless that was
    asked for. `every` is None for one that does not return. `interaction_id` is the entry it was made in.
    """

    id: int
    uid: str
    contact: Named
    text: str
    due_on: str
    days_overdue: int
    every: Repeat | None
    begins_on: str
    done_on: str | None
    private: bool
    interaction_id: int | None
    created_at: str
    updated_at: str


_ROWS = """
    SELECT f.id, f.uid, c.id, c.name, iif(f.private AND NOT :reveal, :hidden, f.text), f.due_on,
           CAST(julianday(:today) - julianday(f.due_on) AS INTEGER), f.every_count, f.every_unit, f.begins_on,
           f.done_on, f.private, f.interaction_id, f.created_at, f.updated_at
    FROM follow_up f JOIN contact c ON c.id = f.contact_id
"""


def report(
    db: sqlite3.Connection,
    today: date,
    contact_id: int | None = None,
    until: date | None = None,
    *,
    done: bool = False,
    reveal: bool = False,
) -> list[FollowUpRow]:
    """Follow-ups, the earliest first: those that are open, or with `done` all; with `until` none that is due later.

    Those of archived contacts are left out, unless the contact is named.
    """
    conditions = "c.id = :contact" if contact_id is not None else "NOT c.archived"
    conditions += "" if done else " AND f.done_on IS NULL"
    conditions += " AND f.due_on <= :until" if until else ""
    statement = f"{_ROWS} WHERE {conditions} ORDER BY f.due_on, f.id"
    values = {"contact": contact_id, "until": until and until.isoformat()}
    return [_row(found) for found in db.execute(statement, _common(today, reveal) | values)]


def one(db: sqlite3.Connection, today: date, number: int, *, reveal: bool = False) -> FollowUpRow:
    """One follow-up, open or done. Raises NotFoundError."""
    found = db.execute(f"{_ROWS} WHERE f.id = :number", _common(today, reveal) | {"number": number}).fetchone()
    if found is None:
        raise NotFoundError(f"there is no follow-up #{number}; see: relkeeper follow-up list")
    return _row(found)


def _common(today: date, reveal: bool) -> dict[str, Any]:
    return {"today": today.isoformat(), "reveal": reveal, "hidden": HIDDEN}


def _row(found: Sequence[Any]) -> FollowUpRow:
    number, uid, contact_id, name, text, due_on, late, amount, unit, begins_on, done_on, private, *rest = found
    every = Repeat(amount, unit) if amount else None
    contact = Named(contact_id, name)
    return FollowUpRow(number, uid, contact, text, due_on, late, every, begins_on, done_on, bool(private), *rest)
