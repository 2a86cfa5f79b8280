"""WhatsApp chats as Android and iOS export them: text, one message after the other, in the language of the phone.

The file is read twice: first for what only the whole of it tells (survey), then message by message. Times are the clock
of the phone that exported.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest
from relkeeper.importers.whatsapp.dates import Days, order_of
from relkeeper.importers.whatsapp.headers import shape_of, shape_of_line
from relkeeper.importers.whatsapp.messages import Way, messages
from relkeeper.importers.whatsapp.people import People
from relkeeper.importers.whatsapp.survey import chat_of, survey

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "whatsapp"
TITLE = "WhatsApp, exported chat"
ENDINGS: tuple[str, ...] = (".txt",)
WHERE = (
    "In the chat on your phone: menu, More, Export chat (iOS: tap its name, Export Chat). A .zip may be given as it is."
)

# The shape of headers is that of most among so many lines.
_SAMPLE = 1000
_FIRST_LINES = 60

Records = Iterator[ChatDraft | MessageDraft | Notice | Problem]


def recognises(head: Head) -> bool:
    """Whether the text begins with the header of a message, or has two of one shape near its beginning.

    Signal's look the same: ask for those first.
    """
    lines = [line for line in head.lines[:_FIRST_LINES] if line.strip()]
    shapes = [shape for line in lines if (shape := shape_of_line(line))]
    return bool(shapes) and (shape_of_line(lines[0]) is not None or shapes.count(shapes[0]) > 1)


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The chat and its messages. Raises DateOrderError where only the user can say which number is the month."""
    return _records(file, TextFile(file, name, reading.encoding), name, reading)


def _records(file: BinaryIO, text: TextFile, name: str, reading: "Reading") -> Records:
    shape = shape_of(islice(text.lines(), _SAMPLE))
    if shape is None:
        yield Problem(name, "file", "no line of it is a message of WhatsApp")
        return
    people = People()
    found = survey(file, text.codec, shape, people)
    last = latest(reading.now, utc=False).date()
    order = order_of(found.dates, shape.year, reading.date_order, last, name)
    yield chat_of(found, name)
    yield from messages(text.lines(), Way(name, shape, Days(order, last), people, reading.folder))
    yield from text.remarks()
