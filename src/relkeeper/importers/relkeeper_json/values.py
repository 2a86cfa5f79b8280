"""Values of a record, of the kind that they have to be. What is missing is empty; what is anything else is refused."""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

_DIGEST = re.compile(r"[0-9a-f]{64}")
_OF_MESSAGES = re.compile(r"(?:[0-9a-f]{16})+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# The largest number that a column of SQLite holds.
_LARGEST = 2**63 - 1


class BadRecordError(Exception):
    """A record that cannot be taken. The message names the value."""


def mapping(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadRecordError(f"{name} is no object")
    return value


def clean(value: object, name: str) -> str:
    """A text without what the file of a book cannot hold."""
    if not isinstance(value, str):
        raise BadRecordError(f"{name} is no text")
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def text(record: dict[str, Any], name: str) -> str:
    """A text, which may be empty."""
    value = record.get(name)
    return "" if value is None else clean(value, name)


def filled(record: dict[str, Any], name: str) -> str:
    """A text with something in it; as in the CHECKs of the file, only blanks are nothing."""
    value = text(record, name)
    if not value.strip(" "):
        raise BadRecordError(f"{name} is empty")
    return value


def one_of(record: dict[str, Any], name: str, allowed: Collection[str]) -> str:
    value = text(record, name)
    if value not in allowed:
        raise BadRecordError(f"{name} is '{value[:40]}', not one of {', '.join(filter(None, allowed))}")
    return value


def number(record: dict[str, Any], name: str, least: int = 0, most: int = _LARGEST) -> int | None:
    """A whole number within these bounds; None for nothing."""
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadRecordError(f"{name} is no number that it can be")
    return value


def needed(record: dict[str, Any], name: str, least: int = 0, most: int = _LARGEST) -> int:
    value = number(record, name, least, most)
    if value is None:
        raise BadRecordError(f"{name} is missing")
    return value


def flag(record: dict[str, Any], name: str, otherwise: bool = False) -> bool:
    value = record.get(name, otherwise)
    if not isinstance(value, bool):
        raise BadRecordError(f"{name} is neither true nor false")
    return value


def day(record: dict[str, Any], name: str) -> date | None:
    """A local date `YYYY-MM-DD`; None for nothing."""
    value = text(record, name)
    if not value:
        return None
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadRecordError(f"{name} is no date")


def instant(record: dict[str, Any], name: str) -> datetime | None:
    """An aware time (ISO 8601) to the second, its offset in whole minutes; None for nothing."""
    value = text(record, name)
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value).replace(microsecond=0)
        offset = at.utcoffset()
        if offset is not None and offset.total_seconds() % 60 == 0 and (at - offset).year:
            return at
    except (ValueError, OverflowError):
        pass
    raise BadRecordError(f"{name} is no time with an offset")


def uid(record: dict[str, Any], name: str) -> str:
    """A UUID (RFC 9562) in its usual form; empty for nothing."""
    value = text(record, name)
    if not value:
        return ""
    try:
        if str(UUID(value)) == value.lower():
            return value.lower()
    except ValueError:
        pass
    raise BadRecordError(f"{name} is no UUID")


def digest(value: object, name: str) -> str:
    """A SHA-256 in small hexadecimal digits."""
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise BadRecordError(f"{name} is no SHA-256")
    return value


def of_messages(record: dict[str, Any], name: str) -> str:
    """Digests of messages (rules/sittings.py), one behind the other."""
    value = text(record, name)
    if not _OF_MESSAGES.fullmatch(value):
        raise BadRecordError(f"{name} are no digests of messages")
    return value


def listed(record: dict[str, Any], name: str) -> list[Any]:
    """The items of an array, none where it is missing."""
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRecordError(f"{name} is no list")
    return value


def objects(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [mapping(value, name) for value in listed(record, name)]


def texts(record: dict[str, Any], name: str) -> tuple[str, ...]:
    """Texts with something in them, each once."""
    return tuple(dict.fromkeys(value for each in listed(record, name) if (value := clean(each, name)).strip(" ")))


def digests(record: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(digest(value, name) for value in listed(record, name)))
