"""The list of contacts."""

from datetime import date

from relkeeper.render.view import Column, Table
from relkeeper.render.words import every, last_contact
from relkeeper.reports.contacts import ContactRow


def _reached(row: ContactRow, today: date) -> str:
    return next(iter((*row.phones, *row.emails)), "")


VIEW = Table(
    columns=(
        Column("#", lambda row, today: str(row.id), style="dim", right=True),
        Column("Name", lambda row, today: row.name, style="bold", wraps=True, least=10),
        Column("Organization", lambda row, today: row.organization, flexible=True, from_width=100),
        Column("Reached by", _reached, flexible=True),
        Column("Tags", lambda row, today: ", ".join(row.tags), flexible=True, from_width=100),
        Column("Rhythm", lambda row, today: every(row.cadence_days), from_width=70),
        Column("Last contact", lambda row, today: last_contact(row.last_contact_on, today)),
    ),
    empty="Nobody matches.",
)
