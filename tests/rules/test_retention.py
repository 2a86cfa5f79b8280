"""Which backups are kept."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.retention import Retention, kept

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
moments = st.lists(st.integers(0, 1400 * 24).map(lambda hours: NOON - timedelta(hours=hours)), max_size=60)
days = st.integers(-30, 1400).map(lambda days: TODAY - timedelta(days=days))
retentions = st.builds(Retention, st.integers(0, 10), st.integers(0, 6), st.integers(0, 14))


def test_daily_weekly_and_monthly() -> None:
    every_day = [NOON - timedelta(days=days) for days in range(400)]
    left = kept(every_day, Retention(7, 4, 12), TODAY)
    assert {NOON - timedelta(days=days) for days in range(7)} <= left
    # The last days of the three weeks before (Sundays), and of the eleven months before.
    assert {datetime(2026, 11, day, 12, tzinfo=UTC) for day in (15, 8, 1)} <= left
    assert {datetime(2026, month, 1, 12, tzinfo=UTC) - timedelta(days=1) for month in range(2, 12)} <= left
    assert len(left) == 7 + 2 + 11


def test_of_a_week_that_is_over_the_newest_is_kept() -> None:
    hours = [NOON.replace(hour=hour) for hour in (8, 12, 23)]
    later = [NOON + timedelta(days=days) for days in range(1, 8)]
    assert kept([*hours, *later], Retention(7, 2, 1), TODAY + timedelta(days=7)) == {*later}
    assert kept([*hours, *later[:6]], Retention(7, 2, 1), TODAY + timedelta(days=6)) == {*hours, *later[:6]}


def test_days_are_those_of_the_zone() -> None:
    late = datetime.fromisoformat("2026-11-21T23:30:00+09:00")
    early = datetime.fromisoformat("2026-11-22T00:30:00+09:00")
    assert kept([late, early], Retention(2, 0, 0), early.date()) == {late, early}
    assert kept([late, early], Retention(1, 0, 0), early.date()) == {early}


@given(moments, retentions, days)
def test_the_newest_stays_and_nothing_appears(found: list[datetime], retention: Retention, today: date) -> None:
    left = kept(found, retention, today)
    assert left <= set(found)
    assert not found or max(found) in left


@given(moments, moments, retentions, days)
def test_within_the_days_nothing_makes_room_for_another(
    found: list[datetime], others: list[datetime], retention: Retention, today: date
) -> None:
    first = today - timedelta(days=max(retention.daily, 1) - 1)
    within = {moment for moment in found if first <= moment.date() <= today}
    assert within <= kept([*found, *others], retention, today)


@given(moments, retentions, days)
def test_the_last_days_that_have_any_stay_whole_whatever_the_clock_says(
    found: list[datetime], retention: Retention, today: date
) -> None:
    last = sorted({moment.date() for moment in found}, reverse=True)[: retention.daily]
    assert {moment for moment in found if moment.date() in last} <= kept(found, retention, today)


@given(moments, retentions)
def test_when_their_days_are_over_few_are_left(found: list[datetime], retention: Retention) -> None:
    later = NOON + timedelta(days=30)
    left = kept(
        [*found, *(later + timedelta(days=day) for day in range(retention.daily))], retention, date(2027, 1, 31)
    )
    assert len(left & set(found)) <= 1 + retention.weekly + retention.monthly


@given(moments, retentions, days)
def test_pruning_again_removes_nothing(found: list[datetime], retention: Retention, today: date) -> None:
    left = kept(found, retention, today)
    assert kept(left, retention, today) == left
