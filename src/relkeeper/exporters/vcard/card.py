"""The content lines of one card."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from relkeeper.exporters.vcard import entries, lines, occasions, points, relations
from relkeeper.exporters.vcard.kept import Kept
from relkeeper.exporters.vcard.lines import Content
from relkeeper.exporters.vcard.preferences import preferences
from relkeeper.reports.contact import ContactDetails, RelationRow
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules.vcard import own
from relkeeper.rules.vcard.points import NOT_PREFERRED, preference

_PRIVATE = ((own.PRIVATE, "true"),)


class Among(NamedTuple):
    """What goes along with a card: the UIDs of the other cards by their contacts' numbers, and entries as notes.

    `said` has the relations of the contact's own, see `vcard.card`.
    """

    uids: Mapping[int, str]
    said: Mapping[tuple[str, str], str] | None
    entries: tuple[InteractionRow, ...]


class Card:
    """The card of a contact. A label of one's own makes a group of its property and the label."""

    def __init__(self, row: ContactDetails, kept: Kept, version: str, among: Among) -> None:
        self._row = row
        self._kept = kept
        self._version = version
        self._among = among
        self._groups = 0
        self._once: set[str] = set()

    def content(self) -> Iterator[str]:
        """The lines between VERSION and END."""
        row = self._row
        uid, *further = self._kept.uids or [f"urn:uuid:{row.uid}"]
        yield lines.line("UID", lines.uri(uid))
        yield lines.line("FN", lines.text(row.name))
        yield from self._name()
        yield from _listed("NICKNAME", row.aliases)
        if fuller := self._kept.fuller_organization(row.organization):
            yield fuller
        else:
            yield from _text("ORG", row.organization)
        yield from _text("TITLE", row.title)
        yield from _text("PRONOUNS", row.pronouns)
        yield from self._points()
        yield from self._time_zone()
        for topic in row.topics:
            yield self._kept.fuller_expertise(topic) or lines.line("EXPERTISE", lines.text(topic))
        yield from self._written(occasions.content(day, self._version, self._once) for day in row.occasions)
        yield from self._written(map(self._relation, row.relations))
        yield from _listed("CATEGORIES", row.tags)
        yield from _text("NOTE", row.notes)
        yield from _text("NOTE", row.private_notes, _PRIVATE)
        yield from self._written(_own(row))
        yield from self._written(Content(own.UID, lines.uri(uid)) for uid in further)
        yield from self._written(entries.content(entry, row.id) for entry in self._among.entries)
        yield from self._kept.others(row, self._once)

    def _name(self) -> Iterator[str]:
        """N, which 3.0 wants of every card: without parts it is the name, marked as made of it."""
        row = self._row
        if fuller := self._kept.fuller_name(row.family_name, row.given_name):
            yield fuller
        elif row.family_name or row.given_name:
            yield lines.line("N", f"{lines.listed((row.family_name, row.given_name), ';')};;;")
        elif self._version == "3.0":
            yield lines.line("N", f";{lines.text(row.name)};;;", [(own.DERIVED, "true")])

    def _time_zone(self) -> Iterator[str]:
        """TZ, which in 3.0 is an offset unless it says that it is a text."""
        zone = self._row.timezone
        if fuller := self._kept.fuller_time_zone(zone):
            yield fuller
        else:
            yield from _text("TZ", zone, [("VALUE", "text")] if self._version == "3.0" else ())

    def _points(self) -> Iterator[str]:
        rows = self._row.contact_points
        fuller = [self._kept.fuller_point(point) for point in rows]
        wanted = [None if kept is None else preference(kept.as_read.header) for kept in fuller]
        for row, kept, place in zip(rows, fuller, preferences(rows, wanted), strict=True):
            if kept is None:
                yield from self._written([points.content(row, self._version, place)])
            else:
                kept.keeps_preference = place != NOT_PREFERRED
                yield kept.goes_out()

    def _relation(self, relation: RelationRow) -> Content:
        said, other = self._among.said, relation.contact
        inverse = said.get((relation.kind, relation.name)) if said is not None else ""
        return relations.content(relation, self._version, self._among.uids.get(other.id, "") if other else "", inverse)

    def _written(self, contents: Iterable[Content]) -> Iterator[str]:
        for content in contents:
            if not content.label:
                yield lines.line(content.name, content.value, content.params)
                continue
            self._groups += 1
            group = self._kept.free_group(self._groups)
            yield lines.line(content.name, content.value, content.params, group)
            yield lines.line("X-ABLabel", lines.text(content.label), group=group)


def _text(name: str, value: str, params: lines.Params = ()) -> Iterator[str]:
    if value:
        yield lines.line(name, lines.text(value), params)


def _listed(name: str, values: Iterable[str]) -> Iterator[str]:
    if joined := lines.listed(values):
        yield lines.line(name, joined)


def _own(row: ContactDetails) -> Iterator[Content]:
    """What neither version has a place for; private fields are among the row's where they are to be shown."""
    if row.how_we_met:
        yield Content(own.HOW_WE_MET, lines.text(row.how_we_met))
    for field in row.fields:
        yield Content(own.FIELD, lines.listed((field.name, field.value), ";"), _PRIVATE if field.private else ())
    if row.cadence_from == "own":
        yield Content(own.CADENCE, str(row.cadence_days))
    if row.archived:
        yield Content(own.ARCHIVED, "true")
    for flag, name in own.OPT_OUT_NAMES.items():
        if getattr(row, flag):
            yield Content(name, "true")
