"""The JSON that WeChat exporters write: WeFlow and EchoTrace (one chat in a file), chatlog (a list of messages).

WeFlow: `session` names the chat, `messages` have seconds since 1970 and `isSend` (1 the owner, 0 the others, null what
WeChat itself says). chatlog: each message names its `talker`; time is ISO 8601 with an offset; `isSelf` marks the
owner. The id of a group ends in `@chatroom`.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.json_items import events, items
from relkeeper.importers.json_values import mapping, number, string
from relkeeper.importers.latest import latest
from relkeeper.importers.stamps import from_clock, from_epoch, from_iso, misdated, zone_between
from relkeeper.importers.wechat_types import SYSTEM, SYSTEM_WORD, is_group, is_medium, text_of

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "wechat-json"
TITLE = "WeChat JSON from WeFlow, EchoTrace or chatlog"
ENDINGS: tuple[str, ...] = (".json",)
WHERE = "WeChat itself exports nothing: in WeFlow or EchoTrace choose the chat, export, JSON; chatlog: format=json."

_WEFLOW = re.compile(r'\A\s*\{[^{}]{0,2000}"weflow"\s*:\s*\{|"session"\s*:\s*\{[^{}]*"wxid"\s*:')
_CHATLOG = re.compile(r'\A\s*(?:\[|\{[^\[\]{}]*"items"\s*:\s*\[)\s*\{[^{}]*"talker"\s*:')

_Record = ChatDraft | MessageDraft | Notice | Problem


def recognises(head: Head) -> bool:
    """Whether `head` is JSON that begins as one of them writes it."""
    if not head.is_json:
        return False
    return _WEFLOW.search(head.text) is not None or ('"isSelf"' in head.text and bool(_CHATLOG.match(head.text)))


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[_Record]:
    """The messages of a seekable file; times are UTC, the zone is that of the first message's clock."""
    problems: list[Problem] = []
    prefix = _prefix(file, name)
    messages = items(file, prefix, problems, name)
    if prefix == "messages.item":
        yield from _weflow(_chat(file, name), messages, name, reading)
    else:
        yield from _chatlog(messages, name, reading)
    yield from problems


def _prefix(file: BinaryIO, name: str) -> str:
    """Where the messages are: in an array that is the file, or in one that is called so."""
    for prefix, event, value in events(file, [], name):
        if prefix == "" and event == "start_array":
            return "item"
        if prefix == "" and event == "map_key" and value in ("items", "messages"):
            return f"{value}.item"
    return "messages.item"


def _chat(file: BinaryIO, name: str) -> ChatDraft:
    """The chat of a file of WeFlow. What is wrong with the file is said when its messages are read."""
    session = mapping(next(items(file, "session", [], name), None))
    first = mapping(next(items(file, "messages.item", [], name), None))
    key = string(session.get("wxid"))
    title = next((name for word in ("remark", "displayName", "nickname") if (name := string(session.get(word)))), key)
    group = is_group(key) or session.get("type") == "群聊" if session else None
    peer = PersonDraft(title, "wechat" if key else "", key) if title and group is False else None
    zone = zone_between(from_clock(first.get("formattedTime")), from_epoch(first.get("createTime")))
    return ChatDraft("wechat", title, key, group, peer, utc=True, zone=zone, marks_me=True)


def _weflow(chat: ChatDraft, messages: Iterator[Any], name: str, reading: "Reading") -> Iterator[_Record]:
    yield chat
    people = _People()
    if chat.peer:
        people[chat.key, False] = chat.peer
    last = latest(reading.now, utc=True)
    for count, told in enumerate(messages, 1):
        message = mapping(told)
        at = from_epoch(message.get("createTime"))
        if at is None or at > last:
            yield misdated(name, f"message {count}", at)
            continue
        kind, sender = string(message.get("type")), string(message.get("senderUsername"))
        text = string(message.get("content")).rstrip() or f"[{kind.removesuffix('消息') or '消息'}]"
        system = message.get("isSend") is None or kind == SYSTEM_WORD or is_group(sender)
        mine = message.get("isSend") in (1, True)
        person = None if system else people.of(sender, string(message.get("senderDisplayName")), mine=mine)
        yield MessageDraft(at, person, text, is_medium=is_medium(kind, text))


class _Talk(NamedTuple):
    id: str
    name: str


def _chatlog(messages: Iterator[Any], name: str, reading: "Reading") -> Iterator[_Record]:
    people = _People()
    last = latest(reading.now, utc=True)
    talk: _Talk | None = None
    for count, told in enumerate(messages, 1):
        message = mapping(told)
        stamp = from_iso(message.get("time"))
        if stamp is None or stamp[0] > last:
            yield misdated(name, f"message {count}", stamp and stamp[0])
            continue
        at, offset = stamp
        current = _Talk(string(message.get("talker")), string(message.get("talkerName")))
        if talk is None or current.id != talk.id:
            talk = current
            yield _talk(talk, message, timezone(offset))
        yield _logged(at, message, people)


def _talk(talk: _Talk, message: dict[str, Any], zone: timezone) -> ChatDraft:
    group = is_group(talk.id) or message.get("isChatRoom") is True
    peer = None if group else PersonDraft(talk.name, "wechat", talk.id)
    return ChatDraft("wechat", talk.name, talk.id, group, peer, utc=True, zone=zone, marks_me=True)


def _logged(at: datetime, message: dict[str, Any], people: "_People") -> MessageDraft:
    kind, sender = number(message.get("type")), string(message.get("sender"))
    content = string(message.get("content"))
    title = string(mapping(message.get("contents")).get("title"))
    text = "\n".join(part for part in (text_of(kind, content), title) if part)
    if kind == SYSTEM or sender in ("", SYSTEM_WORD) or is_group(sender):
        return MessageDraft(at, None, text)
    mine = message.get("isSelf") is True
    person = people.of(sender, string(message.get("senderName")), mine=mine)
    return MessageDraft(at, person, text, is_medium=is_medium(kind, text))


class _People(dict[tuple[str, bool], PersonDraft]):
    """The senders by their ids, each once."""

    def of(self, username: str, name: str, *, mine: bool) -> PersonDraft | None:
        if not (username or name or mine):
            return None
        key = (username or name, mine)
        person = self.get(key)
        if person is None:
            person = self[key] = PersonDraft(name, "wechat" if username else "", username, me=mine)
        return person
