"""What holds for every record that a reader yields, whatever bytes it was given."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime

from relkeeper.drafts import (
    ChatDraft,
    ContactDraft,
    EventDraft,
    FileDraft,
    MessageDraft,
    Notice,
    OccasionDraft,
    Problem,
)
from relkeeper.importers import Record

# The longest that a text may become, as a multiple of the bytes that it was read from, and beside what we say ourselves.
_MULTIPLE = 8
_BESIDE = 4_000
_SURROGATE = re.compile("[\ud800-\udfff]")


class SenselessError(AssertionError):
    """A reader yielded what no book can hold."""


def check(record: Record, size: int, now: datetime) -> None:
    """Raises SenselessError for a record that makes no sense, or is larger than `size` bytes of input allow."""
    length = 0
    # What was said is stored without NUL by the services, which see all of it anyway.
    nul = "" if isinstance(record, ChatDraft | MessageDraft | EventDraft | Notice | Problem) else "\0"
    for text in texts(record):
        length += len(text)
        if (nul and nul in text) or _SURROGATE.search(text):
            raise SenselessError(f"a text holds what is no character: {text[:80]!r}")
    if length > _MULTIPLE * size + _BESIDE:
        raise SenselessError(f"{length} characters were made of {size} bytes")
    if isinstance(record, ContactDraft):
        _contact(record)
    if isinstance(record, EventDraft):
        _event(record, now)
    if isinstance(record, MessageDraft) and record.at.tzinfo is not None:
        raise SenselessError(f"the time of a message is the clock of its chat, and has no zone: {record.at}")


def texts(value: object) -> Iterator[str]:
    """All texts in a record; its files are read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, FileDraft):
        yield value.name
        yield value.media_type
        for piece in value.read():
            if not isinstance(piece, bytes):
                raise SenselessError(f"a file is made of {type(piece).__name__}")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)


def _contact(card: ContactDraft) -> None:
    if not card.name.strip():
        raise SenselessError("a contact has no name")
    if not all(point.kind and point.value.strip() for point in card.points):
        raise SenselessError(f"a point says nothing: {card.points}")
    for occasion in card.occasions:
        _occasion(occasion)


def _occasion(occasion: OccasionDraft) -> None:
    longest = 30 if occasion.calendar == "chinese" else 31
    if not (1 <= occasion.month <= 12 and 1 <= occasion.day <= longest):
        raise SenselessError(f"there is no such day: {occasion}")
    if occasion.year is not None and not 1 <= occasion.year <= 9999:
        raise SenselessError(f"there is no such year: {occasion}")


def _event(event: EventDraft, now: datetime) -> None:
    moment = event.interaction.moment
    if moment.at.tzinfo is None or (moment.precision == "minute" and moment.at > now):
        raise SenselessError(f"an event is at {moment.at}")
    duration = event.interaction.duration_minutes
    if duration is not None and duration < 0:
        raise SenselessError(f"an event lasts {duration} minutes")
    if not event.identity:
        raise SenselessError("an event is known by nothing")
