"""A text file line by line, in the encoding that it turns out to be in."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import BinaryIO

from relkeeper.drafts import Notice, Problem
from relkeeper.importers.encoding import REPLACEMENT, choose, from_shape, with_byte_order
from relkeeper.rules.texts.charsets import named

_CHUNK = 2**18
# Characters of text that are divided into lines at once.
_PIECE = 2**16
# Enough to judge an encoding by.
_SAMPLES = 2000


class TextFile:
    """The text of a seekable file. Lines end at `\\n`, `\\r\\n` or `\\r`, and at nothing else that Unicode calls a line
    end; a byte order mark is not part of the first one. What could not be read is U+FFFD, and counted in `broken`."""

    def __init__(self, file: BinaryIO, name: str, encoding: str | None = None) -> None:
        self._file = file
        self._name = name
        self.codec, self._guessed = _codec(file, encoding)
        self.broken = 0
        self._first_broken = 0

    def lines(self) -> Iterator[str]:
        """Each line without its end, from the beginning of the file; `file.tell()` says how far it is."""
        number = 0
        with self._text() as text:
            for lines in _in_bulk(text):
                self._count_broken(lines, number)
                number += len(lines)
                yield from lines

    def _count_broken(self, lines: list[str], before: int) -> None:
        for number, line in enumerate(lines, before + 1):
            if REPLACEMENT in line:
                self.broken += 1
                self._first_broken = self._first_broken or number

    def read(self) -> str:
        """The whole text, with `\\n` as its line ends."""
        with self._text() as text:
            whole = text.read()
        self.broken = whole.count(REPLACEMENT)
        self._first_broken = whole.count("\n", 0, whole.find(REPLACEMENT)) + 1 if self.broken else 0
        return whole

    def remarks(self) -> Iterator[Notice | Problem]:
        """What is to be said of the encoding, once the text was read."""
        if self.broken:
            where = f"line {self._first_broken}"
            yield Problem(self._name, where, f"some characters are not in {self.codec}; name the right --encoding")
        elif self._guessed:
            yield Notice(self._name, f"read as {self.codec}, a guess; if the text looks wrong, name --encoding")

    @contextmanager
    def _text(self) -> Iterator[TextIOWrapper]:
        self._file.seek(0)
        text = TextIOWrapper(self._file, self.codec, errors="replace", newline=None)
        try:
            if text.read(1) != "\ufeff":
                # Not through text.seek(0): a codec with a mark would look for another one.
                text.detach()
                self._file.seek(0)
                text = TextIOWrapper(self._file, self.codec, errors="replace", newline=None)
            yield text
        finally:
            text.detach()


def _in_bulk(text: TextIOWrapper) -> Iterator[list[str]]:
    """The lines of a text, many at a time, which is much quicker than one by one."""
    begun: list[str] = []
    while piece := text.read(_PIECE):
        first, *lines = piece.split("\n")
        begun.append(first)
        if lines:
            *whole, rest = lines
            yield ["".join(begun), *whole]
            begun = [rest]
    if any(begun):
        yield ["".join(begun)]


def _codec(file: BinaryIO, encoding: str | None) -> tuple[str, bool]:
    """The codec of a file, and whether it is a guess."""
    file.seek(0)
    head = file.read(65536)
    if encoding is not None:
        return with_byte_order(named(encoding), head), False
    shape = from_shape(head)
    if shape is not None:
        return shape, False
    file.seek(0)
    samples = _samples(file)
    if not samples:
        return "utf-8", False
    chosen = choose(samples)
    return chosen.name, chosen.name != "utf-8"


def _samples(file: BinaryIO) -> list[bytes]:
    """Lines that are not UTF-8, and some that are beside them; none where the whole file is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        file.seek(0)
        found: dict[bytes, None] = {}
        for line in file:
            if not line.isascii():
                found[line] = None
                if len(found) == _SAMPLES:
                    break
        return list(found)
    return []
