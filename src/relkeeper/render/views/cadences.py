"""Proposed cadences, with their evidence."""

from datetime import date

from relkeeper.render.view import Column, Table
from relkeeper.render.words import every, last_contact
from relkeeper.reports.cadences import ProposalRow
from relkeeper.rules.suggesting.words import every as usual


def _evidence(row: ProposalRow, today: date) -> str:
    """`every 9 days by 14 days of contact`."""
    return f"{usual(row.usual_days)} by {row.days_of_contact} days of contact"


def _now(row: ProposalRow, today: date) -> str:
    return every(row.cadence_days, row.cadence_from, row.cadence_tag) or "none"


VIEW = Table(
    columns=(
        Column(
            "Name", lambda row, today: f"{row.contact.name} (#{row.contact.id})", style="bold", wraps=True, least=12
        ),
        Column("Proposed", lambda row, today: every(row.proposed_days), style="green"),
        Column("In fact", _evidence, flexible=True, wraps=True),
        Column("Last contact", lambda row, today: last_contact(row.last_contact_on, today), wraps=True, least=8),
        Column("Set", _now, wraps=True, least=9),
    ),
    empty="There is nothing to propose: it takes 6 days of contact in a rhythm that goes on.",
)
