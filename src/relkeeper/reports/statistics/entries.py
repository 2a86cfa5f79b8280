"""The entries of a span, counted.

SQLite groups them in one pass. Hours have no column of their own: the times of a group come as one text, which costs
much less than another pass, or than bringing every entry here.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date

from relkeeper.reports.contact_days import Calendar
from relkeeper.rules.statistics import hours
from relkeeper.rules.statistics.spans import Span


class Entries:
    """The entries with everybody or with one, by `days`, `channels`, `directions`, and by channel in each month."""

    def __init__(self, db: sqlite3.Connection, contact_id: int | None, shown: Span) -> None:
        self.days: Counter[str] = Counter()
        self.channels: Counter[str] = Counter()
        self.directions: Counter[str] = Counter()
        self.monthly: dict[str, Counter[str]] = {}
        self._clocks: dict[tuple[int, int], list[str]] = {}
        source, values = _source(contact_id, shown)
        # Minutes are asked for only where the offset has some: they do not decide the hour elsewhere.
        statement = f"""
            SELECT i.on_date, i.channel, count(*), sum(i.direction = 'in'), sum(i.direction = 'out'), i.utc_offset,
                group_concat(substr(i.at, 12, iif(i.utc_offset % 60, 5, 2))) FILTER (WHERE i.precision = 'minute')
            FROM {source} GROUP BY i.on_date, i.channel, i.utc_offset"""
        ordinals = Calendar()
        for day, channel, count, incoming, outgoing, offset, clocks in db.execute(statement, values):
            self.days[day] += count
            self.channels[channel] += count
            self.directions["in"] += incoming
            self.directions["out"] += outgoing
            self.monthly.setdefault(day[:7], Counter())[channel] += count
            if clocks:
                # Ordinals count from a Monday, as 1.
                self._clocks.setdefault(((ordinals[day] - 1) % 7, offset), []).append(clocks)
        self.total = self.days.total()
        self.directions[""] = self.total - self.directions.total()

    def hours(self) -> Iterator[tuple[int, int, int]]:
        """Weekday, local hour and count of the entries with a time of day, in no order."""
        for (weekday, offset), clocks in self._clocks.items():
            for clock, count in Counter(",".join(clocks).split(",")).items():
                yield weekday, hours.local_hour(int(clock[:2]), int(clock[3:] or 0), offset), count


def _source(contact_id: int | None, shown: Span) -> tuple[str, dict[str, object]]:
    """The SQL of the entries of a span, as `i`, and what to bind for it."""
    values: dict[str, object] = {"since": shown.since.isoformat(), "until": shown.until.isoformat()}
    if contact_id is not None:
        return (
            """participant p CROSS JOIN interaction i ON i.id = p.interaction_id
            WHERE p.contact_id = :who AND p.counts AND p.on_date BETWEEN :since AND :until AND i.kind = ''""",
            values | {"who": contact_id},
        )
    # A local date begins at most 14 hours before and ends at most 12 hours after the UTC date: bounds for the index.
    # Only talk of groups is contact with nobody; asking each entry whether it has participants that count would cost
    # more than all else.
    return (
        """interaction i WHERE i.at >= :since_at AND i.at < :until_at AND i.on_date BETWEEN :since AND :until
        AND i.kind = '' AND i.id NOT IN (
            SELECT s.interaction_id FROM sitting s WHERE s.contact_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM participant WHERE interaction_id = s.interaction_id AND counts)
        )""",
        values | {"since_at": _near(shown.since, -1), "until_at": _near(shown.until, 2)},
    )


def _near(day: date, days: int) -> str:
    """The day so many days away, or the last that the calendar has."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal).isoformat()
