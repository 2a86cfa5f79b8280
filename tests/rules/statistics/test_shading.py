"""Which shade a count has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.statistics.shading import Shades


@given(st.lists(st.integers(0, 10**6), max_size=20))
def test_more_is_never_paler(counts: list[int]) -> None:
    shades = Shades(counts)
    found = [shades.of(count) for count in sorted(counts)]
    assert found == sorted(found)
    assert all((shades.of(count) == 0) == (count == 0) for count in counts)
    assert set(found) <= set(range(5))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], ["1", "2–3", "4–6", "7+"]),
        ([0, 1, 2, 5], ["1", "2–3", "4–6", "7+"]),
        ([1, 2, 2, 3, 400], ["1–49", "50–99", "100–199", "200+"]),
        ([500, 510, 520, 530], ["1–509", "510–519", "520–529", "530+"]),
        ([1000] * 9, ["1–124", "125–249", "250–499", "500+"]),
    ],
)
def test_shades_suit_quiet_days_and_busy_ones(counts: list[int], expected: list[str]) -> None:
    assert Shades(counts).named() == expected
