"""What a message of Telegram says, as text: with the words of Telegram for what is not text."""

from typing import Any

from relkeeper.importers.json_values import mapping, string
from relkeeper.importers.stamps import call

# The keys under which a service message says more than its action.
_DETAILS = ("title", "new_title", "information_text", "text", "emoticon", "cost")
# Without any of these a message is its text.
_MORE = frozenset({
    "forwarded_from", "photo", "file", "contact_information", "location_information", "place_name", "address", "poll",
    "game_title", "invoice_information",
})  # fmt: skip


def text_of(message: dict[str, Any]) -> str:
    """Text is a string, or a list of strings and objects with a part of the text each."""
    text = plain(message.get("text")).strip("\n")
    if _MORE.isdisjoint(message):
        return text
    parts = [part for part in (_forwarded(message), *_media(message), text) if part]
    return "\n".join(parts)


def is_medium(message: dict[str, Any]) -> bool:
    """Whether it is nothing but a picture or the like. Without its file, words of Telegram stand for the path."""
    return ("photo" in message or "file" in message) and not plain(message.get("text")).strip()


def plain(text: object) -> str:
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(part if isinstance(part, str) else string(mapping(part).get("text")) for part in text)
    return ""


def said(service: dict[str, Any]) -> tuple[bool, str]:
    """Whether somebody said it (a call), and the words: what Telegram itself says is `Ada: pin message`."""
    action = string(service.get("action"))
    if action in ("phone_call", "group_call"):
        length = service.get("duration_seconds", service.get("duration"))
        return True, call(length, string(service.get("discard_reason")).replace("hangup", ""))
    members = service.get("members")
    details = [string(service.get(key)) for key in _DETAILS]
    details += [name for name in members if isinstance(name, str)] if isinstance(members, list) else []
    words = " ".join(part for part in (action.replace("_", " "), ", ".join(filter(None, details))) if part)
    actor = string(service.get("actor"))
    return False, f"{actor}: {words}" if actor else words


def _forwarded(message: dict[str, Any]) -> str:
    if "forwarded_from" not in message:
        return ""
    source = string(message["forwarded_from"])
    return f"[forwarded from {source}]" if source else "[forwarded]"


def _media(message: dict[str, Any]) -> list[str]:
    """Files as `[voice message: voice_messages/audio_1.ogg]`, or with Telegram's words for why they are not there."""
    found = []
    if path := string(message.get("photo")):
        found.append(f"[photo: {path}]")
    if path := string(message.get("file")):
        kind = string(message.get("media_type")).replace("_", " ") or "file"
        emoji = string(message.get("sticker_emoji"))
        found.append(f"[{kind}{f' {emoji}' if emoji else ''}: {path}]")
    found += [f"[{kind}: {words}]" for kind, words in _told(message) if words]
    return found


def _told(message: dict[str, Any]) -> list[tuple[str, str]]:
    contact = mapping(message.get("contact_information"))
    place = mapping(message.get("location_information"))
    return [
        ("contact", _joined(contact, "first_name", "last_name", "phone_number")),
        ("place", _joined(message, "place_name", "address")),
        ("location", ", ".join(str(place[key]) for key in ("latitude", "longitude") if key in place)),
        ("poll", plain(mapping(message.get("poll")).get("question"))),
        ("game", string(message.get("game_title"))),
        ("invoice", string(mapping(message.get("invoice_information")).get("title"))),
    ]


def _joined(told: dict[str, Any], *keys: str) -> str:
    return " ".join(part for key in keys if (part := string(told.get(key))))
