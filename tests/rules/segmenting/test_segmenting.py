"""Classes: laws of the scores, and the words of a movement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules.segmenting import (
    CLASSES,
    OUTSIDE,
    Scores,
    Standing,
    class_of,
    depth,
    grade,
    letters,
    moves,
    quarter_end,
    rule,
    scores,
)

windows = st.integers(1, 36525)
days = st.integers(0, 4000)
standings = st.builds(Standing, st.none() | days, days, st.integers(0, 40))
points = st.lists(st.integers(0, 9))


def class_in(one: Standing, window: int) -> str:
    return class_of(scores(one, window))


@given(standings, windows)
def test_scores_are_from_1_to_5_and_everybody_has_one_class(one: Standing, window: int) -> None:
    scored = scores(one, window)
    assert all(1 <= score <= 5 for score in scored)
    assert scored.total == sum(scored)
    assert class_of(scored) in CLASSES


@given(standings, windows, st.integers(1, 400))
def test_more_frequent_never_lowers_a_class(one: Standing, window: int, more: int) -> None:
    assert class_in(one._replace(days_in_window=one.days_in_window + more), window) <= class_in(one, window)


@given(standings, windows, days)
def test_more_recent_never_lowers_a_class(one: Standing, window: int, silence: int) -> None:
    before = one.recency_days
    recent = silence if before is None else min(before, silence)
    assert class_in(one._replace(recency_days=recent), window) <= class_in(one, window)


@given(standings, windows, points, st.integers(0, 9))
def test_one_more_entry_never_lowers_a_class(one: Standing, window: int, before: list[int], more: int) -> None:
    then, now = depth(before), depth([*before, more])
    assert then <= now <= then + more
    assert class_in(one._replace(depth=now), window) <= class_in(one._replace(depth=then), window)


@given(standings, windows)
def test_outside_are_those_without_contact_in_the_window(one: Standing, window: int) -> None:
    outside = one.recency_days is None or one.recency_days >= window
    assert (class_in(one, window) == OUTSIDE) == outside


@pytest.mark.parametrize(
    ("standing", "scored", "class_"),
    [
        (Standing(30, 24, 24), (5, 5, 5), "A"),
        (Standing(31, 23, 23), (4, 4, 4), "B"),
        (Standing(91, 12, 18), (4, 4, 4), "B"),
        (Standing(92, 11, 17), (3, 3, 3), "C"),
        (Standing(182, 6, 12), (3, 3, 3), "C"),
        (Standing(183, 5, 11), (2, 2, 2), "E"),
        (Standing(364, 3, 6), (2, 2, 2), "E"),
        (Standing(364, 2, 5), (2, 1, 1), "E"),
        (Standing(30, 3, 5), (5, 2, 1), "D"),
        (Standing(365, 0, 0), (1, 1, 1), "F"),
        (Standing(None, 0, 0), (1, 1, 1), "F"),
    ],
)
def test_where_the_thresholds_are(standing: Standing, scored: tuple[int, int, int], class_: str) -> None:
    found = scores(standing, 365)
    assert found == scored
    assert class_of(found) == class_


def test_a_longer_window_asks_for_as_many_days_each_year() -> None:
    assert [scores(Standing(1, days, 0), 730).frequency for days in (5, 6, 12, 24, 48)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("today", "end"),
    [
        ("2026-11-21", "2026-09-30"),
        ("2026-01-01", "2025-12-31"),
        ("2026-03-31", "2025-12-31"),
        ("2026-04-01", "2026-03-31"),
        ("2026-09-30", "2026-06-30"),
    ],
)
def test_the_last_day_of_the_last_quarter(today: str, end: str) -> None:
    assert quarter_end(date.fromisoformat(today)) == date.fromisoformat(end)


def test_the_rule_in_words() -> None:
    assert rule(730).splitlines() == [
        "recency: 5 up to 60 days of silence, 4 up to 182, 3 up to 365, 2 up to 729, else 1",
        "frequency: 5 from 48, 4 from 24, 3 from 12, 2 from 6 days of contact in the window, else 1",
        "depth: 5 from 24, 4 from 18, 3 from 12, 2 from 6 points of the 4 deepest entries in the window, else 1",
        (
            "class: recency + frequency + depth; A from 13, B from 11, C from 9, D from 7, E below; "
            "at best C after 365 of silence, F after 730 days without contact"
        ),
    ]


@given(standings, standings, windows)
def test_who_moved_hears_why(then: Standing, now: Standing, window: int) -> None:
    before, after = scores(then, window), scores(now, window)
    was, class_ = class_of(before), class_of(after)
    said = moves.movement(was, class_)
    assert bool(said) == (was != class_)
    if before.total != after.total:
        assert list(moves.reasons((then, before), (now, after)))


def test_the_words_of_a_movement() -> None:
    assert moves.movement("B", "D") == "fell from B to D"
    assert moves.movement("C", "A") == "rose from C to A"
    assert moves.movement(None, "F") == "new"
    then, now = (Standing(20, 11, 20), Scores(5, 3, 4)), (Standing(140, 3, 24), Scores(3, 2, 5))
    assert list(moves.reasons(then, now)) == [
        "last contact 140 days ago instead of 20",
        "3 days of contact in the window instead of 11",
    ]
    assert next(moves.reasons(now, (Standing(0, 11, 24), Scores(5, 3, 5)))) == "last contact today instead of 140"


@pytest.mark.parametrize(("typed", "meant"), [("a", ("A",)), ("B,c", ("B", "C")), (" Ｄ 、 f，A ", ("D", "F", "A"))])
def test_letters_are_told_with_commas_between_them(typed: str, meant: tuple[str, ...]) -> None:
    assert letters(typed) == meant


@pytest.mark.parametrize(("typed", "wrong"), [("G", "'G'"), ("A,AB", "'AB'"), ("A,", "''")])
def test_what_is_no_class_is_named_with_those_that_are(typed: str, wrong: str) -> None:
    with pytest.raises(UsageError, match=f"^there is no class {wrong}; known are A, B, C, D, E, F$"):
        letters(typed)


@given(standings, windows)
def test_the_grade_is_what_the_scores_make(one: Standing, window: int) -> None:
    scored = scores(one, window)
    assert grade(one, window) == (class_of(scored), scored.total)
