"""The row that an imported entry becomes, and who takes part in it: many at a time, without the ORM."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from relkeeper.rules import instants
from relkeeper.store.models.row import new_uid


class Entry(NamedTuple):
    """An entry to be written. `at` is aware local time, `now` the UTC instant of the command as text."""

    at: datetime
    channel: str
    summary: str
    source: str
    now: str
    precision: str = "minute"
    direction: str = ""
    body: str = ""
    place: str = ""
    duration_minutes: int | None = None
    kind: str = ""


_COLUMNS = (
    "uid", "at", "utc_offset", "on_date", "precision", "channel", "direction", "summary", "body", "place",
    "duration_minutes", "source", "kind", "created_at", "updated_at",
)  # fmt: skip
_INSERT = f"INSERT INTO interaction ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"


def insert(db: sqlite3.Connection, entry: Entry, people: Iterable[int], *, counts: bool) -> int:
    """Write an entry with these participants; returns its id. Without `counts` they are not in touch by it."""
    values = entry._asdict() | moment(entry.at)
    values |= {"uid": new_uid(), "created_at": entry.now, "updated_at": entry.now}
    number = db.execute(_INSERT, {name: values[name] for name in _COLUMNS}).lastrowid
    assert number is not None
    db.executemany(
        "INSERT INTO participant (contact_id, on_date, interaction_id, counts) VALUES (?, ?, ?, ?)",
        [(contact, values["on_date"], number, counts) for contact in sorted(people)],
    )
    return number


def moment(at: datetime) -> dict[str, Any]:
    """The columns that say when an entry was, of its aware local time."""
    offset = at.utcoffset()
    assert offset is not None
    return {
        "at": instants.text(at),
        "utc_offset": int(offset.total_seconds()) // 60,
        "on_date": at.date().isoformat(),
    }


def take_part(
    db: sqlite3.Connection, number: int, people: Iterable[int], *, counts: bool = True, since: bool = False
) -> bool:
    """Make contacts participants of an entry; returns whether any was none yet.

    With `since` only those who were added or changed after the entry was made: others, the user took out of it.
    """
    later = "AND (SELECT updated_at FROM contact WHERE id = :contact) >= interaction.created_at" if since else ""
    return (
        sum(
            db.execute(
                "INSERT INTO participant (contact_id, on_date, interaction_id, counts) "
                f"SELECT :contact, on_date, id, :counts FROM interaction WHERE id = :entry {later} AND NOT EXISTS "
                "(SELECT 1 FROM participant WHERE contact_id = :contact AND interaction_id = :entry)",
                {"contact": contact, "counts": counts, "entry": number},
            ).rowcount
            for contact in sorted(people)
        )
        > 0
    )
