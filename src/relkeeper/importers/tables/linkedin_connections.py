"""LinkedIn, Connections.csv of "Get a copy of your data": a few words to the reader, then the table.

The profile is a web address, and a handle as well: it is what LinkedIn tells people by, and most rows have no e-mail.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.importers.head import Head
from relkeeper.importers.tables import contacts, days
from relkeeper.importers.tables.contacts import Records
from relkeeper.importers.tables.linkedin_profiles import SERVICE, profile
from relkeeper.importers.tables.row import Row
from relkeeper.importers.tables.table import Heads, begins_so
from relkeeper.rules.tables.columns import Column

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "linkedin-connections"
TITLE = "LinkedIn connections, Connections.csv"
ENDINGS: tuple[str, ...] = (".csv",)
WHERE = "On linkedin.com: Settings > Data privacy > Get a copy of your data, Connections."
STREAMS = True

_COLUMNS = {
    "first name": "given_name", "last name": "family_name", "url": "url", "email address": "email",
    "company": "organization", "position": "title",
}  # fmt: skip
_SINCE = "connected on"
_NEEDED = {"first name", "last name", "company", "position", _SINCE}


def recognises(head: Head) -> bool:
    """Whether a row near the beginning names the columns."""
    return begins_so(head, _is_head)


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The contacts of a seekable file. Raises UsageError for an encoding that does not exist."""
    table = contacts.opened(file, name, reading, _is_head)
    others = contacts.by_heads(table.heads, {**_COLUMNS, _SINCE: "ignore"}, table.keys)

    def fill(row: Row, cells: Heads) -> None:
        others(row, cells)
        said = dict(zip(table.keys, cells, strict=True))
        row.take(Column(SERVICE), profile(said.get("url", "")))
        if said[_SINCE]:
            row.take(Column("how_we_met"), f"Connected on LinkedIn on {days.written(said[_SINCE])}")

    return contacts.read(table, name, "", fill)


def _is_head(keys: Sequence[str]) -> bool:
    return keys[:1] == ["first name"] and _NEEDED.issubset(keys)
