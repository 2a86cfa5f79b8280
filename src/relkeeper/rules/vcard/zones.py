"""TZ of vCard (RFC 6350 section 6.5.1, RFC 2426 section 3.4.1): a name of the IANA database, an offset, or any text."""

from relkeeper.rules import time_zones
from relkeeper.rules.vcard.content_lines import Property

# Parameters that say how the value is written.
_OF_NOTATION = frozenset({"VALUE", "CHARSET", "ENCODING", "LANGUAGE", "PID", "ALTID"})


def name_of(prop: Property) -> str:
    """The zone that a TZ names; empty for another property, an offset, and what is no zone here."""
    name = prop.text.strip() if prop.name == "TZ" else ""
    return name if name and time_zones.exists(name) else ""


def says_more(prop: Property) -> bool:
    """Whether there is more to it than the name: a parameter, or a group."""
    return bool(prop.header.group or any(name not in _OF_NOTATION for name in prop.header.values))
