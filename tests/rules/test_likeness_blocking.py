"""Who is compared: a crowd of namesakes is divided by what else they share, and told."""

from itertools import combinations

import pytest

from relkeeper.rules.likeness import Profile, blocks, profile
from relkeeper.rules.likeness.blocking import CROWD
from relkeeper.rules.likeness.profiles import Birth
from relkeeper.rules.names import pinyin


def namesake(number: int, name: str = "Ada Example", organization: str = "", birth: Birth | None = None) -> Profile:
    """Somebody with a number of their own."""
    return profile(
        (name,),
        organization=organization,
        births=[birth] if birth else [],
        reached=[("phone", f"+1212555{number:04}")],
        readings=pinyin.keys(name),
    )


def crowd(size: int, name: str = "Ada Example") -> dict[int, Profile]:
    return {number: namesake(number, name) for number in range(1, size + 1)}


@pytest.mark.parametrize("name", ["Ada Example", "张样本"])
def test_so_many_are_compared_each_with_each(name: str) -> None:
    found = blocks(crowd(CROWD, name))
    assert set(found.pairs()) == set(combinations(range(1, CROWD + 1), 2))
    assert found.crowds == []


@pytest.mark.parametrize("size", [CROWD + 1, 200])
@pytest.mark.parametrize("name", ["Ada Example", "张样本", "Ada"])
def test_of_more_nobody_is_left_out_without_a_word(name: str, size: int) -> None:
    found = blocks(crowd(size, name))
    assert list(found.pairs()) == []
    assert found.crowds == [frozenset(range(1, size + 1))]


@pytest.mark.parametrize("size", [CROWD + 4, 200])
def test_those_of_a_crowd_meet_who_share_something_else(size: int) -> None:
    profiles = crowd(size) | {
        7: namesake(7, organization="Sample Ltd"),
        19: namesake(19, "A. Example", organization="Sample Limited"),
        23: namesake(23, birth=Birth(12, 24, 1980)),
        31: namesake(31, "Ada Exmaple", birth=Birth(12, 24)),
    }
    assert set(blocks(profiles).pairs()) == {(7, 19), (23, 31)}


def test_the_same_family_name_is_no_crowd_of_namesakes() -> None:
    given = [f"A{letter}{vowel}na" for letter in "bdfghklmnprstvwz" for vowel in "aeiou"]
    profiles = {number: namesake(number, f"{name} Example") for number, name in enumerate(given)}
    found = blocks(profiles | {900: namesake(900, "Abana Exmaple")})
    assert set(found.pairs()) >= {(0, 900)}
    assert found.crowds == []


def test_a_card_that_came_two_hundred_times_is_seen_each_time() -> None:
    found = blocks({number: profile(("Ada Example",)) for number in range(200)})
    assert set(found.pairs()) == {(number, number + 1) for number in range(199)}


def test_a_smaller_crowd_within_a_larger_is_told_once() -> None:
    profiles = {
        number: profile(("Ada Example", "Ada"), reached=[("phone", f"+1212555{number:04}")]) for number in range(90)
    }
    assert blocks(profiles).crowds == [frozenset(range(90))]
