"""What happened with a contact as notes of the card, which our own reader passes over."""

from datetime import datetime

from relkeeper.exporters.vcard import lines
from relkeeper.exporters.vcard.lines import Content
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import notes
from relkeeper.rules.vcard import own


def content(entry: InteractionRow, contact_id: int) -> Content:
    """A NOTE that begins with the local date, names who else took part, and is marked as an entry of the book."""
    params = [(own.ENTRY, entry.uid), *([(own.PRIVATE, "true")] if entry.private else [])]
    return Content("NOTE", lines.text(_told(entry, contact_id)), params)


def _told(entry: InteractionRow, contact_id: int) -> str:
    at = datetime.fromisoformat(entry.at)
    when = f"{at:%Y-%m-%d %H:%M}" if entry.precision == "minute" else f"{at:%Y-%m-%d}"
    others = ", ".join(person.name for person in entry.participants if person.id != contact_id)
    about = f" ({notes.describe(entry.kind, entry.direction)})" if entry.kind else ""
    head = f"{when} {entry.channel}{about}{f' with {others}' if others else ''}"
    concluded = f"Outcome: {entry.outcome}" if entry.outcome else ""
    return "\n".join(filter(None, (f"{head}: {entry.summary}" if entry.summary else head, entry.body, concluded)))
