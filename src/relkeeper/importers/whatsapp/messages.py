"""The messages of a WhatsApp export, one by one, once its shape and the order of its dates are known."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from relkeeper.drafts import FileDraft, MessageDraft, PersonDraft, Problem
from relkeeper.importers.beside import beside
from relkeeper.importers.whatsapp.dates import Clocks, Days, Seconds
from relkeeper.importers.whatsapp.headers import MARKS, Shape
from relkeeper.importers.whatsapp.people import People, is_notice
from relkeeper.importers.whatsapp.words import is_medium

# "<attached: 00000042-PHOTO-2020-01-01.jpg>" on iOS, "IMG-20200101-WA0001.jpg (file attached)" on Android.
# The name is all of its line until there, and is looked for nowhere else: that would take time by the square.
_ATTACHED = re.compile(r"<[^<>:：]+[:：] ?([^<>]+)>|^(.+\.\w{1,5}) \([^()]+\)", re.MULTILINE)
_MARKED = frozenset(MARKS)
# What a line that names a medium ends with; most others need no closer look.
_CLOSING = (")", ">")
# What MessageDraft(...) does itself, in half the time.
_new = tuple.__new__


class Way(NamedTuple):
    """How an export is to be read: its name in problems, and what was found out of it."""

    name: str
    shape: Shape
    days: Days
    people: People
    folder: Path | None


def messages(lines: Iterator[str], way: Way) -> Iterator[MessageDraft | Problem]:
    """All messages; what cannot be one is a problem by its line."""
    name, shape, days, people, folder = way
    match, clocks, ticks = shape.header().match, Clocks(), Seconds()
    at, sender, text, more = None, None, "", list[str]()
    where, marked = 0, False
    for number, line in enumerate(lines, 1):
        if (found := match(line)) is None:
            more.append(line)
            continue
        if at is not None:
            yield (
                _new(MessageDraft, (at, sender, text, (), False))
                if not (more or marked or text[-1:] in _CLOSING)
                else _whole(at, sender, text, more, folder, marked)
            )
        elif not where and any(map(str.strip, more)):
            yield Problem(name, "line 1", "what stands before the first message was left out")
        date, clock, seconds, word, written, text = found.groups()
        where, at, more = number, None, more and []
        try:
            at = days[date] + clocks[clock + word if word else clock]
            if seconds:
                at += ticks[seconds]
        except ValueError as error:
            yield Problem(name, f"line {number}", f"this message was left out: {error}")
        sender = people[written]
        marked = text[:1] in _MARKED
        if sender is None or marked:
            sender, text = _marked(line, found, shape, sender)
    if at is not None:
        yield _whole(at, sender, text, more, folder, marked)


def _marked(
    line: str, found: re.Match[str], shape: Shape, sender: PersonDraft | None
) -> tuple[PersonDraft | None, str]:
    """Who says what, where there is no name, what looks like one is none, or the text begins with a mark."""
    written, text = found.group(5, 6)
    if sender is None and written:
        text = line[found.start(5) :]
    if shape.bracketed and is_notice(line, text):
        sender = None
    return sender, text.lstrip(MARKS)


def _whole(
    at: datetime, sender: PersonDraft | None, text: str, more: list[str], folder: Path | None, marked: bool
) -> MessageDraft:
    files = _files(text, folder) if text[-1:] in _CLOSING else ()
    if more:
        text = "\n".join((text, *more)).rstrip()
    return MessageDraft(at, sender, text, files, is_medium(text, marked))


def _files(text: str, folder: Path | None) -> tuple[FileDraft, ...]:
    found = _ATTACHED.search(text)
    file = beside(folder, (found[1] or found[2]).lstrip(MARKS).strip()) if found else None
    return (file,) if file else ()
