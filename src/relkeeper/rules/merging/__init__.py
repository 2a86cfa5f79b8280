"""What a contact becomes when a card, or another contact, of the same person joins it: gaps are filled, lists grow,
nothing is taken.

So a second import changes nothing, and an old export cannot undo what was typed since. Where both sides have a
different single value, the standing one stays and the incoming one is kept as a property of the card. What was made
private stays so: a card that says it again does not bring it back among the rest.
"""

from collections.abc import Callable, Container, Hashable, Iterable
from dataclasses import replace
from itertools import chain, count
from typing import Any, TypeVar

from relkeeper.drafts import ContactDraft, PointDraft, PropertyDraft
from relkeeper.rules import names, topics
from relkeeper.rules.occasions import joining, words
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.texts import entered
from relkeeper.rules.vcard import properties as card_properties

T = TypeVar("T")

# The single values, and the vCard property (RFC 6350) under which a contradicting one is kept.
SINGLE = {
    "given_name": "X-RELKEEPER-GIVEN-NAME",
    "family_name": "X-RELKEEPER-FAMILY-NAME",
    "organization": "ORG",
    "title": "TITLE",
    "pronouns": "PRONOUNS",
    "how_we_met": "X-RELKEEPER-HOW-WE-MET",
    "timezone": "TZ",
}
_BECOMING_FIELDS = ("organization", "title", "pronouns", "timezone")


def merged(standing: ContactDraft, incoming: ContactDraft, point_key: Callable[[PointDraft], Hashable]) -> ContactDraft:
    """`standing` with what only `incoming` knows.

    `point_key` gives what makes two contact points the same; of those, one without a label gets that of the other.
    """
    singles = {field: getattr(standing, field) or getattr(incoming, field) for field in SINGLE}
    contradictions = [
        PropertyDraft(name=name, value=card_properties.escaped(getattr(incoming, field)))
        for field, name in SINGLE.items()
        if getattr(incoming, field) not in ("", singles[field])
    ]
    known_names = {names.fold(standing.name)}
    labels = {point_key(point): point.label for point in incoming.points}
    points = tuple(replace(point, label=point.label or labels.get(point_key(point), "")) for point in standing.points)
    return replace(
        standing,
        **singles,
        aliases=_grown(standing.aliases, (incoming.name, *incoming.aliases), names.fold, known_names),
        points=_grown(points, incoming.points, point_key),
        tags=_grown(standing.tags, incoming.tags, entered.key),
        topics=_grown(standing.topics, incoming.topics, topics.key),
        fields=_grown(standing.fields, incoming.fields, _field, map(_field, standing.private_fields)),
        private_fields=_grown(standing.private_fields, incoming.private_fields, _field, map(_field, standing.fields)),
        occasions=_grown(standing.occasions, incoming.occasions, lambda occasion: occasion),
        relations=_grown(
            standing.relations, incoming.relations, lambda relation: (relation.kind, names.fold(relation.name))
        ),
        properties=_grown(standing.properties, (*incoming.properties, *contradictions), card_properties.key),
        notes=standing.notes
        if incoming.notes.strip() in standing.private_notes
        else _joined(standing.notes, incoming.notes),
        private_notes=_joined(standing.private_notes, incoming.private_notes),
    )


def united(first: ContactDraft, second: ContactDraft, point_key: Callable[[PointDraft], Hashable]) -> ContactDraft:
    """What two contacts are as one: as `merged`, and where both say something else, both can be seen.

    A second organisation, title, time zone, birthday or pronouns become fields of one's own, as does the second value
    of a field; the second story of how you met stands behind the first. What either keeps private is private, though
    the other tells it.
    """
    first, second = _discreet(first, second), _discreet(second, first)
    said = [(name, value) for name in _BECOMING_FIELDS if (value := _differing(first, second, name))]
    days, otherwise = joining.joined(first.occasions, second.occasions)
    births = [(BIRTHDAY, words.describe(day)) for day in otherwise]
    known = {_field(field) for field in (*first.fields, *first.private_fields)}
    values = {_said(field) for field in (*first.fields, *first.private_fields)}
    fields = _renamed((*said, *births, *second.fields), known, values)
    private = _renamed(second.private_fields, known | set(map(_field, fields)), values)
    taken: dict[str, Any] = dict.fromkeys((name for name, _ in said), "")
    bare = replace(second, **taken, fields=fields, private_fields=private, how_we_met="", occasions=())
    met = _joined(first.how_we_met, second.how_we_met)
    return merged(replace(first, how_we_met=met, occasions=days), bare, point_key)


def _discreet(draft: ContactDraft, other: ContactDraft) -> ContactDraft:
    """The draft without the notes and fields that the other keeps private."""
    hidden = set(map(_said, other.private_fields))
    fields = tuple(field for field in draft.fields if _said(field) not in hidden)
    return replace(draft, notes=_untold(draft.notes, other.private_notes), fields=fields)


def _untold(notes: str, private: str) -> str:
    """The notes without the paragraphs that are private elsewhere."""
    if notes.strip() in private:
        return ""
    hidden = {paragraph.strip() for paragraph in private.split("\n\n")} - {""}
    return "\n\n".join(paragraph for paragraph in notes.split("\n\n") if paragraph.strip() not in hidden)


def _differing(first: ContactDraft, second: ContactDraft, name: str) -> str:
    """What the second says of a single value, where the first says something else."""
    values: tuple[str, str] = getattr(first, name), getattr(second, name)
    return values[1] if all(values) and names.fold(values[0]) != names.fold(values[1]) else ""


def _renamed(
    fields: Iterable[tuple[str, str]], known: Iterable[str], values: Container[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Fields whose names are in use already get a number, unless they say the same."""
    taken = set(known)
    renamed = []
    for name, value in fields:
        if _said((name, value)) in values:
            continue
        spellings = chain((name,), (f"{name} {number}" for number in count(2)))
        free = next(each for each in spellings if entered.key(each) not in taken)
        taken.add(entered.key(free))
        renamed.append((free, value))
    return tuple(renamed)


def _said(field: tuple[str, str]) -> tuple[str, str]:
    """A field as it is compared with one of somebody else."""
    return _field(field), field[1]


def _field(field: tuple[str, str]) -> str:
    """A field of one's own has one value."""
    return entered.key(field[0])


def _grown(
    standing: tuple[T, ...], incoming: Iterable[T], key: Callable[[T], Hashable], known: Iterable[Hashable] = ()
) -> tuple[T, ...]:
    seen = {key(item) for item in standing} | set(known)
    grown = list(standing)
    for item in incoming:
        if key(item) not in seen:
            seen.add(key(item))
            grown.append(item)
    return tuple(grown)


def _joined(standing: str, incoming: str) -> str:
    """What stands, and the paragraphs that it does not have yet."""
    if not incoming.strip() or incoming.strip() in standing:
        return standing
    known = {paragraph.strip() for paragraph in standing.split("\n\n")}
    new = "\n\n".join(paragraph for paragraph in incoming.split("\n\n") if paragraph.strip() not in known)
    if not standing:
        return incoming
    return f"{standing}\n\n{new}" if new.strip() else standing
