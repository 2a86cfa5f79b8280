"""The newest days on which somebody was in touch with us: what rhythms are learnt from."""

from datetime import date

from relkeeper.rules.suggesting.rhythm import DAYS_LOOKED_AT

DAYS = f"""(
    SELECT group_concat(on_date) FROM (
        SELECT DISTINCT on_date FROM participant WHERE contact_id = c.id AND counts
        ORDER BY on_date DESC LIMIT {DAYS_LOOKED_AT}
    )
)"""
"""The SQL of the newest DAYS_LOOKED_AT days of contact `c`, for `Calendar.days`; NULL for none.

Without entries themselves: it is a few steps in the primary key of `participant`, however long the history.
"""


class Calendar(dict[str, int]):
    """Days as ordinals. Each is worked out once: a book has many entries, and few days."""

    def __missing__(self, day: str) -> int:
        found = self[day] = date.fromisoformat(day).toordinal()
        return found

    def days(self, found: str | None) -> list[int]:
        """What DAYS gave, ascending."""
        return sorted(map(self.__getitem__, found.split(","))) if found else []
