"""Which backups are kept."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.retention import Retention, kept

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
moments = st.lists(st.integers(0, 1400 * 24).map(lambda hours: NOON - timedelta(hours=hours)), max_size=60)
retentions = st.builds(Retention, st.integers(0, 10), st.integers(0, 6), st.integers(0, 14))


def test_daily_weekly_and_monthly() -> None:
    every_day = [NOON - timedelta(days=days) for days in range(400)]
    left = kept(every_day, Retention(7, 4, 12))
    assert {NOON - timedelta(days=days) for days in range(7)} <= left
    # The last days of the three weeks before (Sundays), and of the eleven months before.
    assert {datetime(2026, 11, day, 12, tzinfo=UTC) for day in (15, 8, 1)} <= left
    assert {datetime(2026, month, 1, 12, tzinfo=UTC) - timedelta(days=1) for month in range(2, 12)} <= left
    assert len(left) == 7 + 2 + 11


def test_of_a_day_the_newest_is_kept() -> None:
    hours = [NOON.replace(hour=hour) for hour in (8, 12, 23)]
    assert kept(hours, Retention(7, 4, 12)) == {hours[-1]}


def test_days_are_those_of_the_zone() -> None:
    late = datetime.fromisoformat("2026-11-21T23:30:00+09:00")
    early = datetime.fromisoformat("2026-11-22T00:30:00+09:00")
    assert kept([late, early], Retention(7, 0, 0)) == {late, early}


@given(moments, retentions)
def test_the_newest_stays_and_nothing_appears(found: list[datetime], retention: Retention) -> None:
    left = kept(found, retention)
    assert left <= set(found)
    assert not found or max(found) in left
    assert len(left) <= 1 + sum(retention)


@given(moments, retentions)
def test_pruning_again_removes_nothing(found: list[datetime], retention: Retention) -> None:
    left = kept(found, retention)
    assert kept(left, retention) == left
