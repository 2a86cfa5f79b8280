"""The rhythm learnt from gaps, and how unusual a silence is in it."""

from itertools import accumulate
from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.suggesting import rhythm
from relkeeper.rules.suggesting.rhythm import BookRhythm, Rhythm

GAPS = st.lists(st.integers(1, 400), max_size=30)
RHYTHMS = st.builds(Rhythm, st.floats(0, 7), st.floats(0, 3), st.integers(1, 15))
BOOKS = st.builds(BookRhythm, st.floats(0, 7), st.floats(0, 3), st.floats(0, 3))


def days(gaps: list[int]) -> list[int]:
    return list(accumulate(gaps, initial=730_000))


def unusual(gaps: list[int], silence: int, book: BookRhythm) -> float:
    return rhythm.unusual(silence, rhythm.expected(rhythm.own(days(gaps)), book))


@given(st.one_of(st.none(), RHYTHMS), BOOKS, st.integers(0, 3000), st.integers(1, 3000))
def test_a_longer_silence_is_more_unusual(own: Rhythm | None, book: BookRhythm, silence: int, more: int) -> None:
    expected = rhythm.expected(own, book)
    one, other = rhythm.unusual(silence, expected), rhythm.unusual(silence + more, expected)
    assert one < other or (silence == 0 and more == 1)
    assert one >= 0


@given(st.one_of(st.none(), RHYTHMS), BOOKS, st.floats(183, 4000), st.integers(1, 9000), st.integers(1, 9000))
def test_a_longer_silence_is_more_unusual_up_to_the_end_and_less_behind_it(
    own: Rhythm | None, book: BookRhythm, end: float, silence: int, more: int
) -> None:
    expected = rhythm.expected(own, book)
    one, other = (rhythm.unusual(days, expected, end) for days in (silence, silence + more))
    most = rhythm.unusual(int(end), expected, end)
    if silence + more <= end:
        assert one < other
    elif silence > end:
        assert one >= other >= min(1, most)


def test_without_a_step_from_the_end_to_what_is_usual() -> None:
    weekly = Rhythm(log(7), 0.5, 11)
    found = [rhythm.unusual(days, weekly, 183) for days in (42, 182, 183, 184, 250, 365, 1096, 3650)]
    assert [round(bits, 1) for bits in found] == [9.4, 17.1, 17.1, 16.6, 4.6, 2.0, 1.1, 1.0]


@pytest.mark.parametrize(("usual", "end"), [(1, 183), (9, 183), (60, 480)])
def test_a_rhythm_ends_after_eight_gaps_and_half_a_year(usual: int, end: int) -> None:
    assert rhythm.ends(usual) == end


def test_the_usual_gap_is_told_in_one_way() -> None:
    nine_or_ten = rhythm.own(days([9, 10]))
    assert nine_or_ten is not None
    assert (nine_or_ten.told, rhythm.whole(nine_or_ten.told)) == (9.5, 10)
    assert [rhythm.whole(told) for told in (0.2, 1.4, 8.5, 9.4, 9.5)] == [1, 1, 9, 9, 10]


@given(GAPS, st.integers(1, 1000), BOOKS, st.integers(1, 12))
def test_what_is_slower_by_a_factor_in_all_is_as_unusual(
    gaps: list[int], silence: int, book: BookRhythm, factor: int
) -> None:
    slower = unusual([gap * factor for gap in gaps], silence * factor, book._replace(centre=book.centre + log(factor)))
    assert isclose(slower, unusual(gaps, silence, book), rel_tol=1e-6, abs_tol=1e-9)


@given(st.lists(RHYTHMS, max_size=20), st.integers(1, 50))
def test_the_rhythm_of_a_book_lies_among_those_of_its_people(people: list[Rhythm], days: int) -> None:
    book = rhythm.of_book(people)
    told = [one.centre for one in people if one.gaps >= rhythm.ENOUGH_GAPS]
    assert min([*told, log(rhythm.USUAL_DAYS)]) <= book.centre <= max([*told, log(rhythm.USUAL_DAYS)]) + 1e-9


@given(RHYTHMS, BOOKS)
def test_what_is_expected_lies_between_somebody_and_the_book(own: Rhythm, book: BookRhythm) -> None:
    expected = rhythm.expected(own, book)
    low, high = sorted((own.centre, book.centre))
    assert low - 1e-9 <= expected.centre <= high + 1e-9
    assert expected.spread >= rhythm.LEAST_SPREAD


@pytest.mark.parametrize(
    ("gaps", "usual", "spread"),
    [([9], 9, 0), ([8, 9, 9, 9, 10], 9, 0), ([4, 9], 6, 0.601), ([1, 2, 4, 8, 1000], 4, 1.028)],
)
def test_own_rhythm_is_median_and_median_deviation(gaps: list[int], usual: float, spread: float) -> None:
    found = rhythm.own(days(gaps))
    assert found is not None
    assert (round(found.days, 6), round(found.spread, 3), found.gaps) == (usual, spread, len(gaps))


def test_only_the_newest_days_count() -> None:
    newest = days([5] * (rhythm.DAYS_LOOKED_AT - 1))
    long_ago = [newest[0] - 4000, newest[0] - 2000]
    assert rhythm.own([*long_ago, *newest]) == rhythm.own(newest)


@pytest.mark.parametrize("found", [[], [730_000]])
def test_without_a_gap_there_is_no_rhythm(found: list[int]) -> None:
    assert rhythm.own(found) is None


def test_the_usual_gap_is_one_bit() -> None:
    assert isclose(rhythm.unusual(9, Rhythm(log(9), 0.7, 5)), 1)


def test_what_is_known_grows_with_the_days_of_contact() -> None:
    assert [round(rhythm.known(many), 2) for many in (0, 1, 5, 12)] == [0.2, 0.33, 0.6, 0.76]


def test_a_book_of_nobody_has_the_usual_rhythm() -> None:
    assert rhythm.of_book([]) == BookRhythm(log(30), 1, 1)
    assert rhythm.of_book([Rhythm(0, 0, 3)]) == BookRhythm(log(30), 1, 1)
