"""The bytes of a backup on their way to the parser: pictures taken out, characters mended.

A picture is base64 in an attribute, of any size. What the parser gets instead is where in the file it stands, and it is
decoded from there when somebody wants it, so that memory stays flat. An emoji is written as two character references,
one for each half of its surrogate pair, which XML does not allow; they become one.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from relkeeper.drafts import FileDraft

_DATA = b' data="'
_PLACE = re.compile(r"@(\d+)\+(\d+)\Z")
# A multiple of 4, which is how base64 divides.
_PIECE = 2**20
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
# U+D800 to U+DBFF and U+DC00 to U+DFFF, decimal or hexadecimal: the halves of a surrogate pair.
_HIGH = rb"&#(?:5(?:5(?:29[6-9]|[3-9]\d\d)|6(?:[0-2]\d\d|31\d))|x[dD][89abAB][0-9A-Fa-f]{2});"
_LOW = rb"&#(?:5(?:6(?:3[2-9]\d|[4-9]\d\d)|7(?:[0-2]\d\d|3[0-3]\d|34[0-3]))|x[dD][c-fC-F][0-9A-Fa-f]{2});"
_REFERENCES = re.compile(rb"(%s)(%s)|&#x?[0-9A-Fa-f]{1,8};" % (_HIGH, _LOW))
# What the next piece may go on with: one half of a pair, or a part of a reference.
_UNFINISHED = re.compile(rb"(?:%s)?(?:&(?:#x?[0-9A-Fa-f]{0,8})?)?\Z" % _HIGH)
_LONGEST_UNFINISHED = 24


class Pictures:
    """The pictures of one file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def file(self, place: str, name: str, media_type: str) -> FileDraft | None:
        """The picture for what the parser got; None for an attribute that held none."""
        found = _PLACE.match(place)
        if found is None or found[2] == "0":
            return None
        return FileDraft(name, partial(self._decoded, int(found[1]), int(found[2])), media_type)

    def shortened(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The file without the pictures, and mended."""
        return mended(_without_data(pieces))

    def _decoded(self, start: int, size: int) -> Iterator[bytes]:
        """The file is opened anew, because it may be closed by then; what lies in memory is looked up there."""
        name = getattr(self._file, "name", None)
        if isinstance(name, str | Path):
            with Path(name).open("rb") as file:
                yield from _base64(file, start, size)
        else:
            yield from _base64(self._file, start, size)


def _base64(file: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    before = b""
    while size > 0:
        here = file.tell()
        file.seek(start)
        piece = file.read(min(_PIECE, size))
        file.seek(here)
        if not piece:
            break
        start, size = start + len(piece), size - len(piece)
        digits = before + _NOT_BASE64.sub(b"", piece)
        whole = len(digits) // 4 * 4
        before = digits[whole:]
        yield b64decode(digits[:whole])
    if len(before) > 1:
        yield b64decode(before + b"=" * (4 - len(before)))


def _without_data(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Each `data="..."` becomes `data="@offset+length"`."""
    buffer, offset, begun = b"", 0, -1
    for piece in pieces:
        buffer += piece
        out = []
        while True:
            if begun < 0:
                found = buffer.find(_DATA)
                cut = found + len(_DATA) if found >= 0 else max(len(buffer) - len(_DATA) + 1, 0)
                out.append(buffer[:cut])
                buffer, offset = buffer[cut:], offset + cut
                if found < 0:
                    break
                begun = offset
            end = buffer.find(b'"')
            if end < 0:
                offset += len(buffer)
                buffer = b""
                break
            out.append(b"@%d+%d" % (begun, offset + end - begun))
            buffer, offset, begun = buffer[end:], offset + end, -1
        yield b"".join(out)
    yield buffer


def mended(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """With each emoji as one character reference, and U+FFFD for references to what is no character."""
    rest = b""
    for piece in pieces:
        data = rest + piece
        tail = _UNFINISHED.search(data, max(len(data) - _LONGEST_UNFINISHED, 0))
        cut = tail.start() if tail else len(data)
        yield _REFERENCES.sub(_mend, data[:cut]) if b"&#" in data else data[:cut]
        rest = data[cut:]
    yield _REFERENCES.sub(_mend, rest)


def _mend(found: re.Match[bytes]) -> bytes:
    code = _paired(_code(found[1]), _code(found[2])) if found[1] else _code(found[0])
    return b"&#%d;" % (code if _is_character(code) else 0xFFFD)


def _paired(high: int, low: int) -> int:
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)


def _code(reference: bytes) -> int:
    digits = reference[2:-1]
    try:
        return int(digits[1:], 16) if digits[:1] == b"x" else int(digits)
    except ValueError:
        return 0


def _is_character(code: int) -> bool:
    """XML 1.0, section 2.2."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
