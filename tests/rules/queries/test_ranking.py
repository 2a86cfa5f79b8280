"""The order of what has a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.queries.ranking import Where, month, month_number, near, rank, steps

DAYS = st.dates().map(date.isoformat)
WHERES = st.sampled_from(Where)


@given(DAYS)
def test_the_month_of_a_number_is_that_of_the_day(day: str) -> None:
    assert month(month_number(day)) == day[:7]


def test_neighbours_differ_by_one() -> None:
    assert month_number("2026-01-31") - month_number("2025-12-01") == 1


@given(DAYS, DAYS, WHERES)
def test_in_the_same_place_the_newer_comes_first(one: str, other: str, where: Where) -> None:
    assert (rank(one, where, 1) < rank(other, where, 1)) == (one < other)


@given(DAYS, WHERES, WHERES)
def test_on_the_same_day_the_better_place_comes_first(day: str, one: Where, other: Where) -> None:
    assert (rank(day, one, 1) > rank(day, other, 1)) == (one < other)


@given(DAYS, WHERES)
def test_what_is_found_in_a_step_ranks_below_all_steps_before(day: str, where: Where) -> None:
    """What lets the months be walked: nothing that a later step finds belongs before."""
    assert rank(day, where, 1).month in dict(steps([month_number(day)], Where))


@given(st.sets(st.integers(0, 120)), st.sets(WHERES))
def test_steps_look_everywhere_once(months: set[int], wheres: set[Where]) -> None:
    found = [look for _, looks in steps(months, wheres) for look in looks]
    assert sorted(found) == sorted((number, where) for number in months for where in wheres)
    assert all(number - where == step for step, looks in steps(months, wheres) for number, where in looks)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_what_is_to_come_is_as_near_as_what_was(today: date, days: int) -> None:
    before, behind = (today - timedelta(days=days)).isoformat(), (today + timedelta(days=days)).isoformat()
    assert near(behind, today) == near(before, today) == before


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_at_the_end_of_time(day: str) -> None:
    assert near(day, date(2026, 11, 21)) <= "2026-11-21"
