"""What is said for and against two profiles being one person, and the score that it comes to.

Evidence is added up in points, and the points become a score by the logistic curve, so that 50 points are a score of
50 and no amount of evidence is certainty. The weights were found on one half of tests/data/pairs.csv and are measured
on the other.
"""

from collections.abc import Iterator
from math import exp
from typing import NamedTuple

from relkeeper.rules.likeness import names
from relkeeper.rules.likeness.contradicting import BORN_OTHERWISE, born_otherwise, contradictions
from relkeeper.rules.likeness.keys import LAST_DIGITS
from relkeeper.rules.likeness.profiles import Birth, Point, Profile

LIKELY = 50
"""From this score on a person should look at the two."""

_STEEPNESS = 15
_HIGHEST = 99

_PERSONAL = {"email": 55, "phone": 40, "uid": 50}
_HANDLE = 75
_FURTHER_KIND = 15
_COMMON = 15
_SAME_ORGANISATION = 15
_BARE = 10
_BORN_WITH_YEAR, _BORN = 25, 15
_OTHER_POINT = -8
_OTHER_ORGANISATION = -12
_CONTRADICTION = -60

_WORDS = {"email": "e-mail", "uid": "UID", "url": "web page"}


class Likeness(NamedTuple):
    """How likely two profiles are one person, from 0 to 100, and what speaks for and against it."""

    score: int
    evidence: tuple[str, ...]
    against: tuple[str, ...]


class _Weight(NamedTuple):
    points: int
    said: str


def likeness(one: Profile, other: Profile) -> Likeness:
    """Whether two profiles are one person's. Symmetric; 100 only where nothing at all tells the two apart."""
    met = names.best(one.names, tuple(other.names))
    agreeing = met.points >= names.AGREEING
    reached = list(_reached(one, other))
    weights = [
        *reached,
        _Weight(*met),
        *_born(one, other),
        *(_around(one, other) if agreeing else ()),
        *([] if reached else _reached_otherwise(one, other)),
        *(_Weight(_CONTRADICTION, said) for said in _against(one, other)),
    ]
    points = sum(weight.points for weight in weights)
    score = 100 if one == other else min(_HIGHEST, round(100 / (1 + exp((LIKELY - points) / _STEEPNESS))))
    return Likeness(
        score,
        tuple(weight.said for weight in weights if weight.points > 0 and weight.said),
        tuple(weight.said for weight in weights if weight.points < 0),
    )


def promising(one: Profile, other: Profile) -> bool:
    """Whether the two may be `LIKELY`, at a fraction of the time: no birthday makes up for names that do not agree."""
    if one == other or one.uids & other.uids or _shared(one.points, other.points):
        return True
    return names.best(one.names, tuple(other.names)).points >= LIKELY - _BORN_WITH_YEAR


def _reached(one: Profile, other: Profile) -> Iterator[_Weight]:
    """What only one person has, and both do: the strongest kind counts whole, each further kind a little."""
    kinds = {kind for kind, _ in _shared(one.points, other.points)}
    if one.uids & other.uids:
        kinds.add("uid")
    strongest_first = sorted(kinds, key=lambda kind: (-_PERSONAL.get(kind, _HANDLE), kind))
    for place, kind in enumerate(strongest_first):
        yield _Weight(_FURTHER_KIND if place else _PERSONAL.get(kind, _HANDLE), f"same {_WORDS.get(kind, kind)}")


def _shared(ones: frozenset[Point], others: frozenset[Point]) -> set[Point]:
    """The points that both have; a phone of one may be without the country code that the other has it with."""
    shared = set(ones & others)
    for kind, number in ones - shared:
        if kind == "phone" and any(kind == what and _one_number(number, pendant) for what, pendant in others):
            shared.add((kind, number))
    return shared


def _one_number(one: str, other: str) -> bool:
    """Whether a number without its country code is the end of one with it."""
    if one.startswith("+") == other.startswith("+"):
        return False
    local, full = sorted((one, other), key=lambda number: number.startswith("+"))
    digits = local.lstrip("0")
    return len(digits) >= LAST_DIGITS and full.endswith(digits)


def _born(one: Profile, other: Profile) -> Iterator[_Weight]:
    if not (one.births and other.births):
        return
    same = one.births & other.births
    if any(birth.year for birth in same):
        yield _Weight(_BORN_WITH_YEAR, "same birthday")
    elif same or (_days(one) & _days(other) and not born_otherwise(one.births, other.births)):
        yield _Weight(_BORN, "same day of birth")


def _days(profile: Profile) -> set[Birth]:
    """The days of birth without their years."""
    return {birth._replace(year=0) for birth in profile.births}


def _calendars(births: frozenset[Birth]) -> set[str]:
    return {birth.calendar for birth in births}


def _around(one: Profile, other: Profile) -> Iterator[_Weight]:
    """What says nothing alone, and something beside names that agree."""
    if _shared(one.points | one.common, other.points | other.common) - _shared(one.points, other.points):
        yield _Weight(_COMMON, "an office's phone or e-mail in common")
    if one.organization and one.organization == other.organization:
        yield _Weight(_SAME_ORGANISATION, "same organisation")
    if one.bare or other.bare:
        yield _Weight(_BARE, "")


def _reached_otherwise(one: Profile, other: Profile) -> Iterator[_Weight]:
    """Whoever has another phone, e-mail and employer is another, a little more with each."""
    kinds = {kind for kind, _ in one.points} & {kind for kind, _ in other.points}
    for kind in sorted(kinds):
        yield _Weight(_OTHER_POINT, f"{_WORDS.get(kind, kind)} differs")
    if one.organization and other.organization and one.organization != other.organization:
        yield _Weight(_OTHER_ORGANISATION, "organisations differ")


def _against(one: Profile, other: Profile) -> Iterator[str]:
    """What says that the two are two, each once."""
    found = contradictions(one, other)
    yield from found
    if BORN_OTHERWISE not in found and _no_day_in_common(one, other):
        yield BORN_OTHERWISE


def _no_day_in_common(one: Profile, other: Profile) -> bool:
    """Whether days of birth differ, of which one is without its year."""
    return _days(one).isdisjoint(_days(other)) and bool(_calendars(one.births) & _calendars(other.births))
