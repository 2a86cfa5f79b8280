"""One proposal, and what a contact is after it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import Any, NamedTuple, TypeVar

from relkeeper.drafts import ContactDraft, PointDraft

T = TypeVar("T")


class Texts(NamedTuple):
    """Texts of a contact by their names, as they are and as they would be."""

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


class Alias(NamedTuple):
    """An alias; without `after` it goes."""

    before: str
    after: str


class Point(NamedTuple):
    """A contact point; without `after` it goes."""

    before: PointDraft
    after: PointDraft | None


class Proposal(NamedTuple):
    """`field` is what it is about ("name", "phone"), `before` and `after` what stands there; `after` is empty for what
    goes. `change` is the same for `applied`."""

    field: str
    before: str
    after: str
    reason: str
    change: Texts | Alias | Point


def texts(draft: ContactDraft, reason: str, **after: str) -> Proposal:
    """That some texts of the contact become others."""
    changed = {name: text for name, text in after.items() if text != getattr(draft, name)}
    return Proposal(
        field=" and ".join(name.replace("_", " ") for name in changed),
        before=" | ".join(getattr(draft, name) for name in changed),
        after=" | ".join(changed.values()),
        reason=reason,
        change=Texts(tuple((name, getattr(draft, name)) for name in changed), tuple(changed.items())),
    )


def alias(before: str, after: str, reason: str) -> Proposal:
    """That an alias becomes another, or goes."""
    return Proposal("alias", before, after, reason, Alias(before, after))


def point(before: PointDraft, after: PointDraft | None, reason: str) -> Proposal:
    """That a contact point becomes another, or goes."""
    field = f"{before.kind} ({before.label})" if before.label else before.kind
    return Proposal(field, before.value, _shown(before, after), reason, Point(before, after))


def applied(draft: ContactDraft, agreed: Iterable[Proposal]) -> ContactDraft:
    """The contact after proposals; one whose values stand there no more changes nothing."""
    return reduce(_applied, agreed, draft)


def _applied(draft: ContactDraft, proposal: Proposal) -> ContactDraft:
    match proposal.change:
        case Texts(before, after):
            wanted: dict[str, Any] = dict(after)
            fits = all(getattr(draft, name) == text for name, text in before)
            return replace(draft, **wanted) if fits else draft
        case Alias(old, new):
            return replace(draft, aliases=_replaced(draft.aliases, old, new or None))
        case Point(old_point, new_point):
            return replace(draft, points=_replaced(draft.points, old_point, new_point))


def _replaced(items: tuple[T, ...], old: T, new: T | None) -> tuple[T, ...]:
    """With `new` in the place of the last `old`, or without it."""
    place = next((number for number in reversed(range(len(items))) if items[number] == old), None)
    if place is None:
        return items
    return (*items[:place], *(() if new is None else (new,)), *items[place + 1 :])


def _shown(before: PointDraft, after: PointDraft | None) -> str:
    if after is None:
        return ""
    return after.value if after.kind == before.kind else f"{after.kind}: {after.value}"
