"""The JSON of DiscordChatExporter (JsonMessageWriter.cs): one channel or direct chat in one file.

Times carry an offset. Attachments were downloaded beside the file where the user asked for that; else they are links.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from relkeeper.drafts import ChatDraft, FileDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.beside import beside
from relkeeper.importers.head import Head
from relkeeper.importers.json_items import items
from relkeeper.importers.json_values import mapping, mappings, string
from relkeeper.importers.latest import latest
from relkeeper.importers.stamps import call, from_iso, misdated

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "discord"
TITLE = "Discord JSON from DiscordChatExporter"
ENDINGS: tuple[str, ...] = (".json",)
WHERE = "In DiscordChatExporter: choose the channel or direct chat, format JSON."

_GUILD = re.compile(r'"guild"\s*:\s*\{')
_CHANNEL = re.compile(r'"channel"\s*:\s*\{')
_DIRECT = "DirectTextChat"
# What Discord itself says, as MessageKind names it; "Call" is apart.
_SYSTEM = frozenset({
    "RecipientAdd", "RecipientRemove", "ChannelNameChange", "ChannelIconChange", "ChannelPinnedMessage",
    "GuildMemberJoin", "ThreadCreated",
})  # fmt: skip
# So many messages are looked through for the account of the other side.
_LOOKED_THROUGH = 1000


def recognises(head: Head) -> bool:
    """Whether `head` is JSON that begins with a guild and a channel."""
    return head.is_json and bool(_GUILD.search(head.text) and _CHANNEL.search(head.text))


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ChatDraft | MessageDraft | Notice | Problem]:
    """The messages of a seekable file, of one chat; times are UTC."""
    problems: list[Problem] = []
    people = _People()
    yield _chat(file, name, people)
    last = latest(reading.now, utc=True)
    for number, message in enumerate(items(file, "messages.item", problems, name), 1):
        stamp = from_iso(message.get("timestamp")) if isinstance(message, dict) else None
        if stamp is None or stamp[0] > last:
            yield misdated(name, f"message {number}", stamp and stamp[0])
            continue
        yield _message(message, stamp, people, reading)
    yield from problems


def _message(message: dict[str, Any], stamp: tuple[Any, Any], people: "_People", reading: "Reading") -> MessageDraft:
    at = stamp[0]
    author = people.of(message.get("author"))
    kind = string(message.get("type"))
    if kind == "Call":
        ended = from_iso(message.get("callEndedTimestamp"))
        return MessageDraft(at, author, call((ended[0] - at).total_seconds() if ended else None))
    if kind in _SYSTEM:
        return MessageDraft(at, None, f"{author.name if author else ''} {string(message.get('content'))}".strip())
    return MessageDraft(at, author, _text(message), _files(message, reading))


def _chat(file: BinaryIO, name: str, people: "_People") -> ChatDraft:
    # What is wrong with the file is said when its messages are read.
    channel = mapping(next(items(file, "channel", [], name), None))
    guild = mapping(next(items(file, "guild", [], name), None))
    title = string(channel.get("name"))
    key = string(channel.get("id"))
    if channel.get("type") == _DIRECT:
        account = _account(file, name, title)
        if account.get("isBot") is not True:
            peer = people.of(account) or (PersonDraft(title) if title else None)
            return ChatDraft("discord", title, key, group=False, peer=peer, utc=True)
    # The guild of direct chats has the number 0, and is none.
    place = string(guild.get("name")) if guild.get("id") != "0" else ""
    titles = [part for part in (place, title) if part]
    return ChatDraft("discord", " / ".join(titles), key, group=True if channel.get("type") else None, utc=True)


def _account(file: BinaryIO, name: str, title: str) -> dict[str, Any]:
    """The account of the other side of a direct chat, which is named after it; empty where it has not spoken."""
    authors = map(mapping, islice(items(file, "messages.item.author", [], name), _LOOKED_THROUGH))
    return next((author for author in authors if title and title in (author.get("name"), author.get("nickname"))), {})


class _People(dict[tuple[str, str], PersonDraft]):
    """The authors, each once. The handle is the name of the account, with its number where it still has one."""

    def of(self, author: object) -> PersonDraft | None:
        told = mapping(author)
        account, nickname = string(told.get("name")), string(told.get("nickname"))
        if not account:
            return PersonDraft(nickname) if nickname else None
        number = string(told.get("discriminator")).strip("0")
        handle = f"{account}#{told['discriminator']}" if number else account
        key = (handle, nickname)
        person = self.get(key)
        if person is None:
            person = self[key] = PersonDraft(nickname or account, "discord", handle)
        return person


def _text(message: dict[str, Any]) -> str:
    parts = [string(message.get("content")).strip("\n")]
    forwarded = mapping(message.get("forwardedMessage"))
    if forwarded:
        parts.append(f"[forwarded] {string(forwarded.get('content'))}".strip())
    for source in (message, forwarded):
        parts += [f"[{string(file.get('fileName')) or 'file'}]" for file in mappings(source.get("attachments"))]
        parts += [f"[sticker: {string(sticker.get('name'))}]" for sticker in mappings(source.get("stickers"))]
    # A link in the text brings an embed with it; without text the embed is the message.
    if not any(parts):
        parts = [_embedded(embed) for embed in mappings(message.get("embeds"))]
    return "\n".join(part for part in parts if part)


def _embedded(embed: dict[str, Any]) -> str:
    return "\n".join(part for key in ("title", "description", "url") if (part := string(embed.get(key))))


def _files(message: dict[str, Any], reading: "Reading") -> tuple[FileDraft, ...]:
    told = [
        *mappings(message.get("attachments")),
        *mappings(mapping(message.get("forwardedMessage")).get("attachments")),
    ]
    if not told:
        return ()
    found = ((file, beside(reading.folder, string(file.get("url")))) for file in told)
    return tuple(draft._replace(name=string(file.get("fileName")) or draft.name) for file, draft in found if draft)
