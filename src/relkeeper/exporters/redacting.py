"""An export in which nobody is recognised by what was written about them.

People, organisations, tags and contact points get pseudonyms made of the book's own numbers, never of the value: who
guesses a value cannot prove it. The same value has the same pseudonym in every export, also where two contacts share
it. Of words only those stay that a program gave (kinds, labels, channels known here); of an occasion only its year,
and of attached files and follow-ups nothing. Where somebody lives is not told, not even by the time zone.

What stays is told all the same: who was in touch with whom, how and when. Dates and numbers can still give somebody
away who knows one of them.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from relkeeper.reports.contact import ContactDetails, OccasionRow, PointRow, RelationRow
from relkeeper.reports.exporting import Export, Numbers
from relkeeper.reports.interactions import InteractionRow, Named
from relkeeper.rules import channels, names, notes

# Texts of a contact that are dates or words of this program.
_TELLING_NOTHING = frozenset(
    {"cadence_from", "added_on", "snoozed_until", "last_contact_on", "due_on", "created_at", "updated_at"}
)
_OCCASIONS = frozenset({"birthday", "anniversary"})
_LABELS = frozenset({"home", "work", "cell", "mobile", "fax", "pager", "main", "school", "other"})
_RELATIONS = frozenset({
    "spouse", "partner", "domestic partner", "child", "parent", "mother", "father", "brother", "sister", "sibling",
    "relative", "kin", "friend", "colleague", "co-worker", "neighbor", "manager", "assistant", "agent",
    "introduced by", "referred by",
})  # fmt: skip
_SHAPES = {
    "email": "person-{}-{}@redacted.invalid",
    "url": "https://person-{}-{}.redacted.invalid",
    "phone": "Phone {}-{}",
    "address": "Address {}-{}",
}
_UNKNOWN_SERVICE = "im"


def redacted(export: Export) -> Export:
    """The export under pseudonyms, without anything private and without what cards said besides."""
    return Export(
        contacts=tuple(_contact(row, export.numbers) for row in export.contacts),
        interactions=tuple(_interaction(row) for row in export.interactions if not row.private),
        kept={},
        numbers=Numbers({}, {}, {}),
        left_out=export.left_out,
    )


def _contact(row: ContactDetails, numbers: Numbers) -> ContactDetails:
    """Texts and lists are empty unless they are named here, those of a later version too."""
    values: dict[str, Any] = {name: _emptied(name, value) for name, value in row._asdict().items()}
    return ContactDetails(**{
        **values,
        "uid": _uid(row.id),
        "name": _person(row.id),
        "organization": f"Organisation {_organization(row, numbers)}" if row.organization else "",
        "tags": tuple(f"Tag {numbers.tags[tag]}" for tag in row.tags),
        "cadence_tag": f"Tag {numbers.tags[row.cadence_tag]}" if row.cadence_tag else None,
        "contact_points": tuple(_point(point, numbers) for point in row.contact_points),
        "occasions": tuple(
            dict.fromkeys(_occasion(occasion) for occasion in row.occasions if occasion.year is not None)
        ),
        "relations": tuple(
            _relation(relation.kind, relation.contact.id) for relation in row.relations if relation.contact is not None
        ),
        "private_count": 0,
        "revealed": False,
    })  # fmt: skip


def _emptied(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return value if name in _TELLING_NOTHING else ""
    return () if isinstance(value, tuple) else value


def _interaction(row: InteractionRow) -> InteractionRow:
    return InteractionRow(
        id=row.id,
        uid=_uid(row.id),
        at=row.at,
        utc_offset=row.utc_offset,
        precision=row.precision,
        channel=_known(row.channel, (*channels.KNOWN, notes.CHANNEL), channels.UNSAID),
        direction=row.direction,
        summary="",
        body="",
        outcome="",
        place="",
        duration_minutes=row.duration_minutes,
        source="",
        private=False,
        kind=row.kind and _known(row.kind, notes.KNOWN, notes.UNSAID),
        messages_in=row.messages_in,
        messages_out=row.messages_out,
        # By number: the order of the names would tell something of them.
        participants=tuple(Named(person.id, _person(person.id)) for person in sorted(row.participants)),
        attachments=(),
    )


def _person(contact_id: int) -> str:
    return f"Person {contact_id}"


def _uid(number: int) -> str:
    """A UUID (RFC 9562) that says nothing but the number."""
    return str(UUID(int=number))


def _organization(row: ContactDetails, numbers: Numbers) -> int:
    return numbers.organizations[names.fold(row.organization)]


def _point(point: PointRow, numbers: Numbers) -> PointRow:
    shape = _SHAPES.get(point.kind, "person-{}-{}")
    value = shape.format(*numbers.points[point.kind, point.normalized])
    kind = _known(point.kind, (*_SHAPES, *channels.KNOWN), _UNKNOWN_SERVICE)
    label = ",".join(word for word in point.label.split(",") if word in _LABELS)
    return PointRow(kind, label, value, value)


def _occasion(row: OccasionRow) -> OccasionRow:
    """Its year alone, which is Gregorian in either calendar; month and day are 0."""
    return OccasionRow(_known(row.kind, _OCCASIONS, "other"), "gregorian", row.year, 0, 0, False)


def _relation(kind: str, contact_id: int) -> RelationRow:
    person = Named(contact_id, _person(contact_id))
    return RelationRow(_known(kind, _RELATIONS, "related"), person.name, person)


def _known(word: str, known: Collection[str], otherwise: str) -> str:
    return word if word in known else otherwise
