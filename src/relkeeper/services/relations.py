"""Who people are to each other. Works in the caller's transaction; nothing is printed or asked."""

from dataclasses import replace

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, RelationDraft
from relkeeper.errors import NotFoundError, RelkeeperError, UsageError
from relkeeper.rules import relations
from relkeeper.rules.relations import kinds
from relkeeper.services.contacts import Contacts
from relkeeper.store.loading import load
from relkeeper.store.writing import raw


class Relations:
    """Relations of one open book. Each is kept with one of the two, and seen from both."""

    def __init__(self, session: Session, contacts: Contacts) -> None:
        self._session = session
        self._contacts = contacts

    def relate(self, contact_id: int, relation: RelationDraft) -> None:
        """Keep that the contact's `relation.kind` is that person; what either side says already is not said again.

        Raises UsageError for somebody and themselves, NotFoundError for who is gone, RelkeeperError for what
        contradicts a kept one: nobody is parent and child of one person.
        """
        relation = relations.worded(relation)
        if relation.contact_id == contact_id:
            raise UsageError(f"nobody is their own {relation.kind}; name another contact")
        self._check(contact_id, relation)
        if relation.contact_id is None:
            self._keep(contact_id, relation)
        elif (relation.kind, relation.inverse) == (kinds.INTRODUCED, ""):
            turned = RelationDraft(kinds.INTRODUCED_BY, self._load(contact_id).name, contact_id)
            self._keep(relation.contact_id, turned)
        elif relation.inverse or not self._is_said_there(contact_id, relation):
            self._keep(contact_id, relation)

    def part(self, contact_id: int, relation: RelationDraft) -> None:
        """Take a relation away, whichever side it is kept with. Raises NotFoundError where there is none such."""
        other_id = relation.contact_id
        found = self._revise(contact_id, relations.without_relation(self._load(contact_id).relations, relation))
        if other_id is not None:
            there = relations.without_inverse(self._load(other_id).relations, relation.kind, contact_id)
            found = self._revise(other_id, there) or found
        if not found:
            kind = kinds.canonical(relation.kind)
            raise NotFoundError(
                f"{relation.name} is kept as no {kind} of #{contact_id}; see: relkeeper show '#{contact_id}'"
            )

    def _check(self, contact_id: int, relation: RelationDraft) -> None:
        if relation.contact_id is None:
            return
        contact, there = self._load(contact_id), self._load(relation.contact_id).relations
        kept = relations.contradicted(contact.relations, there, relation, contact_id)
        if kept:
            said = kinds.sentence(kept, contact.name, relation.name)
            standing = f"'#{relation.contact_id}' '{kept}' '#{contact_id}'"
            raise RelkeeperError(
                f"{said} already, and nobody is that in both directions; "
                f"to take it away: relkeeper contact relate {standing} --remove"
            )

    def _is_said_there(self, contact_id: int, relation: RelationDraft) -> bool:
        """Whether the other contact has it, seen from there."""
        assert relation.contact_id is not None
        there = self._load(relation.contact_id).relations
        return relations.without_inverse(there, relation.kind, contact_id) != there

    def _keep(self, contact_id: int, relation: RelationDraft) -> None:
        self._revise(contact_id, relations.with_relation(self._load(contact_id).relations, relation))

    def _revise(self, contact_id: int, wanted: tuple[RelationDraft, ...]) -> bool:
        """Whether that changed anything."""
        if wanted == self._load(contact_id).relations:
            return False
        self._contacts.revise(contact_id, lambda draft: replace(draft, relations=wanted))
        return True

    def _load(self, contact_id: int) -> ContactDraft:
        return load(raw(self._session), contact_id)
