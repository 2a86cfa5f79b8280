"""Each line is its own briefing: who, how late, how often and why, when last, and what was said."""

from datetime import date

from relkeeper.render.view import Column, Table
from relkeeper.render.words import every, last_contact, lateness, there
from relkeeper.reports.overdue import OverdueRow
from relkeeper.rules.channels import UNSAID


def _name(row: OverdueRow, today: date) -> str:
    """`Ada Example (11:00 there)`, where it is another time than here."""
    return there(row.name, row.local_time) if row.elsewhere else row.name


def _said(row: OverdueRow, today: date) -> str:
    if row.last_contact_on is None:
        return "never contacted"
    words = row.last_outcome or row.last_summary or ""
    return words if row.last_channel in {UNSAID, None} else f"{row.last_channel}: {words}"


VIEW = Table(
    columns=(
        Column("Name", _name, style="bold", wraps=True, least=10),
        Column("Late", lambda row, today: lateness(row.days_overdue), style="red"),
        Column(
            "Rhythm",
            lambda row, today: every(row.cadence_days, row.cadence_from, row.cadence_tag),
            wraps=True,
            least=9,
            from_width=70,
        ),
        Column(
            "Last contact",
            lambda row, today: last_contact(row.last_contact_on, today, row.added_on),
            wraps=True,
            least=8,
        ),
        Column("Last words", _said, flexible=True, wraps=True),
    ),
    empty="Nobody is overdue.",
)
