"""Any other table of people: what its columns hold is said by the user, else told by the words at their heads.

It knows a file by less than any other reader, so it is asked last, and of the files in a folder it takes only tables
whose heads name people and how to reach them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import Notice
from relkeeper.errors import MappingError
from relkeeper.importers.guesses import ending
from relkeeper.importers.head import Head
from relkeeper.importers.tables import contacts, looks, proposing
from relkeeper.importers.tables.contacts import Records
from relkeeper.importers.tables.head_words import told
from relkeeper.importers.tables.row import Row
from relkeeper.importers.tables.table import Heads, Table, shape
from relkeeper.rules import points
from relkeeper.rules.tables import columns
from relkeeper.rules.tables.columns import Column
from relkeeper.rules.texts import spreadsheet

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "csv"
TITLE = "any other table of people (CSV)"
ENDINGS: tuple[str, ...] = (".csv", ".tsv", ".tab", ".txt")
WHERE = "In a spreadsheet: save as CSV with a line of heads; --map says what those columns hold that do not tell it."
STREAMS = True

_TABLES = (".csv", ".tsv", ".tab")
# Several values in one cell, as people type them.
_BETWEEN = {
    "email": re.compile(r"[;,；，、\s]+"),
    "phone": re.compile(r"\n|[;；、]|:::|,\s"),
    "tag": re.compile(r"[;,；，、\n|]|:::"),
    "alias": re.compile(r"[;,；，、\n]"),
    "url": re.compile(r"\s+"),
}
_SHORTEST_NUMBER = 5
_OF_PEOPLE = ("name", "given_name", "family_name")
_DATED = ("birthday", "anniversary", "occasion")
# What people write where there is nothing.
_NOTHING = frozenset({"-", "--", "—", "n/a", "无", "無", "null", "#n/a"})
# 13800138000 becomes 1.38001E+10 where a spreadsheet took it for a quantity.
_DESTROYED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def recognises(head: Head) -> bool:
    """Whether it is a table by its name and its lines; without such a name, by the words at its heads."""
    if ending(head.name) in _TABLES:
        return looks.is_table(head.lines)
    return recognises_unnamed(head)


def recognises_unnamed(head: Head) -> bool:
    """Whether the heads name people and how to reach them: of a file that nobody named, that much is asked."""
    found = shape(head.lines, looks.is_head) if looks.is_table(head.lines) else None
    return found is not None and _names_people(map(told, found.heads))


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The contacts of a seekable file; `reading.columns` says what columns hold, heads and values tell it of the
    others, and one of which nothing is known becomes a field.

    Raises UsageError for an encoding that does not exist, MappingError where it is not certain which column names
    people.
    """
    table = contacts.opened(file, name, reading, looks.is_head)
    holds, remark = _holds(table, name, reading.columns)
    dated = [key for key, column in zip(table.keys, holds, strict=True) if column.kind in _DATED]
    order = contacts.order_in(table, *dated, wished=reading.date_order)

    def fill(row: Row, cells: Heads) -> None:
        for head, column, cell in zip(table.heads, holds, cells, strict=True):
            row.head = head
            for value in _values(column.kind, spreadsheet.plain(cell)):
                _take(row, column, value)

    yield from contacts.read(table, name, order, fill, splits=True)
    if remark:
        yield Notice(name, remark)


def guesses(file: BinaryIO, name: str, encoding: str | None) -> list[proposing.Guess]:
    """What each column seems to hold; nothing where there is no head. Raises UsageError for an encoding that does not
    exist."""
    return proposing.sample(Table(file, name, encoding, looks.is_head))


def _holds(table: Table, name: str, pairs: Iterable[columns.Pair]) -> tuple[list[Column], str]:
    """What each column holds, and what is to be said of those whose heads did not tell it."""
    proposal = proposing.Proposal(name, tuple(proposing.sample(table))).told(pairs)
    if why := proposal.says():
        raise MappingError(why)
    guessed = {guess.head: columns.column(guess.target) for guess in proposal.guesses}
    unsure = [(guess.head, guess.target) for guess in proposal.guesses if not guess.sure]
    holds = [guessed.get(head, columns.IGNORED) for head in table.heads]
    return holds, "; ".join(filter(None, (_taken_so(unsure), _headless(table))))


def _taken_so(pairs: list[columns.Pair]) -> str:
    if not pairs:
        return ""
    return f"not told by the heads, and taken so: {columns.written(pairs)}; --map says it otherwise (ignore leaves out)"


def _headless(table: Table) -> str:
    if all(table.heads) or not any(table.column("")):
        return ""
    return "a column without a head is left out; write a head above it to take it"


def _names_people(found: Iterable[Column | None]) -> bool:
    held = [column for column in found if column is not None]
    return any(column.kind in _OF_PEOPLE for column in held) and any(column.reaches for column in held)


def _values(kind: str, cell: str) -> Iterator[str]:
    """The values of a cell: several, where each of them could stand alone."""
    if cell.casefold() in _NOTHING:
        return
    between = _BETWEEN.get(kind)
    pieces = [piece.strip() for piece in between.split(cell) if piece.strip()] if between else [cell]
    alone = _ALONE.get(kind)
    yield from pieces if alone is None or all(map(alone, pieces)) else [cell]


def _is_number(text: str) -> bool:
    return len(points.digits(text)) >= _SHORTEST_NUMBER


_ALONE: dict[str, Callable[[str], bool]] = {"email": points.is_email, "phone": _is_number}


def _take(row: Row, column: Column, value: str) -> None:
    if column.kind == "phone" and _DESTROYED.fullmatch(value):
        row.keep(row.head, value)
        row.problems.append(f"'{value}' was a number until a spreadsheet rounded it; it is kept as a field")
    elif column.kind == "email" and not points.is_email(value):
        row.keep(row.head, value)
    else:
        row.take(column, value)
