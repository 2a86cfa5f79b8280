"""The export of QQ for PC with its pictures: one .mht file (RFC 2557), or the page of it saved as .html.

It holds what the text export holds and the pictures besides; QQ NT does not write it. Times are the clock of the PC
that exported. Rows are now and then out of order.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from relkeeper.drafts import ChatDraft, FileDraft, MessageDraft, Notice, Problem
from relkeeper.importers.beside import beside
from relkeeper.importers.encoding import REPLACEMENT
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest
from relkeeper.importers.qq.blocks import CATEGORY, PEER
from relkeeper.importers.qq.days import PATTERN, Calendar
from relkeeper.importers.qq.headers import HALF, clock_on
from relkeeper.importers.qq.senders import sender_of
from relkeeper.importers.qq_mht.parts import MOST_PICTURES, Layout, Place, layout, picture
from relkeeper.importers.qq_mht.people import Talk
from relkeeper.importers.qq_mht.rows import LARGEST, Row, rows
from relkeeper.importers.stamps import misdated

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "qq-mht"
TITLE = "QQ for PC, export with pictures"
ENDINGS: tuple[str, ...] = (".mht", ".mhtml", ".html", ".htm")
WHERE = "In QQ for PC: message manager (消息管理器), right-click a conversation, export (导出消息记录) as .mht file."

_MARKS = ("Save by Tencent MsgMgr", "Tencent IM Message")
_CLOCK = re.compile(rf"(?:({HALF})\s?)?(\d{{1,2}}:\d{{1,2}}:\d{{1,2}})(?:\s?({HALF}))?\Z")
_DATE = re.compile(rf"日期[:：]\s*({PATTERN})")
_LONGEST_DATE = 40
_PIECE = 2**16
# Rows of QQ itself that may stand before the first of a person.
_MOST_WAITING = 1000

_Record = ChatDraft | MessageDraft | Notice | Problem


def recognises(head: Head) -> bool:
    """Whether it is a mail from "Tencent MsgMgr", or a page with the preamble of an export. Ask before mail."""
    begin = head.text[:4000]
    if any(mark in begin for mark in _MARKS):
        return True
    return begin.lstrip().startswith("<") and f">{PEER}" in head.text and f">{CATEGORY}" in head.text


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[_Record]:
    """The conversations of a file. Raises UsageError for an encoding that does not exist, DateOrderError where only the
    user can say which part of a date is the month.

    A picture is decoded when it is read, from the file; a saved page has its pictures in `reading.folder`.
    """
    text = TextFile(file, name, reading.encoding)
    found = layout(file)
    page = _Page(file, found.page, text.codec)
    calendar = Calendar(page.dates(), reading.date_order, name)
    yield from _Rows(file, name, reading, found, calendar).records(page)
    if page.broken:
        yield Problem(name, "file", f"some characters are not in {text.codec}; name the right --encoding")
    if found.left_out:
        yield Problem(name, "file", f"only the first {MOST_PICTURES} pictures were taken, not {found.left_out} others")
    yield from text.remarks()


class _Page:
    """The text of the page, piece by piece."""

    def __init__(self, file: BinaryIO, place: Place, codec: str) -> None:
        self._file, self._place, self._codec = file, place, codec
        self.broken = False

    def pieces(self) -> Iterator[str]:
        decoder = getincrementaldecoder(self._codec)("replace")
        at = self._place.begin
        while at < self._place.end:
            self._file.seek(at)
            piece = self._file.read(min(_PIECE, self._place.end - at))
            if not piece:
                break
            at += len(piece)
            text = decoder.decode(piece)
            self.broken = self.broken or REPLACEMENT in text
            yield text
        yield decoder.decode(b"", final=True)

    def dates(self) -> dict[str, None]:
        """All dates, in their order."""
        found: dict[str, None] = {}
        rest = ""
        for piece in self.pieces():
            found.update(dict.fromkeys(_DATE.findall(rest + piece)))
            rest = piece[-_LONGEST_DATE:]
        return found


class _Rows:
    """What the rows of a page say, one after the other."""

    def __init__(self, file: BinaryIO, name: str, reading: "Reading", found: Layout, calendar: Calendar) -> None:
        self._file, self._name, self._folder = file, name, reading.folder
        self._pictures, self._calendar = found.pictures, calendar
        self._last = latest(reading.now, utc=False)
        self._talk, self._day, self._first_of_day = Talk(), "", True
        self._waiting: list[MessageDraft] = []

    def records(self, page: _Page) -> Iterator[ChatDraft | MessageDraft | Problem]:
        empty = True
        for row in rows(page.pieces()):
            if isinstance(row, int):
                yield self._problem(row, f"the row is larger than {LARGEST // 2**20} MiB and was left out")
                continue
            if row.clock or row.title:
                empty = False
                yield from self._message(row)
            else:
                yield from self._told(row)
        yield from self._released()
        if empty:
            yield Problem(self._name, "file", "there is no message of QQ in it")

    def _told(self, row: Row) -> Iterator[ChatDraft | MessageDraft | Problem]:
        """A row that is no message: whose conversation begins, which day, or nothing."""
        what, _, value = row.text.replace("：", ":", 1).partition(":")
        if what.endswith(CATEGORY):
            yield from self._released()
            self._talk, self._day = Talk(value.strip()), ""
        elif what.endswith(PEER):
            yield from self._released()
            self._talk, self._day = Talk(self._talk.category, value.strip()), ""
        elif what == "日期":
            self._day, self._first_of_day = value.strip(), True
        elif row.text and not row.text.startswith("消息记录"):
            yield self._problem(row.number, "the row is no message and was left out")

    def _message(self, row: Row) -> Iterator[ChatDraft | MessageDraft | Problem]:
        at = self._at(row.clock)
        if at is None:
            yield self._problem(row.number, f"'{self._day} {row.clock}' is no day and time; the message was left out")
            return
        if at > self._last:
            yield misdated(self._name, f"row {row.number}", at)
            return
        if self._talk.chat is None and not sender_of(row.title).is_system:
            yield self._talk.begin(sender_of(row.title))
            yield from self._released()
        sender = self._talk.person(row.title.strip(), None if self._first_of_day else row.own)
        self._first_of_day = False
        message = MessageDraft(at, sender, row.text, tuple(self._files(row)))
        if self._talk.chat is None:
            self._waiting.append(message)
            if len(self._waiting) == _MOST_WAITING:
                yield from self._released()
        else:
            yield message

    def _released(self) -> Iterator[ChatDraft | MessageDraft]:
        """The messages that waited for somebody to speak."""
        if self._waiting and self._talk.chat is None:
            yield self._talk.begin(None)
        yield from self._waiting
        self._waiting = []

    def _at(self, clock: str) -> datetime | None:
        found = _CLOCK.match(clock)
        day = self._calendar[self._day] if re.fullmatch(PATTERN, self._day) else None
        return clock_on(day.isoformat(), found[2], found[1] or found[3] or "") if found and day else None

    def _files(self, row: Row) -> Iterator[FileDraft]:
        for source in row.pictures:
            place = self._pictures.get(source)
            found = picture(self._file, source, place) if place else beside(self._folder, unquote(source))
            if found:
                yield found

    def _problem(self, number: int, why: str) -> Problem:
        return Problem(self._name, f"row {number}", why)
