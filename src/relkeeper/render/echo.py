"""The line that says what a writing command understood."""

from collections.abc import Sequence
from datetime import date, datetime

from relkeeper.render.views import history
from relkeeper.reports.contact import ContactDetails
from relkeeper.reports.history import OperationRow
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import notes
from relkeeper.rules.channels import UNSAID
from relkeeper.rules.day_words import describe, short


def logged(entry: InteractionRow, contacts: Sequence[ContactDetails], today: date) -> str:
    """What was understood: `Logged #12: call with Ada Example, yesterday (Fri 20 Nov 2026). Next due 4 Dec.`"""
    at = datetime.fromisoformat(entry.at)
    people = _and([person.name for person in entry.participants])
    what = "" if entry.channel == UNSAID else f"{entry.channel} "
    time = f" at {at:%H:%M}" if entry.precision == "minute" else ""
    due = next_due(contacts, today)
    return f"Logged #{entry.id}: {what}with {people}, {describe(at.date(), today)}{time}.{due}"


def noted(entry: InteractionRow, today: date) -> str:
    """What was understood: `Noted #12 about Ada Example: gift, given, yesterday (Fri 20 Nov 2026).`"""
    on = datetime.fromisoformat(entry.at).date()
    people = _and([person.name for person in entry.participants])
    return f"Noted #{entry.id} about {people}: {notes.describe(entry.kind, entry.direction)}, {describe(on, today)}."


def next_due(contacts: Sequence[ContactDetails], today: date) -> str:
    """` Next due 4 Dec.`, with the names where there are several contacts; nothing where no cadence is set."""
    dues = [
        (contact.name, short(date.fromisoformat(contact.due_on), today))
        for contact in contacts
        if contact.due_on and not contact.archived
    ]
    if not dues:
        return ""
    return f" Next due {_and([on for _, on in dues] if len(contacts) == 1 else [' '.join(due) for due in dues])}."


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def undone(target: OperationRow, undo: OperationRow, today: date) -> str:
    """What came back: `Undid 5 (contact delete, 20 Nov 14:30): contact #3 Ada Example back. Once more: ...`."""
    said = f"Undid {target.id} ({target.command}, {history.when(target, today)}): {history.words(undo)}."
    return f"{said} To have it done after all: relkeeper undo {undo.id}"
