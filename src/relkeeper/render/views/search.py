"""What a search brings back: who and what it is, and the words in their place."""

from datetime import date

from relkeeper.render.view import Column, Passages, Table
from relkeeper.render.words import marked
from relkeeper.reports.searching import FoundRow
from relkeeper.rules import channels
from relkeeper.rules.day_words import short
from relkeeper.rules.queries import fields

# What a day is that is not the one on which it happened.
_DAYS = {"follow-up": "due ", "attachment": "added "}


def people(row: FoundRow) -> str:
    """Whom it is about; of a contact also that it is archived."""
    names = ", ".join(person.name for person in row.contacts)
    return f"{names} [archived]" if row.archived else names


def thing(row: FoundRow) -> str:
    """`contact #3`, `entry 12`: only a contact is named by a number with `#` before it."""
    return f"{row.kind} {'#' if row.kind == 'contact' else ''}{row.id}"


def _when(row: FoundRow, today: date) -> str:
    """The local day of an entry, the day when a follow-up is due, the day when a file was added."""
    if row.at is None:
        return ""
    return f"{_DAYS.get(row.kind, '')}{short(date.fromisoformat(row.at[:10]), today)}"


def _details(row: FoundRow, today: date) -> str:
    """`entry 12, call, 20 Nov, outcome`. A follow-up has but one text."""
    place = "" if row.kind == "follow-up" else _field(row)
    channel = row.channel if row.kind == "entry" and row.channel != channels.UNSAID else ""
    return ", ".join(filter(None, (thing(row), channel, _when(row, today), place)))


def _field(row: FoundRow) -> str:
    """The label as it can be typed before a colon: `how-we-met`. A service that is not known is a handle."""
    label = row.field.replace(" ", "-")
    return label if not label or fields.is_known(label) else "handle"


def _matches(row: FoundRow) -> list[tuple[int, int]]:
    """Where the words stand behind the mark of what is private."""
    shift = len(_text(row)) - len(row.snippet)
    return [(begin + shift, end + shift) for begin, end in row.matches]


def _text(row: FoundRow) -> str:
    return marked(row.snippet, row.private)


VIEW = Passages(
    label=people,
    details=_details,
    text=_text,
    matches=_matches,
    table=Table(
        columns=(
            Column("Kind", lambda row, today: row.kind),
            Column("#", lambda row, today: str(row.id)),
            Column("Who", lambda row, today: people(row)),
            Column("Day", lambda row, today: (row.at or "")[:10]),
            Column("Channel", lambda row, today: row.channel),
            Column("Where", lambda row, today: _field(row)),
            Column("What", lambda row, today: _text(row)),
        ),
        empty="Nothing was found.",
    ),
)
