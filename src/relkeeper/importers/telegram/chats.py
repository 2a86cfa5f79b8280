"""Where the chats are in a file of Telegram Desktop, and what they say of themselves."""

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from ijson.common import ObjectBuilder

from relkeeper.drafts import PersonDraft, Problem
from relkeeper.importers.json_items import events, items
from relkeeper.importers.json_values import number, string

SAVED = "saved_messages"
_PERSONAL = "personal_chat"
_OF_CHAT = ("name", "type", "id")
_SCALARS = {"string", "number", "null"}
# Chats that one has left stand apart.
_LISTS = ("chats.list.item", "left_chats.list.item")
_FIELDS = {f"{chat}.{key}": key for chat in _LISTS for key in _OF_CHAT}
_MESSAGES = {f"{chat}.messages.item" for chat in _LISTS}


class Chat:
    """What a chat says of itself: `id` are the digits, `peer` is the other side of a conversation of two."""

    def __init__(self, fields: dict[str, Any], owner: str = "") -> None:
        self.title = string(fields.get("name"))
        self.type = string(fields.get("type"))
        self.id = number(fields.get("id"))
        self.owner = owner
        self.group = self.type != _PERSONAL if self.type else None
        self.peer: PersonDraft | None = None
        if self.group is False and (self.title or self.id):
            self.peer = PersonDraft(self.title, "telegram" if self.id else "", self.id)


class Piece(NamedTuple):
    """What stands next in the export of everything.

    `kind` is "owner" (the number of the account), "chat" (one begins), "name", "type" or "id" of it, or "message".
    """

    kind: str
    value: Any


def top_level(file: BinaryIO, name: str) -> dict[str, Any] | None:
    """Name, type and number of the only chat in the file, wherever they stand in it; None where it holds many chats."""
    fields: dict[str, Any] = {}
    # What is wrong with the file is said when its messages are read.
    for prefix, event, value in events(file, [], name):
        if event == "start_map" and prefix in ("chats", "left_chats"):
            return None
        if event == "start_array" and prefix == "messages":
            break
        if prefix in _OF_CHAT and event in _SCALARS:
            fields[prefix] = value
    return {key: fields[key] if key in fields else next(items(file, key, [], name), None) for key in _OF_CHAT}


def pieces(file: BinaryIO, problems: list[Problem], name: str) -> Iterator[Piece]:
    """The export of everything from its beginning; one message is in memory at a time."""
    builder: ObjectBuilder | None = None
    for prefix, event, value in events(file, problems, name):
        if builder is not None:
            builder.event(event, value)
            if event == "end_map" and prefix in _MESSAGES:
                yield Piece("message", builder.value)
                builder = None
        elif event == "start_map":
            if prefix in _MESSAGES:
                builder = ObjectBuilder()
                builder.event(event, value)
            elif prefix in _LISTS:
                yield Piece("chat", None)
        elif event in _SCALARS:
            if prefix in _FIELDS:
                yield Piece(_FIELDS[prefix], value)
            elif prefix == "personal_information.user_id":
                yield Piece("owner", number(value))
