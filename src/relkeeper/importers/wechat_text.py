"""The text that WeChat exporters write: WeChatMsg (MemoTrace, 留痕) and WeFlow.

A message is a line `2024-02-01 10:00:00 name`, its text, and a blank line; WeFlow puts the name in quotes. What WeChat
itself says has a time and no name (newer), or stands behind the time on its line (older). A text may hold blank lines.
The file is named after the contact or the group. (Grammar: exporter_txt.py of WeChatMsg, both generations.)
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.file_titles import title_of
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest
from relkeeper.importers.stamps import from_clock, misdated
from relkeeper.importers.wechat_types import OWNER_WORD, is_medium

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "wechat-text"
TITLE = "WeChat text from WeChatMsg (MemoTrace) or WeFlow"
ENDINGS: tuple[str, ...] = (".txt",)
WHERE = "WeChat itself exports nothing: in WeChatMsg (MemoTrace, 留痕) or WeFlow choose the chat, export, TXT."

_HEADER = re.compile(r"(\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?: (.*))?", re.ASCII)
# What the text export of QQ has at its top, and at the end of its headers.
_OF_QQ = re.compile(r"消息记录|消息分组|消息对象|^={8,}$", re.MULTILINE)
_NUMBERED = re.compile(r"(?:\(\d+\)|<[^<>\s]+>)\s*$")
_UNPADDED = re.compile(r"^\d{4}-\d\d-\d\d \d:\d", re.MULTILINE | re.ASCII)
_FEWEST_AFTER_BLANK = 0.8


class _Written(NamedTuple):
    """A message as it stands in the file; `name` is empty where only a time does."""

    line: int
    clock: str
    name: str
    text: str


class _Cast(NamedTuple):
    """Who speaks in a file, and the contact it is named after, if that one does."""

    names: frozenset[str]
    title: str

    @property
    def peer(self) -> str:
        return self.title if self.title in self.names and len(self.names) <= 2 else ""


def recognises(head: Head) -> bool:
    """Whether `head` begins with a header, nothing in it is of QQ, and nearly all headers follow a blank line."""
    lines = head.lines
    first = next((line for line in lines if line.strip()), "")
    if not _HEADER.fullmatch(first) or _OF_QQ.search(head.text) or _UNPADDED.search(head.text):
        return False
    headers = [(number, match) for number, line in enumerate(lines) if (match := _HEADER.fullmatch(line))]
    if any(match[2] and _NUMBERED.search(match[2]) for _, match in headers):
        return False
    after_blank = sum(number == 0 or not lines[number - 1].strip() for number, _ in headers)
    return after_blank >= len(headers) * _FEWEST_AFTER_BLANK


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ChatDraft | MessageDraft | Notice | Problem]:
    """The messages of a seekable file, of one chat; times are the clock of the place where the file was made.

    Raises UsageError for an encoding that does not exist.
    """
    text = TextFile(file, name, reading.encoding)
    cast = _Cast(frozenset(said.name for said in _written(text) if said.name and said.text), title_of(name))
    yield _chat(cast)
    yield from _messages(text, cast, name, reading)
    yield from text.remarks()


def _chat(cast: _Cast) -> ChatDraft:
    peer = PersonDraft(cast.peer) if cast.peer else None
    group = True if len(cast.names) > 2 else None
    return ChatDraft("wechat", cast.title, group=group, peer=peer, marks_me=OWNER_WORD in cast.names)


def _messages(text: TextFile, cast: _Cast, name: str, reading: "Reading") -> Iterator[MessageDraft | Problem]:
    people: dict[str, PersonDraft] = {
        speaker: PersonDraft("" if speaker == OWNER_WORD else speaker, me=speaker == OWNER_WORD)
        for speaker in cast.names
    }
    last = latest(reading.now, utc=False)
    for said in _written(text):
        at = from_clock(said.clock)
        if at is None or at > last:
            yield misdated(name, f"line {said.line}", at) if said.clock else _stray(name, said)
        elif said.name in people:
            yield MessageDraft(at, people[said.name], said.text, is_medium=is_medium("", said.text))
        else:
            yield MessageDraft(at, None, "\n".join(part for part in (said.name, said.text) if part))


def _stray(name: str, said: _Written) -> Problem:
    return Problem(name, f"line {said.line}", "this text stands before the first message, and was left out")


def _written(text: TextFile) -> Iterator[_Written]:
    """The messages in the order of the file; text before the first is one without a clock."""
    start, clock, speaker = 1, "", ""
    body: list[str] = []
    blank = True
    for number, line in enumerate(text.lines(), 1):
        if blank and line[:1].isdigit() and (match := _HEADER.fullmatch(line)):
            if clock or any(body):
                yield _Written(start, clock, speaker, "\n".join(body).strip("\n"))
            start, clock, speaker, body = number, match[1], _unquoted(match[2] or ""), []
            blank = False
        else:
            body.append(line)
            blank = not line
    if clock or any(body):
        yield _Written(start, clock, speaker, "\n".join(body).strip("\n"))


def _unquoted(name: str) -> str:
    name = name.strip()
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] == "'" else name
