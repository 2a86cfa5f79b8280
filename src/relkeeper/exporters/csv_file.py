"""Contacts as a table for a spreadsheet: CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel guesses.

A cell of several values has one on each line (rules/texts/spreadsheet.py). No cell is a formula, and none holds a
control character. `importers/tables/own.py` reads it.
"""

import csv
from collections.abc import Callable
from io import StringIO

from relkeeper.reports.contact import ContactDetails, OccasionRow, PointRow
from relkeeper.reports.exporting import Export
from relkeeper.rules import names
from relkeeper.rules.texts import spreadsheet

DELIMITERS = (",", ";", "\t", "|")
_PLAIN = ("phone", "email", "address", "url")
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}

Cell = str | int | None


def text(export: Export, delimiter: str = ",") -> str:
    """The table, one row per contact, with its head."""
    table = StringIO(newline="")
    writer = csv.writer(table, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in export.contacts:
        writer.writerow([column(row) for column in COLUMNS.values()])
    return f"\ufeff{table.getvalue()}"


def _clean(value: str) -> str:
    return names.clean(value.replace("\r\n", "\n").translate(_CONTROLS))


def _text(column: Callable[[ContactDetails], str]) -> Callable[[ContactDetails], Cell]:
    return lambda row: spreadsheet.cell(_clean(column(row)))


def _list(values: Callable[[ContactDetails], list[str]]) -> Callable[[ContactDetails], Cell]:
    return lambda row: spreadsheet.listed(map(_clean, values(row)))


def _points(kind: str) -> Callable[[ContactDetails], Cell]:
    return _list(lambda row: [_labelled(point) for point in row.contact_points if point.kind == kind])


def _handles(row: ContactDetails) -> list[str]:
    return [f"{point.kind}:{_labelled(point)}" for point in row.contact_points if point.kind not in _PLAIN]


def _labelled(point: PointRow) -> str:
    return spreadsheet.noted(point.value, point.label)


def _born(row: ContactDetails) -> OccasionRow | None:
    """The first Gregorian birthday."""
    days = (day for day in row.occasions if (day.kind, day.calendar) == ("birthday", "gregorian"))
    return next(days, None)


def _birthday(row: ContactDetails) -> Cell:
    """As ISO 8601, as far as it is known: `1985-12-10`, `--12-10`, `1985`."""
    born = _born(row)
    return spreadsheet.cell(_date(born)) if born else ""


def _occasions(row: ContactDetails) -> list[str]:
    """All but that birthday: `anniversary: 2010-05-01`, `birthday: chinese 1985-10-29 leap`."""
    born = _born(row)
    return [spreadsheet.pair(day.kind, _in_its_calendar(day)) for day in row.occasions if day is not born]


def _in_its_calendar(day: OccasionRow) -> str:
    calendar = "" if day.calendar == "gregorian" else f"{day.calendar} "
    return f"{calendar}{_date(day)}{' leap' if day.leap else ''}"


def _date(day: OccasionRow) -> str:
    year = "-" if day.year is None else f"{day.year:04}"
    return f"{year}-{day.month:02}-{day.day:02}" if day.month else year


def _fields(*, private: bool) -> Callable[[ContactDetails], Cell]:
    return _list(
        lambda row: [spreadsheet.pair(field.name, field.value) for field in row.fields if field.private == private]
    )


COLUMNS: dict[str, Callable[[ContactDetails], Cell]] = {
    "name": _text(lambda row: row.name),
    "given_name": _text(lambda row: row.given_name),
    "family_name": _text(lambda row: row.family_name),
    "aliases": _list(lambda row: list(row.aliases)),
    "organization": _text(lambda row: row.organization),
    "title": _text(lambda row: row.title),
    "pronouns": _text(lambda row: row.pronouns),
    "emails": _points("email"),
    "phones": _points("phone"),
    "handles": _list(_handles),
    "addresses": _points("address"),
    "urls": _points("url"),
    "timezone": _text(lambda row: row.timezone),
    "tags": _list(lambda row: list(row.tags)),
    "topics": _list(lambda row: list(row.topics)),
    "birthday": _birthday,
    "occasions": _list(_occasions),
    "relations": _list(lambda row: [spreadsheet.pair(each.kind, each.name) for each in row.relations]),
    "last_contact_on": lambda row: row.last_contact_on,
    "cadence_days": lambda row: row.cadence_days,
    "cadence_from": lambda row: row.cadence_from,
    "due_on": lambda row: row.due_on,
    "days_overdue": lambda row: row.days_overdue,
    "archived": lambda row: "yes" if row.archived else "",
    "how_we_met": _text(lambda row: row.how_we_met),
    "notes": _text(lambda row: row.notes),
    "private_notes": _text(lambda row: row.private_notes),
    "fields": _fields(private=False),
    "private_fields": _fields(private=True),
    "id": lambda row: row.id,
    "uid": lambda row: row.uid,
}
