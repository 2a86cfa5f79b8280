"""The list of tags."""

from relkeeper.render.view import Column, Table
from relkeeper.render.words import every

VIEW = Table(
    columns=(
        Column("Tag", lambda row, today: row.name, style="bold"),
        Column("Contacts", lambda row, today: str(row.contacts), right=True),
        Column("Rhythm", lambda row, today: every(row.cadence_days)),
    ),
    empty="There are no tags yet; wear one with: relkeeper edit WHO --tag family",
)
