"""Closeness, nearness, ranking, words and cadences."""

from datetime import date
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules import cadence
from relkeeper.rules.suggesting import closeness, nearness, proposing, ranking, words
from relkeeper.rules.suggesting.closeness import Talk
from relkeeper.rules.suggesting.rhythm import Rhythm

TALKS = st.lists(
    st.builds(
        Talk,
        st.sampled_from(["meeting", "call"]),
        st.sampled_from(["", "in", "out"]),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=16,
)
TODAY = date(2026, 11, 21)


@given(st.floats(1, 4000), TALKS)
def test_closeness_lies_between_one_and_what_it_is_at_most(usual: float, talks: list[Talk]) -> None:
    found = closeness.closeness(usual, talks)
    assert 1 <= found <= closeness.at_most(usual) <= 2


@given(st.floats(1, 4000))
def test_closeness_is_known_where_there_are_no_entries(usual: float) -> None:
    assert closeness.without_entries(usual) == closeness.closeness(usual, [])


def test_who_meets_and_who_begins_in_turn_is_closer() -> None:
    ours, theirs = Talk("call", "out", 0, 0), Talk("call", "in", 0, 0)
    one_sided = closeness.closeness(30, [ours] * 6)
    mutual = closeness.closeness(30, [ours, theirs] * 3)
    met = closeness.closeness(30, [talk._replace(channel="meeting") for talk in [ours, theirs] * 3])
    unknown = closeness.closeness(30, [])
    assert [round(one, 3) for one in (one_sided, mutual, met, unknown)] == [1.238, 1.462, 1.762, 1.35]


def test_a_chat_counts_by_its_messages_and_not_by_who_began() -> None:
    balanced = closeness.closeness(30, [Talk("wechat", "out", 20, 20)] * 4)
    assert balanced == closeness.closeness(30, [Talk("call", "out", 0, 0), Talk("call", "in", 0, 0)] * 2)


@pytest.mark.parametrize("kind", [nearness.birthday, nearness.follow_up])
def test_what_is_nearer_counts_more(kind: object) -> None:
    assert callable(kind)
    found = [kind(days) for days in range(16)]
    assert found == sorted(found, reverse=True)
    assert (found[0], found[7], found[14], found[15], kind(None)) == (2, 1, 0, 0, 0)


def test_a_late_follow_up_counts_as_one_of_today() -> None:
    assert nearness.follow_up(-30) == nearness.follow_up(0)


def test_a_cadence_counts_where_it_is_past() -> None:
    found = [nearness.late(late, 14) for late in (-3, 0, 7, 14, 42, 900)]
    assert [round(bits, 2) for bits in found] == [0, 0, 0.58, 1, 2, 2]
    assert nearness.late(None, None) == nearness.late(9, None) == 0


def test_the_greater_of_what_is_near_counts_and_what_is_to_come_only_where_time_has_passed() -> None:
    assert nearness.near(2, 0.5, 0.25, waited=3) == 2.25
    assert nearness.near(2, 0.5, 0.25, waited=0.5) == 1.125
    assert nearness.near(2, 0.5, 0.25, waited=0) == 0.5


def test_only_those_known_to_be_awake_are_preferred() -> None:
    assert [nearness.awake(one) for one in (True, False, None)] == [0.25, 0, 0]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3)).map(lambda pair: (pair[0] + pair[1], pair[0]))),
    st.integers(1, 6),
)
def test_the_best_are_those_of_weighing_everybody(people: list[tuple[int, int]], limit: int) -> None:
    """Each is what one is worth at most, and what one is worth."""
    found = ranking.best(people, lambda one: one[0], lambda one: one[1], lambda worth: worth, limit)
    assert sorted(found, reverse=True)[:limit] == sorted((worth for _, worth in people), reverse=True)[:limit]
    least = sorted(found, reverse=True)[:limit][-1:]
    assert all(found.count(worth) == sum(one[1] == worth for one in people) for worth in least)


def test_who_is_not_worth_the_least_is_left_out() -> None:
    weighed: list[float] = []

    def weigh(person: float) -> float:
        weighed.append(person)
        return person / 2

    assert ranking.best([1.0, 9.0, 3.0], lambda person: person, weigh, lambda worth: worth, 5, 2.0) == [4.5]
    assert weighed == [9.0, 3.0]


def test_who_cannot_be_among_the_best_is_not_weighed() -> None:
    weighed: list[float] = []

    def weigh(person: float) -> float:
        weighed.append(person)
        return person - 1

    ranking.best([1.0, 9.0, 8.0, 2.0], lambda person: person, weigh, lambda worth: worth, 2)
    assert weighed == [9.0, 8.0]


