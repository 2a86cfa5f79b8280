"""What counts the most."""

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.statistics.peaks import peak


def test_one_of_several_that_are_equal_is_no_peak() -> None:
    assert peak({"Mon": 1, "Tue": 3, "Wed": 2}) == "Tue"
    assert peak({"Mon": 1, "Tue": 1}) is None
    assert peak({"Mon": 0}) is None
    assert peak({}) is None


@given(st.dictionaries(st.integers(), st.integers(0, 5), max_size=9))
def test_a_peak_is_above_all_others(counts: dict[int, int]) -> None:
    found = peak(counts)
    ordered = sorted((0, 0, *counts.values()))
    assert (found is not None) == (ordered[-1] > ordered[-2])
    assert found is None or counts[found] == ordered[-1]
