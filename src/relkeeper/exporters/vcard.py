"""Contacts as vCard 4.0 (RFC 6350), which our importer and other programs read.

A card has what such a card has a place for; how you met, own fields, cadence and what happened stay in the book, and
JSON has them. X-ABLabel is how address books write a label of one's own, X-ABDATE a day and X-ABRELATEDNAMES a relation
of another kind, X-ALTBDAY a lunar birthday.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from relkeeper.drafts import PropertyDraft
from relkeeper.exporters import vcard_lines as lines
from relkeeper.exporters.vcard_kept import Kept
from relkeeper.importers.vcard.points import label as read_label
from relkeeper.importers.vcard.properties import header_of
from relkeeper.reports.contact import ContactDetails, OccasionRow, PointRow, RelationRow
from relkeeper.reports.exporting import Export

ARCHIVED = "X-RELKEEPER-ARCHIVED"

_TYPE = re.compile(r"[A-Za-z0-9-]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")
# What a handle may hold beside letters and digits without being percent-encoded.
_IN_HANDLE = "@+-._~"
_OF_A_DAY = {"birthday": "BDAY", "anniversary": "ANNIVERSARY"}
# The first cycle of sixty years of the Chinese calendar began in 2637 before our era.
_YEAR_BEFORE_CYCLES = 2637


def text(export: Export) -> str:
    """The cards, one after the other, ending in CRLF and folded at 75 octets."""
    return "".join(card(row, export.kept.get(row.id, ())) for row in export.contacts)


def card(row: ContactDetails, kept: Iterable[PropertyDraft] = ()) -> str:
    """The card of one contact. What was `kept` of its cards goes out again, where the book does not know better."""
    return lines.card([content for content in _Card(row, Kept(kept)).content() if content])


class _Card:
    """The content lines of one card. A label of one's own makes a group of its property and the label."""

    def __init__(self, row: ContactDetails, kept: Kept) -> None:
        self._row = row
        self._kept = kept
        self._groups = 0
        self._once: set[str] = set()

    def content(self) -> Iterator[str]:
        row = self._row
        yield lines.line("UID", lines.uri(self._kept.uid) or f"urn:uuid:{row.uid}")
        yield lines.line("FN", lines.text(row.name))
        yield self._kept.fuller_name(row.family_name, row.given_name) or _name(row)
        yield from _listed("NICKNAME", row.aliases)
        yield self._kept.fuller_organization(row.organization) or _text("ORG", row.organization)
        yield _text("TITLE", row.title)
        yield _text("PRONOUNS", row.pronouns)
        for point in row.contact_points:
            yield from self._point(point)
        for day in row.occasions:
            yield from self._occasion(day)
        for relation in row.relations:
            yield from self._relation(relation)
        yield from _listed("CATEGORIES", row.tags)
        yield _text("NOTE", row.notes)
        yield _text("NOTE", row.private_notes)
        yield lines.line(ARCHIVED, "true") if row.archived else ""
        yield from self._kept.others(self._once)

    def _point(self, point: PointRow) -> Iterator[str]:
        if fuller := self._kept.fuller_address(point.kind, point.value):
            yield fuller
            return
        name, value, params = _reached(point)
        types, label = _divided(point.label)
        yield from self._labelled(name, value, [*params, *(("TYPE", word) for word in types)], label)

    def _occasion(self, day: OccasionRow) -> Iterator[str]:
        if day.calendar == "chinese":
            name, value, params = "X-ALTBDAY", _lunar(day), [("CALSCALE", "chinese")]
        else:
            name, value, params = _OF_A_DAY.get(day.kind, ""), _date(day), []
        if day.kind not in _OF_A_DAY or (day.calendar == "chinese" and day.kind != "birthday") or name in self._once:
            yield from self._labelled("X-ABDATE", value, params, day.kind)
            return
        self._once.add(name)
        yield lines.line(name, value, params)

    def _relation(self, relation: RelationRow) -> Iterator[str]:
        if not _TYPE.fullmatch(relation.kind) or relation.kind != relation.kind.lower():
            yield from self._labelled("X-ABRELATEDNAMES", lines.text(relation.name), [], relation.kind)
            return
        types = [] if relation.kind == "related" else [("TYPE", relation.kind)]
        yield lines.line("RELATED", lines.text(relation.name), [("VALUE", "text"), *types])

    def _labelled(self, name: str, value: str, params: lines.Params, label: str) -> Iterator[str]:
        if not label:
            yield lines.line(name, value, params)
            return
        self._groups += 1
        group = self._kept.free_group(self._groups)
        yield lines.line(name, value, params, group)
        yield lines.line("X-ABLabel", lines.text(label), group=group)


def _text(name: str, value: str) -> str:
    return lines.line(name, lines.text(value)) if value else ""


def _listed(name: str, values: Iterable[str]) -> Iterator[str]:
    if joined := ",".join(map(lines.text, values)):
        yield lines.line(name, joined)


def _name(row: ContactDetails) -> str:
    if not (row.family_name or row.given_name):
        return ""
    return lines.line("N", f"{lines.text(row.family_name)};{lines.text(row.given_name)};;;")


def _reached(point: PointRow) -> tuple[str, str, list[tuple[str, str]]]:
    """A contact point as the name, the written value and the parameters of a property."""
    match point.kind:
        case "phone":
            return "TEL", lines.text(point.value), []
        case "email":
            return "EMAIL", lines.text(point.value), []
        case "url":
            return "URL", lines.uri(point.value), []
        case "address":
            return "ADR", f";;{lines.text(point.value)};;;;", []
    handle = quote(point.value.encode("utf-8", "replace"), safe=_IN_HANDLE)
    if _SCHEME.fullmatch(point.kind):
        return "IMPP", f"{point.kind}:{handle}", []
    return "IMPP", f"im:{handle}", [("SERVICE-TYPE", point.kind)]


def _divided(label: str) -> tuple[list[str], str]:
    """The words that types can say so that they are read again, and the rest, which is a label of one's own."""
    words = label.split(",")
    for count in range(len(words), 0, -1):
        types, own = words[:count], ",".join(words[count:])
        header = header_of(f"TEL;TYPE={','.join(types)}")
        if all(map(_TYPE.fullmatch, types)) and read_label(header, own) == label.lower():
            return types, own
    return [], label


def _date(day: OccasionRow) -> str:
    """RFC 6350 section 4.3.1: `19851210`, without a year `--1210`, a year alone `1985`."""
    year = "--" if day.year is None else f"{day.year:04}"
    return f"{year}{day.month:02}{day.day:02}" if day.month else year


def _lunar(day: OccasionRow) -> str:
    """As Apple writes it: cycle and year in it (`-` where unknown), month, `L` for a leap month, day."""
    cycle, year = "-", "-"
    if day.year is not None:
        cycles, place = divmod(day.year + _YEAR_BEFORE_CYCLES - 1, 60)
        cycle, year = f"{cycles + 1:04}", f"{place + 1:04}"
    return f"{cycle}{year}{day.month:02}{'L' if day.leap else ''}{day.day:02}"
