"""Which tags are there, and how often do they want to be in touch?"""

import sqlite3
from typing import NamedTuple


class TagRow(NamedTuple):
    """A tag, the days of its cadence (None without), and how many active contacts wear it."""

    name: str
    cadence_days: int | None
    contacts: int


def report(db: sqlite3.Connection) -> list[TagRow]:
    """All tags by name."""
    rows = db.execute(
        """
        SELECT t.name, t.cadence_days, count(c.id) FROM tag t
        LEFT JOIN contact_tag ct ON ct.tag_id = t.id LEFT JOIN contact c ON c.id = ct.contact_id AND NOT c.archived
        GROUP BY t.id ORDER BY t.key
        """
    )
    return [TagRow._make(row) for row in rows]
