"""Outlook, contacts exported as comma separated values, and the programs that write the same columns (Google as well).

The heads are in the language of the program, dates in the order of its country: which one, the other dates of the file
may tell.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.importers.head import Head
from relkeeper.importers.tables import contacts
from relkeeper.importers.tables.contacts import Records
from relkeeper.importers.tables.outlook_heads import DEFAULTS, LANGUAGES, LEFT_OUT
from relkeeper.importers.tables.row import Row
from relkeeper.importers.tables.table import Heads, begins_so
from relkeeper.rules.tables.columns import Column

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "outlook-csv"
TITLE = "Outlook contacts, CSV"
ENDINGS: tuple[str, ...] = (".csv",)
WHERE = (
    "In Outlook: File > Open & Export > Import/Export, export to a file, comma separated values, the folder Contacts."
)
STREAMS = True

_NEEDED = ("given_name", "family_name", "email")
# A table that somebody made by hand may have the columns above too.
_FEWEST_KNOWN = 8


def recognises(head: Head) -> bool:
    """Whether the head has the columns of Outlook in one of the languages known here."""
    return begins_so(head, _is_head)


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The contacts of a seekable file. Raises UsageError for an encoding that does not exist."""
    table = contacts.opened(file, name, reading, _is_head)
    known = _language(table.keys) or LANGUAGES[0]
    dated = [key for key in table.keys if known.get(key) in ("birthday", "anniversary")]
    order = contacts.order_in(table, *dated, wished=reading.date_order)

    def fill(row: Row, cells: Heads) -> None:
        for key, head, cell in zip(table.keys, table.heads, cells, strict=True):
            row.head = head
            if key in LEFT_OUT or cell.casefold() in DEFAULTS.get(key, ()):
                continue
            _take(row, contacts.column_of(known[key]) if key in known else Column("field", head), cell)

    return contacts.read(table, name, order, fill)


def _take(row: Row, column: Column, cell: str) -> None:
    """Categories and children stand in one cell, divided by semicolons."""
    several = column.kind == "tag" or column.label == "child"
    for value in cell.replace(",", ";").split(";") if several else [cell]:
        row.take(column, value)


def _is_head(keys: Sequence[str]) -> bool:
    return bool(_language(keys))


def _language(keys: Sequence[str]) -> Mapping[str, str]:
    """What the columns hold in the language of these heads; empty where it is none of those known here."""
    for known in LANGUAGES:
        there = [known[key] for key in keys if key in known]
        phones = any(target.startswith("phone") for target in there)
        if len(there) >= _FEWEST_KNOWN and phones and set(there).issuperset(_NEEDED) and _certain(keys, known):
            return known
    return {}


def _certain(keys: Sequence[str], known: Mapping[str, str]) -> bool:
    """Whether the e-mail stands under Outlook's own word for it: others write `Email`."""
    return any(known.get(key) == "email" and ("-" in key or " " in key or "电子" in key) for key in keys)
