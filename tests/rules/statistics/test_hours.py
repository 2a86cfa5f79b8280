"""Hours as clocks show them, by weekday."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.statistics.hours import by_weekday, local_hour


@given(st.times(), st.integers(-14 * 60, 14 * 60))
def test_the_hour_is_that_of_the_local_clock(at: datetime, offset: int) -> None:
    instant = datetime(2026, 11, 21, at.hour, at.minute, tzinfo=UTC)
    assert local_hour(at.hour, at.minute, offset) == instant.astimezone(timezone(timedelta(minutes=offset))).hour


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(0, 9))))
def test_every_count_stands_in_its_place(counted: list[tuple[int, int, int]]) -> None:
    grid = by_weekday(counted)
    assert [len(row) for row in grid] == [24] * 7
    for weekday, row in enumerate(grid):
        for hour, total in enumerate(row):
            assert total == sum(count for day, at, count in counted if (day, at) == (weekday, hour))
