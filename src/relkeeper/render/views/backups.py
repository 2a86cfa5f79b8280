"""Backups in a table, newest first."""

from datetime import date

from relkeeper.render.view import Column, Table
from relkeeper.render.words import size
from relkeeper.rules.day_words import short
from relkeeper.store.backups import Backup


def _when(row: Backup, today: date) -> str:
    at = row.at.astimezone()
    return f"{short(at.date(), today)} {at:%H:%M}"


VIEW = Table(
    columns=(
        Column("Name", lambda row, today: row.name.removesuffix(".db"), style="bold", flexible=True, wraps=True),
        Column("When", _when),
        Column("Why", lambda row, today: row.reason),
        Column("Size", lambda row, today: size(row.size), right=True),
    ),
    empty="There are no backups yet; they are made at the first change of a day, or by: relkeeper backup create",
)
