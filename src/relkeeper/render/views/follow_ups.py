"""Promises with a date: what is to be done for whom, and how late it is."""

from datetime import date

from relkeeper.render.view import Column, Table
from relkeeper.render.words import lateness, marked
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.rules import repeats
from relkeeper.rules.day_words import ago, describe, short


def told(row: FollowUpRow, today: date, *, named: bool = True) -> str:
    """What was understood: `Follow-up #3 with Ada Example for Fri 27 Nov 2026, in 6 days: send the deck`."""
    who = f" with {row.contact.name}" if named else ""
    often = f", {every(row)}" if row.every else ""
    return f"Follow-up #{row.id}{who} for {describe(date.fromisoformat(row.due_on), today)}{often}: {what(row)}"


def done(row: FollowUpRow, today: date) -> str:
    """What became of one that was done: `Done #3: send the deck`, for one that returns with its next day."""
    again = "" if row.done_on else f"; next {describe(date.fromisoformat(row.due_on), today)}"
    return f"Done #{row.id}: {what(row)}{again}"


def silent(contact_id: int, name: str) -> str:
    """What is to be known of a promise with somebody who is archived."""
    return f"{name} is archived: nothing reminds of it until: relkeeper contact restore '#{contact_id}'"


def what(row: FollowUpRow) -> str:
    """What is to be done, marked where it is private."""
    return marked(row.text, row.private)


def due(row: FollowUpRow, today: date) -> str:
    """`3 days late`, `today`, `in 6 days`, or that it is done."""
    if row.done_on:
        return f"done {short(date.fromisoformat(row.done_on), today)}"
    return lateness(row.days_overdue) if row.days_overdue > 0 else ago(date.fromisoformat(row.due_on), today)


def every(row: FollowUpRow) -> str:
    """`every month`; empty for one that does not return."""
    return f"every {repeats.describe(row.every)}" if row.every else ""


_NUMBER = Column("#", lambda row, today: str(row.id), style="dim", right=True)
_DUE = Column("Due", due)
_DAY = Column("On", lambda row, today: short(date.fromisoformat(row.due_on), today), from_width=90)
_WHO = Column("Name", lambda row, today: row.contact.name, style="bold", wraps=True, least=8)
_WHAT = Column("What", lambda row, today: what(row), flexible=True, wraps=True)
_EVERY = Column("Returns", lambda row, today: every(row), wraps=True, least=9, from_width=70)

OF_ONE = Table(columns=(_NUMBER, _DUE, _DAY, _WHAT, _EVERY), empty="Nothing is to be followed up.")
"""Those of one contact, who is named above."""

VIEW = Table(columns=(_NUMBER, _DUE, _DAY, _WHO, _WHAT, _EVERY), empty="Nothing is to be followed up.")
