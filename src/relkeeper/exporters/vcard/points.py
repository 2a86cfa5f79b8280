"""Contact points as properties of a card."""

import re
from urllib.parse import quote

from relkeeper.exporters.vcard import lines
from relkeeper.exporters.vcard.lines import Content
from relkeeper.reports.contact import PointRow
from relkeeper.rules.vcard.content_lines import header_of
from relkeeper.rules.vcard.points import NOT_PREFERRED
from relkeeper.rules.vcard.points import label as read_label

_TYPE = re.compile(r"[A-Za-z0-9-]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")
# What a handle may hold beside letters and digits without being percent-encoded.
_IN_HANDLE = "@+-._~"


def content(point: PointRow, version: str, preference: int = NOT_PREFERRED) -> Content:
    """The property of a point, its label divided into types and one of the user's own."""
    name, value, params = _reached(point, version)
    types, label = divided(point.label)
    first = [] if preference == NOT_PREFERRED else [preferred(preference, version)]
    return Content(name, value, [*params, *(("TYPE", word) for word in types), *first], label)


def divided(label: str) -> tuple[list[str], str]:
    """The words that types can say so that they are read again, and the rest, which is a label of one's own."""
    words = label.split(",")
    for count in range(len(words), 0, -1):
        types, own = words[:count], ",".join(words[count:])
        header = header_of(f"TEL;TYPE={','.join(types)}")
        if all(map(_TYPE.fullmatch, types)) and read_label(header, own) == label.lower():
            return types, own
    return [], label


def preferred(preference: int, version: str) -> tuple[str, str]:
    """PREF (RFC 6350 section 5.3); 3.0 knows the type `pref` only (RFC 2426 section 3.3.1)."""
    return ("TYPE", "pref") if preference == 1 and version == "3.0" else ("PREF", str(preference))


def _reached(point: PointRow, version: str) -> tuple[str, str, list[tuple[str, str]]]:
    """A contact point as the name, the written value and the parameters of a property."""
    match point.kind:
        case "phone":
            return "TEL", lines.text(point.value), []
        case "email":
            return "EMAIL", lines.text(point.value), [("TYPE", "INTERNET")] if version == "3.0" else []
        case "url":
            return "URL", lines.uri(point.value), []
        case "address":
            return "ADR", f";;{lines.text(point.value)};;;;", []
    return _handle(point, version)


def _handle(point: PointRow, version: str) -> tuple[str, str, list[tuple[str, str]]]:
    """IMPP (RFC 6350 section 6.4.3; RFC 9554 has SERVICE-TYPE)."""
    handle = quote(point.value.encode("utf-8", "replace"), safe=_IN_HANDLE)
    if version == "3.0":
        # As iPhones write it.
        return "IMPP", f"x-apple:{handle}", [("X-SERVICE-TYPE", point.kind)]
    if _SCHEME.fullmatch(point.kind):
        return "IMPP", f"{point.kind}:{handle}", []
    return "IMPP", f"im:{handle}", [("SERVICE-TYPE", point.kind)]
