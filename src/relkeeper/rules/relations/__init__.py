"""The relations of contacts: what is added to them, and what a relation says from its other end.

"Ada's KIND is Tom" is kept once; what Ada is to Tom follows from the kind (`kinds`). Drafts are loaded by
whoever makes them, not here: `show` asks for the kinds alone, and a twelfth of its time would go there.
"""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from relkeeper.rules import names
from relkeeper.rules.relations import kinds

if TYPE_CHECKING:
    from relkeeper.drafts import RelationDraft


def with_relation(standing: "Iterable[RelationDraft]", new: "RelationDraft") -> "tuple[RelationDraft, ...]":
    """The relations of a contact with a new one.

    What it says more exactly goes: a parent who is called mother now, a name that is a contact now. One introducer
    takes the place of another.
    """
    standing = tuple(standing)
    if any(_says(kept, new) for kept in standing):
        return standing
    return (*(kept for kept in standing if not _gives_way(kept, new)), new)


def without_relation(standing: "Iterable[RelationDraft]", gone: "RelationDraft") -> "tuple[RelationDraft, ...]":
    """The relations of a contact without those to that person that say the same."""
    return tuple(kept for kept in standing if not (_same_person(kept, gone) and kinds.is_said_by(gone.kind, kept.kind)))


def without_inverse(standing: "Iterable[RelationDraft]", kind: str, contact_id: int) -> "tuple[RelationDraft, ...]":
    """The relations of somebody without those that say of the contact what `kind` says from there."""
    return tuple(
        kept for kept in standing if not (kept.contact_id == contact_id and kinds.is_said_by(kind, from_there(kept)))
    )


def from_there(relation: "RelationDraft") -> str:
    """The kind of a relation for the one it leads to."""
    return relation.inverse or kinds.inverse(relation.kind)


def contradicted(
    here: "Iterable[RelationDraft]", there: "Iterable[RelationDraft]", new: "RelationDraft", contact_id: int
) -> str:
    """What the contact is already to the person of `new`, where nobody can be both; empty where nothing contradicts.

    `here` are the relations of the contact, `there` those of that person: `parent` where `new` makes that person a
    parent of the contact.
    """
    mine = {kinds.general(from_there(kept)) for kept in here if kept.contact_id == new.contact_id}
    mine |= {kinds.general(kept.kind) for kept in there if kept.contact_id == contact_id}
    kind = kinds.general(new.kind)
    return kind if kind in kinds.ONE_WAY & mine else ""


def _says(kept: "RelationDraft", new: "RelationDraft") -> bool:
    """Whether there is nothing new in it."""
    same = _same_person(kept, new) and kinds.is_said_by(new.kind, kept.kind)
    return same and (not new.inverse or new.inverse == kept.inverse)


def _gives_way(kept: "RelationDraft", new: "RelationDraft") -> bool:
    if kinds.canonical(new.kind) == kinds.INTRODUCED_BY == kinds.canonical(kept.kind):
        return True
    named = kept.contact_id is None and names.fold(kept.name) == names.fold(new.name)
    return (named or _same_person(kept, new)) and kinds.is_said_by(kept.kind, new.kind)


def _same_person(kept: "RelationDraft", other: "RelationDraft") -> bool:
    return _person(kept) == _person(other)


def _person(relation: "RelationDraft") -> Hashable:
    return names.fold(relation.name) if relation.contact_id is None else relation.contact_id


def worded(relation: "RelationDraft") -> "RelationDraft":
    """A relation under the one word for its kind, with an inverse only where the kind does not tell it."""
    kind, told = kinds.canonical(relation.kind), kinds.canonical(relation.inverse)
    return replace(relation, kind=kind, inverse="" if told == kinds.inverse(kind) else told)
