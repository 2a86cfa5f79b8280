"""How the text of one vCard file is to be read, decided on the whole file before the first card."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from relkeeper.importers.encoding import TextCodec, choose, from_shape, strictly, with_byte_order
from relkeeper.importers.vcard.lines import cards
from relkeeper.importers.vcard.properties import undeclared
from relkeeper.rules.texts.charsets import keeps_ascii

_CHUNK = 2**18
# Enough different pieces to judge by, of each sort; more of them only cost time.
_SAMPLES = 400
_QUOTED = re.compile(rb"QUOTED-PRINTABLE", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CardText:
    """The bytes of a file are ASCII-compatible once they are converted from `wide`, where that is not empty.

    `codec` reads values without a charset; where `whole`, it reads all but quoted-printable, whatever they declare.
    """

    codec: TextCodec
    whole: bool = False
    wide: str = ""

    def chunks(self, file: BinaryIO) -> Iterator[bytes]:
        """The rest of the file, ASCII-compatible."""
        if not self.wide:
            return _chunks(file)
        return _as_utf8(_chunks(file), self.wide)


def card_text(file: BinaryIO, codec: str | None) -> CardText:
    """How to read `file`, which is left where it stood. `codec` is what the user says it is in."""
    start = file.tell()
    try:
        head = file.read(65536)
        said = with_byte_order(codec, head) if codec else from_shape(head)
        if said is None or (said == "utf-8-sig" and not codec):
            return _found(file, start)
        if keeps_ascii(said):
            return CardText(TextCodec(said), whole=True)
        return CardText(TextCodec("utf-8"), whole=True, wide=said)
    finally:
        file.seek(start)


def _found(file: BinaryIO, start: int) -> CardText:
    file.seek(start)
    valid, ascii_only, quoted = _looked_at(_chunks(file))
    converted = valid and not ascii_only
    if valid and not quoted:
        return CardText(TextCodec("utf-8"), whole=converted)
    file.seek(start)
    samples, hints = _samples(_chunks(file))
    return CardText(choose(samples, hints, is_utf8=converted), whole=converted)


def _looked_at(chunks: Iterable[bytes]) -> tuple[bool, bool, bool]:
    """Whether the bytes are valid UTF-8, whether they are ASCII, and whether quoted-printable may hide others."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid = ascii_only = True
    quoted = False
    try:
        for chunk in chunks:
            ascii_only = ascii_only and chunk.isascii()
            quoted = quoted or _QUOTED.search(chunk) is not None
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        valid = False
    return valid, ascii_only and valid, quoted


def _samples(chunks: Iterable[bytes]) -> tuple[list[bytes], list[str]]:
    """Values that declare no charset or a wrong one, each once, and the codecs that others declare."""
    in_utf8: dict[bytes, None] = {}
    others: dict[bytes, None] = {}
    hints: dict[str, None] = {}
    for card in cards(chunks):
        for line in card.lines:
            value, declared = undeclared(line, card.version)
            if declared:
                hints[declared] = None
            samples = others if strictly(value, "utf-8") is None else in_utf8
            if value and len(samples) < _SAMPLES:
                samples[value] = None
    return [*in_utf8, *others], list(hints)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _as_utf8(chunks: Iterable[bytes], codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)(errors="replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8")
    yield decoder.decode(b"", final=True).encode("utf-8")
