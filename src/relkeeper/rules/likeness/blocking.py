"""Which of many profiles are compared: those that meet under a key, so that nobody is compared with everybody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar

from relkeeper.rules.likeness.keys import blocking_keys
from relkeeper.rules.likeness.profiles import Profile
from relkeeper.rules.likeness.spelled import Name
from relkeeper.rules.likeness.words import forms

CROWD = 60
"""Of more under one key there would be too many pairs, and little would be said by each."""

# Of a word, when a crowd is divided by it: a slip comes later more often than not.
_BEGINNING = 3

Key = tuple[str, str]
"""What is known, and what it is."""

_NAME = "name"

K = TypeVar("K")


class Blocks(NamedTuple):
    """`groups` are to be compared each with each. `crowds` are namesakes of whom that would be too many: of those only
    some are compared, who have something else in common."""

    groups: list[Sequence[int]]
    crowds: list[frozenset[int]]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Every pair of every group once, the lower id first."""
        seen: set[tuple[int, int]] = set()
        for group in self.groups:
            fresh = set(combinations(sorted(group), 2)) - seen
            seen |= fresh
            yield from fresh


def blocks(profiles: Mapping[int, Profile]) -> Blocks:
    """The profiles that share a key; too many of one key are divided by what else they share."""
    groups: list[Sequence[int]] = []
    crowds: set[frozenset[int]] = set()
    divided = set()
    for block in _sharing(profiles, sorted(profiles), blocking_keys).values():
        if len(block) <= CROWD:
            groups.append(block)
        elif tuple(block) not in divided:
            divided.add(tuple(block))
            for (kind, _), part in _sharing(profiles, block, _second_keys).items():
                if len(part) <= CROWD:
                    groups.append(part)
                elif kind == _NAME:
                    crowds.add(frozenset(part))
                else:
                    groups += _neighbours(profiles, part)
    return Blocks(groups, _largest(crowds))


def _sharing(
    profiles: Mapping[int, Profile], members: Iterable[int], keys: Callable[[Profile], Iterable[K]]
) -> dict[K, list[int]]:
    holders: dict[K, list[int]] = defaultdict(list)
    for member in members:
        for key in keys(profiles[member]):
            holders[key].append(member)
    return holders


def _neighbours(profiles: Mapping[int, Profile], part: Iterable[int]) -> Iterator[Sequence[int]]:
    """Each with the next in the order of their names, so that a card that came a hundred times is seen."""
    return pairwise(sorted(part, key=lambda member: (sorted(profiles[member].names), member)))


def _second_keys(profile: Profile) -> frozenset[Key]:
    return frozenset(_known(profile))


def _known(profile: Profile) -> Iterator[Key]:
    """What two of a crowd have in common if they are one person."""
    if profile.organization:
        yield "organisation", profile.organization
    for birth in profile.births:
        yield "birthday", f"{birth.calendar} {birth.month}-{birth.day}"
    if profile.bare:
        yield "nothing", ""
    for name in profile.names:
        yield from ((_NAME, beginnings) for beginnings in _beginnings(name))


def _beginnings(name: Name) -> Iterator[str]:
    """The characters, or how each two of the words begin."""
    if name.han:
        yield name.han
    begun = [{form[:_BEGINNING] for form in forms(word)} for word in name.words if len(word) > 1]
    if len(begun) == 1:
        yield from begun[0]
    for ones, others in combinations(begun, 2):
        yield from (" ".join(sorted((one, other))) for one in ones for other in others)


def _largest(crowds: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Without those that are part of another."""
    kept: list[frozenset[int]] = []
    for crowd in sorted(crowds, key=lambda each: (-len(each), min(each))):
        if not any(crowd <= larger for larger in kept):
            kept.append(crowd)
    return kept
