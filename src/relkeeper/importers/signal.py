"""Signal chats as the program signal-export writes them: Markdown, `[2019-05-29, 15:04] Me: text`.

Lines of a message that go on have no mark of their own. `Me` is who exported. Times are the clock of that computer.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ChatDraft, FileDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.beside import beside
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.file_titles import title_around, title_of
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "signal"
TITLE = "Signal, exported by signal-export"
ENDINGS: tuple[str, ...] = (".md", ".txt")
WHERE = "Run the program signal-export on the computer that has Signal Desktop; each chat is a chat.md."

_HEADER = re.compile(r"\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] (?:([^:\n]++): ?)?(.*)")
# WhatsApp writes seconds behind a comma.
_OURS = re.compile(r"\[\d{4}-\d\d-\d\d(?:, \d\d:\d\d| \d\d:\d\d(?::\d\d)?)\] \S")
_LINK = re.compile(r"!?\[[^\]\n]*\]\(([^()\n]+)\)")
_ME = "Me"
_NOBODY = "No-Sender"

Records = Iterator[ChatDraft | MessageDraft | Notice | Problem]


def recognises(head: Head) -> bool:
    """Whether the first line that says something begins a message. WhatsApp's look much the same: ask for it later."""
    return _OURS.match(next((line for line in head.lines if line.strip()), "")) is not None


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The chat, called as its file, or as its folder where the file is the `chat.md` of each; and its messages."""
    return _records(TextFile(file, name, reading.encoding), name, reading)


def _records(text: TextFile, name: str, reading: "Reading") -> Records:
    yield ChatDraft("signal", title_of(name) or title_around(name), marks_me=True)
    yield from _messages(text.lines(), name, reading)
    yield from text.remarks()


def _messages(lines: Iterator[str], name: str, reading: "Reading") -> Iterator[MessageDraft | Problem]:
    last = latest(reading.now, utc=False)
    people: dict[str | None, PersonDraft | None] = {None: None, _NOBODY: None, _ME: PersonDraft(_ME, me=True)}
    at, sender, body = None, None, list[str]()
    for number, line in enumerate(lines, 1):
        found = _HEADER.match(line) if line[:1] == "[" else None
        if found is None:
            body.append(line)
            continue
        if at is not None:
            yield _message(at, sender, body, reading)
        date, clock, who, text = found.groups()
        at, body = None, [text]
        try:
            at = _moment(date, clock, last)
        except ValueError as error:
            yield Problem(name, f"line {number}", f"this message was left out: {error}")
        if who not in people:
            people[who] = PersonDraft(who)
        sender = people[who]
    if at is not None:
        yield _message(at, sender, body, reading)


def _moment(date: str, clock: str, last: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(f"{date} {clock}")
    except ValueError:
        raise ValueError(f"there is no moment {date} {clock}") from None
    if at > last:
        raise ValueError(f"it is dated {at}, in the future")
    return at


def _message(at: datetime, sender: PersonDraft | None, body: list[str], reading: "Reading") -> MessageDraft:
    """Markdown needs two blanks before a line end; they are no text."""
    text = "\n".join(line.removesuffix("  ") for line in body).strip("\n").rstrip()
    files: tuple[FileDraft, ...] = ()
    if reading.folder is not None and "](" in text:
        found = (beside(reading.folder, place) for place in _LINK.findall(text))
        files = tuple(file for file in found if file)
    return MessageDraft(at, sender, text, files)
