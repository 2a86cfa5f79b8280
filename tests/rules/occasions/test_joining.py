"""The days of two contacts who are one person."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import OccasionDraft
from relkeeper.rules.occasions.joining import joined

BORN = OccasionDraft("birthday", 5, 9, 1990)

days = st.builds(
    OccasionDraft,
    st.sampled_from(["birthday", "met", "Met"]),
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from([None, 1990, 1991]),
    st.sampled_from(["gregorian", "chinese"]),
)


def test_nobody_is_born_twice_in_one_calendar() -> None:
    other, lunar = replace(BORN, day=10), replace(BORN, calendar="chinese")
    assert joined((BORN,), (other, lunar)) == ((BORN, lunar), (other,))


def test_the_year_that_one_knows_is_taken_and_stays() -> None:
    unknown = replace(BORN, year=None)
    assert joined((unknown,), (BORN,)) == ((BORN,), ())
    assert joined((BORN,), (unknown,)) == ((BORN,), ())


def test_a_day_is_kept_once_however_its_kind_is_written() -> None:
    met = OccasionDraft("First Coffee", 1, 6, 2020)
    assert joined((met,), (replace(met, kind="first coffee"),)) == ((met,), ())
    assert joined((met,), (replace(met, year=2021),)) == ((met, replace(met, year=2021)), ())


@given(st.lists(days, max_size=3), st.lists(days, max_size=3))
def test_joining_again_adds_nothing(standing: list[OccasionDraft], incoming: list[OccasionDraft]) -> None:
    once, _ = joined(standing, incoming)
    assert joined(once, incoming)[0] == once
