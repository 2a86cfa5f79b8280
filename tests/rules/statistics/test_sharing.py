"""Shares of a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.statistics.sharing import MOST, shares, vital_few

AMOUNTS = st.dictionaries(st.text(max_size=3), st.integers(0, 1000), max_size=30)


def test_the_largest_comes_first_with_what_is_reached_with_it() -> None:
    found = shares({"ada": 3, "grace": 0, "样张三": 9})
    assert found == [("样张三", 9, 0.75, 0.75), ("ada", 3, 0.25, 1.0)]
    assert vital_few(found) == 2


def test_nothing_has_no_shares() -> None:
    assert shares({}) == shares({"ada": 0}) == []
    assert vital_few([]) == 0


def test_one_who_makes_up_just_enough_is_few_enough() -> None:
    assert vital_few(shares({"ada": 8, "grace": 2})) == 1


@given(AMOUNTS)
def test_shares_sum_to_one_and_are_added_up_in_order(amounts: dict[str, int]) -> None:
    found = shares(amounts)
    assert sum(each.amount for each in found) == sum(amounts.values())
    assert [each.amount for each in found] == sorted((each.amount for each in found), reverse=True)
    cumulative = [each.cumulative for each in found]
    assert cumulative == sorted(cumulative)
    if found:
        assert sum(each.share for each in found) == pytest.approx(1)
        assert cumulative[-1] == 1


@given(AMOUNTS)
def test_one_fewer_would_not_do(amounts: dict[str, int]) -> None:
    found = shares(amounts)
    few = vital_few(found)
    assert (few == 0) == (not found)
    assert all((each.cumulative >= MOST) == (place >= few) for place, each in enumerate(found, 1))
