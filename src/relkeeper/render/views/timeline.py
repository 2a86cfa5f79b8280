"""Interactions in a table, newest first."""

from datetime import date, datetime

from relkeeper.render.view import Column, Table
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules.day_words import short


def when(row: InteractionRow, today: date) -> str:
    """`20 Nov 14:30`, without a time where only the day is known."""
    at = datetime.fromisoformat(row.at)
    day = short(at.date(), today)
    return f"{day} {at:%H:%M}" if row.precision == "minute" else day


def _said(row: InteractionRow, today: date) -> str:
    return f"{row.summary} → {row.outcome}" if row.outcome else row.summary


def _channel(row: InteractionRow, today: date) -> str:
    return f"{row.channel} {row.direction}".rstrip()


def _people(row: InteractionRow, today: date) -> str:
    return ", ".join(person.name for person in row.participants)


VIEW = Table(
    columns=(
        Column("#", lambda row, today: str(row.id), style="dim", right=True),
        Column("When", when),
        Column("Channel", _channel),
        Column("With", _people, style="bold", wraps=True, least=8),
        Column("What was said", _said, flexible=True, wraps=True),
    ),
    empty="Nothing is logged here yet.",
)
