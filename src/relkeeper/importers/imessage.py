"""iMessage and SMS chats of a Mac or iPhone as the program imessage-exporter writes them: text, one file per chat.

A message is a line with its time, a line with its sender (`Me` is who exported, unless the program was told another
name), its text, and an empty line. What Messages itself says stands behind the time. Replies stand below what they
answer, indented, and once more at their own time; only there they are taken. Times are the clock of the computer that
exported.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ChatDraft, FileDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.beside import beside
from relkeeper.importers.clock_words import hour
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.file_titles import title_of
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "imessage"
TITLE = "iMessage, text by imessage-exporter"
ENDINGS: tuple[str, ...] = (".txt",)
WHERE = "Run the program imessage-exporter with the format txt on your Mac, or over a backup of your iPhone."

_TIME = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{1,2}), (\d{4}) {1,2}(\d{1,2}):(\d\d):(\d\d) ([AP]M)"
_HEADER = re.compile(rf"( *){_TIME}(?: (\(.*\)|.*))?\Z")
_MONTHS = {word: number for number, word in enumerate(re.findall(r"[A-Z][a-z]{2}", _TIME), 1)}
_PHONE = re.compile(r"\+?\d[\d ()-]{3,}")
_EMAIL = re.compile(r"[^\s@,]+@[^\s@,]+\.[^\s@,]+")
_ME = "Me"

Records = Iterator[ChatDraft | MessageDraft | Notice | Problem]


def recognises(head: Head) -> bool:
    """Whether the first line that says something is the time of a message."""
    found = _HEADER.match(next((line for line in head.lines if line.strip()), ""))
    return found is not None and not found[1]


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The chat and its messages. A file named after a number or an address is the chat with whom has it."""
    return _records(TextFile(file, name, reading.encoding), name, reading)


def _records(text: TextFile, name: str, reading: "Reading") -> Records:
    title = title_of(name)
    peer = _handled("", title)
    alone = bool(peer.handle)
    marks_me = any(_speaker(found, body) == _ME for _, found, body in _blocks(text.lines()))
    yield ChatDraft(
        "imessage",
        "" if alone else title,
        key=title,
        group=False if alone else None,
        peer=peer if alone else None,
        marks_me=marks_me,
    )
    people = _People(peer if marks_me else PersonDraft())
    last = latest(reading.now, utc=False)
    for number, found, body in _blocks(text.lines()):
        if found is None:
            yield Problem(name, f"line {number}", "what stands before the first message was left out")
            continue
        try:
            yield _message(found, body, people, last, reading)
        except ValueError as error:
            yield Problem(name, f"line {number}", f"this message was left out: {error}")
    yield from text.remarks()


class _People(dict[str, PersonDraft]):
    """A person for each sender; where the other side is known by a handle, everybody but `Me` has it."""

    def __init__(self, peer: PersonDraft) -> None:
        super().__init__({_ME: PersonDraft(_ME, me=True)})
        self._peer = peer

    def __missing__(self, written: str) -> PersonDraft:
        own = _handled(written, written)
        if not own.handle and self._peer.handle:
            own = self._peer._replace(name=written)
        self[written] = own
        return own


def _handled(name: str, text: str) -> PersonDraft:
    """With the number or the address that `text` is, and then without a name; else with the name."""
    if _PHONE.fullmatch(text):
        return PersonDraft("", "phone", text)
    return PersonDraft("", "email", text) if _EMAIL.fullmatch(text) else PersonDraft(name)


def _blocks(lines: Iterator[str]) -> Iterator[tuple[int, re.Match[str] | None, list[str]]]:
    """The line on which a message begins, its time, and the lines that follow. Without a time: what is before all."""
    begun, header, body = 1, None, list[str]()
    nested = False
    for number, line in enumerate(lines, 1):
        found = _HEADER.match(line) if line.endswith(("M", ")")) or ":" in line[:30] else None
        if found is None or found[1]:
            nested = nested or found is not None
            if not nested:
                body.append(line)
            continue
        if header is not None or any(map(str.strip, body)):
            yield begun, header, body
        begun, header, body, nested = number, found, [], False
    if header is not None or any(map(str.strip, body)):
        yield begun, header, body


def _message(
    found: re.Match[str], body: list[str], people: _People, last: datetime, reading: "Reading"
) -> MessageDraft:
    """Raises ValueError that says what is wrong."""
    at = _moment(found)
    if at > last:
        raise ValueError(f"it is dated {at}, in the future")
    remark = _remark(found)
    if remark:
        return MessageDraft(at, None, "\n".join((remark, *body)).rstrip())
    sender = _speaker(found, body)
    if not sender:
        raise ValueError("no sender follows its time")
    text = "\n".join(body[1:]).strip("\n").rstrip()
    return MessageDraft(at, people[sender], text, tuple(_files(body[1:], reading)))


def _remark(found: re.Match[str]) -> str:
    """What Messages itself says behind the time; when a message was read stands there in brackets."""
    remark = found[9] or ""
    return "" if remark.startswith("(") else remark


def _speaker(found: re.Match[str] | None, body: list[str]) -> str:
    """Who sent a message; empty where nobody did."""
    return body[0].strip() if found and body and not _remark(found) else ""


def _moment(found: re.Match[str]) -> datetime:
    month, day, year, hours, minutes, seconds, half = found.groups()[1:8]
    try:
        return datetime(  # noqa: DTZ001 (a wall clock)
            int(year), _MONTHS[month], int(day), hour(int(hours), half), int(minutes), int(seconds)
        )
    except ValueError:
        raise ValueError(f"there is no moment {found[0].strip()}") from None


def _files(body: list[str], reading: "Reading") -> Iterator[FileDraft]:
    """An attachment is a line that is its path."""
    if reading.folder is not None:
        for line in body:
            if "." in line and (file := beside(reading.folder, line.strip())):
                yield file
