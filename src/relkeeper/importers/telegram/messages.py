"""The messages of one chat, from the JSON of Telegram Desktop to drafts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from relkeeper.drafts import ChatDraft, FileDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.beside import beside
from relkeeper.importers.json_values import mapping, number, string
from relkeeper.importers.latest import latest
from relkeeper.importers.stamps import from_clock, from_epoch, misdated
from relkeeper.importers.telegram.chats import SAVED, Chat
from relkeeper.importers.telegram.texts import is_medium, said, text_of
from relkeeper.rules.dates import localize

if TYPE_CHECKING:
    from relkeeper.importers import Reading

_DELETED = "Deleted Account"
# Versions of 2018 to 2020 marked a user's number with this bit.
_USER_BIT = 2**32


class Messages:
    """What turns the messages of `chat` into drafts; its senders are one object each."""

    def __init__(self, chat: Chat, name: str, reading: "Reading") -> None:
        self._chat = chat
        self._name = name
        self._reading = reading
        self._people: dict[tuple[object, object], PersonDraft | None] = {}
        self._utc = True
        self._last = latest(reading.now, utc=True)

    def begin(self, first: object) -> Iterator[ChatDraft | Notice]:
        """The chat itself; whether its times are UTC is told by its first message."""
        chat = self._chat
        if chat.type == SAVED:
            yield Notice(self._name, "Saved Messages are notes to yourself, and were left out")
            return
        self._utc = "date_unixtime" in mapping(first)
        self._last = latest(self._reading.now, utc=self._utc)
        yield ChatDraft(
            "telegram", chat.title, chat.id, chat.group, chat.peer, utc=self._utc, marks_me=bool(chat.owner)
        )

    def records(self, told: object) -> Iterator[MessageDraft | Problem]:
        """The draft of one message, or the problem with it; nothing of the chat with oneself."""
        if self._chat.type == SAVED:
            return
        message = mapping(told)
        where = f"message {number(message.get('id')) or '?'}"
        if message.get("type") == "unsupported":
            yield Problem(self._name, where, "Telegram did not export what this message holds")
            return
        at = self._at(message)
        if at is None or at > self._last:
            yield misdated(self._name, where, at)
        elif message.get("type") == "service":
            actor = self._person(message.get("actor"), message.get("actor_id"))
            speaker, text = said(message)
            yield MessageDraft(at, actor if speaker else None, text)
        else:
            sender = self._person(message.get("from"), message.get("from_id"))
            sender = sender or PersonDraft(_DELETED)
            yield MessageDraft(at, sender, text_of(message), self._files(message), is_medium(message))

    def _at(self, message: dict[str, Any]) -> datetime | None:
        at = from_epoch(message.get("date_unixtime"))
        if self._utc and at is None and (clock := from_clock(message.get("date"))):
            return localize(clock, self._reading.now).astimezone(UTC).replace(tzinfo=None)
        return at if self._utc else from_clock(message.get("date"))

    def _person(self, name: object, told_id: object) -> PersonDraft | None:
        key = (name, told_id) if isinstance(told_id, str | int | None) and isinstance(name, str | None) else ("", "")
        if key not in self._people:
            self._people[key] = self._new(string(name), told_id)
        return self._people[key]

    def _new(self, name: str, told_id: object) -> PersonDraft | None:
        user = _user(told_id)
        peer = self._chat.peer
        if peer is not None and (user in _numbers(peer.handle) if user and peer.handle else name == peer.name != ""):
            return peer
        if not name and not user:
            return None
        # In a conversation of two, who is not the other one is the owner.
        mine = bool(user) and (user == self._chat.owner if self._chat.owner else bool(peer and peer.handle))
        return PersonDraft(name or ("" if user else _DELETED), "telegram" if user else "", user, me=mine)

    def _files(self, message: dict[str, Any]) -> tuple[FileDraft, ...]:
        if self._reading.folder is None:
            return ()
        named = (string(message.get(key)) for key in ("photo", "file", "contact_vcard"))
        media_type = string(message.get("mime_type"))
        found = (beside(self._reading.folder, path, media_type) for path in named if path)
        return tuple(file for file in found if file)


def _user(told_id: object) -> str:
    """The digits of a user's number, of `user123` or what older versions wrote; empty for a channel, or none."""
    if isinstance(told_id, int):
        return str(told_id - _USER_BIT if _USER_BIT <= told_id < 2 * _USER_BIT else told_id)
    written = string(told_id)
    digits = written.removeprefix("user")
    return digits if digits != written and digits.isascii() and digits.isdecimal() else ""


def _numbers(digits: str) -> tuple[str, ...]:
    """The number of a chat, and that of its user where an older version marked it."""
    return (digits, str(int(digits) - _USER_BIT)) if digits.isascii() and digits.isdecimal() else (digits,)
