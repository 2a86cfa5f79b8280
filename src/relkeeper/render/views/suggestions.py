"""Whom to contact next: who, why, what to know of them, and what time it is there."""

from datetime import date

from relkeeper.render import briefing
from relkeeper.render.view import Column, Table
from relkeeper.reports.suggesting import SuggestionRow


def _to_know(row: SuggestionRow, today: date) -> str:
    """The lines of the briefing, but that nobody was in touch yet: `why` has said so."""
    told = briefing.lines(row.briefing, today)
    return "\n".join(told if row.briefing.last_contact_on else told[1:])


def _there(row: SuggestionRow, today: date) -> str:
    """`11:00`, `03:00, asleep`."""
    if row.local_time is None:
        return ""
    return f"{row.local_time[11:16]}{', asleep' if row.awake is False else ''}"


VIEW = Table(
    columns=(
        Column("Name", lambda row, today: row.name, style="bold", wraps=True, least=10),
        Column("Why", lambda row, today: "\n".join(row.why), flexible=True, wraps=True, lines=True),
        Column("To know", _to_know, flexible=True, wraps=True, lines=True),
        Column("There", _there, wraps=True, least=7, from_width=60, optional=True),
    ),
    empty="Nobody comes to mind: nobody is silent for longer than usual, and nothing is near.",
)
