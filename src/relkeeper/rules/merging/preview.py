"""What is told of two contacts that become one: each field of both, and what it becomes."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from relkeeper.drafts import ContactDraft
from relkeeper.rules import cadence
from relkeeper.rules.merging import SINGLE
from relkeeper.rules.occasions import words
from relkeeper.rules.plurals import counted
from relkeeper.rules.private import OPT_OUTS

Row = Mapping[str, object]

# Contact points that are no handles, and what they are called together.
_KINDS = {"phone": "phones", "email": "emails", "address": "addresses", "url": "urls"}


class FieldMerge(NamedTuple):
    """A field of two contacts, and what it becomes when they are one; lists have a value on each line."""

    field: str
    first: str
    second: str
    becomes: str


def compared(first: ContactDraft, second: ContactDraft, becomes: ContactDraft) -> tuple[FieldMerge, ...]:
    """The fields in which at least one says anything, in the order of a card."""
    told = [_told(draft) for draft in (first, second, becomes)]
    return tuple(
        FieldMerge(name, *(each[name] for each in told)) for name in told[0] if any(each[name] for each in told)
    )


def beside(first: Row, second: Row, becomes: Row) -> tuple[FieldMerge, ...]:
    """What stands beside the cards, of the rows of both and of the one that they become."""
    told = [_told_beside(row) for row in (first, second, becomes)]
    return tuple(
        FieldMerge(name, *(each[name] for each in told)) for name in told[0] if any(each[name] for each in told)
    )


def _told_beside(row: Row) -> dict[str, str]:
    days, until = row["cadence_days"], row["snoozed_until"]
    return {
        "rhythm": f"every {cadence.describe(int(str(days)))}" if days else "",
        "silent until": str(until or ""),
        "archived": "yes" if row["archived"] else "",
        "consent": ", ".join(words for name, words in OPT_OUTS.items() if row[name]),
    }


def _told(draft: ContactDraft) -> dict[str, str]:
    """A contact in words, field by field. What cards said besides is only counted, and the identities are no words."""
    points: dict[str, list[str]] = {}
    for point in draft.points:
        label = f" ({point.label})" if point.label else ""
        points.setdefault("handle" if point.kind not in _KINDS else point.kind, []).append(
            f"{point.value}{label}" if point.kind in _KINDS else f"{point.kind}:{point.value}{label}"
        )
    lists: dict[str, Iterable[str]] = {
        "aliases": draft.aliases,
        **{_KINDS.get(kind, "handles"): points.get(kind, ()) for kind in (*_KINDS, "handle")},
        "tags": draft.tags,
        "topics": draft.topics,
        "fields": (f"{name}: {value}" for name, value in draft.fields),
        "occasions": (f"{day.kind} {words.describe(day)}" for day in draft.occasions),
        "relations": (f"{relation.kind}: {relation.name}" for relation in draft.relations),
    }
    kept = sum(kept.name != "UID" for kept in draft.properties)
    return {
        "name": draft.name,
        **{field.replace("_", " "): getattr(draft, field) for field in SINGLE},
        **{name: "\n".join(values) for name, values in lists.items()},
        "notes": draft.notes,
        "private": _private(draft),
        "card properties": str(kept or ""),
    }


def _private(draft: ContactDraft) -> str:
    """How much is private: what it is stays so."""
    count = bool(draft.private_notes) + len(draft.private_fields)
    return counted(count, "thing") if count else ""
