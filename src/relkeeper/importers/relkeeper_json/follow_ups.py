"""Promises with a date."""

from datetime import date
from typing import Any

from relkeeper.drafts import FollowUpDraft
from relkeeper.importers.own_records import FollowUpRecord
from relkeeper.importers.relkeeper_json.contacts import ref
from relkeeper.importers.relkeeper_json.values import (
    BadRecordError,
    day,
    filled,
    flag,
    instant,
    mapping,
    needed,
    one_of,
    uid,
)
from relkeeper.rules import repeats
from relkeeper.rules.dates import days
from relkeeper.rules.repeats import Repeat


def follow_up(record: dict[str, Any], where: str) -> FollowUpRecord:
    own, due_on = uid(record, "uid"), _day(record, "due_on")
    if not own or due_on is None:
        raise BadRecordError(f"{'due_on' if own else 'uid'} is missing")
    begins_on = _day(record, "begins_on")
    if begins_on is not None and begins_on > due_on:
        raise BadRecordError("begins_on is later than due_on")
    every = record.get("every")
    return FollowUpRecord(
        where,
        draft=FollowUpDraft(
            text=filled(record, "text"),
            due_on=due_on,
            every=None if every is None else _every(mapping(every, "every")),
            private=flag(record, "private"),
            begins_on=begins_on,
            done_on=_day(record, "done_on"),
            uid=own,
        ),
        person=ref(mapping(record.get("contact"), "contact")),
        interaction=uid(record, "interaction_uid"),
        created_at=instant(record, "created_at"),
        updated_at=instant(record, "updated_at"),
    )


def _day(record: dict[str, Any], name: str) -> date | None:
    """A day as commands take it, too: far from all others it would be due for ever, or never."""
    found = day(record, name)
    if found is not None and not days.FIRST_YEAR <= found.year <= days.LAST_YEAR:
        raise BadRecordError(f"{name} is {found}; a year from {days.FIRST_YEAR} to {days.LAST_YEAR} is expected")
    return found


def _every(record: dict[str, Any]) -> Repeat:
    unit = one_of(record, "unit", repeats.MOST)
    return Repeat(needed(record, "amount", 1, repeats.MOST[unit]), unit)
