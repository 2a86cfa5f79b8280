"""The contacts of an account, one after the other, each with its calls, conversations, gifts and debts."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from relkeeper.drafts import ContactDraft, EventDraft, Notice, Problem
from relkeeper.importers.json_values import mappings, string
from relkeeper.importers.monica import attached, follow_ups, remarks
from relkeeper.importers.monica.account import Account
from relkeeper.importers.monica.contact import Contact
from relkeeper.importers.monica.events import call_of, conversation_of
from relkeeper.importers.monica.facts import debt_of, gift_of
from relkeeper.importers.monica.values import lists, properties

if TYPE_CHECKING:
    from relkeeper.importers import Reading

_HAPPENED: dict[str, Callable[[dict[str, Any], str, Account, str, datetime], EventDraft | Problem]] = {
    "call": call_of, "conversation": conversation_of, "gift": gift_of, "debt": debt_of,
}  # fmt: skip
_TAKEN = frozenset({*remarks.REMARKS, *_HAPPENED, "contact_field", "address", "pet", "activity", "photo", "document"})


class Contacts:
    """The contacts of one file. `notices` tells behind the last of them what belonged to none, or is not known here."""

    def __init__(self, account: Account, name: str, reading: "Reading") -> None:
        self._account = account
        self._name = name
        self._now = reading.now
        self._number = 0
        self._unknown: Counter[str] = Counter()
        self._unused = set(account.files)

    def records(self, value: dict[str, Any]) -> Iterator[ContactDraft | EventDraft | Problem]:
        """The contact, and what was with it; nothing for who is only a relation of others."""
        self._number += 1
        uuid = string(value.get("uuid"))
        if self._account.is_only_related(uuid):
            return
        found = {kind: mappings(items) for kind, items in lists(value)}
        draft = Contact(uuid, properties(value), found, self._account, self._now).draft()
        if draft is None:
            yield Problem(self._name, f"contact {self._number}", "this contact has no name, and was left out")
            return
        yield attached.with_files(draft, value, self._account)
        yield from self._remarks(draft.name, value)
        yield from follow_ups.events(found, uuid, self._account, self._now)
        for kind, event_of in _HAPPENED.items():
            for item in found.get(kind, []):
                yield event_of(item, uuid, self._account, self._name, self._now)

    def _remarks(self, person: str, value: dict[str, Any]) -> Iterator[Problem]:
        """What of a contact is missing; what is not known here is counted."""
        named = attached.named_by(value)
        self._unused -= named.keys()
        for uuid in named:
            if uuid not in self._account.files:
                message = f"the file '{self._account.lost.get(uuid, uuid)}' is not in the export, and was left out"
                yield Problem(self._name, f"contact {self._number}, {person}", message)
        self._unknown.update({kind: len(items) for kind, items in lists(value) if kind not in _TAKEN})

    def notices(self) -> Iterator[Notice]:
        if self._unused:
            count = len(self._unused)
            yield Notice(self._name, f"photos and documents left out, because they are of no contact: {count}")
        for kind, count in sorted(self._unknown.items()):
            yield Notice(self._name, f"left out, because it is not known here what '{kind}' is: {count}")
