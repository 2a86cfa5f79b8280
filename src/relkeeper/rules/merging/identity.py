"""Whether a card that comes in and a contact of the book are the same person.

A UID (RFC 6350, section 6.7.6) is often absent, and phones give a new one at each export; so it is neither needed nor
enough. The rules, by what both sides have in common:

| in common         | further                                           | they are                         |
|-------------------|---------------------------------------------------|----------------------------------|
| UID, a UUID       | name or point, or one side has no points          | the same: nobody else has it     |
| UID               | name or point, or one side has no points          | the same: the name was changed   |
| name and point    | whatever the UIDs                                 | the same                         |
| point             | neither side has a name, UIDs do not contradict   | the same                         |
| name              | one side has no points, UIDs and organisations do | the same: a name typed by hand   |
|                   | not contradict                                    |                                  |
| otherwise         |                                                   | not the same by what can be told |

What is plainly another person (rules/likeness, `contradictions`) is none of these: that is for the caller to see to, as
it is to say what several people have, an office's number. Whether two who are not the same by this table may be one
person all the same is for `rules/likeness` to say.

UIDs contradict where each side has some and none is shared. Points are phone numbers, e-mail addresses and handles. An
office's number is none; only where it is all that a side has, the other must have it, too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# RFC 9562.
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# Programs write nothing, or the nil or the max UUID, where they have none.
_NOBODYS = frozenset({"", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"})


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person from another.

    `names` are the display name and the aliases, folded. `points` are (kind, normal form) of phones, e-mail addresses
    and handles only: people share addresses and web sites. `uids` are as `uids` makes them.
    `common` are points that several people have; `organization` is folded.
    """

    uids: frozenset[str]
    names: frozenset[str]
    points: frozenset[tuple[str, str]]
    common: frozenset[tuple[str, str]] = frozenset()
    organization: str = ""


def uid(text: str) -> str:
    """An identity in the form in which it is compared: a UUID is the same with and without `urn:uuid:` (RFC 9562)."""
    return text.strip().casefold().removeprefix("urn:uuid:")


def uids(texts: Iterable[str]) -> frozenset[str]:
    """Identities in that form, without those that programs give to everybody: nothing, the nil and the max UUID."""
    return frozenset(map(uid, texts)) - _NOBODYS


def certainty(incoming: Identity, standing: Identity) -> int:
    """What makes the two the same by the table above: 5 for its first line, 0 for the last.

    Symmetric; not transitive, since a bare name fits two namesakes.
    """
    shared = incoming.uids & standing.uids
    name = incoming.names & standing.names
    point = incoming.points & standing.points
    one_is_bare = _is_bare(incoming, standing) or _is_bare(standing, incoming)
    if shared:
        by_uid = 5 if any(map(_UUID.fullmatch, shared)) else 4
        return by_uid if name or point or one_is_bare else 0
    if name and point:
        return 3
    if incoming.uids and standing.uids:
        return 0
    if point and not (incoming.names or standing.names):
        return 2
    other_firm = len({incoming.organization, standing.organization} - {""}) > 1
    return 1 if name and one_is_bare and not other_firm else 0


def _is_bare(one: Identity, other: Identity) -> bool:
    """Whether one cannot be reached by anything but an office's number that the other has as well."""
    return not one.points and (not one.common or not one.common.isdisjoint(other.common))
