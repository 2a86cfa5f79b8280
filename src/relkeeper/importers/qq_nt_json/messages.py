"""One message of the exporter: when, what, and with which files. Nothing of it is trusted to be of the right type."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from relkeeper.importers.json_values import mapping, mappings, string
from relkeeper.importers.stamps import from_epoch, from_iso
from relkeeper.rules.names import clean

_PLACEHOLDERS = {"image": "[图片]", "video": "[视频]", "audio": "[语音]", "file": "[文件]", "face": "[表情]",
                 "market_face": "[表情]", "forward": "[聊天记录]", "location": "[位置]", "json": "[卡片]"}  # fmt: skip
_RECALLED = "[已撤回]"


def at(message: dict[str, Any]) -> datetime | None:
    """When it was sent, in UTC and whole seconds; None where it does not say, or says 0."""
    stamp = message.get("timestamp")
    if iso := from_iso(stamp):
        return iso[0]
    return None if stamp in (0, "0") else from_epoch(stamp)


def is_system(message: dict[str, Any]) -> bool:
    """Whether QQ itself says it: joined, renamed, or a message was recalled of which nothing is left."""
    if message.get("system") is True or message.get("isSystemMessage") is True or message.get("type") == "system":
        return True
    return _is_recalled(message) and not _said(message) and not resources(message)


def text_of(message: dict[str, Any]) -> str:
    """What it says, or placeholders of what it shows."""
    text = _said(message) or "".join(_shown(resources(message) or _parts(message, "elements")))
    return text or (_RECALLED if _is_recalled(message) else "")


def resources(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The pictures and files that came with it."""
    return _parts(message, "resources")


def _is_recalled(message: dict[str, Any]) -> bool:
    return message.get("recalled") is True or message.get("isRecalled") is True


def _said(message: dict[str, Any]) -> str:
    content = message.get("content")
    text = content.get("text") if isinstance(content, dict) else content
    return clean(string(text)).replace("\r\n", "\n").rstrip()


def _shown(things: Iterable[dict[str, Any]]) -> Iterable[str]:
    return (_PLACEHOLDERS.get(string(thing.get("type")), "") for thing in things)


def _parts(message: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return mappings(mapping(message.get("content")).get(key))
