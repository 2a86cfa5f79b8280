"""One content line in bytes -> a property (rules/vcard/content_lines.py), its value decoded.

RFC 6350 section 3.3, RFC 2426 section 2.3 and 4, and for 2.1 its specification, sections 2.1.2 to 2.1.6:
quoted-printable, base64 and a charset for each property.
"""

import binascii
import re
from functools import lru_cache

from relkeeper.importers.encoding import TextCodec, nearly, strictly
from relkeeper.importers.vcard.lines import ContentLine, unfold
from relkeeper.rules.texts.charsets import codec_of, keeps_ascii
from relkeeper.rules.vcard.content_lines import TEXTS, Header, Property, header_of

OLD = "2.1"

_COLON_OUTSIDE_QUOTES = re.compile(rb'(?:[^":]++|"[^"]*")*+:')
_BARE_LABEL = re.compile(rb"(?:[\w-]{1,40}\.)?ADR;(?:[^:]*;)?LABEL=[^:]*:", re.IGNORECASE)

# An encoded semicolon is text, a plain one divides; decoding must not make them one. Not where it is escaped already.
_ENCODED_SEMICOLON = re.compile(rb"(?<!=5C)(?<!=5c)(?<!\\)=3[Bb]")

_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")


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
    if header.name in TEXTS:
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
