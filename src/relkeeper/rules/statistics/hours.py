"""At which hours of which weekdays something happened."""

from collections.abc import Iterable

_MINUTES = 24 * 60


def local_hour(hour: int, minute: int, utc_offset: int) -> int:
    """The hour that local clocks show at a time of UTC; the offset is in minutes."""
    return (60 * hour + minute + utc_offset) % _MINUTES // 60


def by_weekday(counted: Iterable[tuple[int, int, int]]) -> tuple[tuple[int, ...], ...]:
    """The counts of weekdays (0 for Monday) and hours as 7 rows of 24."""
    grid = [[0] * 24 for _ in range(7)]
    for weekday, hour, count in counted:
        grid[weekday][hour] += count
    return tuple(map(tuple, grid))
