"""Facebook Messenger and Instagram chats as "Download your information" writes them: JSON, newest message first.

A thread is cut into message_1.json, message_2.json, ...; each file is read on its own and says of which thread it is.
End-to-end encrypted chats are exported by Messenger itself, in another layout. Times are UTC.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ChatDraft, MessageDraft, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.json_items import items
from relkeeper.importers.json_values import mapping
from relkeeper.importers.latest import latest
from relkeeper.importers.messenger.message import message_of
from relkeeper.importers.messenger.people import People
from relkeeper.importers.messenger.thread import thread_of

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "messenger"
TITLE = "Facebook Messenger and Instagram, JSON"
ENDINGS: tuple[str, ...] = (".json",)
WHERE = (
    "In Facebook's or Instagram's settings: Download your information, format JSON; the chats are in messages/inbox."
)

_PLAIN = re.compile(r'"sender_name"\s*:')
_ENCRYPTED = re.compile(r'"senderName"\s*:')
_EMPTY = re.compile(r'"participants"\s*:.*"thread_path"\s*:', re.DOTALL)


def recognises(head: Head) -> bool:
    """Whether it is JSON with the keys of such a message, or of a thread without messages."""
    if not head.is_json:
        return False
    text = head.text
    plain = _PLAIN.search(text) and '"timestamp_ms"' in text
    encrypted = _ENCRYPTED.search(text) and ('"threadName"' in text or '"isUnsent"' in text)
    return bool(plain or encrypted or _EMPTY.search(text))


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ChatDraft | MessageDraft | Problem]:
    """The thread and its messages, in the order of the file. Nobody is marked as who exported."""
    people = People()
    yield thread_of(file, name, people)
    last = latest(reading.now, utc=True)
    problems: list[Problem] = []
    for number, item in enumerate(items(file, "messages.item", problems, name), 1):
        yield message_of(mapping(item), people, last, reading.folder, (name, f"message {number}"))
    yield from problems
