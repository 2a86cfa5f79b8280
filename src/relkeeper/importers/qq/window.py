"""Text that was copied from a window of QQ instead of exported: the clock stands behind the name.

    【管理员】小样 2/14/2020 9:17:10 PM          小样(10001) 2020/3/28 19:02:31
    — —  2020-2-21  — —                        小样  23:50:12

The window shows no date for the day it was copied on. A message whose day is said neither beside it nor on a line
before it cannot be placed in time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from relkeeper.drafts import ChatDraft, MessageDraft, PersonDraft, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.latest import latest
from relkeeper.importers.qq.blocks import body
from relkeeper.importers.qq.days import PATTERN, Calendar
from relkeeper.importers.qq.headers import HALF, clock_on
from relkeeper.importers.qq.senders import Sender, sender_of
from relkeeper.importers.stamps import misdated

if TYPE_CHECKING:
    from relkeeper.importers import Reading

_LONGEST = 300
_HEADER = re.compile(
    rf"\s*(?P<label>\S|\S.*?\S)\s+(?:(?P<day>{PATTERN})\s+)?"
    rf"(?:(?P<before>{HALF})\s?)?(?P<clock>\d{{1,2}}:\d{{2}}:\d{{2}})(?:\s?(?P<half>{HALF}))?\s*\Z"
)
_DAY_LINE = re.compile(r"(?:\s*—\s*—|\s)\s*(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:\s+—\s*—)?\s*\Z")
# A day before the clock is no name, in whatever language: "May 17, 2022".
_DAY = re.compile(rf"(?:{PATTERN})\Z|.*\b\d{{1,2}},? \d{{4}}\Z")
_TITLE = re.compile(r"【[^】]{0,40}】(?=.)")
# What the window says itself, as a paragraph of its own.
_SYSTEM = re.compile(
    r"(?:.{1,80}(?:撤回了一条消息(?: 重新编辑)?|(?:加入|退出)了?本群。?)|你和.{1,60}个共同好友，点击添加好友。)\Z"
)
# Windows writes no zeros in 2026/4/8 where it is set to Chinese; other programs do.
_PADDED = re.compile(r"\d{4}/0")


class _Line(NamedTuple):
    """A header. `day` is empty where neither it nor a line before it says one."""

    number: int
    sender: Sender
    day: str
    clock: str
    half: str


class _Message(NamedTuple):
    """A message on its way. Without a sender it is what the window says."""

    at: datetime
    sender: PersonDraft | None
    text: list[str]


def recognises(lines: Sequence[str]) -> bool:
    """Whether it begins with a day or a header, and headers and text take turns as in no log file."""
    said = [line for line in lines if line.strip()]
    if not said:
        return False
    first = _header(1, said[0], "") if len(said[0]) <= _LONGEST else None
    if first is None or _PADDED.match(first.day):
        return "—" in said[0] and _DAY_LINE.match(said[0]) is not None
    headers = sum(isinstance(line, _Line) for line in _lines(lines))
    sure = first.sender.handle or said[0].startswith("【") or headers > 1
    return bool(sure) and headers * 2 <= len(said)


def read(text: TextFile, name: str, reading: "Reading") -> Iterator[ChatDraft | MessageDraft | Problem]:
    """One conversation. All messages without a day are one problem."""
    days: dict[str, None] = {}
    persons: dict[Sender, PersonDraft] = {}
    undated: dict[str, int] = {"count": 0, "first": 0}
    for line in _lines(text.lines()):
        if not isinstance(line, _Line):
            continue
        persons.setdefault(line.sender, line.sender.person())
        if line.day:
            days[line.day] = None
        else:
            undated = {"count": undated["count"] + 1, "first": undated["first"] or line.number}
    if days:
        group = any(person.handle for person in persons.values()) or len(persons) > 2
        yield ChatDraft("qq", group=True if group else None)
        yield from _messages(
            text, Calendar(days, reading.date_order, name), persons, name, latest(reading.now, utc=False)
        )
    if undated["count"]:
        yield Problem(
            name,
            f"line {undated['first']}",
            f"text from the window of QQ: no day is said for {undated['count']} of its messages, which were left out",
        )
    elif not days:
        yield Problem(name, "file", "there is no message of QQ in it")


def _messages(
    text: TextFile, calendar: Calendar, persons: dict[Sender, PersonDraft], name: str, last: datetime
) -> Iterator[MessageDraft | Problem]:
    begun: _Message | None = None
    for line in _lines(text.lines()):
        if isinstance(line, str) and not _is_system(line):
            if begun:
                begun.text.append(line)
            continue
        before = begun
        if before:
            yield MessageDraft(before.at, before.sender, body(before.text))
        if isinstance(line, str):
            begun = _Message(before.at, None, [line.strip()]) if before else None
            continue
        begun = None
        if line.day:
            day = calendar[line.day]
            at = clock_on(day.isoformat(), line.clock, line.half) if day else None
            if at is None or at > last:
                yield misdated(name, f"line {line.number}", at)
            else:
                begun = _Message(at, None if line.sender.is_system else persons[line.sender], [])
    if begun:
        yield MessageDraft(begun.at, begun.sender, body(begun.text))


class _Paragraph(str):
    """A line of text behind a blank one."""

    __slots__ = ()


def _is_system(line: str) -> bool:
    return isinstance(line, _Paragraph) and _SYSTEM.match(line) is not None


def _lines(lines: Iterable[str]) -> Iterator[_Line | str]:
    """Headers, and text as it is."""
    day, blank = "", True
    known: set[Sender] = set()
    for number, line in enumerate(lines, 1):
        if len(line) <= _LONGEST:
            if said := _DAY_LINE.match(line):
                day, blank = said[1], True
                continue
            found = _header(number, line, day)
            if found and (blank or found.sender.handle or found.sender in known):
                known.add(found.sender)
                blank = False
                yield found
                continue
        yield _Paragraph(line) if blank and line else line
        blank = not line or line.isspace()


def _header(number: int, line: str, day: str) -> _Line | None:
    found = _HEADER.match(line) if line[-3:].strip() and not line.isspace() else None
    if found is None or _DAY.match(found["label"]):
        return None
    label = found["label"]
    sender = sender_of(label)
    if not sender.handle:
        sender = sender._replace(name=_TITLE.sub("", sender.name, count=1) if label.startswith("【") else sender.name)
    return _Line(number, sender, found["day"] or day, found["clock"], found["before"] or found["half"] or "")
