"""Pigeonpost, a messenger that does not exist: conversations of two, as text.

The first line is `PIGEONPOST 1 with NAME`. Each message is a line `2026-03-01 09:15 > text`, where `>` was sent by the
owner and `<` by the other; the clock is that of the place where the file was made. Other lines go on with a message.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers import Reading
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head

NAME = "pigeonpost"
TITLE = "Pigeonpost conversations"
ENDINGS = (".pigeon",)
WHERE = "In Pigeonpost open the loft, choose a pigeon, then Write down."

_FIRST = re.compile(r"PIGEONPOST 1 with (.+)")
_MESSAGE = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}) ([<>]) (.*)")


def recognises(head: Head) -> bool:
    """Whether the first line is Pigeonpost's: strict enough for no other file to be taken."""
    return _FIRST.fullmatch(head.lines[0]) is not None


def read(file: BinaryIO, name: str, reading: Reading) -> Iterator[ChatDraft | MessageDraft | Notice | Problem]:
    """The conversation, then its messages one by one, so that memory does not grow with the file."""
    text = TextFile(file, name, reading.encoding)
    lines = enumerate(text.lines(), 1)
    first = _FIRST.fullmatch(next(lines, (1, ""))[1])
    if first is None:
        yield Problem(name, "line 1", "this is not how a file of Pigeonpost begins")
        return
    other, me = PersonDraft(first[1]), PersonDraft(me=True)
    yield ChatDraft("pigeonpost", group=False, peer=other)
    message = None
    for number, line in lines:
        if found := _MESSAGE.fullmatch(line):
            if message is not None:
                yield message
            try:
                at = datetime.fromisoformat(found[1])
            except ValueError:
                message = None
                yield Problem(name, f"line {number}", f"there is no {found[1]}; the message was left out")
                continue
            message = MessageDraft(at, me if found[2] == ">" else other, found[3])
        elif message is not None:
            message = message._replace(text=f"{message.text}\n{line}")
    if message is not None:
        yield message._replace(text=message.text.rstrip())
    yield from text.remarks()
