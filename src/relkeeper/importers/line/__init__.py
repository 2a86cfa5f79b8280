"""The text that LINE exports (Chinese, Japanese, English, Korean, German): `[LINE] Chat history with Ada`, a line for
each day, and for each message its clock, name and text with tabs between them.

A text of several lines stands in double quotes. What LINE itself says has no name.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.clock_words import PATTERN as HALF
from relkeeper.importers.clock_words import hour as hour_of
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest
from relkeeper.importers.line.days import Written, at, day_of, is_day, may_be_day, order_of, year_last
from relkeeper.importers.line.titles import MARK, chat_of
from relkeeper.importers.stamps import misdated

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "line"
TITLE = "LINE, text"
ENDINGS: tuple[str, ...] = (".txt",)
WHERE = "In LINE: the chat's menu, Settings (Other settings), Export chat history (トーク履歴を送信, 傳送聊天記錄)."

_CLOCK = re.compile(rf"(?:({HALF}) ?)?(\d{{1,2}}):(\d{{2}})(?: ?({HALF}))?", re.ASCII)
_LONGEST_CLOCK = 16
# Between columns; in what was copied through other programs a tab has become blanks.
_COLUMN = re.compile(r"\t| {2,}")
_SAVED = re.compile(r"[^\t:：]{2,20}[:：]\s?(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|[RHS]\d{1,2}/\d{1,2}/\d{1,2})\D.*")
_CALL = re.compile(r"☎\ufe0f?\s*(.*)")
_LENGTH = re.compile(r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?!\d)")

_Block = list[tuple[int, str]]


class _Header(NamedTuple):
    """The line on which a message begins."""

    line: int
    hour: int
    minute: int
    rest: str


def recognises(head: Head) -> bool:
    """Whether the first line is that of an export of LINE."""
    first = next((line for line in head.lines if line.strip()), "")
    return first.startswith(MARK)


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ChatDraft | MessageDraft | Notice | Problem]:
    """The messages of a seekable file, of one chat; times are the clock of the phone.

    Raises UsageError for an encoding that does not exist, DateOrderError where only the user can say in which order day
    and month stand.
    """
    text = TextFile(file, name, reading.encoding)
    days = [day for line in text.lines() if (day := _year_last(line))]
    order = order_of(days, reading.date_order, name) if days else "ymd"
    lines = enumerate(text.lines(), 1)
    title = next((line for _, line in lines if line.strip()), "")
    yield chat_of(title)
    yield from _Messages(name, order, reading).records(lines)
    yield from text.remarks()


def _year_last(line: str) -> Written | None:
    if "\t" in line or not may_be_day(line):
        return None
    saved = _SAVED.fullmatch(line)
    return year_last(saved[1] if saved else line.strip())


class _Messages:
    """The messages of a file; between two of them stand the rest of a text, what LINE says, and new days."""

    def __init__(self, name: str, order: str, reading: "Reading") -> None:
        self._name = name
        self._order = order
        self._last = latest(reading.now, utc=False)
        self._day: date | None = None
        self._people: dict[str, PersonDraft] = {}
        self._clocks: dict[str, tuple[int, int]] = {}

    def records(self, lines: Iterator[tuple[int, str]]) -> Iterator[MessageDraft | Problem]:
        begun: _Header | None = None
        between: _Block = []
        for number, line in lines:
            header = self._header(number, line)
            if header is None:
                between.append((number, line))
                continue
            if between:
                yield from self._finished(begun, between)
                between = []
            elif begun is not None:
                yield self._message(begun, [])
            begun = header
        yield from self._finished(begun, between)

    def _header(self, number: int, line: str) -> _Header | None:
        stamp, tab, rest = line.partition("\t")
        if not tab:
            stamp, tab, rest = line.partition("  ")
            if not tab:
                return None
        clock = self._clocks.get(stamp)
        if clock is None:
            match = _CLOCK.fullmatch(stamp) if len(stamp) <= _LONGEST_CLOCK else None
            if match is None:
                return None
            half, hour = match[1] or match[4], int(match[2])
            clock = self._clocks[stamp] = (hour_of(hour, half) if half else hour, int(match[3]))
        return _Header(number, *clock, rest)

    def _finished(self, begun: _Header | None, between: _Block) -> Iterator[MessageDraft | Problem]:
        if begun is None:
            yield from self._strays(between)
            return
        taken = _quoted(_columns(begun.rest)[1], between)
        rest = between[taken:]
        while not taken and rest and rest[0][1] and not is_day(rest[0][1]):
            # A text of several lines without quotes, as older versions wrote it.
            rest = rest[1:]
        yield self._message(begun, [line for _, line in between[: len(between) - len(rest)]])
        yield from self._strays(rest)

    def _message(self, begun: _Header, body: list[str]) -> MessageDraft | Problem:
        if self._day is None or begun.hour > 23 or begun.minute > 59:
            return misdated(self._name, f"line {begun.line}", None)
        when = at(self._day, begun.hour, begun.minute)
        if when > self._last:
            return misdated(self._name, f"line {begun.line}", when)
        speaker, text = _columns(begun.rest)
        if body:
            text = _unquoted("\n".join([text, *body]))
        return MessageDraft(when, self._person(speaker) if speaker else None, _with_call(text) if "☎" in text else text)

    def _strays(self, block: _Block) -> Iterator[Problem]:
        """Days begin here; what else stands outside of a message is told."""
        for number, line in block:
            if not line.strip():
                continue
            if is_day(line):
                self._day = day_of(line, self._order)
                if self._day is None:
                    yield Problem(self._name, f"line {number}", f"there is no such day as {line.strip()}")
            elif not _SAVED.fullmatch(line):
                yield Problem(
                    self._name, f"line {number}", "this line is neither a day nor a message, and was left out"
                )

    def _person(self, name: str) -> PersonDraft:
        person = self._people.get(name)
        if person is None:
            person = self._people[name] = PersonDraft(name)
        return person


def _columns(rest: str) -> tuple[str, str]:
    """The name, empty for what LINE itself says, and the text."""
    name, tab, text = rest.partition("\t")
    if not tab and (match := _COLUMN.search(rest.lstrip(" "))):
        name, tab, text = rest.lstrip(" ")[: match.start()], match[0], rest.lstrip(" ")[match.end() :]
    return (name.strip(), text) if tab else ("", rest.strip())


def _quoted(text: str, between: _Block) -> int:
    """How many lines belong to a text that begins with a quote: up to the one that ends with it, or none."""
    if not text.startswith('"') or (len(text) > 1 and _closes(text)):
        return 0
    return next((count for count, (_, line) in enumerate(between, 1) if _closes(line)), 0)


def _closes(line: str) -> bool:
    """Whether a quote ends the line; two are one that was written."""
    return (len(line) - len(line.rstrip('"'))) % 2 == 1


def _unquoted(text: str) -> str:
    """The text without the quotes that LINE put around several lines."""
    if "\n" in text and text.startswith('"') and text.endswith('"'):
        text = text[1:-1].replace('""', '"')
    return text.rstrip("\n")


def _with_call(text: str) -> str:
    """A call with its length as it stands in all chats; one that was not taken keeps LINE's words."""
    match = _CALL.fullmatch(text)
    length = _LENGTH.search(match[1]) if match else None
    return f"[call, {length[0]}]" if length else text
