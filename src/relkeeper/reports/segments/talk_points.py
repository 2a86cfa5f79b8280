"""How often and how deeply we talked with everybody, now and as of an earlier day, in one pass over the entries."""

import sqlite3
from bisect import bisect_left, bisect_right
from datetime import date
from typing import NamedTuple

from relkeeper.rules import segmenting


class Talks(NamedTuple):
    """The days of contact and the points of the entries in a window that ends today, and in one that ended before.

    `last` and `last_before` are the last days of contact up to the end of each, None without any in what was looked at.
    """

    days: int
    points: bytes
    last: str | None
    days_before: int
    points_before: bytes
    last_before: str | None


NOTHING = Talks(0, b"", None, 0, b"", None)

# An entry is two digits of one text: 1 to 4 for the windows it is in, and its points. So a book of a million entries is
# ten thousand rows, and each entry is looked at once; read as hexadecimal digits, the two are a byte.
_NEITHER, _NOW, _BEFORE = 10, 10, 20
_BYTES = range(256)
_POINTS = bytes(byte & 15 for byte in _BYTES)
_NOT_NOW = bytes(byte for byte in _BYTES if byte >> 4 not in {2, 4})
_NOT_BEFORE = bytes(byte for byte in _BYTES if byte >> 4 not in {3, 4})

_CHANNELS = " ".join(f"WHEN '{channel}' THEN {points}" for channel, points in segmenting.POINTS.items())
# Whether there is one behind the first others tells a crowd without counting it.
_CROWD = f"""iif(i.channel = '{segmenting.CROWDED}', EXISTS (
    SELECT 1 FROM participant q WHERE q.interaction_id = i.id LIMIT 1 OFFSET {segmenting.CROWD - 1}), 0)"""
_ENTRY = f"""iif(i.private, {segmenting.BARE},
    CASE i.channel {_CHANNELS} ELSE {segmenting.BARE} END
    + iif(i.duration_minutes >= {segmenting.LONG}, 1 + (i.duration_minutes >= {segmenting.VERY_LONG}), 0)
    + (i.outcome <> '')
    + (length(CAST(i.body AS BLOB)) >= {segmenting.MUCH})
    - {segmenting.CROWD_LESS} * {_CROWD})"""

_TALKS = f"""
    SELECT c.id, group_concat(DISTINCT p.on_date),
           group_concat({_NEITHER} + {_NOW} * (p.on_date >= :since) + {_BEFORE} * (p.on_date <= :before) + {_ENTRY}, '')
    FROM contact c CROSS JOIN participant p ON p.contact_id = c.id CROSS JOIN interaction i ON i.id = p.interaction_id
    WHERE p.on_date BETWEEN :from AND :today AND p.counts GROUP BY c.id
"""


def talks(
    db: sqlite3.Connection, since: date, today: date, before: date | None = None, since_before: date | None = None
) -> dict[int, Talks]:
    """By contact, the entries from `since` to `today`, and those from `since_before` to `before`, where these are said.

    Who had none of them is left out, and so are entries of days to come.
    """
    values = {
        "since": since.isoformat(),
        "today": today.isoformat(),
        "from": min(since, since_before or since).isoformat(),
        "before": before.isoformat() if before else "",
    }
    found = db.execute(_TALKS, values)
    return {number: _talks(days, entries, values["since"], values["before"]) for number, days, entries in found}


def _talks(days: str, entries: str, since: str, before: str) -> Talks:
    on = sorted(days.split(","))
    count_before = bisect_right(on, before)
    codes = bytes.fromhex(entries)
    return Talks(
        len(on) - bisect_left(on, since),
        codes.translate(_POINTS, _NOT_NOW),
        on[-1],
        count_before,
        codes.translate(_POINTS, _NOT_BEFORE),
        on[count_before - 1] if count_before else None,
    )
