"""Dated facts, newest first."""

from datetime import date

from relkeeper.render.view import Column, Table
from relkeeper.render.words import marked
from relkeeper.reports.notes import NoteRow
from relkeeper.rules import notes
from relkeeper.rules.day_words import short


def _people(row: NoteRow, today: date) -> str:
    return ", ".join(person.name for person in row.contacts)


_NUMBER = Column("#", lambda row, today: str(row.id), style="dim", right=True)
_WHEN = Column("When", lambda row, today: short(date.fromisoformat(row.on), today))
_KIND = Column("Kind", lambda row, today: notes.describe(row.kind, row.direction))
_WHO = Column("Name", _people, style="bold", wraps=True, least=8)
# Only the first line, as in the timeline.
_WHAT = Column("What", lambda row, today: marked(row.text, row.private), flexible=True, wraps=True)

OF_ONE = Table(columns=(_NUMBER, _WHEN, _KIND, _WHAT), empty="Nothing is noted.")
"""Those about one contact, who is named above."""

VIEW = Table(columns=(_NUMBER, _WHEN, _KIND, _WHO, _WHAT), empty="Nothing is noted here yet.")
