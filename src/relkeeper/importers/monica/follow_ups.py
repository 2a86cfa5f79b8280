"""Open tasks and reminders that are still to come -> follow-ups. The others stay among what is written of a contact."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from relkeeper.drafts import EventDraft, FollowUpDraft, InteractionDraft
from relkeeper.errors import UsageError
from relkeeper.importers.json_values import string
from relkeeper.importers.monica import remarks
from relkeeper.importers.monica.account import Account
from relkeeper.importers.monica.values import day, is_true, line, properties
from relkeeper.importers.stamps import on
from relkeeper.rules import follow_ups, repeats
from relkeeper.rules.dates import days
from relkeeper.rules.repeats import Repeat

# Of what belongs to a contact.
KINDS = ("task", "reminder")
_ONCE = "one_time"


def events(
    found: dict[str, list[dict[str, Any]]], contact: str, account: Account, now: datetime
) -> Iterator[EventDraft]:
    """The follow-ups with a contact, of what belongs to it by kind."""
    for kind in KINDS:
        for value in found.get(kind, []):
            draft = follow_up_of(kind, value, now)
            if draft is not None:
                identity = f"monica:{string(value.get('uuid')) or f'{contact}/{kind}/{draft.text}'}"
                entry = InteractionDraft(on(now.date(), now), draft.text, source="monica")
                follow_up = FollowUpDraft(
                    draft.text,
                    draft.due_on,
                    draft.every,
                    begins_on=draft.begins_on,
                    uid=str(uuid5(NAMESPACE_URL, identity)),
                )
                yield EventDraft(entry, identity, others=(account.person(contact),), follow_up=follow_up)


def follow_up_of(kind: str, value: dict[str, Any], now: datetime) -> FollowUpDraft | None:
    """What a task or reminder promises, without a uid; None for what is done, past, inactive, or an occasion."""
    told = properties(value)
    title, more = line(told.get("title")), line(told.get("description"))
    text = f"{title}: {more}" if more else title
    if not title:
        return None
    return _task(value, text, now.date()) if kind == "task" else _reminder(value, text, now.date())


def _task(value: dict[str, Any], text: str, today: date) -> FollowUpDraft | None:
    """A task has no day of its own in Monica: it is due since it was written down."""
    if is_true(properties(value).get("completed")):
        return None
    made = day(value.get("created_at"))
    return FollowUpDraft(text, made if made and made.year >= days.FIRST_YEAR and made <= today else today)


def _reminder(value: dict[str, Any], text: str, today: date) -> FollowUpDraft | None:
    told = properties(value)
    begins, unit = day(told.get("initial_date")), line(told.get("frequency_type"))
    if begins is None or is_true(told.get("inactive")) or remarks.occasion_of(value) is not None:
        return None
    if not days.FIRST_YEAR <= begins.year <= days.LAST_YEAR:
        return None
    if unit == _ONCE:
        return FollowUpDraft(text, begins) if begins >= today else None
    every = _every(told.get("frequency_number"), unit)
    return _returning(text, begins, every, today) if every else None


def _every(number: object, unit: str) -> Repeat | None:
    amount = 1 if number is None else number
    if unit not in remarks.EVERY or not isinstance(amount, int) or isinstance(amount, bool):
        return None
    return Repeat(amount, unit) if 1 <= amount <= repeats.MOST[unit] else None


def _returning(text: str, begins: date, every: Repeat, today: date) -> FollowUpDraft | None:
    try:
        due = begins if begins >= today else follow_ups.next_day(begins, every, today - timedelta(days=1))
    except UsageError:
        # The calendar ends before it returns.
        return None
    return FollowUpDraft(text, due, every, begins_on=begins)
