"""Two names, and how far they are the same person's."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from relkeeper.rules import names
from relkeeper.rules.likeness.spelled import Name, romanised
from relkeeper.rules.likeness.words import SURE, Bond, bond
from relkeeper.rules.names.forms_of_address import CHINESE_BEFORE, CHINESE_SHORT

# From here on names agree so far that something small beside them counts.
AGREEING = 30

_SAID = {
    Bond.EQUAL: "same name",
    Bond.SPELT: "names differ in spelling",
    Bond.SHORT: "one name has a short form of the other's",
    Bond.NEAR: "names differ by one letter",
    Bond.FAR: "names differ by two letters",
    Bond.INITIAL: "one name has initials of the other's",
}


class Meeting(NamedTuple):
    """How far two names are one: `points` (0 is no evidence either way, less speaks against), and why, in words."""

    points: int
    said: str = ""


# Nobody knows: Michael and 张三.
_SILENT = Meeting(0)
_NOTHING = Meeting(-20, "names have nothing in common")


def best(ones: Iterable[Name], others: Sequence[Name]) -> Meeting:
    """The names that agree most; no names tell nothing. Symmetric."""
    return max((meeting(one, other) for one in ones for other in others), default=_SILENT)


def meeting(one: Name, other: Name) -> Meeting:
    """Two names, one against the other. Symmetric."""
    if other < one:
        one, other = other, one
    if one.han and other.han:
        return _chinese(one, other)
    if one.words and other.words:
        return _in_words(one, other)
    return _across(one, other) if one.han else _across(other, one)


def _chinese(one: Name, other: Name) -> Meeting:
    shorter, longer = sorted((one.han, other.han), key=len)
    if shorter == longer:
        return _same_characters(one, other)
    if len(shorter) == len(longer) and not set(one.readings).isdisjoint(other.readings):
        return Meeting(AGREEING, "names sound the same")
    if len(shorter) > 1 and longer.endswith(shorter):
        return Meeting(15, "one name ends with the other")
    if _addresses(shorter, longer) or _addresses(longer, shorter):
        return Meeting(15, "one name is a form of address with the other's family name")
    parts = names.split(shorter), names.split(longer)
    if parts[0] and parts[1] and parts[0][1] == parts[1][1]:
        return Meeting(-30, "same family name, other given names")
    return _NOTHING if len(shorter) > 1 else _SILENT


def _addresses(short: str, whole: str) -> bool:
    """Whether 老张, 张总 or 张 may be 张样本."""
    parts = names.split(whole)
    return parts is not None and parts[1] == _family_alone(short)


def _family_alone(said: str) -> str:
    """The family name of a form of address, which has no given name; empty where it is none."""
    family = said[1:] if said[0] in CHINESE_BEFORE else said[:-1] if said[-1] in CHINESE_SHORT else said
    return family if family in names.SURNAMES or family in names.COMPOUND_SURNAMES else ""


def _same_characters(one: Name, other: Name) -> Meeting:
    """Names of two characters are common: many are called 王伟, and more still 小明."""
    points = {1: 5, 2: 45 if names.split(one.han) else AGREEING}.get(len(one.han), 60)
    other_script = one.written != other.written
    return Meeting(points, "same name, simplified and traditional" if other_script else "same name")


def _across(chinese: Name, latin: Name) -> Meeting:
    """Characters against letters, by their pinyin. Many names of two characters sound the same."""
    if not romanised(latin.words).isdisjoint(chinese.readings):
        return Meeting(40 if len(chinese.han) == 2 else 50, "same name in characters and pinyin")
    if any(len(word) > 1 and reading.startswith(word) for word in latin.family for reading in chinese.readings):
        return Meeting(12, "same family name in characters and pinyin")
    return _SILENT


class _Pairing(NamedTuple):
    """The words of two names put side by side: how each pair is one, and what is left over on both sides."""

    pairs: tuple[tuple[str, str, Bond], ...]
    left: tuple[str, ...]
    other_left: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """More pairs are better, and of as many the surer ones."""
        return len(self.pairs), -sum(found.value for _, _, found in self.pairs)


def _in_words(one: Name, other: Name) -> Meeting:
    found = _paired(one.words, other.words)
    sure = sum(kind in SURE for _, _, kind in found.pairs)
    if not found.pairs:
        return _NOTHING if min(len(one.words), len(other.words)) > 1 else _SILENT
    if found.left and found.other_left:
        return _partly(one, other, found)
    if not sure or _slips(found) > 1:
        return Meeting(5, _SAID[_weakest(found)])
    if len(found.pairs) == 1:
        return _one_word(found)
    whole = not (found.left or found.other_left)
    points = (60 if whole else 50) - _cost(found, sure)
    weakest = _weakest(found)
    return Meeting(points, _SAID[weakest] if whole or weakest is not Bond.EQUAL else "one name holds the other")


def _one_word(found: _Pairing) -> Meeting:
    """Ada is Ada, and perhaps Ada Example."""
    ((word, _, kind),) = found.pairs
    if found.left or found.other_left:
        return Meeting(15 if len(word) > 1 else 0, "one name holds the other")
    return Meeting(AGREEING - kind.value if len(word) > 1 else 0, _SAID[kind])


def _partly(one: Name, other: Name, found: _Pairing) -> Meeting:
    """Both names have something that the other has not: relatives, a name changed by marriage, middle names."""
    own_family_left = not set(one.family).isdisjoint(found.left)
    other_family_left = not set(other.family).isdisjoint(found.other_left)
    if own_family_left and other_family_left:
        return Meeting(15, "same given name, other family names") if _given_met(one, other, found) else _NOTHING
    if own_family_left or other_family_left:
        return _SILENT
    if _first(one) in found.left and _first(other) in found.other_left:
        return Meeting(-30, "same family name, other given names")
    return Meeting(5, "middle names differ")


def _given_met(one: Name, other: Name, found: _Pairing) -> bool:
    return any(
        kind in SURE and len(word) > 1 and word not in one.family and pendant not in other.family
        for word, pendant, kind in found.pairs
    )


def _first(one: Name) -> str:
    """The first word that is not the family name."""
    return next((word for word in one.words if word not in one.family), "")


def _weakest(found: _Pairing) -> Bond:
    return max((kind for _, _, kind in found.pairs), key=lambda kind: kind.value)


def _slips(found: _Pairing) -> int:
    return sum(kind in {Bond.NEAR, Bond.FAR} for _, _, kind in found.pairs)


def _cost(found: _Pairing, sure: int) -> int:
    """What pairs that are not quite equal take away; an initial between two whole names takes little."""
    kinds = {kind for _, _, kind in found.pairs}
    initial = 5 if sure > 1 else Bond.INITIAL.value
    return sum(initial if kind is Bond.INITIAL else kind.value for kind in kinds)


def _paired(words: tuple[str, ...], others: tuple[str, ...]) -> _Pairing:
    """The words side by side; equal ones meet first."""
    equal: list[str] = []
    left, other_left = list(words), list(others)
    for word in words:
        if word in other_left:
            equal.append(word)
            left.remove(word)
            other_left.remove(word)
    rest = _best(tuple(left), tuple(other_left))
    return rest._replace(pairs=(*((word, word, Bond.EQUAL) for word in equal), *rest.pairs))


def _best(words: tuple[str, ...], others: tuple[str, ...]) -> _Pairing:
    if not words or not others:
        return _Pairing((), words, others)
    if len(words) == len(others) == 1:
        kind = bond(words[0], others[0])
        return _Pairing(((words[0], others[0], kind),), (), ()) if kind else _Pairing((), words, others)
    return max(_pairings(words, others), key=lambda pairing: pairing.rank)


def _pairings(words: tuple[str, ...], others: tuple[str, ...]) -> Iterator[_Pairing]:
    """Ways to put the words side by side: the first one with each of the others that it may be, or left over."""
    yield _Pairing((), words, others)
    for place, word in enumerate(words):
        for position, other in enumerate(others):
            if kind := bond(word, other):
                rest = _best(words[place + 1 :], (*others[:position], *others[position + 1 :]))
                yield rest._replace(pairs=((word, other, kind), *rest.pairs), left=(*words[:place], *rest.left))
