"""The JSON of Telegram Desktop (export_output_json.cpp): `result.json` of one chat, or of everything.

One message after the other, whatever the size of the file. Newer versions write `date_unixtime`; without it a time is
the clock of the place where the file was made.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.json_items import items
from relkeeper.importers.telegram.chats import Chat, Piece, pieces, top_level
from relkeeper.importers.telegram.escapes import mended
from relkeeper.importers.telegram.messages import Messages

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "telegram"
TITLE = "Telegram Desktop, JSON (result.json)"
ENDINGS: tuple[str, ...] = (".json",)
WHERE = "In Telegram Desktop: the chat's menu, Export chat history, format JSON; or Settings, Advanced, Export data."

_MESSAGE = re.compile(r'"type"\s*:\s*"(?:message|service)"')
_SENDER = re.compile(r'"(?:date_unixtime|from|from_id|actor)"\s*:')
_EVERYTHING = re.compile(
    r'\A\s*\{\s*(?:"about"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*)?'
    r'"(?:personal_information"\s*:\s*\{\s*"user_id"|(?:left_)?chats"\s*:\s*\{\s*"(?:about|list)")'
)
# What other programs' messages have.
_OTHERS = re.compile(r'"(?:sender_name|timestamp_ms|senderUsername|guild)"\s*:')

_Record = ChatDraft | MessageDraft | Notice | Problem


def recognises(head: Head) -> bool:
    """Whether `head` is JSON with a message as Telegram writes it, or begins as the export of everything."""
    if not head.is_json or _OTHERS.search(head.text):
        return False
    return _EVERYTHING.match(head.text) is not None or (
        '"messages"' in head.text and bool(_MESSAGE.search(head.text) and _SENDER.search(head.text))
    )


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[_Record]:
    """The messages of a seekable file, chat by chat; those to oneself ("Saved Messages") are left out."""
    text = mended(file)
    problems: list[Problem] = []
    single = top_level(text, name)
    if single is None:
        yield from _chats(pieces(text, problems, name), name, reading)
    else:
        yield from _messages(Chat(single), items(text, "messages.item", problems, name), name, reading)
    yield from problems


def _chats(told: Iterator[Piece], name: str, reading: "Reading") -> Iterator[_Record]:
    """The export of everything: a chat's own fields stand before its messages."""
    owner = ""
    fields: dict[str, Any] = {}
    messages: Messages | None = None
    for kind, value in told:
        if kind == "owner":
            owner = value
        elif kind == "chat":
            fields, messages = {}, None
        elif kind == "message":
            if messages is None:
                messages = Messages(Chat(fields, owner), name, reading)
                yield from messages.begin(value)
            yield from messages.records(value)
        else:
            fields[kind] = value
            if messages is not None:
                yield Notice(name, f"the {kind} of a chat stands behind its messages, and was not taken")


def _messages(chat: Chat, told: Iterator[Any], name: str, reading: "Reading") -> Iterator[_Record]:
    first = next(told, None)
    if first is None:
        return
    messages = Messages(chat, name, reading)
    yield from messages.begin(first)
    for message in chain((first,), told):
        yield from messages.records(message)
