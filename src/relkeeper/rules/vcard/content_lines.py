"""A content line as a property: its name, its parameters, and its value as text.

RFC 6350 section 3.3 and 3.4, RFC 6868 (`^n` in parameters), RFC 2426 section 2.3 and 4, and for 2.1 its specification,
sections 2.1.2 to 2.1.6: parameters without a name.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from relkeeper.rules.texts.charsets import codec_of
from relkeeper.rules.vcard import parameters

# What decoding puts where bytes could not be read.
_REPLACEMENT = "\ufffd"
_ENCODINGS = {
    "QUOTED-PRINTABLE": "QP",
    "BASE64": "BASE64",
    "B": "BASE64",
    "7BIT": "",
    "8BIT": "",
}
_LONGEST_REMEMBERED = 200
_BARE_VALUES = {"URL", "INLINE", "CID", "CONTENT-ID", "URI", "VCARD"}
_LIKE_A_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")
# "utf-8" and "iso-8859-1" are charsets without their name; "cp" and "hex" are types, though codecs know them.
_LIKE_A_CHARSET = re.compile(r"[A-Z]+[-_A-Z0-9]{0,20}\d|BIG5|SHIFT_JIS|GBK|US-ASCII", re.IGNORECASE)
# Base64 of these is text; of PHOTO, LOGO, SOUND and KEY it is a file and stays as it is.
TEXTS = frozenset(
    {"FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "NOTE", "ADR", "LABEL", "TEL", "EMAIL", "URL", "CATEGORIES"}
)

# How Android writes a label of the user's own into 2.1: X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=A7=90).
_ANDROID_LABEL = re.compile(r"X-CUSTOM\(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,(.*)\)\s*$", re.IGNORECASE)

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_NEW_ESCAPES = {"n": "\n", "N": "\n", ",": ",", ";": ";", ":": ":", "\\": "\\", '"': '"'}
_OLD_ESCAPES = {";": ";", ",": ",", ":": ":"}
_OLD_ESCAPES_IN_PARTS = {**_OLD_ESCAPES, "\\": "\\"}
_UNESCAPED = {mark: re.compile(rf"((?:[^\\{mark}]+|\\.|\\\Z)*)(?:{mark}|\Z)", re.DOTALL) for mark in ";,"}


class Header(NamedTuple):
    """What stands before the colon: names in upper case, `types` in lower case and with the bare parameters of 2.1."""

    group: str
    name: str
    params: str
    values: Mapping[str, tuple[str, ...]]
    types: tuple[str, ...]
    encoding: str
    charset: str

    def first(self, name: str) -> str:
        values = self.values.get(name)
        return values[0] if values else ""


class Property(NamedTuple):
    """A property whose value is decoded to text and still escaped. `old` says that the escapes are those of 2.1."""

    name: str
    value: str
    header: Header
    line: int
    old: bool

    @property
    def text(self) -> str:
        """The value as one text: unescaped, without blanks around it."""
        if "\\" not in self.value:
            return self.value.strip()
        return _unescaped(self.value, _OLD_ESCAPES if self.old else _NEW_ESCAPES).strip()

    def parts(self, mark: str = ";") -> list[str]:
        """The parts of a compound value, divided at `mark`, unescaped and stripped; empty ones too."""
        if "\\" not in self.value:
            return [part.strip() for part in self.value.split(mark)]
        escapes = _OLD_ESCAPES_IN_PARTS if self.old else _NEW_ESCAPES
        return [_unescaped(part, escapes).strip() for part in _divided(self.value, mark)]

    def lists(self) -> list[list[str]]:
        """The parts of a compound value whose parts are lists (N, ADR): divided at `;` and each at `,` from 3.0 on."""
        if "\\" not in self.value:
            return [
                [item.strip() for item in (part.split(",") if not self.old else [part])]
                for part in self.value.split(";")
            ]
        escapes = _OLD_ESCAPES_IN_PARTS if self.old else _NEW_ESCAPES
        return [
            [_unescaped(item, escapes).strip() for item in ([part] if self.old else _divided(part, ","))]
            for part in _divided(self.value, ";")
        ]

    @property
    def unreadable(self) -> bool:
        """Whether some of its characters were lost in decoding, here or in a program before."""
        return _REPLACEMENT in self.value


def header_of(text: str) -> Header:
    """The parsed header. The same few stand in every card, hence the cache; a long one is not worth a place in it."""
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _header(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Header:
    return _header(text)


def _header(text: str) -> Header:
    whole, _, params = text.partition(";")
    group, dot, name = whole.strip().partition(".")
    if not dot:
        group, name = "", group
    # A hostile header has a hundred thousand of one name.
    gathered: dict[str, list[str]] = {}
    for key, found in _params(params):
        gathered.setdefault(key, []).extend(found)
    values = {key: tuple(found) for key, found in gathered.items()}
    types = tuple(
        item.strip().lower().removeprefix("type=") for value in values.get("TYPE", ()) for item in value.split(",")
    )
    encoding = _ENCODINGS.get(values.get("ENCODING", ("",))[-1].strip().upper(), "")
    charset = values.get("CHARSET", ("",))[-1].strip()
    return Header(group.strip(), name.strip().upper(), params, values, tuple(filter(None, types)), encoding, charset)


def _params(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for piece in parameters.pieces(text):
        key, equals, value = piece.partition("=")
        if found := _ANDROID_LABEL.match(piece):
            yield "TYPE", (binascii.a2b_qp(found[1].encode()).decode("utf-8", "replace"),)
        elif equals:
            yield key.strip().upper(), parameters.values(value)
        elif piece.strip():
            yield _bare(piece.strip())


def _bare(word: str) -> tuple[str, tuple[str, ...]]:
    """The parameter that 2.1 lets one leave the name of."""
    upper = word.upper()
    if upper in _ENCODINGS:
        return "ENCODING", (upper,)
    if upper in _BARE_VALUES:
        return "VALUE", (upper,)
    if _LIKE_A_CHARSET.fullmatch(word) and codec_of(word):
        return "CHARSET", (word,)
    return ("LANGUAGE" if _LIKE_A_LANGUAGE.fullmatch(word) else "TYPE"), (word,)


def _unescaped(text: str, escapes: Mapping[str, str]) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: escapes.get(found[1], found[0]), text)


def _divided(text: str, mark: str) -> list[str]:
    """`text` at every `mark` that is not escaped."""
    return parameters.divided(text, mark, _UNESCAPED)
