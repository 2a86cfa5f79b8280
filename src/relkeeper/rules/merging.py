"""What a contact becomes when a card of the same person comes in: gaps are filled, lists grow, nothing is taken.

So a second import changes nothing, and an old export cannot undo what was typed since. Where both sides have a
different single value, the standing one stays and the incoming one is kept as a property of the card. What was made
private stays so: a card that says it again does not bring it back among the rest.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from relkeeper.drafts import ContactDraft, PointDraft, PropertyDraft
from relkeeper.rules import entered, names

T = TypeVar("T")

# The single values, and the vCard property (RFC 6350) under which a contradicting one is kept.
_SINGLE = {
    "given_name": "X-RELKEEPER-GIVEN-NAME",
    "family_name": "X-RELKEEPER-FAMILY-NAME",
    "organization": "ORG",
    "title": "TITLE",
    "pronouns": "PRONOUNS",
    "how_we_met": "X-RELKEEPER-HOW-WE-MET",
}


def merged(standing: ContactDraft, incoming: ContactDraft, point_key: Callable[[PointDraft], Hashable]) -> ContactDraft:
    """`standing` with what only `incoming` knows. `point_key` gives what makes two contact points the same."""
    singles = {field: getattr(standing, field) or getattr(incoming, field) for field in _SINGLE}
    contradictions = [
        PropertyDraft(name=name, value=getattr(incoming, field))
        for field, name in _SINGLE.items()
        if getattr(incoming, field) not in ("", singles[field])
    ]
    known_names = {names.fold(standing.name)}
    return replace(
        standing,
        **singles,
        aliases=_grown(standing.aliases, (incoming.name, *incoming.aliases), names.fold, known_names),
        points=_grown(standing.points, incoming.points, point_key),
        tags=_grown(standing.tags, incoming.tags, entered.key),
        fields=_grown(
            standing.fields,
            incoming.fields,
            lambda field: entered.key(field[0]),
            {entered.key(name) for name, _ in standing.private_fields},
        ),
        occasions=_grown(standing.occasions, incoming.occasions, lambda occasion: occasion),
        relations=_grown(
            standing.relations, incoming.relations, lambda relation: (relation.kind, names.fold(relation.name))
        ),
        properties=_grown(
            standing.properties, (*incoming.properties, *contradictions), lambda kept: (kept.name, kept.value)
        ),
        notes=standing.notes
        if incoming.notes.strip() in standing.private_notes
        else _joined(standing.notes, incoming.notes),
    )


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
    if not incoming.strip() or incoming.strip() in standing:
        return standing
    return f"{standing}\n\n{incoming}" if standing else incoming
