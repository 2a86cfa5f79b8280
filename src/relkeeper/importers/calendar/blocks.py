"""The components of a calendar as text, one by one, so that a broken one spoils no other and memory stays flat."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Larger than any event is; the files that some programs put into one are left out.
_LONGEST = 2**20
_BEGINS = ("BEGIN:VEVENT", "BEGIN:VTIMEZONE")


class Block(NamedTuple):
    """A component: `kind` is its name in capitals, `line` where it begins (from 1), `method` what its calendar is for
    (`REQUEST`, `CANCEL`, ...), in capitals. `text` is empty where it is too large."""

    kind: str
    line: int
    text: str
    method: str = ""


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    """The events and time zones in a file, wrapped in a calendar or not; one that is not closed ends with the next."""
    method = ""
    component: _Component | None = None
    for number, line in enumerate(lines, 1):
        mark = _mark(line)
        if component is not None and not component.take(line, mark):
            yield component.block(method)
            component = None
        if component is not None:
            continue
        if mark in _BEGINS:
            component = _Component(mark[6:], number)
        elif mark == "BEGIN:VCALENDAR":
            method = ""
        elif line[:7].upper() == "METHOD:":
            method = line[7:].strip().upper()
    if component is not None:
        yield component.block(method)


class _Component:
    """A component whose lines are being read."""

    def __init__(self, kind: str, line: int) -> None:
        self._kind = kind
        self._begun = line
        self._lines = [f"BEGIN:{kind}"]
        self._open = [kind]
        self._size = 0
        self._attached = False

    def take(self, line: str, mark: str) -> bool:
        """Whether the component goes on behind this line."""
        if mark in _BEGINS or mark in ("BEGIN:VCALENDAR", "END:VCALENDAR", f"END:{self._kind}"):
            return False
        self._attached = line[:6].upper() == "ATTACH" or (self._attached and line[:1] in (" ", "\t"))
        if not self._attached:
            self._size += len(line)
            if self._size <= _LONGEST:
                self._lines.append(mark or line)
        if mark.startswith("BEGIN:"):
            self._open.append(mark[6:])
        elif mark.startswith("END:") and len(self._open) > 1:
            self._open.pop()
        return True

    def block(self, method: str) -> Block:
        ends = [f"END:{name}" for name in reversed(self._open)]
        text = "\r\n".join((*self._lines, *ends, "")) if self._size <= _LONGEST else ""
        return Block(self._kind, self._begun, text, method)


def _mark(line: str) -> str:
    """What a line begins or ends, in capitals without blanks; empty for all others."""
    if line[:1] not in "BbEe":
        return ""
    word, _, name = line.partition(":")
    word = word.strip().upper()
    return f"{word}:{name.strip().upper()}" if word in ("BEGIN", "END") else ""
