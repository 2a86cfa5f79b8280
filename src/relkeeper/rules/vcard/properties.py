"""When two properties of cards say the same, and which bytes a PHOTO holds, whatever version of vCard they are from.

Version 3.0 (RFC 2426) and 2.1 have a file as base64 with the parameter ENCODING, 4.0 (RFC 6350) as a `data:` URI
(RFC 2397); the former have the type `pref` where 4.0 has PREF, and names of their own for what 4.0 made standard.
"""

import binascii
import re
from collections.abc import Hashable, Iterator
from hashlib import sha256
from typing import NamedTuple

from relkeeper.drafts import PropertyDraft
from relkeeper.rules import names
from relkeeper.rules.vcard import parameters

# The properties that may hold a file, with the first half of its media type.
FILES = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}
# What address books call in cards of 3.0 what is a property of 4.0.
NAMES_IN_3 = {
    "KIND": "X-ADDRESSBOOKSERVER-KIND",
    "MEMBER": "X-ADDRESSBOOKSERVER-MEMBER",
    "GENDER": "X-GENDER",
}
_NAMES_IN_4 = {old: new for new, old in NAMES_IN_3.items()}

_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT"})
# How a value is written, and which of several goes first, is no part of what is said.
_NOT_SAID = frozenset({"ENCODING", "CHARSET", "VALUE", "PREF"})
_BARE_VALUES = frozenset({"URL", "URI", "INLINE", "CID", "CONTENT-ID", "VCARD"})
_DATA = re.compile(r"data:(?P<type>[^;,]*)(?:;[^;,]*)*;base64,(?P<bytes>[A-Za-z0-9+/=\s]*)", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_TYPE = re.compile(r"[a-z0-9.+-]+(?:/[a-z0-9.+-]+)?")
# Types that say what a file is for, or which one goes first.
_OF_USE = frozenset({"home", "work", "pref"})
# How files of a type begin, in base64.
_BEGINNINGS = {"/9j/": "jpeg", "iVBORw0KGgo": "png", "R0lGOD": "gif", "UklGR": "webp"}
# Line ends are escaped in a card, tabs are text; no other control character has a place there.
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}
_ESCAPE_OR_MARK = re.compile(r"\\.|;", re.DOTALL)
_ESCAPES = {";": "\0", "\\n": "\n", **{f"\\{char}": char for char in ',;:\\"'}}
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
_ESCAPED_LINE_END = re.compile(r"(?<!\\)((?:\\\\)*)(?:\\?\n|\\N)")


class Embedded(NamedTuple):
    """A file within a property: its media type and its bytes in base64."""

    media_type: str
    base64: str


def key(draft: PropertyDraft) -> Hashable:
    """What a property says: equal for two that say the same, in whatever version and spelling of vCard.

    A file is told by its bytes alone. The order of parameters, the case of their names and types, the charset, the
    encoding and a preference do not count; nor does a group, but that of an X-ABLabel, which names what it labels.
    """
    name = _NAMES_IN_4.get(draft.name, draft.name)
    group = draft.group.lower() if name == "X-ABLABEL" else ""
    file = embedded(draft)
    if file is not None:
        return name, group, sha256(binascii.a2b_base64(file.base64)).hexdigest()
    value = as_it_goes(draft.value.strip())
    return name, group, _units(value) if name == "ORG" else value, frozenset(_said(draft.params))


def embedded(draft: PropertyDraft) -> Embedded | None:
    """The file that a PHOTO, LOGO, SOUND or KEY holds itself; None where it holds none, or none that can be read."""
    if draft.name not in FILES:
        return None
    found = _DATA.fullmatch(draft.value)
    packed = "".join((found["bytes"] if found else draft.value).split())
    if not _BASE64.fullmatch(packed) or len(packed) % 4 or not (found or _is_base64(draft.params)):
        return None
    declared = found["type"].lower() if found else _type_of(draft.params)
    return Embedded(_media_type(draft.name, declared, packed), packed)


def as_it_goes(value: str) -> str:
    r"""An escaped value as it can stand in a card: `\n` for each line end, and without what is no text."""
    return _ESCAPED_LINE_END.sub(r"\1\\n", plain(value))


def escaped(text: str) -> str:
    """A text as it stands in a card (RFC 6350, section 3.4)."""
    return plain(text).translate(_ESCAPED)


def plain(value: str) -> str:
    r"""`value` without control characters but tabs and `\n`, and without lone surrogates."""
    return names.clean(value.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS))


def _units(value: str) -> tuple[str, ...]:
    """The parts of an ORG, in which a comma divides nothing, escaped or not."""
    return tuple(part.strip() for part in _ESCAPE_OR_MARK.sub(_unit_text, value).split("\0"))


def _unit_text(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], found[0])


def _said(params: str) -> Iterator[tuple[str, str]]:
    """The parameters that say something of the value."""
    for name, value in _each(params):
        if name not in _NOT_SAID and (name, value.lower()) != ("TYPE", "pref"):
            yield name, plain(value.lower() if name == "TYPE" else value)


def _each(params: str) -> Iterator[tuple[str, str]]:
    """Name and value of each parameter; what stands alone in 2.1 is an encoding, a sort of value or a type."""
    for piece in parameters.pieces(params):
        name, equals, values = piece.partition("=")
        if equals:
            upper = name.strip().upper()
            for value in parameters.values(values):
                yield from ((upper, item) for item in (value.split(",") if upper == "TYPE" else [value]))
        elif word := piece.strip():
            upper = word.upper()
            yield ("ENCODING" if upper in _ENCODINGS else "VALUE" if upper in _BARE_VALUES else "TYPE"), word


def _is_base64(params: str) -> bool:
    return any(name == "ENCODING" and value.upper() in ("B", "BASE64") for name, value in _each(params))


def _type_of(params: str) -> str:
    """`TYPE=JPEG` as `jpeg`, `MEDIATYPE=image/jpeg` as it is."""
    found = (value.lower() for name, value in _each(params) if name in ("TYPE", "MEDIATYPE"))
    return next((value for value in found if _TYPE.fullmatch(value) and value not in _OF_USE), "")


def _media_type(name: str, declared: str, packed: str) -> str:
    if "/" in declared and not declared.startswith("application/octet"):
        return declared
    sniffed = next((word for beginning, word in _BEGINNINGS.items() if packed.startswith(beginning)), "")
    word = declared if declared and "/" not in declared else sniffed
    return f"{FILES[name]}/{word}" if word else "application/octet-stream"
