"""Which days statistics tell of."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules.queries import days
from relkeeper.rules.statistics.spans import Span, heatmaps, span

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
SPANS = st.builds(lambda since, days: Span(since, since + timedelta(days)), DAYS, st.integers(0, 3000))


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (TODAY, date(2025, 11, 21)),
        (date(2026, 12, 31), date(2025, 12, 31)),
        (date(2028, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 28)),
        (date(1, 5, 3), date.min),
    ],
)
def test_from_the_day_a_year_ago_up_to_today(today: date, since: date) -> None:
    assert span(today, None, None, None) == (since, today)


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_the_year_that_is_not_asked_for_is_the_one_that_can_be_typed(today: date) -> None:
    typed = days.first("1y", datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
    assert span(today, None, None, None) == span(today, typed, None, date.min)


def test_until_ends_twelve_months_and_is_never_behind_today() -> None:
    assert span(TODAY, None, date(2024, 12, 31), None) == (date(2024, 1, 1), date(2024, 12, 31))
    assert span(TODAY, None, date(2026, 12, 31), None).until == TODAY


def test_since_begins_no_sooner_than_the_book() -> None:
    assert span(TODAY, date.min, None, date(2024, 5, 3)).since == date(2024, 5, 3)
    assert span(TODAY, date(2025, 1, 1), None, date(2024, 5, 3)).since == date(2025, 1, 1)
    assert span(TODAY, date.min, None, None) == (TODAY, TODAY)
    assert span(TODAY, date.min, date(2020, 6, 1), date(2024, 5, 3)) == (date(2020, 6, 1), date(2020, 6, 1))


def test_since_behind_until_is_refused() -> None:
    with pytest.raises(UsageError, match="2026-10-01 lies behind 2020-12-31"):
        span(TODAY, date(2026, 10, 1), date(2020, 12, 31), None)


@given(SPANS)
def test_months_cover_the_span_without_gaps(shown: Span) -> None:
    assert shown.months == sorted({day.isoformat()[:7] for day in shown.days})


@given(SPANS)
def test_each_day_of_the_span_stands_once_in_the_row_of_its_weekday(shown: Span) -> None:
    found = []
    for weeks in heatmaps(shown):
        assert len(weeks) <= 54
        for week in weeks:
            assert len(week) == 7
            days = [day for day in week if day]
            assert days
            assert all(week[day.weekday()] == day for day in days)
            found += days
    assert found == list(shown.days)
