"""Contacts, the tags they wear, and who of them is not somebody else."""

from typing import Any

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.importers.own_records import ContactRecord, DistinctRecord, Ref, TagRecord
from relkeeper.importers.relkeeper_json.values import (
    BadRecordError,
    day,
    digests,
    filled,
    flag,
    instant,
    mapping,
    needed,
    number,
    objects,
    one_of,
    text,
    texts,
    uid,
)
from relkeeper.rules import occasions, time_zones
from relkeeper.rules.private import OPT_OUTS
from relkeeper.rules.texts import entered

_TEXTS = ("given_name", "family_name", "organization", "title", "pronouns", "how_we_met", "notes", "private_notes")
_LONGEST_CADENCE = 36525


def tag(record: dict[str, Any], where: str) -> TagRecord:
    name = filled(record, "name")
    if not entered.key(name):
        raise BadRecordError("name is empty")
    return TagRecord(where, name, number(record, "cadence_days", 1, _LONGEST_CADENCE))


def contact(record: dict[str, Any], where: str, flaws: list[str]) -> ContactRecord:
    """A contact. What of it cannot be taken and does not spoil the rest is added to `flaws`."""
    # What is shown of a cadence may be that of a tag, or of the settings.
    cadence = number(record, "cadence_days", 1, _LONGEST_CADENCE) if record.get("cadence_from") == "own" else None
    fields = {filled(field, "name"): field for field in reversed(objects(record, "fields"))}
    kept = [(name, text(field, "value"), flag(field, "private")) for name, field in reversed(fields.items())]
    relations = objects(record, "relations")
    plain: dict[str, Any] = {name: text(record, name) for name in _TEXTS}
    draft = ContactDraft(
        name=filled(record, "name"),
        **plain,
        aliases=texts(record, "aliases"),
        points=tuple(map(_point, objects(record, "contact_points"))),
        tags=texts(record, "tags"),
        topics=texts(record, "topics"),
        fields=tuple((name, value) for name, value, private in kept if not private),
        private_fields=tuple((name, value) for name, value, private in kept if private),
        occasions=tuple(map(_occasion, objects(record, "occasions"))),
        relations=tuple(
            RelationDraft(filled(relation, "kind"), filled(relation, "name"), inverse=text(relation, "inverse"))
            for relation in relations
        ),
        properties=tuple(map(_property, objects(record, "properties"))),
        cadence_days=cadence,
        archived=flag(record, "archived"),
        opt_outs=tuple(sorted(name for name in OPT_OUTS if flag(record, name))),
        timezone=_timezone(record, flaws),
    )
    me = ref(record)
    others = tuple(map(_other, relations))
    if any(_is_same(me, other) for other in others):
        raise BadRecordError("a relation is to the contact itself")
    return ContactRecord(
        where,
        me=me,
        draft=draft,
        others=others,
        added_on=day(record, "added_on"),
        snoozed_until=day(record, "snoozed_until"),
        created_at=instant(record, "created_at"),
        updated_at=instant(record, "updated_at"),
        taken_cards=digests(record, "taken_cards"),
    )


def distinct(record: dict[str, Any], where: str) -> DistinctRecord:
    return DistinctRecord(where, Ref(uid(record, "uid")), Ref(uid(record, "other_uid")))


def ref(record: dict[str, Any]) -> Ref:
    """A contact as a record names it. Raises BadRecordError where it does not."""
    found = Ref(uid(record, "uid"), number(record, "id"))
    if found == Ref():
        raise BadRecordError("uid is missing")
    return found


def _other(relation: dict[str, Any]) -> Ref | None:
    """Whom of the file a relation names."""
    if uid(relation, "uid"):
        return Ref(uid(relation, "uid"))
    beside = relation.get("contact")
    return None if beside is None else ref(mapping(beside, "contact"))


def _is_same(me: Ref, other: Ref | None) -> bool:
    if other is None:
        return False
    return me.uid == other.uid if me.uid and other.uid else me.number is not None and me.number == other.number


def _timezone(record: dict[str, Any], flaws: list[str]) -> str:
    """The zone, as far as this machine knows it: another one may have newer zones, or older names."""
    zone = text(record, "timezone")
    if not zone or time_zones.exists(zone):
        return zone
    flaws.append(f"there is no timezone '{zone[:40]}'; the contact has none now")
    return ""


def _point(record: dict[str, Any]) -> PointDraft:
    kind = filled(record, "kind")
    if kind != kind.lower():
        raise BadRecordError(f"the kind '{kind[:40]}' is not in small letters")
    return PointDraft(kind, filled(record, "value"), text(record, "label"))


def _occasion(record: dict[str, Any]) -> OccasionDraft:
    found = OccasionDraft(
        kind=filled(record, "kind"),
        month=needed(record, "month", 1, 12),
        day=needed(record, "day", 1, 31),
        year=number(record, "year", 1, 9999),
        calendar=one_of(record, "calendar", ("gregorian", "chinese")),
        leap=flag(record, "leap"),
    )
    if not occasions.exists(found):
        leap = "leap month " if found.leap else ""
        raise BadRecordError(f"the {found.calendar} calendar has no day {leap}{found.month}-{found.day}")
    return found


def _property(record: dict[str, Any]) -> PropertyDraft:
    return PropertyDraft(filled(record, "name"), text(record, "value"), text(record, "params"), text(record, "group"))
