"""How long nothing was heard."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.statistics.silences import SHORTEST, Silence, longest, silences

DAYS = st.lists(st.integers(1, 400), max_size=20).map(sorted)
TODAY = st.none() | st.integers(400, 800)


def test_silences_between_days_and_up_to_today() -> None:
    assert silences([10, 12, 12, 13, 40], 50) == [Silence(13, 40, False), Silence(40, 50, True), Silence(10, 12, False)]


def test_a_day_after_a_day_is_no_silence() -> None:
    assert silences([10, 11], 12) == []
    assert longest([10, 11], 12) is None


def test_where_it_is_not_known_what_followed_nothing_goes_on() -> None:
    assert silences([10, 13], None) == [Silence(10, 13, False)]
    assert longest([10], None) is None


@given(DAYS, TODAY)
def test_a_silence_lies_between_two_contacts_or_goes_on_to_today(days: list[int], today: int | None) -> None:
    for silence in silences(days, today):
        assert silence.days >= SHORTEST
        assert not [day for day in days if silence.began < day < silence.ended]
        assert silence.began in days
        assert silence.ended == today if silence.going_on else silence.ended in days


@given(DAYS, TODAY)
def test_none_is_left_out(days: list[int], today: int | None) -> None:
    ends = days if today is None or not days else [*days, today]
    assert len(silences(days, today)) == sum(later - earlier >= SHORTEST for earlier, later in pairwise(ends))


@given(DAYS, TODAY)
def test_the_longest_is_the_first_of_all(days: list[int], today: int | None) -> None:
    assert longest(days, today) == next(iter(silences(days, today)), None)
