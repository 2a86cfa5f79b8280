"""Operations in a table, newest first."""

from datetime import date, datetime

from relkeeper.render.view import Column, Table
from relkeeper.reports.history import Number, OperationRow, Thing
from relkeeper.rules.day_words import short

_PLURALS = {
    "contact": "contacts", "entry": "entries", "follow-up": "follow-ups", "tag": "tags", "attachment": "attachments",
}  # fmt: skip
# What an undo does to a thing, in the words of the one who undoes.
_RETURNS = {"added": "back", "deleted": "gone again", "changed": "as before"}


def when(row: OperationRow, today: date) -> str:
    """`20 Nov 14:30`, in local time."""
    at = datetime.fromisoformat(row.at).astimezone()
    return f"{short(at.date(), today)} {at:%H:%M}"


def words(row: OperationRow) -> str:
    """What an operation changed: `added contact #3 Ada Example; changed contact #1 Grace (title)`."""
    if sum(count.things for count in row.counts) <= len(row.things):
        said = "; ".join(_thing(thing, row.undoes is not None) for thing in row.things)
    else:
        said = "; ".join(_count(count, row.undoes is not None) for count in row.counts)
    return said or f"{row.changes:,} rows of the book's own records"


def _thing(thing: Thing, undoing: bool) -> str:
    parts = f" ({', '.join(thing.parts)})" if thing.parts else ""
    named = f"{thing.kind} #{thing.id} {thing.name}{parts}"
    return f"{named} {_RETURNS[thing.action]}" if undoing else f"{thing.action} {named}"


def _count(count: Number, undoing: bool) -> str:
    many = f"{count.things:,} {_PLURALS[count.kind] if count.things > 1 else count.kind}"
    return f"{many} {_RETURNS[count.action]}" if undoing else f"{count.action} {many}"


def _command(row: OperationRow, today: date) -> str:
    of = f" of {row.undoes}" if row.undoes else ""
    return f"{row.command}{of}{f' (undone by {row.undone_by})' if row.undone_by else ''}"


def _words(row: OperationRow, today: date) -> str:
    if not row.changes:
        return "for good; nothing is kept of it"
    return words(row)


VIEW = Table(
    columns=(
        Column("#", lambda row, today: str(row.id), style="dim", right=True),
        Column("When", when),
        Column("Command", _command, style="bold", wraps=True, least=8),
        Column("What it changed", _words, flexible=True, wraps=True),
    ),
    empty="Nothing was changed yet.",
)
