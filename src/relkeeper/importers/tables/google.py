"""Google Contacts, exported as "Google CSV": the columns since 2024, and those before.

`E-mail 1 - Label` (before: `Type`) stands beside `E-mail 1 - Value`; a star before a label marks the preferred one, and
several values of one label stand in one cell, divided by ` ::: `.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from relkeeper.drafts import PropertyDraft
from relkeeper.importers.head import Head
from relkeeper.importers.tables import contacts
from relkeeper.importers.tables.contacts import Records
from relkeeper.importers.tables.row import Row
from relkeeper.importers.tables.table import Heads, begins_so
from relkeeper.rules import names
from relkeeper.rules.tables.columns import Column
from relkeeper.rules.vcard.points import service

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "google-csv"
TITLE = "Google Contacts, CSV"
ENDINGS: tuple[str, ...] = (".csv",)
WHERE = "In contacts.google.com: Export, Google CSV."
STREAMS = True

_SINCE = ("first name", "last name", "file as", "labels")
_BEFORE = ("name", "given name", "family name", "group membership")
_ONE = {
    "name": "name", "given name": "given_name", "additional name": "middle_name", "family name": "family_name",
    "first name": "given_name", "middle name": "middle_name", "last name": "family_name", "name prefix": "prefix",
    "name suffix": "suffix", "nickname": "alias", "birthday": "birthday", "notes": "notes",
    "organization name": "organization", "organization title": "title", "organization department": "department",
}  # fmt: skip
_SOUNDS = {
    "given name yomi": "X-PHONETIC-FIRST-NAME", "phonetic first name": "X-PHONETIC-FIRST-NAME",
    "additional name yomi": "X-PHONETIC-MIDDLE-NAME", "phonetic middle name": "X-PHONETIC-MIDDLE-NAME",
    "family name yomi": "X-PHONETIC-LAST-NAME", "phonetic last name": "X-PHONETIC-LAST-NAME",
}  # fmt: skip
_GROUPS = frozenset({"group membership", "labels"})
# Everybody is in these.
_EVERYBODY = frozenset({"mycontacts", "my contacts"})
# What stands in every row and tells nothing.
_DEFAULTS = {"yomi name": None, "sensitivity": "normal", "priority": "normal", "directory server": None}

_PART = re.compile(r"(.+?) (\d+) - (.+)")
_BETWEEN = re.compile(r"\s*:::\s*")
_ADDRESS = {
    "street": "street", "city": "city", "po box": "po_box", "region": "region", "postal code": "code",
    "country": "country", "extended address": "extended",
}  # fmt: skip
_LABELS = {"mobile": "cell", "work fax": "work,fax", "home fax": "home,fax", "google voice": "voice"}
_WHOLE = {"e-mail": "email", "phone": "phone", "website": "url"}
_OF_A_KIND = {"event": "occasion", "relation": "relation"}


class _Label(NamedTuple):
    text: str
    preferred: bool


def recognises(head: Head) -> bool:
    """Whether the head has the columns that Google has in every export."""
    return begins_so(head, _is_head)


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The contacts of a seekable file. Raises UsageError for an encoding that does not exist."""
    table = contacts.opened(file, name, reading, _is_head)
    order = contacts.order_in(table, "birthday", wished=reading.date_order)
    groups = _grouped(table.keys)

    def fill(row: Row, cells: Heads) -> None:
        for place, head in enumerate(table.keys):
            row.head = table.heads[place]
            if not _PART.fullmatch(head):
                _take_one(row, head, cells[place])
        for (kind, _), places in groups.items():
            _take_group(row, kind, {part: cells[place] for part, place in places.items()})

    return contacts.read(table, name, order, fill)


def _is_head(keys: Sequence[str]) -> bool:
    there = set(keys)
    return there.issuperset(_BEFORE) or there.issuperset(_SINCE)


def _grouped(keys: Heads) -> dict[tuple[str, str], dict[str, int]]:
    """The columns that belong together: what they are and which number, and for each part its place."""
    groups: dict[tuple[str, str], dict[str, int]] = {}
    for place, head in enumerate(keys):
        if found := _PART.fullmatch(head):
            groups.setdefault((found[1], found[2]), {})[found[3].replace("type", "label")] = place
    return groups


def _take_one(row: Row, head: str, value: str) -> None:
    if head in _ONE:
        row.take(Column(_ONE[head]), value)
    elif head in _GROUPS:
        groups = (group.removeprefix("* ") for group in _BETWEEN.split(value))
        for tag in (piece for group in groups if group.casefold() not in _EVERYBODY for piece in group.split(",")):
            row.take(Column("tag"), tag)
    elif head in _SOUNDS and value:
        row.keep_property(_SOUNDS[head], value)
    elif head == "photo" and value:
        row.properties.append(PropertyDraft("PHOTO", value, "VALUE=uri"))
    elif head == "file as":
        _take_sorting(row, value)
    elif value and _DEFAULTS.get(head, "") not in (None, value.casefold()):
        row.keep(row.head, value)


def _take_sorting(row: Row, value: str) -> None:
    """What it is sorted by, where that is more than the name in another order."""
    words = {
        word
        for kind in ("name", "given_name", "middle_name", "family_name")
        for word in names.fold(row.said(kind)).split()
    }
    if value and not words.issuperset(names.fold(value).split()):
        row.take(Column("alias"), value)


def _take_group(row: Row, kind: str, parts: Mapping[str, str]) -> None:
    label = _label(parts.get("label", ""))
    if kind == "address":
        _take_address(row, label, parts)
    elif kind == "organization":
        for part, target in (("name", "organization"), ("title", "title"), ("department", "department")):
            row.take(Column(target), parts.get(part, ""))
        for part in ("symbol", "location", "job description"):
            row.take(Column("field", f"organization {part}"), parts.get(part, ""))
    else:
        row.head = f"{kind} {label.text}".strip()
        for value in _values(parts.get("value", "")):
            row.take(_column(kind, label.text, parts), value, preferred=label.preferred)


def _column(kind: str, label: str, parts: Mapping[str, str]) -> Column:
    if kind in _WHOLE:
        return Column(_WHOLE[kind], label)
    if kind in _OF_A_KIND:
        return Column(_OF_A_KIND[kind], label or kind)
    if kind == "im":
        return Column(service(parts.get("service", "") or label))
    return Column("field", parts.get("label", "").strip() or kind)


def _take_address(row: Row, label: _Label, parts: Mapping[str, str]) -> None:
    """What is formatted counts, else the parts of it."""
    if parts.get("formatted"):
        for value in _values(parts["formatted"]):
            row.take(Column("address", label.text), value, preferred=label.preferred)
        return
    for part, kind in _ADDRESS.items():
        row.take(Column(kind, label.text), parts.get(part, ""))


def _values(cell: str) -> Iterator[str]:
    return (value for value in _BETWEEN.split(cell) if value.strip())


def _label(text: str) -> _Label:
    word = text.removeprefix("*").strip().casefold()
    return _Label(_LABELS.get(word, word), text.startswith("*"))