@pytest.mark.parametrize(
    ("days", "usual", "silent", "said"),
    [
        (6, 9.2, 41, "you used to talk every 9 days; 41 days now"),
        (6, 7, 3, "you talk every week; 3 days now"),
        (6, 1, 1, "you talk every day; 1 day now"),
        (6, 9.5, 10, "you talk every 10 days; 10 days now"),
        (12, 30.4, 200, "you used to talk every month; 200 days now"),
        (12, 30.4, 400, "lost touch: you used to talk every month; 400 days now"),
        (6, 7, 183, "you used to talk every week; 183 days now"),
        (6, 7, 184, "lost touch: you used to talk every week; 184 days now"),
        (3, 9, 41, "you talked on 3 days; 41 days now"),
        (2, 9, 41, "you talked on 2 days; 41 days now"),
        (1, 0, 41, "you talked on one day, 41 days ago"),
        (1, 0, 0, "you talked today"),
    ],
)
def test_silence_in_words(days: int, usual: float, silent: int, said: str) -> None:
    assert words.silence(days, usual, silent) == said


def test_what_is_near_in_words() -> None:
    assert words.never(date(2026, 5, 1), TODAY) == "never contacted; added 6 months ago"
    assert words.birthday(TODAY, TODAY) == "birthday today"
    assert words.follow_up("send the deck", date(2026, 11, 19), TODAY) == "you promised: send the deck, due 2 days ago"
    assert words.late(12, 14) == "12 days late: every 2 weeks is set"


@pytest.mark.parametrize(
    ("usual", "proposal"),
    [(1, 7), (9, 7), (10, 14), (17, 14), (18, 21), (26, 30), (45, 61), (100, 91), (200, 183), (300, 365), (540, 365)],
)
def test_proposals_are_natural_spans(usual: float, proposal: int) -> None:
    assert proposing.proposed(Rhythm(log(usual), 0.5, 5), 0) == proposal


@pytest.mark.parametrize(("usual", "gaps", "silent"), [(9, 4, 0), (9, 5, 184), (60, 15, 481), (560, 15, 0)])
def test_too_little_history_or_a_rhythm_that_is_over_proposes_nothing(usual: int, gaps: int, silent: int) -> None:
    assert proposing.proposed(Rhythm(log(usual), 0.5, gaps), silent) is None
    assert proposing.proposed(None, 0) is None


@pytest.mark.parametrize(
    ("usual", "days", "silent", "why"),
    [
        (9, 0, 0, "it takes 6 days of contact, and there are none"),
        (9, 1, 0, "it takes 6 days of contact, and there is one"),
        (9, 5, 0, "it takes 6 days of contact, and there are 5"),
        (9.5, 6, 184, "the rhythm is over: every 10 days once, and then 184 days of silence"),
        (560, 6, 0, "a rhythm slower than a year and a half is none, and it is every 80 weeks"),
        (9, 6, 183, ""),
    ],
)
def test_what_speaks_against_a_proposal(usual: float, days: int, silent: int, why: str) -> None:
    rhythm = Rhythm(log(usual), 0.5, days - 1) if days > 1 else None
    assert proposing.against(rhythm, days, silent) == why
    assert (proposing.proposed(rhythm, silent) is None) == bool(why)


@pytest.mark.parametrize(
    ("cadence_days", "why"),
    [
        (None, ""),
        (14, "every 2 weeks holds already, as history has it"),
        (21, "every 3 weeks holds already; history says every 2 weeks, which is about the same"),
        (30, "every month holds already; history says every 2 weeks, which --all proposes"),
    ],
)
def test_why_a_cadence_that_holds_stays(cadence_days: int | None, why: str) -> None:
    assert proposing.settled(cadence_days, 14) == why


@pytest.mark.parametrize(("usual", "silent"), [(9, 183), (60, 479)])
def test_a_silence_may_last_a_while(usual: int, silent: int) -> None:
    assert proposing.proposed(Rhythm(log(usual), 0.5, 5), silent)


def test_the_spans_are_what_the_grammar_of_cadences_makes_of_them() -> None:
    typed = ("1w", "2w", "3w", "1m", "2m", "3m", "6m", "1y")
    assert tuple(map(cadence.parse, typed)) == proposing.SPANS


@pytest.mark.parametrize(
    ("cadence_days", "much"), [(None, True), (14, False), (21, False), (30, True), (7, True), (365, True)]
)
def test_much_another_cadence(cadence_days: int | None, much: bool) -> None:
    assert proposing.differs(cadence_days, 14) is much
