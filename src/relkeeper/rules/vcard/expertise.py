"""EXPERTISE of vCard (RFC 6715 section 2.1): what somebody knows about, and how well by its parameter LEVEL."""

from relkeeper.rules import topics
from relkeeper.rules.vcard.content_lines import Property
from relkeeper.rules.vcard.names import one_line

# Parameters that say how the value is written.
_OF_NOTATION = frozenset({"VALUE", "CHARSET", "ENCODING", "PID", "ALTID"})


def topic_of(prop: Property) -> str:
    """The topic that an EXPERTISE names; empty for another property, and for what is no topic."""
    name = one_line(prop.text) if prop.name == "EXPERTISE" else ""
    return name if topics.key(name) else ""


def says_more(prop: Property) -> bool:
    """Whether there is more to it than the topic: a level, another parameter, or a group."""
    return bool(prop.header.group or any(name not in _OF_NOTATION for name in prop.header.values))
