"""Gifts and debts -> notes: dated facts, which are no contact with anybody."""

from datetime import datetime
from typing import Any

from relkeeper.drafts import EventDraft
from relkeeper.importers.json_values import mapping
from relkeeper.importers.monica.account import Account
from relkeeper.importers.monica.events import event
from relkeeper.importers.monica.values import day, is_true, line, moment, properties, text
from relkeeper.importers.stamps import on
from relkeeper.rules import notes
from relkeeper.rules.dates import Moment

_DIRECTIONS = {"offered": "out", "given": "out", "received": "in"}


def gift_of(value: dict[str, Any], contact: str, account: Account, name: str, now: datetime) -> EventDraft:
    """`A book (20; for Cecil Placeholder)`, of the day on which it was given; an idea is of the day of its making."""
    told = properties(value)
    status, date = line(told.get("status")), day(told.get("date"))
    recipient = account.people.get(text(told.get("recipient")))
    direction = _DIRECTIONS.get(status, "")
    at = _when(value, told.get("date"), now)
    more = (
        "" if direction else status,
        date.isoformat() if date and date != at.on else "",
        line(told.get("amount")),
        line(told.get("url")),
        f"for {recipient.name}" if recipient else "",
    )
    summary = _with(line(told.get("name")) or "(no title)", more)
    person = account.person(contact)
    return event(value, at, summary, text(told.get("comment")), notes.CHANNEL, [person], direction, "gift")


def debt_of(value: dict[str, Any], contact: str, account: Account, name: str, now: datetime) -> EventDraft:
    """`12.50 EUR (inprogress)`, and who owes it; of the day on which it was noted."""
    told = properties(value)
    currency = told.get("currency")
    unit = line(mapping(currency).get("iso")) or line(currency)
    summary = _with(f"{line(told.get('amount'))} {unit}".strip() or "(no amount)", (line(told.get("status")),))
    direction = "in" if is_true(told.get("in_debt")) else "out"
    at, person = _when(value, None, now), account.person(contact)
    return event(value, at, summary, text(told.get("reason")), notes.CHANNEL, [person], direction, "debt")


def _when(value: dict[str, Any], date: object, now: datetime) -> Moment:
    """The day that is told, if it was; else that on which it was noted, as far as anybody knows."""
    found = moment(date, now) or moment(value.get("created_at"), now)
    return on(found.on if found else now.date(), now)


def _with(words: str, more: tuple[str, ...]) -> str:
    beside = "; ".join(filter(None, more))
    return f"{words} ({beside})" if beside else words
