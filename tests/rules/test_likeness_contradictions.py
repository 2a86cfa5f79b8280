"""What says that two profiles are plainly two people, whatever they share."""

from typing import Any

import pytest
from hypothesis import given

from relkeeper.rules.likeness import LIKELY, Profile, contradictions, likeness, profile
from relkeeper.rules.likeness.profiles import Birth
from tests.rules.test_likeness import PROFILES

# More than enough to be one person.
SHARED: dict[str, Any] = {"reached": [("phone", "+12125550123"), ("email", "ada@example.org")], "uids": ["card-1"]}
BORN = Birth(12, 24, 1980)


def called(*names: str, born: tuple[Birth, ...] = (), family: str = "") -> Profile:
    return profile(names, births=born, family=family, **SHARED)


TWO = {
    "another year": (called("Ada Example", born=(BORN,)), called("Ada Example", born=(BORN._replace(year=1950),)), "birthdays differ"),
    "another day": (called("Ada Example", born=(BORN,)), called("Ada Example", born=(BORN._replace(day=23),)), "birthdays differ"),
    "generations": (called("Adam Example Jr."), called("Adam Example, Sr."), "of two generations"),
    "a firm": (called("Example GmbH"), called("Ada Example"), "one is an organisation"),
    "initials": (called("Ada M. Example"), called("Ada K. Example"), "middle initials differ"),
    "an initial and a name": (called("Ada M. Example"), called("Ada Karen Example"), "middle initials differ"),
    "initials only": (called("A. M. Example"), called("A. K. Example"), "middle initials differ"),
    "initials beside an alias": (called("Ada M. Example", "Ada"), called("Ada K. Example", "Ada"), "middle initials differ"),
    "the family name first": (called("Example Ada M.", family="Example"), called("Ada K. Example"), "middle initials differ"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "said"), TWO.values(), ids=TWO)
def test_plainly_two(one: Profile, other: Profile, said: str) -> None:
    assert contradictions(one, other) == contradictions(other, one) == (said,)
    assert said in likeness(one, other).against


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (called("Ada Example"), called("Ada Example")),
        (called("Ada Example"), called("Grace Sampleton")),
        (called("Ada Example", born=(BORN,)), called("Ada Example", born=(Birth(12, 23),))),
        (called("Ada Example", born=(BORN,)), called("Ada Example", born=(BORN._replace(day=9, calendar="chinese"),))),
        (called("Ada Example", born=(BORN,)), called("Ada Example", born=(BORN._replace(year=1950), BORN))),
        (called("Ada Example", born=(BORN,)), called("Ada Example")),
        (called("Adam Example Jr."), called("Adam Example")),
        (called("Ada M. Example"), called("Ada Maria Example")),
        (called("Ada M. Example"), called("Ada Example")),
        (called("Ada M. K. Example"), called("Ada K. Example")),
        (called("Ada M. Example", "Ada K. Example"), called("Ada K. Example")),
        (called("Ada Sample Example"), called("Ada Maria Example")),
        (called("Ada M. Example"), called("Ada K. Muster")),
        (called("Ada M. Example"), called("Bob K. Example")),
        (called("张样本"), called("Ada M. Example")),
    ],
)
def test_who_says_nothing_sure_contradicts_nothing(one: Profile, other: Profile) -> None:
    assert contradictions(one, other) == contradictions(other, one) == ()


def test_namesakes_with_other_initials_are_not_likely_one() -> None:
    one, other = profile(("Ada M. Example",), **SHARED), profile(("Ada K. Example",), organization="Sample Ltd")
    assert likeness(one, other).score < LIKELY


@given(PROFILES, PROFILES)
def test_the_side_does_not_matter_and_nobody_contradicts_himself(one: Profile, other: Profile) -> None:
    assert contradictions(one, other) == contradictions(other, one)
    assert contradictions(one, one) == ()
    assert set(contradictions(one, other)) <= set(likeness(one, other).against)
