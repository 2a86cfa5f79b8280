"""Where in an .mht file the page and its pictures are (RFC 2557, as QQ writes it).

The file is walked once, line by line, and nothing of it is kept but where each picture stands; they are decoded when
somebody asks for them. QQ's header is no clean MIME (a byte order mark, a parameter without `;`), and no blank line
ends the page, so the boundary alone counts.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import FileIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from relkeeper.drafts import FileDraft

_BOUNDARY = re.compile(rb'boundary="?([^"\r\n;]+)', re.IGNORECASE)
_FIELD = re.compile(rb"(Content-[A-Za-z-]+)[ \t]*:[ \t]*([^;\r\n]*)", re.IGNORECASE)
_HEAD = 8192
_LONGEST_LINE = 65536
_MOST_FIELDS = 50
MOST_PICTURES = 100_000
_PIECE = 2**20
_NO_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


class Place(NamedTuple):
    """Bytes of a file, `end` not among them."""

    begin: int
    end: int
    media_type: str = ""


class Layout(NamedTuple):
    """`pictures` by their Content-Location, the first MOST_PICTURES of them; `left_out` counts the others."""

    page: Place
    pictures: dict[str, Place]
    left_out: int = 0


def layout(file: BinaryIO) -> Layout:
    """Of a plain .html file all is page."""
    file.seek(0)
    found = _BOUNDARY.search(file.read(_HEAD))
    size = file.seek(0, 2)
    if found is None:
        return Layout(Place(0, size), {})
    page: Place | None = None
    pictures: dict[str, Place] = {}
    left_out = 0
    for fields, place in _parts(file, b"--" + found[1].strip(), size):
        if page is None and fields.get(b"content-type", b"").lower() == b"text/html":
            page = place
        elif b"content-location" in fields:
            if len(pictures) < MOST_PICTURES:
                kind = fields.get(b"content-type", b"").decode("ascii", "replace").lower()
                pictures[fields[b"content-location"].decode("utf-8", "replace")] = Place(place.begin, place.end, kind)
            else:
                left_out += 1
    return Layout(page or Place(size, size), pictures, left_out)


def _parts(file: BinaryIO, boundary: bytes, size: int) -> Iterator[tuple[dict[bytes, bytes], Place]]:
    """The fields of each part and where its body is; parts within parts are not looked into."""
    file.seek(0)
    at, fresh = 0, True
    fields: dict[bytes, bytes] | None = None
    begin: int | None = None
    while line := file.readline(_LONGEST_LINE):
        if fresh and line.startswith(boundary):
            if fields is not None and begin is not None:
                yield fields, Place(begin, at)
            fields, begin = {}, None
        elif fields is not None and begin is None:
            field = _FIELD.match(line)
            if field and len(fields) < _MOST_FIELDS:
                fields[field[1].lower()] = field[2].strip()
            elif not line.strip():
                begin = at + len(line)
        fresh = line.endswith(b"\n")
        at += len(line)
    if fields is not None and begin is not None:
        yield fields, Place(begin, size)


def picture(file: BinaryIO, name: str, place: Place) -> FileDraft:
    """A picture of the file, decoded when it is read."""
    return FileDraft(name, partial(_decoded, file, place), place.media_type)


def _decoded(file: BinaryIO, place: Place) -> Iterator[bytes]:
    """Base64 without what does not belong to it; what is cut at its end is left out."""
    rest = b""
    with _opened_again(file) as again:
        at = place.begin
        while at < place.end:
            again.seek(at)
            piece = again.read(min(_PIECE, place.end - at))
            if not piece:
                break
            at += len(piece)
            letters = rest + piece.translate(None, _NO_BASE64)
            whole = len(letters) // 4 * 4
            rest = letters[whole:]
            yield b64decode(letters[:whole])
    try:
        yield b64decode(rest + b"=" * (-len(rest) % 4))
    except Error:  # a single letter left over holds no byte
        return


@contextmanager
def _opened_again(file: BinaryIO) -> Iterator[BinaryIO]:
    """The same file for somebody else, who may read it when the first reader is gone; what is no file is shared."""
    # What is read out of an archive has a name too, and that is no path.
    if isinstance(getattr(file, "raw", None), FileIO) and isinstance(file.name, str):
        with Path(file.name).open("rb") as again:
            yield again
        return
    before = file.tell()
    try:
        yield file
    finally:
        file.seek(before)
