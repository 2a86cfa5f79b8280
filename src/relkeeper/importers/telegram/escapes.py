"""Control characters as Telegram Desktop writes them into JSON: `\\x0B`, which no reader of JSON knows."""

import re
from typing import BinaryIO, cast

_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
# What may be the beginning of an escape that goes on in the next piece.
_UNFINISHED = re.compile(rb"\\+(?:x[0-9A-Fa-f]?)?\Z")
_LONGEST_END = 3


def mended(file: BinaryIO) -> BinaryIO:
    """A seekable file to be read with `\\x0B` as `\\u000B`; `tell` is the place in the file itself."""
    return cast(BinaryIO, _Mended(file))


class _Mended:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._kept = b""

    def seek(self, offset: int, whence: int = 0) -> int:
        self._kept = b""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        read = self._file.read(size)
        data = self._kept + read
        self._kept = b""
        if read and b"\\" in data[-_LONGEST_END:] and (end := _UNFINISHED.search(data)) and end.start():
            self._kept = end[0]
            data = data[: end.start()]
        return _ESCAPE.sub(rb"\1\\u00\2", data) if b"\\x" in data else data
