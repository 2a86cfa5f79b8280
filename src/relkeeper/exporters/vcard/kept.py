"""What the cards of a contact said that the book has no better place for, on its way into a new card.

A property goes out as it came as far as the new card's version has a place for that; else relkeeper's own property for
kept ones holds it (rules/vcard/own.py), so that nothing is lost. Only these stay behind: PRODID and REV, which are
true of the card that they came from; and the fuller form of a name or point that the contact does not have any more.
"""

from collections.abc import Collection, Iterable, Iterator

from relkeeper.drafts import PointDraft, PropertyDraft
from relkeeper.exporters.vcard.kept_line import KeptLine
from relkeeper.reports.contact import ContactDetails, PointRow
from relkeeper.rules import names, topics
from relkeeper.rules.points import normalise_text
from relkeeper.rules.vcard import dates, expertise, groups, own, zones
from relkeeper.rules.vcard.names import in_reading_order, name_parts, one_line
from relkeeper.rules.vcard.points import apple_label, point_of

_LABEL = "X-ABLABEL"
# UID and labels stand elsewhere in the card, so does what made a contact archived in cards of earlier versions.
_STAYING = frozenset({"BEGIN", "END", "VERSION", "PRODID", "REV", "UID", own.ARCHIVED, _LABEL})
# What a reader takes the first of: where the book has none of its own, a kept one must not become it.
_TAKEN_FIRST = {"ORG": "organization", "TITLE": "title", "ROLE": "title", "PRONOUNS": "pronouns"}


class Kept:
    """The kept properties of one contact."""

    def __init__(self, properties: Iterable[PropertyDraft], version: str) -> None:
        self._lines = [KeptLine(draft, version) for draft in properties]
        self._groups = {kept.draft.group.lower() for kept in self._lines}
        self._labels = {kept.draft.group.lower(): apple_label(kept.as_read.text) for kept in self._named(_LABEL)}
        self._points = [(kept, point) for kept in self._lines if (point := self._point_of(kept)) is not None]

    @property
    def uids(self) -> list[str]:
        """The identities that other programs gave, by which they and a book know the contact again."""
        return list(dict.fromkeys(kept.draft.value for kept in self._named("UID")))

    def fuller_name(self, family: str, given: str) -> str:
        """The line of an N that says more than these two names do; empty where there is none."""
        for kept in self._named("N"):
            parts = name_parts(kept.as_read)
            if (parts.family, parts.given) == (family, given) and kept.can_stand:
                return kept.goes_out()
        return ""

    def fuller_organization(self, organization: str) -> str:
        """The line of an ORG that says more than this name does."""
        for kept in self._named("ORG"):
            units = [unit for unit in map(one_line, kept.as_read.parts()) if unit]
            says_more = len(units) > 1 or "SORT-AS" in kept.as_read.header.values
            if says_more and units[:1] == [organization] and kept.can_stand:
                return kept.goes_out()
        return ""

    def fuller_time_zone(self, zone: str) -> str:
        """The line of a TZ that is of this zone."""
        for kept in self._named("TZ"):
            if zone and zones.name_of(kept.as_read) == zone and kept.can_stand:
                return kept.goes_out()
        return ""

    def fuller_expertise(self, topic: str) -> str:
        """The line of an EXPERTISE that is of this topic, with its level."""
        for kept in self._named("EXPERTISE"):
            if expertise.topic_of(kept.as_read) == topic and kept.can_stand and not kept.done:
                return kept.goes_out()
        return ""

    def fuller_point(self, row: PointRow) -> KeptLine | None:
        """A property that says all of a contact point and more: an address in parts, parameters."""
        wanted = _point(row)
        fuller = (kept for kept, point in self._points if point == wanted and kept.can_stand and not kept.done)
        return next(fuller, None)

    def free_group(self, number: int) -> str:
        """A name for the `number`th group of the card's own, which no kept property has."""
        name = f"item{number}"
        while name in self._groups:
            name = f"own-{name}"
        return name

    def others(self, row: ContactDetails, said: Collection[str]) -> Iterator[str]:
        """The lines that remain. What the card has `said` and may have once only is not said again."""
        for kept in self._lines:
            if kept.draft.name in _STAYING or kept.done or self._is_outdated(kept, row):
                continue
            if kept.draft.name in said or self._would_be_taken(kept, row):
                kept.done = True
                yield kept.wrapped
            else:
                yield kept.goes_out()
        yield from (kept.line for kept in self._named(_LABEL))

    def _is_outdated(self, kept: KeptLine, row: ContactDetails) -> bool:
        """Whether this is the fuller form of a name or point that the contact does not have."""
        if kept.draft.name == "N":
            known = {names.fold(name) for name in (row.name, *row.aliases)}
            return names.fold(in_reading_order(name_parts(kept.as_read))) not in known
        point = self._point_of(kept)
        return point is not None and _reached(point) not in {_reached(_point(known)) for known in row.contact_points}

    def _would_be_taken(self, kept: KeptLine, row: ContactDetails) -> bool:
        """Whether a reader would make something of the contact of it, that the book does not have there."""
        name = kept.draft.name
        if groups.says_group(kept.as_read):
            # A reader leaves out a card that is a group, and this one is a contact.
            return True
        if name.startswith(own.PREFIX) or name in ("N", "FN") or not getattr(row, _TAKEN_FIRST.get(name, "name")):
            return True
        if topics.key(expertise.topic_of(kept.as_read)) not in ("", *topics.distinct(row.topics)):
            # One that says no more was kept before there were topics, and is nothing that was taken out of the book.
            return expertise.says_more(kept.as_read)
        if name == "TZ" and (row.timezone or zones.name_of(kept.as_read)):
            # Beside the zone of the book it would contradict; once that is taken out, it must not become it.
            return True
        if (point := self._point_of(kept)) is not None:
            return point not in map(_point, row.contact_points)
        day = dates.occasion_of(kept.as_read, "birthday") if dates.kind_of(name) == "birthday" else None
        return day is not None and not any((o.kind, o.calendar) == ("birthday", day.calendar) for o in row.occasions)

    def _point_of(self, kept: KeptLine) -> PointDraft | None:
        return point_of(kept.as_read, self._labels.get(kept.draft.group.lower(), ""))

    def _named(self, name: str) -> Iterator[KeptLine]:
        return (kept for kept in self._lines if kept.draft.name == name)


def _point(row: PointRow) -> PointDraft:
    return PointDraft(row.kind, row.value, row.label)


def _reached(point: PointDraft) -> tuple[str, str]:
    """What a point is without its label."""
    return point.kind, normalise_text(point.value) if point.kind == "address" else point.value.casefold()
