"""Changes to a contact as values, and what a contact is after them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, RelationDraft
from relkeeper.errors import NotFoundError
from relkeeper.rules import names, points, topics
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.relations import kinds
from relkeeper.rules.texts import entered

T = TypeVar("T")

# The relation kept for "who introduced us".
INTRODUCED_BY = kinds.INTRODUCED_BY


@dataclass(frozen=True, slots=True)
class ContactChanges:
    """What to change. None leaves a text as it is, "" empties it; lists are added, `remove_*` lists are taken out.

    A point to remove is named by its value as shown, a phone also by its digits; tags, aliases and fields by name, case
    ignored. A field that exists gets the new value, and is from then on private or not as it was set; one introducer
    takes the place of another; one without a name just goes. A birthday takes the place of that in its calendar; they
    are removed in both.
    """

    name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    organization: str | None = None
    title: str | None = None
    pronouns: str | None = None
    how_we_met: str | None = None
    notes: str | None = None
    private_notes: str | None = None
    timezone: str | None = None
    aliases: Sequence[str] = ()
    points: Sequence[PointDraft] = ()
    tags: Sequence[str] = ()
    topics: Sequence[str] = ()
    fields: Sequence[tuple[str, str]] = ()
    private_fields: Sequence[tuple[str, str]] = ()
    introduced_by: RelationDraft | None = None
    birthday: OccasionDraft | None = None
    remove_birthdays: bool = False
    remove_aliases: Sequence[str] = ()
    remove_points: Sequence[str] = ()
    remove_tags: Sequence[str] = ()
    remove_fields: Sequence[str] = ()


_TEXTS = (
    "name", "given_name", "family_name", "organization", "title", "pronouns", "how_we_met", "notes", "private_notes",
    "timezone",
)  # fmt: skip


def revised(draft: ContactDraft, changes: ContactChanges) -> ContactDraft:
    """The contact after the changes. Raises NotFoundError for something to remove that is not there."""
    texts: dict[str, Any] = {} if changes.name is None else _renamed(draft, changes.name)
    texts |= {field: text for field in _TEXTS if (text := getattr(changes, field)) is not None}
    left = _without((*draft.fields, *draft.private_fields), changes.remove_fields, _is_field, "field")
    return replace(
        draft,
        **texts,
        aliases=_with(_without(draft.aliases, changes.remove_aliases, _is_word, "alias"), changes.aliases),
        points=_with(_without(draft.points, changes.remove_points, _is_point, "contact point"), changes.points),
        tags=_with(_without(draft.tags, changes.remove_tags, _is_word, "tag"), changes.tags),
        topics=tuple(topics.distinct((*draft.topics, *changes.topics)).values()),
        fields=_set(draft.fields, left, changes.fields, changes.private_fields),
        private_fields=_set(draft.private_fields, left, changes.private_fields, changes.fields),
        relations=_introduced(draft.relations, changes.introduced_by),
        occasions=_born(draft.occasions, changes.birthday, remove=changes.remove_birthdays),
    )


def _introduced(standing: tuple[RelationDraft, ...], introducer: RelationDraft | None) -> tuple[RelationDraft, ...]:
    if introducer is None:
        return standing
    others = tuple(kept for kept in standing if kinds.canonical(kept.kind) != INTRODUCED_BY)
    return (introducer, *others) if introducer.name else others


def _born(
    standing: tuple[OccasionDraft, ...], birthday: OccasionDraft | None, *, remove: bool
) -> tuple[OccasionDraft, ...]:
    if remove:
        standing = tuple(kept for kept in standing if kept.kind != BIRTHDAY)
    if birthday is None or birthday in standing:
        return standing
    others = tuple(kept for kept in standing if (kept.kind, kept.calendar) != (BIRTHDAY, birthday.calendar))
    return (*others, birthday)


def _set(
    standing: Sequence[tuple[str, str]],
    left: Sequence[tuple[str, str]],
    added: Sequence[tuple[str, str]],
    elsewhere: Sequence[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    """The fields of one kind: those that are left and not set as the other kind, and those that are added."""
    gone = {entered.key(name) for name, _ in elsewhere}
    kept = [field for field in standing if field in left and entered.key(field[0]) not in gone]
    return tuple((dict(kept) | dict(added)).items())


def _with(standing: tuple[T, ...], added: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*standing, *added)))


def _without(
    standing: tuple[T, ...], removed: Sequence[str], is_called: Callable[[T, str], bool], what: str
) -> tuple[T, ...]:
    left = standing
    for text in removed:
        kept = tuple(item for item in left if not is_called(item, text))
        if len(kept) == len(left):
            raise NotFoundError(f"there is no {what} '{text}' to remove")
        left = kept
    return left


def _is_word(word: str, text: str) -> bool:
    return entered.key(word) == entered.key(text)


def _is_field(field: tuple[str, str], text: str) -> bool:
    return _is_word(field[0], text)


def _is_point(point: PointDraft, text: str) -> bool:
    """The value as shown, however it is written: a phone by its digits, a handle also as `service:name`."""
    if point.kind == "phone":
        return points.digits(point.value) == points.digits(text) != "" or point.value == text
    normalise = {
        "email": points.normalise_email,
        "url": points.normalise_url,
        "address": points.normalise_text,
    }.get(point.kind, points.normalise_handle)
    return normalise(point.value) in (normalise(text), normalise(text.removeprefix(f"{point.kind}:")))


def _renamed(draft: ContactDraft, name: str) -> dict[str, str]:
    """Given and family name go with the display name where they were only read from it."""
    if names.split(draft.name) != (draft.given_name, draft.family_name):
        return {}
    given, family = names.split(name) or ("", "")
    return {"given_name": given, "family_name": family}
