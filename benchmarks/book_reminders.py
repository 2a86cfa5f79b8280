"""What a generated book is to remember besides: follow-ups, notes, and where people live."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from benchmarks.book_contacts import uid
from benchmarks.plan import YEARS_OF_DAYS, Size

FOLLOW_UP = "uid, contact_id, text, due_on, begins_on, every_count, every_unit, done_on, created_at, updated_at"
NOTE = "id, uid, at, utc_offset, on_date, precision, channel, kind, summary, created_at, updated_at"
PARTICIPANT = "contact_id, on_date, interaction_id, counts"

_PROMISE_EVERY = 5
_RETURNS_EVERY = 4
_DONE_SHARE = 0.5
_NOTES_EVERY = 4
_KINDS = {"likes": "flat white, no sugar", "gift": "a sample book"}
_ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Tokyo")
_LIVES_ELSEWHERE_EVERY = 10

Row = tuple[Any, ...]


def follow_ups(size: Size) -> Iterator[Row]:
    """Every fifth contact is owed something, and of every second one that was kept already."""
    random = size.random("follow-ups")
    made = f"{size.today}T00:00:00Z"
    for contact_id in range(1, size.contacts + 1, _PROMISE_EVERY):
        due = (size.today + timedelta(days=random.randint(-20, 300))).isoformat()
        returns = contact_id % _RETURNS_EVERY == 0
        every = (1, "month") if returns else (None, None)
        yield uid(random), contact_id, "send the deck", due, due, *every, None, made, made
        if random.random() < _DONE_SHARE:
            yield uid(random), contact_id, "send the draft", due, due, None, None, size.today.isoformat(), made, made


def notes(size: Size) -> Iterator[tuple[Row, Row]]:
    """What every fourth contact likes, and was given: the entry and who it is about, behind all interactions."""
    random = size.random("notes")
    number = size.interactions
    for contact_id in range(1, size.contacts + 1, _NOTES_EVERY):
        for kind, text in _KINDS.items():
            number += 1
            on = _day(size, random)
            at = f"{on}T12:00:00Z"
            row = (number, uid(random), at, 0, on, "day", "note", kind, text, at, at)
            yield row, (contact_id, on, number, 0)


def zones(size: Size) -> Iterator[tuple[str, int]]:
    """Where every tenth contact lives, and the contact."""
    random = size.random("zones")
    for contact_id in range(1, size.contacts + 1, _LIVES_ELSEWHERE_EVERY):
        yield random.choice(_ZONES), contact_id


def _day(size: Size, random: Random) -> str:
    return (size.first_day + timedelta(days=random.randrange(YEARS_OF_DAYS))).isoformat()
