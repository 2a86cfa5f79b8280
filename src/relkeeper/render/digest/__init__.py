"""What is due as a short text: for cron, mail, notifications and the start of a shell.

Three sections, late, today and coming, one line for each thing. Nothing here acts on a terminal: what came from
somebody else is shown escaped.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from relkeeper.render import briefing
from relkeeper.render.views import agenda
from relkeeper.render.words import lateness
from relkeeper.reports.agenda import AgendaRow
from relkeeper.rules.day_words import WEEKDAYS, short
from relkeeper.rules.texts.untrusted import line

# What was said may be long; a line is to be read in passing.
_LONGEST = 160
_SECTIONS = ("Late", "Today", "Coming")


class Item(NamedTuple):
    """One thing: who it is about, what it is and when, and what to know of them where they come first."""

    name: str
    what: str
    briefing: str


class Section(NamedTuple):
    """Things of one kind under their heading."""

    heading: str
    items: Sequence[Item]


def sections(rows: Sequence[AgendaRow], today: date) -> list[Section]:
    """The rows, which are in the order of the agenda, in those of the three sections that have any."""
    told: set[int] = set()
    grouped = groupby(rows, _section)
    return [Section(_SECTIONS[number], [_item(row, today, told) for row in members]) for number, members in grouped]


def are_several(rows: Sequence[AgendaRow]) -> bool:
    """Whether the rows are of more than one section."""
    return len({_section(row) for row in rows}) > 1


def more(count: int) -> str:
    """What is said of those that are not shown."""
    return f"and {count} more: relkeeper agenda"


def counted(rows: Sequence[AgendaRow]) -> str:
    """How much there is, without a name: `3 late, 1 today, 2 coming`."""
    return ", ".join(f"{len([*members])} {_SECTIONS[number].lower()}" for number, members in groupby(rows, _section))


def _section(row: AgendaRow) -> int:
    return (row.days >= 0) + (row.days > 0)


def _item(row: AgendaRow, today: date, told: set[int]) -> Item:
    """`told` are those of whom all was said above; this contact becomes one of them."""
    known = [] if row.contact.id in told else briefing.lines(row.briefing, today)
    told.add(row.contact.id)
    what = _what(row._replace(text=_cut(row.text)), today)
    return Item(line(_cut(agenda.name(row))), line(what), line("; ".join(map(_cut, known))))


def _what(row: AgendaRow, today: date) -> str:
    """`get in touch, 12 days late`, `send the deck (follow-up 3), Tue 24 Nov`, `birthday, turns 37`."""
    if row.what == "occasion" and row.days < 0:
        return agenda.past(row, today)
    is_contact = row.what in {"overdue", "due"}
    words = "get in touch" if is_contact else agenda.what(row)
    # Today's needs no day beside its heading; a contact is due since some day.
    when = _day(row, today) if row.days > 0 else lateness(-row.days) if row.days < 0 or is_contact else ""
    return f"{words}, {when}" if when else words


def _day(row: AgendaRow, today: date) -> str:
    on = date.fromisoformat(row.on)
    return "tomorrow" if row.days == 1 else f"{WEEKDAYS[on.weekday()][:3]} {short(on, today)}"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
