"""Whether a card that comes in and a contact of the book are the same person.

A UID (RFC 6350, section 6.7.6) is often absent, and phones give a new one at each export; so it is neither needed nor
enough. The rules, by what both sides have in common:

| in common         | further                                           | they are                            |
|-------------------|---------------------------------------------------|-------------------------------------|
| UID and name      |                                                   | the same                            |
| UID and point     |                                                   | the same: the name was changed      |
| UID               | one side has no points                            | the same: the name was changed      |
| UID               | each side has points                              | likely: an export numbers its cards |
| name and point    | whatever the UIDs                                 | the same                            |
| name              | one side has no points, UIDs do not contradict    | the same: a name typed by hand      |
| name              | otherwise                                         | likely: a namesake or a double      |
| point             | neither side has a name, UIDs do not contradict   | the same                            |
| e-mail or handle  | otherwise                                         | likely: a changed name, or a family |
| phone             | otherwise                                         | different: offices share a phone    |

UIDs contradict where each side has some and none is shared. Points are phone numbers, e-mail addresses and handles.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person from another.

    `names` are the display name and the aliases, folded. `points` are (kind, normal form) of phones, e-mail addresses
    and handles only: people share addresses and web sites.
    """

    uids: frozenset[str]
    names: frozenset[str]
    points: frozenset[tuple[str, str]]


def same(incoming: Identity, standing: Identity) -> bool:
    """Whether the table above says `the same`. Symmetric; not transitive, since a bare name fits two namesakes."""
    uid = bool(incoming.uids & standing.uids)
    name = bool(incoming.names & standing.names)
    point = bool(incoming.points & standing.points)
    one_is_bare = not (incoming.points and standing.points)
    nameless = not (incoming.names or standing.names)
    contradiction = bool(incoming.uids and standing.uids) and not uid
    return (
        (uid and (name or point or one_is_bare))
        or (name and point)
        or (not contradiction and ((name and one_is_bare) or (nameless and point)))
    )


def likely(incoming: Identity, standing: Identity) -> bool:
    """Whether a person should look at the two: not the same by the rules, and not plainly different either."""
    if same(incoming, standing):
        return False
    personal = any(kind != "phone" for kind, _ in incoming.points & standing.points)
    return personal or bool(incoming.uids & standing.uids or incoming.names & standing.names)
