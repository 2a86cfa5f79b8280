"""One content line as a property: its name, its parameters, and its value as text.

RFC 6350 section 3.3 and 3.4, RFC 6868 (`^n` in parameters), RFC 2426 section 2.3 and 4, and for 2.1 its specification,
sections 2.1.2 to 2.1.6: parameters without a name, quoted-printable, base64 and a charset for each property.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from relkeeper.importers.encoding import REPLACEMENT, TextCodec, nearly, strictly
from relkeeper.importers.encoding.labels import codec_of, keeps_ascii
from relkeeper.importers.vcard.lines import ContentLine, unfold

OLD = "2.1"

_COLON_OUTSIDE_QUOTES = re.compile(rb'(?:[^":]++|"[^"]*")*+:')
_BARE_LABEL = re.compile(rb"(?:[\w-]{1,40}\.)?ADR;(?:[^:]*;)?LABEL=[^:]*:", re.IGNORECASE)
# A quote that is never closed is a character like any other.
_UNQUOTED = {mark: re.compile(rf'((?:[^"{mark}]+|"[^"]*"|")*)(?:{mark}|\Z)') for mark in ";,"}
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}
_CARET = re.compile(r"\^[n'^]")

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
_TEXTS = frozenset(
    {"FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "NOTE", "ADR", "LABEL", "TEL", "EMAIL", "URL", "CATEGORIES"}
)

# How Android writes a label of the user's own into 2.1: X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=A7=90).
_ANDROID_LABEL = re.compile(r"X-CUSTOM\(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,(.*)\)\s*$", re.IGNORECASE)

# An encoded semicolon is text, a plain one divides; decoding must not make them one. Not where it is escaped already.
_ENCODED_SEMICOLON = re.compile(rb"(?<!=5C)(?<!=5c)(?<!\\)=3[Bb]")

_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
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
        return REPLACEMENT in self.value


def property_of(line: ContentLine, version: str, codec: TextCodec, *, whole: bool = False) -> Property | None:
    """The property on a content line; None for a line without a name (`:x`, `;TYPE=x:y`).

    Text whose charset is undeclared, unknown or evidently wrong is read with `codec`. `whole` says that `codec` goes
    before a declared charset: the user said so, or the file has been converted, which leaves quoted-printable as it is.
    """
    raw = unfold(line.raw, version)
    end = _end_of_header(raw)
    header = header_of(_tidy(_plain(raw[:end], codec)))
    if not header.name:
        return None
    value = _decoded(raw[end + 1 :], header, codec, whole=whole)
    return Property(header.name, _tidy(value), header, line.number, version == OLD)


def undeclared(line: ContentLine, version: str) -> tuple[bytes, str]:
    """The bytes of a value that does not say how to read them (empty if it does), and the codec it declares."""
    raw = unfold(line.raw, version)
    if raw.isascii() and b"=" not in raw:
        return b"", ""
    end = _end_of_header(raw)
    header = header_of(raw[:end].decode("latin-1"))
    value = raw[end + 1 :]
    if header.encoding == "BASE64":
        return b"", ""
    if header.encoding == "QP":
        value = binascii.a2b_qp(value)
    declared = _usable(header.charset)
    if value.isascii() or (declared and nearly(value, declared) is not None):
        return b"", declared
    return value, declared


def _end_of_header(raw: bytes) -> int:
    """The place of the colon: the first that is not in quotes."""
    first = raw.find(b":")
    if first < 0:
        return len(raw)
    if b'"' in raw[:first]:
        found = _COLON_OUTSIDE_QUOTES.match(raw)
        return found.end() - 1 if found else first
    if _BARE_LABEL.match(raw) and raw.count(b";", first) >= 6:
        # A LABEL that should be in quotes, and is not, may hold colons: the last with seven parts behind it is meant.
        return raw.rsplit(b";", 6)[0].rfind(b":")
    return first


def _plain(raw: bytes, codec: TextCodec) -> str:
    return raw.decode("ascii") if raw.isascii() else codec.text(raw)


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
    values: dict[str, tuple[str, ...]] = {}
    for key, found in _params(params):
        values[key] = values.get(key, ()) + found
    types = tuple(
        item.strip().lower().removeprefix("type=") for value in values.get("TYPE", ()) for item in value.split(",")
    )
    encoding = _ENCODINGS.get(values.get("ENCODING", ("",))[-1].strip().upper(), "")
    charset = values.get("CHARSET", ("",))[-1].strip()
    return Header(group.strip(), name.strip().upper(), params, values, tuple(filter(None, types)), encoding, charset)


def _params(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for piece in _divided(text, ";", _UNQUOTED):
        key, equals, value = piece.partition("=")
        if found := _ANDROID_LABEL.match(piece):
            yield "TYPE", (_plain(binascii.a2b_qp(found[1].encode()), TextCodec("utf-8")),)
        elif equals:
            yield key.strip().upper(), tuple(_param_value(item) for item in _divided(value, ",", _UNQUOTED))
        elif piece.strip():
            yield _bare(piece.strip())


def _param_value(text: str) -> str:
    text = text.strip().strip('"')
    return _CARET.sub(lambda found: _CARETS[found[0]], text) if "^" in text else text


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


def _decoded(value: bytes, header: Header, codec: TextCodec, *, whole: bool) -> str:
    if header.encoding == "BASE64":
        return _from_base64(value, header, codec)
    if header.encoding == "QP":
        if b";" in value:
            value = _ENCODED_SEMICOLON.sub(rb"\\;", value)
        value = binascii.a2b_qp(value)
        whole = False
    if value.isascii():
        return value.decode("ascii")
    if whole and (text := strictly(value, codec.name)) is not None:
        return text
    declared = _usable(header.charset)
    return (nearly(value, declared) if declared else None) or codec.text(value)


@lru_cache(maxsize=256)
def _usable(charset: str) -> str:
    codec = codec_of(charset) if charset else None
    return codec if codec and keeps_ascii(codec) else ""


def _from_base64(value: bytes, header: Header, codec: TextCodec) -> str:
    """A file stays base64, without the blanks of its folds; a text is decoded where it can be."""
    packed = b"".join(value.split())
    if header.name in _TEXTS:
        try:
            raw = binascii.a2b_base64(packed, strict_mode=True)
        except binascii.Error:
            return codec.text(value)
        declared = _usable(header.charset)
        return (strictly(raw, declared) if declared else None) or codec.text(raw)
    # What is no base64 after all is kept as it came.
    return packed.decode("ascii") if _BASE64.fullmatch(packed) else codec.text(value)


def _tidy(text: str) -> str:
    r"""Without zero characters, which SQLite ends a text at, and with `\n` for every line end."""
    if "\0" in text:
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _unescaped(text: str, escapes: Mapping[str, str]) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: escapes.get(found[1], found[0]), text)


def _divided(text: str, mark: str, patterns: Mapping[str, re.Pattern[str]] = _UNESCAPED) -> list[str]:
    """`text` at every `mark` that is not escaped (or, with the other patterns, not quoted)."""
    pieces = []
    for found in patterns[mark].finditer(text):
        pieces.append(found[1])
        if found.end() == found.end(1):
            break
    return pieces
