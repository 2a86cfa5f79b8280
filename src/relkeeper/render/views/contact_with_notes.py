"""One contact, whole, with what is noted about it apart from what happened."""

from datetime import date

from relkeeper.render.view import Part, Record
from relkeeper.render.views import contact, notes
from relkeeper.reports.contact_with_notes import Shown


def _record(row: Shown, today: date) -> Record:
    apart = {note.id for note in row.noted}
    happened = [entry for entry in row.contact.interactions if entry.id not in apart]
    record = contact.VIEW(
        row.contact._replace(
            interactions=tuple(happened[: row.entries]), interaction_count=row.contact.interaction_count - len(apart)
        ),
        today,
    )
    if not row.noted:
        return record
    *before, entries = record.parts
    return record._replace(parts=(*before, Part("Notes", notes.OF_ONE, row.noted), entries))


VIEW = _record
