"""A contact with changes that its card has seen: exactly the changed fields, nothing else."""

from dataclasses import replace
from typing import Any

from relkeeper.drafts import ContactDraft
from relkeeper.rules.merging.three_way import Changes
from relkeeper.rules.texts import entered
from relkeeper.syncing import fingerprints

_LISTS = ("aliases", "points", "tags", "topics", "occasions", "relations", "properties")


def taken(contact: ContactDraft, changes: Changes, card: ContactDraft) -> ContactDraft:
    """The contact with the changes that made the card what it is. What is private stays as it is."""
    parts: dict[str, Any] = {field: getattr(card, field) for field in fingerprints.TEXTS if field in changes.values}
    parts |= {field: _list(field, contact, changes, card) for field in _LISTS if field in changes.fields}
    changed = replace(contact, fields=_fields(contact, changes, card), **parts)
    for field, calendar in fingerprints.BIRTHDAYS.items():
        if field in changes.values:
            changed = _born(changed, calendar, card)
    if "timezone" in changes.values and not card.timezone:
        changed = _without_old_zones(changed, contact)
    return changed


def _list(field: str, contact: ContactDraft, changes: Changes, card: ContactDraft) -> tuple[Any, ...]:
    standing = fingerprints.items(contact)
    known = {key for key, _ in standing}
    gone = [item for key, item in standing if key in changes.removed]
    new = [item for key, item in fingerprints.items(card) if key[0] == field and key in changes.added - known]
    return (*(item for item in getattr(contact, field) if item not in gone), *new)


def _fields(contact: ContactDraft, changes: Changes, card: ContactDraft) -> tuple[tuple[str, str], ...]:
    """The fields of the user's own. One that was made private is not brought back among the others."""
    private = {entered.key(name) for name, _ in contact.private_fields}
    incoming = {fingerprints.own_field(name): (name, value) for name, value in card.fields
                if entered.key(name) not in private}  # fmt: skip
    standing = {fingerprints.own_field(name): (name, value) for name, value in contact.fields}
    for key in changes.values:
        if key in incoming:
            standing[key] = incoming[key]
        else:
            standing.pop(key, None)
    return tuple(standing.values())


def _born(contact: ContactDraft, calendar: str, card: ContactDraft) -> ContactDraft:
    old, new = fingerprints.birthday(contact, calendar), fingerprints.birthday(card, calendar)
    others = tuple(day for day in contact.occasions if day != old)
    return replace(contact, occasions=(*((new,) if new else ()), *others))


def _without_old_zones(changed: ContactDraft, standing: ContactDraft) -> ContactDraft:
    """Who takes out the zone wants none: no outdated TZ that was kept beside it is to go out in its place."""
    old = {kept for kept in standing.properties if kept.name == "TZ"}
    return replace(changed, properties=tuple(kept for kept in changed.properties if kept not in old))
