"""From bytes to text: what an input file is written in.

The order: the user's word, a byte order mark, the zero bytes of UTF-16, strict UTF-8, and only then a guess
(`encoding_guess`). Text that comes out of here never holds a lone surrogate; what could not be read is U+FFFD.
"""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

from relkeeper.importers.encoding.guessing import guess
from relkeeper.rules.texts.charsets import named

REPLACEMENT = "\ufffd"

# What is looked at to see the shape of a file.
_HEAD = 65536

_HIGH_BYTES = bytes(range(0x80, 0x100))

# UTF-32 stands before UTF-16: its mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


@dataclass(frozen=True, slots=True)
class TextCodec:
    """How to read text: in `name`, and the pieces that are not in it in `stray`; empty where there is no second one."""

    name: str
    stray: str = ""

    def text(self, raw: bytes) -> str:
        """The text of `raw`; never raises. What neither codec can read becomes U+FFFD."""
        text = strictly(raw, self.name)
        if text is None and self.stray:
            text = nearly(raw, self.name) or strictly(raw, self.stray)
        return raw.decode(self.name, "replace") if text is None else text


def strictly(raw: bytes, codec: str) -> str | None:
    """The text of `raw` in `codec`, or None where a byte of it does not fit."""
    try:
        return raw.decode(codec)
    except UnicodeError:
        return None


def from_shape(head: bytes) -> str | None:
    """The encoding that the first bytes of a file give away: a byte order mark, or the zero bytes of UTF-16."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec
    return _wide_without_mark(head[: len(head) // 2 * 2])


def _wide_without_mark(head: bytes) -> str | None:
    """UTF-16 by where its zero bytes are: one half of each ASCII character. Needs one ASCII character in twenty.

    In 8-bit text that has got some zero bytes, most pairs of bytes are two ASCII characters; in UTF-16 few are.
    """
    evens, odds = head[0::2], head[1::2]
    big, little = evens.count(0), odds.count(0)
    most, least = max(big, little), min(big, little)
    if most < 2 or most * 20 < len(evens) or least * 10 > most:
        return None
    plain = sum(0x20 <= first < 0x7F and 0x20 <= second < 0x7F for first, second in zip(evens, odds, strict=True))
    if plain * 5 > len(evens) * 3:
        return None
    return "utf-16-be" if big > little else "utf-16-le"


def nearly(raw: bytes, codec: str) -> str | None:
    """The text of `raw` in `codec` with what is broken replaced (a character cut in half); None where much is."""
    text = raw.decode(codec, "replace")
    broken = text.count(REPLACEMENT)
    return text if broken * 3 <= sum(not char.isascii() for char in text) else None


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a whole file and the name of the encoding it was read in.

    `encoding` is the user's word and is not doubted, save that a byte order mark is never part of the text. Unreadable
    bytes become U+FFFD. UsageError for an encoding that does not exist.
    """
    if encoding is not None:
        codec = with_byte_order(named(encoding), data)
        return data.decode(codec, "replace").removeprefix("\ufeff"), codec
    shape = from_shape(data[:_HEAD])
    if shape is not None:
        return data.decode(shape, "replace").removeprefix("\ufeff"), shape
    if (text := strictly(data, "utf-8")) is not None:
        return text, "utf-8"
    codec_used = choose(data.splitlines())
    if not codec_used.stray:
        return codec_used.text(data), codec_used.name
    return "".join(codec_used.text(line) for line in data.splitlines(keepends=True)), codec_used.name


def with_byte_order(codec: str, head: bytes) -> str:
    """The user's codec; where it leaves the byte order open, with that of the file, or else with that of Windows."""
    if codec not in ("utf-16", "utf-32"):
        return codec
    shape = from_shape(head[:_HEAD])
    return shape if shape is not None and shape.startswith(codec) else f"{codec}-le"


def choose(samples: Sequence[bytes], hints: Sequence[str] = (), *, is_utf8: bool = False) -> TextCodec:
    """The encoding of pieces of 8-bit text from one file that declares none.

    A file whose non-ASCII bytes are mostly valid UTF-8 is UTF-8 with strays (files get put together from several); else
    all of it is guessed. `hints` are codecs that other parts of the same file declare; `is_utf8` says that only strays
    are left to be guessed.
    """
    pieces = [piece for piece in samples if not piece.isascii()]
    strays = [piece for piece in pieces if nearly(piece, "utf-8") is None]
    if not strays:
        return TextCodec("utf-8")
    if is_utf8 or _high(strays) * 2 < _high(pieces):
        return TextCodec("utf-8", guess(strays, hints))
    return TextCodec(guess(pieces, hints))


def _high(pieces: Sequence[bytes]) -> int:
    """How many bytes are not ASCII."""
    return sum(len(piece) - len(piece.translate(None, _HIGH_BYTES)) for piece in pieces)
