"""Contacts as a table for a spreadsheet: CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel guesses.

A cell of several values has one on each line. No cell is a formula, and none holds a control character.
"""

import csv
from collections.abc import Callable, Iterable
from io import StringIO

from relkeeper.reports.contact import ContactDetails, OccasionRow
from relkeeper.reports.exporting import Export
from relkeeper.rules import names, spreadsheet

_PLAIN = ("phone", "email", "address", "url")
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}


def text(export: Export) -> str:
    """The table, one row per contact, with its head."""
    table = StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in export.contacts:
        writer.writerow([_cell(column(row)) for column in COLUMNS.values()])
    return f"\ufeff{table.getvalue()}"


def _cell(value: str | int | None) -> str | int | None:
    """Numbers are ours, and may be negative."""
    return _harmless(value) if isinstance(value, str) else value


def _harmless(value: str) -> str:
    return spreadsheet.cell(names.clean(value.replace("\r\n", "\n").translate(_CONTROLS)))


def _lines(values: Iterable[str]) -> str:
    """Each on its line, and none of them a formula."""
    return "\n".join(map(_harmless, values))


def _points(kind: str) -> Callable[[ContactDetails], str]:
    return lambda row: _lines(point.value for point in row.contact_points if point.kind == kind)


def _handles(row: ContactDetails) -> str:
    return _lines(f"{point.kind}:{point.value}" for point in row.contact_points if point.kind not in _PLAIN)


def _birthday(row: ContactDetails) -> str:
    """The Gregorian one as ISO 8601, as far as it is known: `1985-12-10`, `--12-10`, `1985`."""
    found = (day for day in row.occasions if (day.kind, day.calendar) == ("birthday", "gregorian"))
    return next(map(_date, found), "")


def _date(day: OccasionRow) -> str:
    year = "-" if day.year is None else f"{day.year:04}"
    return f"{year}-{day.month:02}-{day.day:02}" if day.month else year


COLUMNS: dict[str, Callable[[ContactDetails], str | int | None]] = {
    "name": lambda row: row.name,
    "given_name": lambda row: row.given_name,
    "family_name": lambda row: row.family_name,
    "aliases": lambda row: _lines(row.aliases),
    "organization": lambda row: row.organization,
    "title": lambda row: row.title,
    "pronouns": lambda row: row.pronouns,
    "emails": _points("email"),
    "phones": _points("phone"),
    "handles": _handles,
    "addresses": _points("address"),
    "urls": _points("url"),
    "tags": lambda row: _lines(row.tags),
    "birthday": _birthday,
    "last_contact_on": lambda row: row.last_contact_on,
    "cadence_days": lambda row: row.cadence_days,
    "due_on": lambda row: row.due_on,
    "days_overdue": lambda row: row.days_overdue,
    "archived": lambda row: "yes" if row.archived else "",
    "how_we_met": lambda row: row.how_we_met,
    "notes": lambda row: row.notes,
    "private_notes": lambda row: row.private_notes,
    "fields": lambda row: _lines(f"{field.name}: {field.value}" for field in row.fields),
    "id": lambda row: row.id,
    "uid": lambda row: row.uid,
}
