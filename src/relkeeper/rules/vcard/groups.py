"""Cards that are a group of contacts: KIND and MEMBER (RFC 6350 section 6.1.4 and 6.6.5), by Apple's names in 3.0."""

from collections.abc import Iterable

from relkeeper.rules.vcard.content_lines import Property

_KINDS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})
_MEMBERS = frozenset({"MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"})


def says_group(prop: Property) -> bool:
    """Whether a property says that its card is a group."""
    return prop.name in _KINDS and prop.text.lower() == "group"


def members(properties: Iterable[Property]) -> int:
    """How many members a card names that is a group; 0 for any other card."""
    found = list(properties)
    return sum(prop.name in _MEMBERS for prop in found) if any(map(says_group, found)) else 0


def name(properties: Iterable[Property]) -> str:
    """What a group is called."""
    return next((prop.text for prop in properties if prop.name == "FN" and prop.text), "")
