"""What people know about, as the user says it. Works in the caller's transaction; nothing is printed or asked."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, select

from relkeeper.errors import NotFoundError
from relkeeper.rules import topics
from relkeeper.rules.texts.typed import quoted
from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.particulars import Topic


class Topics:
    """Topics of one open book."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def add(self, contact_id: int, names: Iterable[str]) -> tuple[str, ...]:
        """Keep that a contact knows about these; returns those that were not kept already. Raises NotFoundError."""
        contact, standing = self._contact(contact_id), self._standing(contact_id)
        new = {key: name for key, name in topics.distinct(names).items() if key not in standing}
        self._session.add_all(Topic(contact_id=contact_id, name=name, key=key) for key, name in new.items())
        self._touch(contact, changed=bool(new))
        return tuple(new.values())

    def remove(self, contact_id: int, names: Iterable[str]) -> tuple[str, ...]:
        """Take topics away, however they are spelled; returns them as they were kept. Raises NotFoundError."""
        contact, standing = self._contact(contact_id), self._standing(contact_id)
        gone = []
        for key, name in topics.distinct(names).items():
            if key not in standing:
                how = f"relkeeper contact knows '#{contact_id}'"
                raise NotFoundError(f"{quoted(name)} is no topic of #{contact_id} {contact.name}; see: {how}")
            gone.append(standing[key].name)
            self._session.delete(standing[key])
        self._touch(contact, changed=bool(gone))
        return tuple(gone)

    def _standing(self, contact_id: int) -> dict[str, Topic]:
        return {row.key: row for row in self._session.exec(select(Topic).where(Topic.contact_id == contact_id))}

    def _contact(self, contact_id: int) -> Contact:
        contact = self._session.get(Contact, contact_id)
        if contact is None:
            raise NotFoundError(f"there is no contact #{contact_id} any more")
        return contact

    def _touch(self, contact: Contact, *, changed: bool) -> None:
        if changed:
            contact.updated_at = self._now
        self._session.flush()
