"""What became of the chats of an import, one line each."""

from datetime import date
from typing import Any

from relkeeper.render.view import Column, Table


def _entries(row: Any, today: date) -> str:
    return f"{row.created} new, {row.updated} longer" if row.updated else f"{row.created} new"


VIEW = Table(
    columns=(
        Column("Chat", lambda row, today: f"{row.service} {row.name}".strip(), style="bold", flexible=True, wraps=True),
        Column("With", lambda row, today: ", ".join(person.name for person in row.contacts), flexible=True, wraps=True),
        Column("Messages", lambda row, today: f"{row.new_messages} new"),
        Column("Entries", _entries),
    ),
    empty="There is nothing new.",
)
