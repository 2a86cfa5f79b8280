"""Attached files in a table, newest first."""

from datetime import date, datetime

from relkeeper.render.view import Column, Table
from relkeeper.render.words import size
from relkeeper.reports.attachments import AttachmentRow
from relkeeper.rules.day_words import short


def _added(row: AttachmentRow, today: date) -> str:
    return short(datetime.fromisoformat(row.added_at).astimezone().date(), today)


def _tied(row: AttachmentRow, today: date) -> str:
    """`Ada Example, entry #12`"""
    entry = [f"entry #{row.interaction_id}"] if row.interaction_id is not None else []
    return ", ".join([*(person.name for person in row.contacts), *entry])


def _name(row: AttachmentRow, today: date) -> str:
    return f"{row.name} ({row.note})" if row.note else row.name


VIEW = Table(
    columns=(
        Column("#", lambda row, today: str(row.id), style="dim", right=True),
        Column("Name", _name, style="bold", flexible=True, wraps=True),
        Column("Type", lambda row, today: row.media_type, from_width=100),
        Column("Size", lambda row, today: size(row.size), right=True),
        Column("Added", _added, from_width=70),
        Column("Of", _tied, flexible=True, wraps=True),
    ),
    empty="No file is attached yet.",
)
