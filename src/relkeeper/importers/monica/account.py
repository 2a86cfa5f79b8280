"""What has to be known of an account before its first contact is read: types, relations, files, who took part."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from relkeeper.drafts import FileDraft, PersonDraft, RelationDraft
from relkeeper.importers.json_values import string
from relkeeper.importers.monica import names
from relkeeper.importers.monica.files import Embedded
from relkeeper.importers.monica.values import is_true, line, lists, properties, values

_TYPES = frozenset({"contact_field_types", "genders", "activity_types", "life_event_types"})
# Where Monica writes a relation otherwise than people do.
_SPELLED = {
    "inlovewith": "in love with", "lovedby": "loved by", "bestfriend": "best friend", "ex_husband": "former spouse",
    "ex": "former partner",
}  # fmt: skip


class Type(NamedTuple):
    """A type of the account: what it is called, and of a contact field what Monica knows of it (`email`, `phone`)."""

    name: str = ""
    kind: str = ""


class Known(NamedTuple):
    """Somebody of the account. Of a `partial` one nothing is kept in Monica but what a relation needs."""

    name: str
    partial: bool = False
    told: str = ""


@dataclass
class Account:
    """What the objects of an account say of each other, by uuid. `lost` are the names of files that it has not."""

    people: dict[str, Known] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    files: dict[str, FileDraft] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    took_part: dict[str, list[str]] = field(default_factory=dict)
    related: dict[str, dict[str, str]] = field(default_factory=dict)
    journal_entries: int = 0

    def type(self, uuid: object) -> Type:
        return self.types.get(string(uuid), Type())

    def is_only_related(self, uuid: str) -> bool:
        """Whether somebody is there only as the relation of others."""
        known = self.people.get(uuid)
        return known is not None and known.partial and uuid in self._related_to

    @cached_property
    def _related_to(self) -> frozenset[str]:
        """All to whom anybody is related; asked for when the whole account was looked through."""
        return frozenset(other for others in self.related.values() for other in others)

    def relations(self, uuid: str) -> tuple[RelationDraft, ...]:
        """Who somebody is related to: `kind` is what the other one is to them."""
        found = []
        for other, kind in self.related.get(uuid, {}).items():
            known = self.people.get(other)
            if known is not None and known.name:
                inverse = self.related.get(other, {}).get(uuid, "")
                found.append(RelationDraft(kind, known.name, uid=self.uid(other), inverse=inverse))
        return tuple(found)

    def uid(self, uuid: str) -> str:
        """The identity of a contact that goes in; empty for who is only a relation, or not there."""
        return "" if uuid not in self.people or self.is_only_related(uuid) else uid(uuid)

    def person(self, uuid: str) -> PersonDraft:
        """Somebody who takes part in something."""
        name = self.people[uuid].name
        return PersonDraft(name, "uid", uid(uuid)) if uuid else PersonDraft(name)


def uid(uuid: str) -> str:
    """The UID of a card (RFC 6350 section 6.7.6) for what Monica calls a uuid."""
    return f"urn:uuid:{uuid}"


def look_through(file: Embedded, name: str) -> Account:
    """Read the file once. What is wrong with it is said when its contacts are read."""
    account = Account()
    for kind, value in values(file, [], name):
        uuid = string(value.get("uuid"))
        told = properties(value)
        if kind == "contact":
            _look_at_contact(account, uuid, value)
        elif kind == "relationship":
            word = line(told.get("type"))
            kinds = account.related.setdefault(string(told.get("contact_is")), {})
            kinds[string(told.get("of_contact"))] = _SPELLED.get(word, word.replace("_", " ")) or "related"
        elif kind in ("photo", "document"):
            _look_at_file(account, uuid, file.file(told, kind), line(told.get("original_filename")) or kind)
        elif kind in _TYPES:
            word = line(told.get("name")) or line(told.get("translation_key")).replace("_", " ")
            account.types[uuid] = Type(word, string(told.get("type")))
        elif kind == "journal_entries":
            account.journal_entries += 1
    return account


def _look_at_file(account: Account, uuid: str, file: FileDraft | None, name: str) -> None:
    if file is None:
        account.lost[uuid] = name
    else:
        account.files[uuid] = file


def _look_at_contact(account: Account, uuid: str, value: dict[str, Any]) -> None:
    told = properties(value)
    found = dict(lists(value))
    partial = is_true(told.get("is_partial")) and not any(found.values())
    account.people[uuid] = Known(names.display(told), partial, names.born(told))
    for activity in found.get("activity", []):
        account.took_part.setdefault(string(activity), []).append(uuid)
