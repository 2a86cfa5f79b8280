"""The row that a follow-up of an import becomes, without the ORM."""

import sqlite3
from datetime import datetime

from relkeeper.drafts import FollowUpDraft
from relkeeper.rules import instants

_INSERT = """
    INSERT INTO follow_up (uid, contact_id, interaction_id, text, due_on, begins_on, every_count, every_unit, done_on,
        private, created_at, updated_at)
    VALUES (:uid, :contact_id, :interaction_id, :text, :due_on, :begins_on, :every_count, :every_unit, :done_on,
        :private, :created_at, :updated_at)
"""


def is_known(db: sqlite3.Connection, uid: str) -> bool:
    """Whether the book has a follow-up of that uid, open or done."""
    return db.execute("SELECT 1 FROM follow_up WHERE uid = ?", (uid,)).fetchone() is not None


def insert(
    db: sqlite3.Connection,
    draft: FollowUpDraft,
    contact_id: int,
    interaction_id: int | None,
    created_at: datetime,
    updated_at: datetime,
) -> None:
    """Write a follow-up, which has a uid that the book does not know."""
    db.execute(
        _INSERT,
        {
            "uid": draft.uid,
            "contact_id": contact_id,
            "interaction_id": interaction_id,
            "text": draft.text,
            "due_on": draft.due_on.isoformat(),
            "begins_on": (draft.begins_on or draft.due_on).isoformat(),
            "every_count": draft.every and draft.every.amount,
            "every_unit": draft.every and draft.every.unit,
            "done_on": draft.done_on and draft.done_on.isoformat(),
            "private": draft.private,
            "created_at": instants.text(created_at),
            "updated_at": instants.text(updated_at),
        },
    )
