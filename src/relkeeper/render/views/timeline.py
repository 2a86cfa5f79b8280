"""Interactions in a table, newest first."""

from datetime import date, datetime

from relkeeper.render.view import Column, Table
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules.day_words import short
from relkeeper.rules.private import HIDDEN


def when(row: InteractionRow, today: date) -> str:
    """`20 Nov 14:30`, without a time where only the day is known."""
    at = datetime.fromisoformat(row.at)
    day = short(at.date(), today)
    return f"{day} {at:%H:%M}" if row.precision == "minute" else day


def summary(row: InteractionRow) -> str:
    """What it was about, marked where it is private."""
    return f"{HIDDEN} {row.summary}" if row.private and row.summary != HIDDEN else row.summary


def _said(row: InteractionRow, today: date) -> str:
    return f"{summary(row)} → {row.outcome}" if row.outcome else summary(row)


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
