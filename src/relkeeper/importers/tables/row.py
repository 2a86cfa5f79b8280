"""One row of an address book -> a contact draft."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.errors import UsageError
from relkeeper.importers.tables import days
from relkeeper.rules import cadence, names
from relkeeper.rules.names import display_names
from relkeeper.rules.tables.columns import Column
from relkeeper.rules.texts.entered import key
from relkeeper.rules.vcard import own, properties
from relkeeper.rules.vcard.names import NameParts, in_reading_order, one_line

# In the order of ADR (RFC 6350 section 6.3.1).
ADDRESS_PARTS = ("po_box", "extended", "street", "city", "region", "code", "country")
_BIRTH_PARTS = ("birth_year", "birth_month", "birth_day")
_NAME_PARTS = ("family_name", "given_name", "middle_name", "prefix", "suffix")
# Of these a contact has one; another one is kept as a property of a card (RFC 6350).
_SINGLE = {
    "organization": "ORG", "title": "TITLE", "pronouns": "PRONOUNS", "how_we_met": own.HOW_WE_MET,
    **dict.fromkeys(("name", *_NAME_PARTS, *_BIRTH_PARTS, "uid", "department"), ""),
}  # fmt: skip
_DAYS = {"birthday": "birthday", "anniversary": "anniversary"}
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(slots=True)
class Row:
    """What has been read of one row so far. `order` is that of day and month in its file, `head` that of the cell that
    is being taken; `problems` are sentences about cells that were kept as a field."""

    line: int
    order: str = ""
    head: str = ""
    problems: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    preferred: list[PointDraft] = field(default_factory=list)
    points: list[PointDraft] = field(default_factory=list)
    occasions: list[OccasionDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    properties: list[PropertyDraft] = field(default_factory=list)
    private_notes: list[str] = field(default_factory=list)
    private_fields: list[tuple[str, str]] = field(default_factory=list)
    cadence_days: int | None = None
    archived: bool = False
    timezone: str = ""
    topics: list[str] = field(default_factory=list)
    _single: dict[str, str] = field(default_factory=dict)
    _notes: list[str] = field(default_factory=list)
    _fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    _addresses: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def take(self, column: Column, value: str, *, preferred: bool = False) -> None:
        """Take one value, as it stands in a column of that sort."""
        kind, label = column
        if not value.strip() or kind == "ignore":
            return
        if kind in _SINGLE:
            self._take_single(kind, one_line(value))
        elif kind in ADDRESS_PARTS:
            self._addresses.setdefault(label, {}).setdefault(kind, []).extend(_lines(value))
        elif kind in _DAYS or kind == "occasion":
            self._take_day(_DAYS.get(kind, label), value)
        elif kind in _TAKERS:
            _TAKERS[kind](self, label, value)
        elif kind == "phone" and not any(map(str.isdecimal, value)):
            self.keep(self.head or kind, value)
        else:
            value = ", ".join(_lines(value)) if kind == "address" else one_line(value)
            (self.preferred if preferred else self.points).append(PointDraft(kind, value, label))

    def say(self, kind: str, text: str) -> None:
        """Take what a contact has once as it stands, blanks and all."""
        self._single[kind] = text

    def said(self, kind: str) -> str:
        """What was taken of something that a contact has once."""
        return self._single.get(kind, "")

    def keep(self, name: str, value: str) -> None:
        """Keep what the book has no place for as a field; a second value of a name goes below the first."""
        _, before = self._fields.setdefault(key(name), (name, value))
        if value not in before.split("\n") and value != before:
            self._fields[key(name)] = name, f"{before}\n{value}"

    def keep_property(self, name: str, *parts: str, params: str = "") -> None:
        """Keep what a vCard has a property for, and the book no place."""
        self.properties.append(PropertyDraft(name, ";".join(map(properties.escaped, parts)), params))

    def draft(self, *, splits: bool = False) -> ContactDraft | None:
        """The contact; None where nothing in the row names one. With `splits`, a name that stands alone is divided into
        given and family name where it tells them."""
        self._end()
        points = tuple(dict.fromkeys((*self.preferred, *self.points)))
        name, given, family = self._names(points)
        if splits and not (given and family):
            given, family = names.split(name) or (given, family)
        if not name:
            return None
        aliases = dict.fromkeys(alias for alias in self.aliases if alias != name)
        return ContactDraft(
            name=name,
            given_name=given,
            family_name=family,
            organization=self.said("organization"),
            title=self.said("title"),
            pronouns=self.said("pronouns"),
            how_we_met=self.said("how_we_met"),
            notes="\n\n".join(dict.fromkeys(self._notes)),
            aliases=tuple(aliases),
            points=points,
            tags=tuple(dict.fromkeys(self.tags)),
            fields=tuple(self._fields.values()),
            occasions=tuple(dict.fromkeys(self.occasions)),
            relations=tuple(dict.fromkeys(self.relations)),
            properties=tuple(dict.fromkeys(self.properties)),
            uid=self.said("uid"),
            line=self.line,
            private_notes="\n\n".join(self.private_notes),
            private_fields=tuple(self.private_fields),
            cadence_days=self.cadence_days,
            archived=self.archived,
            timezone=self.timezone,
            topics=tuple(dict.fromkeys(self.topics)),
        )

    def _names(self, points: Iterable[PointDraft]) -> tuple[str, str, str]:
        parts = NameParts(*map(self.said, _NAME_PARTS))
        name = display_names.first_of(
            self.said("name"),
            in_reading_order(parts._replace(prefix="", suffix="")),
            aliases=self.aliases,
            organization=self.said("organization"),
            points=points,
        )
        return name, parts.given, parts.family

    def _end(self) -> None:
        """Put together what stood in several cells. What says more than the book holds is kept as vCard has it."""
        parts = [self.said(kind) for kind in _NAME_PARTS]
        if any(parts[2:]):
            self.keep_property("N", *parts)
        department, organization = self.said("department"), self.said("organization")
        if department and organization:
            self.keep_property("ORG", organization, department)
        elif department:
            self.keep("department", department)
        for label, address in self._addresses.items():
            self._take_address(label, address)
        self._take_birth()

    def _take_single(self, kind: str, value: str) -> None:
        if kind == "uid" and _UUID.fullmatch(value):
            value = f"urn:uuid:{value.lower()}"
        standing = self._single.setdefault(kind, value)
        if standing != value and kind == "name":
            self.aliases.append(value)
        elif standing != value and _SINGLE[kind]:
            self.keep_property(_SINGLE[kind], value)
        elif standing != value:
            self.keep(self.head or kind, value)

    def _take_day(self, kind: str, value: str) -> None:
        if days.is_none(value):
            return
        found = days.day(value, self.order)
        born = any(known.kind == kind == "birthday" for known in self.occasions)
        if found is None:
            self.keep(self.head or kind, value)
            self.problems.append(f"'{value}' is no day that can be told for certain; it is kept as a field")
        elif born:
            self.keep(self.head or kind, value)
        else:
            self.occasions.append(OccasionDraft(kind, found.month, found.day, found.year))

    def _take_birth(self) -> None:
        year, month, day = (self.said(part).lstrip("0") for part in _BIRTH_PARTS)
        if month and day:
            self._take_day(
                "birthday", f"{year.zfill(4)}-{month}-{day}" if year else f"--{month.zfill(2)}-{day.zfill(2)}"
            )
        elif year or month or day:
            self.keep("birthday", "-".join(part for part in (year, month, day) if part))

    def _take_address(self, label: str, address: dict[str, list[str]]) -> None:
        """The parts in the order of ADR, as the reader of vCards puts them together."""
        lines = [line for part in ADDRESS_PARTS for line in address.get(part, ())]
        self.points.append(PointDraft("address", ", ".join(lines), label))
        if len(address) > 1:
            types = f"TYPE={label}" if label.isascii() and label.isalpha() else ""
            self.keep_property("ADR", *(", ".join(address.get(part, ())) for part in ADDRESS_PARTS), params=types)

    def _take_cadence(self, label: str, value: str) -> None:
        try:
            self.cadence_days = int(value) if value.isascii() and value.isdigit() else cadence.parse(value)
        except UsageError as error:
            self.keep(self.head or "cadence", value)
            self.problems.append(f"{error}; it is kept as a field")


def _lines(value: str) -> list[str]:
    return [line for part in value.split("\n") if (line := one_line(part).strip(" ,"))]


_TAKERS: dict[str, Callable[[Row, str, str], None]] = {
    "alias": lambda row, label, value: row.aliases.append(one_line(value)),
    "tag": lambda row, label, value: row.tags.append(one_line(value).removeprefix("#")),
    "notes": lambda row, label, value: row._notes.append(value.strip()),
    "relation": lambda row, label, value: row.relations.append(RelationDraft(label, one_line(value))),
    "field": lambda row, label, value: row.keep(label, value.strip()),
    "cadence": Row._take_cadence,
}
