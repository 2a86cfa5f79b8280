"""Interactions in a table, newest first."""

from datetime import date, datetime

from relkeeper.render.view import Column, Table
from relkeeper.render.words import marked
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import notes
from relkeeper.rules.day_words import short


def when(row: InteractionRow, today: date) -> str:
    """`20 Nov 14:30`, without a time where only the day is known."""
    at = datetime.fromisoformat(row.at)
    day = short(at.date(), today)
    return f"{day} {at:%H:%M}" if row.precision == "minute" else day


def summary(row: InteractionRow) -> str:
    """What it was about, marked where it is private."""
    return marked(row.summary, row.private)


def _said(row: InteractionRow, today: date) -> str:
    return f"{summary(row)} → {row.outcome}" if row.outcome else summary(row)


def _channel(row: InteractionRow, today: date) -> str:
    """`call in`, and of a note what it is about: `note gift`."""
    more = row.kind or row.direction
    return row.channel if more in ("", notes.UNSAID) else f"{row.channel} {more}"


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
