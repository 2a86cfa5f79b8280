"""Photos and documents: base64 in `dataUrl` (RFC 2397), of any size.

What the parser gets instead is where in the file it stands, and it is decoded from there when somebody wants it.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Any, BinaryIO

from relkeeper.drafts import FileDraft, PropertyDraft
from relkeeper.importers.json_values import string
from relkeeper.importers.sms.pictures import Pictures

_PIECE = 2**18
_LONGEST = 256
_BEGINS = re.compile(rb'"dataUrl"\s{0,9}:\s{0,9}"data:[^",;]{0,99}(?:;[^",;]{0,39}){0,2};base64,')
_URL = re.compile(r"data:([^,;]*)[^,]*;base64,(@\d+\+\d+)")
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "application/pdf": ".pdf"}


class Embedded:
    """A file as the parser is to see it, without what is embedded in it. It is read from its beginning."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._pictures = Pictures(file)
        self._pieces: Iterator[bytes] = iter(())
        self._rest = b""

    def seek(self, place: int) -> None:
        self._file.seek(place)
        self._pieces, self._rest = _without_files(_Window(self._file, place)), b""

    def tell(self) -> int:
        """How far the file itself was read."""
        return self._file.tell()

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and (piece := next(self._pieces, None)) is not None:
            self._rest += piece
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def file(self, told: dict[str, Any], kind: str) -> FileDraft | None:
        """The file that the properties of a `photo` or `document` tell of; None where Monica had lost it."""
        found = _URL.match(string(told.get("dataUrl")))
        if found is None:
            return None
        media_type = found[1] or string(told.get("mime_type"))
        name = string(told.get("original_filename")) or f"{kind}{_ENDINGS.get(media_type, '')}"
        embedded = self._pictures.file(found[2], name, media_type)
        # A plain function, because a draft can be copied, and the open file of a bound one cannot.
        return None if embedded is None else embedded._replace(read=lambda: embedded.read())  # noqa: PLW0108


def photo(file: FileDraft) -> PropertyDraft:
    """A picture as the PHOTO of a card (RFC 6350 section 6.2.4)."""
    data = b64encode(b"".join(file.read())).decode()
    return PropertyDraft("PHOTO", f"data:{file.media_type or 'image/jpeg'};base64,{data}")


class _Window:
    """The part of a file that is looked at: `buffer` begins at `offset`."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._file = file
        self.offset = offset
        self.buffer = b""

    def more(self) -> bool:
        """Read on; False at the end of the file, of which somebody else may have read meanwhile."""
        self._file.seek(self.offset + len(self.buffer))
        piece = self._file.read(_PIECE)
        self.buffer += piece
        return bool(piece)

    def cut(self, size: int) -> bytes:
        found, self.buffer = self.buffer[:size], self.buffer[size:]
        self.offset += len(found)
        return found


def _without_files(window: _Window) -> Iterator[bytes]:
    """Each file in base64 becomes `@offset+length`."""
    while True:
        found = _BEGINS.search(window.buffer)
        if found is not None:
            yield window.cut(found.end())
            yield _place_of_text(window)
            continue
        yield window.cut(max(len(window.buffer) - _LONGEST, 0))
        if not window.more():
            yield window.buffer
            return


def _place_of_text(window: _Window) -> bytes:
    """Where the text stands that begins here; it is cut away up to the quotation mark that ends it."""
    begun = window.offset
    while (end := window.buffer.find(b'"')) < 0:
        window.cut(len(window.buffer))
        if not window.more():
            return b""
    window.cut(end)
    return b"@%d+%d" % (begun, window.offset - begun)
