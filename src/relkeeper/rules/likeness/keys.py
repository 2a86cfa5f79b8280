"""Keys under which profiles that may be one person meet, so that nobody is compared with everybody."""

from collections.abc import Iterator

from relkeeper.rules.likeness.profiles import Point, Profile
from relkeeper.rules.likeness.spelled import Name, romanised
from relkeeper.rules.likeness.words import forms

# A number with and without its country code ends alike.
LAST_DIGITS = 7


def blocking_keys(profile: Profile) -> frozenset[str]:
    """What the profile shares with every other that is `LIKELY` the same person."""
    return frozenset(_keys(profile))


def _keys(profile: Profile) -> Iterator[str]:
    for uid in profile.uids:
        yield f"uid {uid}"
    for point in profile.points | profile.common:
        yield point_key(point)
    for name in profile.names:
        yield from _of_a_name(name)


def point_key(point: Point) -> str:
    """Phones by their last digits, all else as it is."""
    kind, normal = point
    return f"{kind} {normal[-LAST_DIGITS:] if kind == 'phone' else normal}"


def _of_a_name(name: Name) -> Iterator[str]:
    """Characters, readings, and each word with the first letter of another: names that agree share one whole word."""
    if name.han:
        yield name.han
        yield from name.readings
    elif len(name.words) == 1:
        yield from (f"{form} " for form in forms(name.words[0]))
    yield from romanised(name.words)
    for place, word in enumerate(name.words):
        others = [other for position, other in enumerate(name.words) if position != place]
        initials = {form[0] for other in others for form in (other, *forms(other))}
        if len(word) > 1:
            yield from (f"{form} {initial}" for form in forms(word) for initial in initials)
