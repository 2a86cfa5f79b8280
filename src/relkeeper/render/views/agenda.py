"""What is late and what comes up, day by day, each with what to know of the person."""

from datetime import date

from relkeeper.render import briefing
from relkeeper.render.view import Column, Groups, Table
from relkeeper.render.words import every, lateness, there
from relkeeper.reports.agenda import AgendaRow
from relkeeper.rules.day_words import ago, describe
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.occasions.words import years


def name(row: AgendaRow) -> str:
    """`Ada Example (11:00 there)`, where it is another time than here."""
    return _there(row.contact.name, row)


def _there(words: str, row: AgendaRow) -> str:
    """On a day to come it would be read as the hour of the thing."""
    return there(words, row.local_time) if row.elsewhere and row.days <= 0 else words


def occasion(row: AgendaRow) -> str:
    """`birthday, turns 37`, `birthday, turned 37 (虚岁 38)`, `anniversary, 12 years`."""
    return ", ".join(filter(None, (row.text, _years(row))))


def past(row: AgendaRow, today: date) -> str:
    """`birthday was yesterday, turned 37`."""
    when = f"{row.text} was {ago(date.fromisoformat(row.on), today)}"
    return ", ".join(filter(None, (when, _years(row))))


def _years(row: AgendaRow) -> str:
    said = years(row.text, row.age, row.sui)
    if not said or row.text != BIRTHDAY:
        return said
    return f"{'turned' if _is_late(row) else 'turns'} {said}"


def follow_up(row: AgendaRow) -> str:
    """`send the deck (follow-up 3)`: #3 would be a contact."""
    return f"{row.text} (follow-up {row.id})"


def what(row: AgendaRow) -> str:
    """What there is to do, or what day it is."""
    if row.what == "follow-up":
        return follow_up(row)
    return occasion(row) if row.what == "occasion" else f"get in touch ({every(row.cadence_days)})"


def _briefing(row: AgendaRow, today: date) -> list[str]:
    return briefing.lines(row.briefing, today)


def _is_late(row: AgendaRow) -> bool:
    return row.days < 0


def _heading(row: AgendaRow, today: date) -> str:
    """`Late`, `Today (Sat 21 Nov 2026)`, `Tue 24 Nov 2026, in 3 days`."""
    day = describe(date.fromisoformat(row.on), today)
    return "Late" if _is_late(row) else day[0].upper() + day[1:]


def _when(row: AgendaRow, today: date) -> str:
    if _is_late(row) and row.what != "occasion":
        return lateness(-row.days)
    return ago(date.fromisoformat(row.on), today)


def _text(row: AgendaRow, today: date) -> str:
    return _there(_said(row, today), row)


def _said(row: AgendaRow, today: date) -> str:
    if not _is_late(row):
        return what(row)
    return past(row, today) if row.what == "occasion" else f"{what(row)}, {lateness(-row.days)}"


VIEW = Groups(
    heading=_heading,
    label=lambda row, today: row.contact.name,
    text=_text,
    details=_briefing,
    about=lambda row: row.contact.id,
    urgent=_is_late,
    table=Table(
        columns=(
            Column("Day", lambda row, today: row.on),
            Column("When", _when),
            Column("Name", lambda row, today: name(row)),
            Column("What", lambda row, today: what(row)),
            Column("To know", lambda row, today: "; ".join(_briefing(row, today))),
        ),
        empty="Nothing is late, and nothing comes up.",
    ),
)
