"""The lines of a vCard file: from bytes to cards of unfolded content lines.

RFC 6350 section 3.2 and 3.3, RFC 2425 section 5.8.1 (for 3.0), and the vCard 2.1 specification section 2.1, as far as
files keep to them. All work is on bytes of an ASCII-compatible encoding, because a fold may stand inside a character
and each property may have a charset of its own.

Never raises on any bytes. Memory is bounded by the largest card, and that by `LARGEST_CARD`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

LARGEST_CARD = 64 * 2**20
# A card inside a card inside a card: more than these without an END are cards that were never closed.
_DEEPEST = 8
# So many strange lines of one card are told; a card that is never closed may be followed by a whole novel.
_MOST_STRAYS = 20

# Lengths are bounded so that a base64 line of megabytes is looked at once.
_MARK = re.compile(rb"(?:\xef\xbb\xbf)*\s*(?:[\w-]{1,40}\.)?(BEGIN|END)\s*:\s*VCARD\s*$", re.IGNORECASE)
# Files that were put together where the last line of one had no end.
_GLUED = re.compile(rb"\s*END\s*:\s*VCARD\s*(?:\xef\xbb\xbf)*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
# A name is ASCII, but for what users of other scripts call their own (X-微信).
_PROPERTY = re.compile(rb"(?:[!-9<-~]{1,200}|X-[!-9<-~\x80-\xff]{1,200})[ \t]*[:;]")
_QUOTED_PRINTABLE = re.compile(rb"[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:]*)?:\s*(BEGIN\s*:\s*VCARD\s*)?$", re.IGNORECASE)
_VERSION = re.compile(rb"(?:[\w-]+\.)?VERSION(?:;[^:]*)?:\s*([\d.]+)", re.IGNORECASE)
# What a stray line cannot be a part of: the value is one line by its nature.
_ONE_LINE = re.compile(
    rb"(?:[\w-]+\.)?(?:FN|N|TEL|EMAIL|IMPP|URL|UID|BDAY|REV|VERSION|NICKNAME|TITLE|GEO|TZ|X-QQ)[;:]", re.IGNORECASE
)
_FOLD = re.compile(rb"\n[ \t]")
_FOLD_KEEPING_BLANK = re.compile(rb"\n(?=[ \t])")
# In quoted-printable a line that ends in "=" goes on in the next one, whose blanks are text (RFC 2045, 6.7).
_FOLD_QUOTED = re.compile(rb"(?<!=)\n[ \t]")
_SOFT_BREAK = re.compile(rb"=[ \t]*\n")
_INDENTED_CARD = re.compile(rb"\n[ \t]+END[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_BLANKS = (b" ", b"\t")
_INDENT = re.compile(rb"\n[ \t]+")


class ContentLine(NamedTuple):
    """One property as it stands in the file. `raw` keeps the folds: its physical lines, joined by `\\n`."""

    number: int
    raw: bytes


@dataclass(slots=True)
class Card:
    """A card: where it began, its content lines without BEGIN and END, and what is odd about it.

    `strays` are the numbers of lines that are no property and no part of one. `cut` says that lines beyond
    `LARGEST_CARD` were left out.
    """

    line: int
    lines: list[ContentLine] = field(default_factory=list)
    version: str = ""
    closed: bool = False
    strays: list[int] = field(default_factory=list)
    cut: bool = False


def physical_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    r"""Lines without their ends: `\n`, `\r\n`, a lone `\r`, and the `\r\r\n` of files that were converted twice."""
    pieces: list[bytes] = []
    size = 0
    for chunk in _whole_line_ends(chunks):
        first, *others = chunk.split(b"\n")
        if size <= LARGEST_CARD:
            pieces.append(first)
            size += len(first)
        if others:
            yield b"".join(pieces)
            yield from others[:-1]
            pieces, size = [others[-1]], len(others[-1])
    if pieces and (last := b"".join(pieces)):
        yield last


def _whole_line_ends(chunks: Iterable[bytes]) -> Iterator[bytes]:
    r"""The same bytes with `\n` for every line end; no end is divided between two chunks."""
    held = b""
    for chunk in chunks:
        text = held + chunk
        kept = text.rstrip(b"\r")
        held = text[len(kept) :]
        yield _one_line_end(kept)
    yield _one_line_end(held)


def _one_line_end(text: bytes) -> bytes:
    if b"\r" not in text:
        return text
    return text.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def cards(chunks: Iterable[bytes]) -> Iterator[Card]:
    """The cards of a file in the order in which they end. Text outside of cards is passed over.

    A card that begins before the last one has ended is a card of its own, unless it is the value of an AGENT. A card
    without an end is yielded with `closed` false.
    """
    reader = _Reader()
    for number, raw in enumerate(physical_lines(chunks), 1):
        if (card := reader.take(number, raw)) is not None:
            yield card
    yield from reader.rest()


class _Open:
    """A card that is being read."""

    __slots__ = ("agents", "blank", "card", "number", "parts", "quoted", "size")

    def __init__(self, line: int) -> None:
        self.card = Card(line)
        self.number = 0
        self.parts: list[bytes] = []
        self.quoted = False
        self.blank = False
        self.agents = 0
        self.size = 0

    def start(self, number: int, raw: bytes) -> None:
        self.finish_line()
        self.number = number
        self.parts = [raw]
        self.quoted = raw.endswith(b"=") and _QUOTED_PRINTABLE.match(raw) is not None

    def goes_on(self, raw: bytes) -> None:
        self.parts.append(raw)

    def in_soft_break(self) -> bool:
        return self.quoted and not self.blank and self.parts[-1].endswith(b"=")

    def takes_stray(self) -> bool:
        """Whether a line that is no property can belong to the one before it: unescaped line ends happen in notes."""
        if not self.parts:
            return False
        return (self.quoted and self.parts[-1].endswith(b"=")) or _ONE_LINE.match(self.parts[0]) is None

    def indented(self, *, begins: bool) -> None:
        """An indented BEGIN or END is part of a folded value: an AGENT written as a block."""
        if begins:
            self.agents += len(self.parts) > 1 and _AGENT.match(self.parts[-2]) is not None
        else:
            self.agents = max(0, self.agents - 1)

    def awaits_agent(self) -> bool:
        return bool(self.parts) and _AGENT.match(self.parts[-1]) is not None

    def finish_line(self) -> None:
        if not self.parts:
            return
        raw = b"\n".join(self.parts) if len(self.parts) > 1 else self.parts[0]
        self.card.lines.append(ContentLine(self.number, raw))
        if not self.card.version and (found := _VERSION.match(raw)):
            self.card.version = found[1].decode("ascii")
        self.parts = []

    def finish(self, *, closed: bool) -> Card:
        self.finish_line()
        self.card.closed = closed
        return self.card


class _Reader:
    """Takes physical lines, gives cards."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        # What stands before BEGIN stands before every line of a card that was copied from somewhere, and is no fold.
        self._margin = b""

    def take(self, number: int, raw: bytes) -> Card | None:
        """The card that this line completes, if it does."""
        if self._margin and self._open:
            raw = raw.removeprefix(self._margin)
        # BEGIN, END and an AGENT that begins a card end alike; no other line needs a closer look.
        if raw.rstrip()[-5:].upper() == b"VCARD":
            return self._mark(number, raw)
        if self._open:
            self._content(self._open[-1], number, raw)
        return None

    def _mark(self, number: int, raw: bytes) -> Card | None:
        mark = _MARK.match(raw)
        begins = mark is not None and mark[1].upper() == b"BEGIN"
        if mark is not None and not (self._open and raw[:1] in _BLANKS):
            return self._begin(number, raw) if begins else self._end(raw)
        if _GLUED.match(raw):
            ended = self._end(raw)
            return self._begin(number, raw) or ended
        if self._open:
            current = self._open[-1]
            self._content(current, number, raw)
            if mark is not None:
                current.indented(begins=begins)
            elif current.awaits_agent():
                # "AGENT:BEGIN:VCARD" on one line, and the rest of that card on lines of their own.
                current.agents += 1
        return None

    def rest(self) -> Iterator[Card]:
        """What was never closed, the outermost first."""
        for unclosed in self._open:
            yield unclosed.finish(closed=False)
        self._open = []

    def _begin(self, number: int, raw: bytes) -> Card | None:
        if self._open and self._open[-1].awaits_agent():
            self._open[-1].agents += 1
            self._open[-1].goes_on(raw)
            return None
        if not self._open:
            self._margin = raw[: len(raw) - len(raw.lstrip(b" \t"))]
        dropped = self._open.pop(0).finish(closed=False) if len(self._open) == _DEEPEST else None
        self._open.append(_Open(number))
        return dropped

    def _end(self, raw: bytes) -> Card | None:
        if not self._open:
            return None
        current = self._open[-1]
        if current.agents:
            current.agents -= 1
            current.goes_on(raw)
            return None
        return self._open.pop().finish(closed=True)

    def _content(self, current: _Open, number: int, raw: bytes) -> None:
        if not raw.strip(b" \t"):
            current.blank = True
            return
        current.size += len(raw)
        if current.size > LARGEST_CARD:
            current.card.cut = True
        elif current.agents or current.in_soft_break() or (raw[:1] in _BLANKS and current.parts):
            current.goes_on(raw)
        elif _PROPERTY.match(raw):
            current.start(number, raw)
        elif current.takes_stray():
            current.goes_on(raw)
        elif not raw.startswith(b"#") and len(current.card.strays) < _MOST_STRAYS:
            current.card.strays.append(number)
        current.blank = False


def unfold(raw: bytes, version: str) -> bytes:
    """A content line in one piece, except for line ends that are part of its value.

    From 3.0 on a fold is the line end and one blank; in 2.1 the line end alone, the blank is text. Soft breaks of
    quoted-printable stay for the decoder.
    """
    if b"\n" not in raw:
        return raw
    if _SOFT_BREAK.search(raw) and _QUOTED_PRINTABLE.match(raw):
        return _FOLD_QUOTED.sub(b"", raw)
    if _INDENTED_CARD.search(raw):
        return _INDENT.sub(b"\n", raw)
    if version == "2.1":
        return _FOLD_KEEPING_BLANK.sub(b"", raw)
    return _FOLD.sub(b"", raw)
