"""The table that `relkeeper export csv` writes.

What the book works out by itself (last contact, due) is passed over; a cadence is taken where it was the contact's own.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import OccasionDraft, PointDraft, RelationDraft
from relkeeper.importers.head import Head
from relkeeper.importers.tables import contacts
from relkeeper.importers.tables.contacts import Records
from relkeeper.importers.tables.row import Row
from relkeeper.importers.tables.table import Heads, begins_so, has
from relkeeper.rules import occasions, time_zones
from relkeeper.rules.tables.columns import Column
from relkeeper.rules.texts import spreadsheet

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "relkeeper-csv"
TITLE = "relkeeper's own table, CSV"
ENDINGS: tuple[str, ...] = (".csv",)
WHERE = "relkeeper export csv contacts.csv makes it."
STREAMS = True

_IS_HEAD = has("name", "given name", "family name", "handles", "last contact on", "days overdue", "uid")
_TEXTS = ("name", "given_name", "family_name", "organization", "title", "pronouns", "how_we_met")
_POINTS = {"emails": "email", "phones": "phone", "addresses": "address", "urls": "url"}
# `2010-05-01`, `--05-01`, `chinese 1985-10-29 leap`: a lunar month may have a thirtieth day whichever it is.
_DAY = re.compile(r"(?:(chinese) )?(\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])( leap)?")


def recognises(head: Head) -> bool:
    """Whether the head has the columns of our own export."""
    return begins_so(head, _IS_HEAD)


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The contacts of a seekable file. Raises UsageError for an encoding that does not exist."""
    table = contacts.opened(file, name, reading, _IS_HEAD)

    def fill(row: Row, cells: Heads) -> None:
        said = dict(zip(table.keys, cells, strict=True))
        for word in _TEXTS:
            row.say(word, spreadsheet.plain(said.get(word.replace("_", " "), "")))
        row.take(Column("notes"), spreadsheet.plain(said.get("notes", "")))
        row.take(Column("uid"), said.get("uid", ""))
        for head, taker in _LISTS.items():
            row.head = head
            for item in spreadsheet.items(said.get(head, "")):
                taker(row, item)
        if said.get("cadence from") == "own":
            row.take(Column("cadence"), said.get("cadence days", ""))
        row.archived = said.get("archived") == "yes"
        _take_zone(row, spreadsheet.plain(said.get("timezone", "")))
        if private := spreadsheet.plain(said.get("private notes", "")):
            row.private_notes.append(private)

    return contacts.read(table, name, "", fill)


def _take_zone(row: Row, zone: str) -> None:
    if not zone or time_zones.exists(zone):
        row.timezone = zone
    else:
        row.keep("timezone", zone)
        row.problems.append(f"'{zone}' is no time zone; it is kept as a field")


def _point(kind: str) -> Callable[[Row, str], None]:
    def take(row: Row, item: str) -> None:
        value, label = spreadsheet.unnoted(item)
        row.points.append(PointDraft(kind, value, label))

    return take


def _handle(row: Row, item: str) -> None:
    kind, colon, rest = item.partition(":")
    value, label = spreadsheet.unnoted(rest)
    if colon and value.strip():
        row.points.append(PointDraft(kind, value, label))
    else:
        row.keep("handles", item)


def _birthday(row: Row, item: str) -> None:
    row.take(Column("birthday"), item)


def _occasion(row: Row, item: str) -> None:
    kind, text = spreadsheet.unpaired(item)
    found = _DAY.fullmatch(text)
    occasion = _returning(kind, *found.groups()) if found is not None and kind.strip() else None
    if occasion is None or not occasions.exists(occasion):
        row.keep("occasions", item)
        row.problems.append(f"'{item}' is no occasion; it is kept as a field")
    else:
        row.occasions.append(occasion)


def _returning(kind: str, calendar: str | None, year: str, month: str, day: str, leap: str | None) -> OccasionDraft:
    known = None if year == "-" else int(year)
    return OccasionDraft(kind, int(month), int(day), known, calendar or "gregorian", bool(leap))


def _relation(row: Row, item: str) -> None:
    kind, name = spreadsheet.unpaired(item)
    if name.strip():
        row.relations.append(RelationDraft(kind or "related", name))


def _field(row: Row, item: str) -> None:
    row.keep(*_named(item))


def _private_field(row: Row, item: str) -> None:
    row.private_fields.append(_named(item))


def _named(item: str) -> tuple[str, str]:
    name, value = spreadsheet.unpaired(item)
    return name.strip() or "field", value


_LISTS: dict[str, Callable[[Row, str], None]] = {
    "aliases": lambda row, item: row.aliases.append(item),
    "tags": lambda row, item: row.tags.append(item),
    "topics": lambda row, item: row.topics.append(item),
    **{head: _point(kind) for head, kind in _POINTS.items()},
    "handles": _handle,
    "birthday": _birthday,
    "occasions": _occasion,
    "relations": _relation,
    "fields": _field,
    "private fields": _private_field,
}
