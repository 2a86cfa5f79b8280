"""What says that two profiles are plainly two people, whatever they share."""

from collections.abc import Iterator

from relkeeper.rules.likeness.profiles import Birth, Profile
from relkeeper.rules.likeness.spelled import Name
from relkeeper.rules.likeness.words import SURE, bond

BORN_OTHERWISE = "birthdays differ"


def contradictions(one: Profile, other: Profile) -> tuple[str, ...]:
    """What the two say of themselves that cannot be true of one person, in words; empty where nothing does. Symmetric.

    Only what is sure: who says nothing contradicts nothing, and a day without its year may be a slip.
    """
    return tuple(_found(one, other))


def _found(one: Profile, other: Profile) -> Iterator[str]:
    if born_otherwise(one.births, other.births):
        yield BORN_OTHERWISE
    if one.generations and other.generations and one.generations.isdisjoint(other.generations):
        yield "of two generations"
    if one.firm != other.firm:
        yield "one is an organisation"
    if _middles_differ(one.names, other.names):
        yield "middle initials differ"


def born_otherwise(ones: frozenset[Birth], others: frozenset[Birth]) -> bool:
    """Whether both have whole birthdays in one calendar, and not one is the same."""
    whole, other_whole = _whole(ones), _whole(others)
    calendars = {birth.calendar for birth in whole} & {birth.calendar for birth in other_whole}
    return bool(calendars) and ones.isdisjoint(others)


def _whole(births: frozenset[Birth]) -> list[Birth]:
    return [birth for birth in births if birth.year]


def _middles_differ(ones: frozenset[Name], others: frozenset[Name]) -> bool:
    """Whether some spellings have other middle initials, and none the same: aliases may leave them out."""
    found = {_middles_agree(one, other) for one in ones for other in others}
    return False in found and True not in found


def _middles_agree(one: Name, other: Name) -> bool | None:
    """Whether the middles of two otherwise equal names may be the same; None where the names do not tell.

    One is an initial: between two words in the middle, one may be a name from before a marriage.
    """
    firsts, middles = _without_family(one)
    other_firsts, other_middles = _without_family(other)
    if not (middles and other_middles) or set(one.family) != set(other.family):
        return None
    if bond(firsts, other_firsts) not in SURE:
        return None
    if any(bond(word, pendant) for word in middles for pendant in other_middles):
        return True
    return False if any(len(word) == 1 for word in middles + other_middles) else None


def _without_family(name: Name) -> tuple[str, tuple[str, ...]]:
    """The first word of a name in words, and those between it and the family name."""
    given = tuple(word for word in name.words if word not in name.family) if name.family else ()
    return (given[0], given[1:]) if given else ("", ())
