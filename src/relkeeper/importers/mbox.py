"""A mailbox in one file, in the dialects that programs write: mboxo, mboxrd, mboxcl and mboxcl2 (RFC 4155).

A message begins with a line "From ...", mostly behind an empty line. Programs put a `>` before such a line of a text,
or say how long the text is (Content-Length), or do neither: so one counts only if a line of a header follows.
One message after the other is in memory, and never more than the largest that is taken.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from relkeeper.drafts import EventDraft, Notice, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.mail.event import Place, record_of, too_large
from relkeeper.importers.mail.message import LARGEST
from relkeeper.importers.reader import Reading

STREAMS = True
NAME = "mbox"
TITLE = "mailbox in one file (mbox)"
ENDINGS: tuple[str, ...] = (".mbox", ".mbx")
WHERE = (
    "Thunderbird keeps one per folder in its profile; Gmail gives one by Google Takeout; Apple Mail by Export Mailbox."
)

_BEGIN = re.compile(rb"From (?:[^\s]{0,500}[ \t]*|[^\r\n]{0,500}\d:\d\d[^\r\n]{0,100})\r?\n[!-9;-~]{1,100}[ \t]*:")
# Some programs leave out the empty line; then the sender must be one.
_SURE_BEGIN = re.compile(rb"From (?:-|[^\s@]{1,200}@[^\s@]{1,200})(?:[ \t][^\r\n]{0,300})?\r?\n[!-9;-~]{1,100}[ \t]*:")
# More than the lines are long by which a beginning is known.
_LOOK = 1024
_CHUNK = 2**20
_LONGEST_HEADER = 2**18
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,9})[ \t]*[\r\n]")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
# Thunderbird marks what was deleted, and takes it out of the file later.
_MOZILLA = re.compile(rb"^X-Mozilla-Status: ?([0-9a-fA-F]{4})", re.MULTILINE)
_DELETED = 0x0008
_BLANK_LINE = re.compile(rb"\n\r?\n")
_LINE_ENDS = re.compile(rb"[\r\n]{0,4}")
_MARK = b"\xef\xbb\xbf"


def recognises(head: Head) -> bool:
    """Whether the file begins with the line that begins a message, and with a header."""
    return _BEGIN.match(head.data.removeprefix(_MARK).lstrip()) is not None


def read(file: BinaryIO, name: str, reading: Reading) -> Iterator[EventDraft | Notice | Problem]:
    """The messages of a seekable file, each an event, kept whole with it, or a problem.

    Raises UsageError for an encoding that does not exist.
    """
    deleted = 0
    for number, (from_line, data) in enumerate(_messages(file), 1):
        place = Place(name, f"message {number}", from_line)
        if data is None:
            yield too_large(place)
        elif _is_deleted(data):
            deleted += 1
        else:
            yield record_of(data, place, reading, keep=True)
    if deleted:
        count = f"{deleted} message{'s' if deleted > 1 else ''}"
        yield Notice(name, f"{count} left out: deleted in Thunderbird, which no longer shows them")


def _is_deleted(data: bytes) -> bool:
    mark = _MOZILLA.search(data[:_LOOK].replace(b"\r\n", b"\n").partition(b"\n\n")[0])
    return mark is not None and int(mark[1], 16) & _DELETED != 0


def _messages(file: BinaryIO) -> Iterator[tuple[str, bytes | None]]:
    """The line that begins each message, and the message; None for one that is too large."""
    window = _Window(file)
    while window.is_more():
        data = window.take()
        if data is None:
            yield "", None
            continue
        from_line = ""
        if data.startswith(b"From "):
            line, _, data = data.partition(b"\n")
            from_line = line.decode("ascii", "replace")
        yield from_line, data


class _Window:
    """The part of the file that is looked at."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self._file = file
        self._data = bytearray(file.read(_CHUNK).removeprefix(_MARK))
        self._begun = 0
        self._ended = False
        self._is_large = False

    def is_more(self) -> bool:
        """Whether a message follows; empty lines before it are passed over."""
        while True:
            while self._begun < len(self._data) and self._data[self._begun] in b"\r\n":
                self._begun += 1
            if self._begun < len(self._data) or not self._fill():
                return self._begun < len(self._data)

    def take(self) -> bytes | None:
        """The next message with the line that begins it, without what escapes its text; None for one too large."""
        if self._begun > _CHUNK:
            del self._data[: self._begun]
            self._begun = 0
        self._is_large = False
        length = self._end_by_length()
        end = self._end_by_line() if length is None else length
        begun, self._begun = self._begun, end
        if self._is_large or end - begun > LARGEST:
            return None
        data = bytes(self._data[begun:end])
        # Who writes a length and a bare "From " escapes nothing: a `>` there is the sender's own.
        is_plain = b">From " not in data or (length is not None and b"\nFrom " in data)
        return data if is_plain else _ESCAPED.sub(rb"\1", data)

    def _fill(self) -> bool:
        chunk = self._file.read(_CHUNK)
        self._ended = not chunk
        self._data += chunk
        return not self._ended

    def _reach(self, size: int) -> None:
        """Have `size` bytes from the beginning of the message, if the file has them."""
        while len(self._data) - self._begun < size and self._fill():
            pass

    def _end_by_length(self) -> int | None:
        """Where the message ends by its own word, if a message or the end of the file follows there indeed."""
        self._reach(_LONGEST_HEADER)
        text = _BLANK_LINE.search(self._data, self._begun, self._begun + _LONGEST_HEADER)
        if text is None:
            return None
        length = _LENGTH.search(self._data[self._begun : text.start() + 1].lower())
        if length is None or int(length[1]) > LARGEST:
            return None
        end = text.end() + int(length[1])
        self._reach(end - self._begun + _LOOK)
        following = _LINE_ENDS.match(self._data, end)
        if end > len(self._data) or following is None:
            return None
        return end if following.end() == len(self._data) or _BEGIN.match(self._data, following.end()) else None

    def _end_by_line(self) -> int:
        """Where the next message begins, or the file ends."""
        place = self._begun
        while True:
            found = self._data.find(b"\nFrom ", place)
            if found < 0 or len(self._data) - found < _LOOK:
                place = found if found >= 0 else max(self._begun, len(self._data) - _LOOK)
                if self._fill():
                    place = self._passed_over(place)
                    continue
            if found < 0:
                return len(self._data)
            is_behind_text = not self._is_empty_line(found)
            if (_SURE_BEGIN if is_behind_text else _BEGIN).match(self._data, found + 1):
                return found + 1
            place = found + 1

    def _is_empty_line(self, end: int) -> bool:
        before = self._data[max(self._begun, end - 2) : end]
        return before.endswith(b"\n") or before == b"\n\r"

    def _passed_over(self, place: int) -> int:
        """The place after what is known to be too large a message was let go."""
        if place - self._begun > LARGEST + _CHUNK:
            self._is_large = True
            del self._data[self._begun + 2 : place - 2]
            return self._begun + 4
        return place
