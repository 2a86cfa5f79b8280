"""The cards of contacts as they go out to a folder: without what is private, and whether the contact is archived."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from relkeeper.drafts import ContactDraft, PropertyDraft, RelationDraft
from relkeeper.exporters import vcard
from relkeeper.reports import contact
from relkeeper.reports.contact import ContactDetails, RelationRow
from relkeeper.rules.merging.three_way import Fingerprint
from relkeeper.syncing import items
from relkeeper.syncing.fingerprints import fingerprint

# The relations on a card that another contact says.
_OTHERS = "relations_of_others"


class OwnCard(NamedTuple):
    """A contact, and what its cards said that the book has no better place for.

    `said` and `uids` are as exporters.vcard.card wants them.
    """

    row: ContactDetails
    kept: tuple[PropertyDraft, ...]
    said: Mapping[tuple[str, str], str]
    uids: Mapping[int, str]

    def text(self, version: str, uid: str) -> str:
        """The card in a version of vCard, with the identity that the file has; empty for a file that has none yet."""
        others = (kept for kept in self.kept if (kept.name, kept.value) != ("UID", uid))
        kept = (PropertyDraft("UID", uid), *others) if uid else self.kept
        return vcard.card(self.row, kept, version, uids=self.uids, said=self.said)

    def read_again(self, version: str) -> Fingerprint:
        """What the card says when it is read again; nothing for a name of which a card can hold no character."""
        records = items.records(self.text(version, "").encode("utf-8", "replace"), self.row.name)
        draft = next((record for record in records if isinstance(record, ContactDraft)), None)
        return self.whole(fingerprint(draft)) if draft is not None else {}

    def whole(self, found: Fingerprint) -> Fingerprint:
        """What the card says read as `found`, with the relations that others say: our reader leaves them out."""
        others = tuple(
            RelationDraft(relation.kind, relation.name)
            for relation in self.row.relations
            if (relation.kind, relation.name) not in self.said
        )
        told = fingerprint(ContactDraft(name=self.row.name, relations=others)).get("relations")
        return {**found, _OTHERS: told} if told else found


def of(db: sqlite3.Connection, contact_id: int, today: date) -> OwnCard:
    """The card of a contact as it stands. Raises NotFoundError."""
    row = contact.report(db, today, None, contact_id, 0)
    relations = tuple(relation for relation in row.relations if not _is_unwilling(db, relation))
    kept = db.execute(
        "SELECT name, value, params, grp FROM card_property WHERE contact_id = ? ORDER BY id", (contact_id,)
    )
    said = db.execute("SELECT kind, name, inverse FROM relation WHERE contact_id = ? ORDER BY id", (contact_id,))
    return OwnCard(
        row=row._replace(relations=relations, archived=False),
        kept=tuple(PropertyDraft(*found) for found in kept),
        said={(kind, name): inverse for kind, name, inverse in said},
        uids={other.id: _uid(db, other.id) for other in (relation.contact for relation in relations) if other},
    )


def _is_unwilling(db: sqlite3.Connection, relation: RelationRow) -> bool:
    """Whether a relation names somebody who does not want to be shared."""
    if relation.contact is None:
        return False
    found = db.execute("SELECT 1 FROM contact WHERE id = ? AND no_sharing", (relation.contact.id,)).fetchone()
    return found is not None


def _uid(db: sqlite3.Connection, contact_id: int) -> str:
    """The identity on the card of a contact: see exporters.vcard.uid_of."""
    given = "SELECT value FROM card_property WHERE contact_id = c.id AND name = 'UID' ORDER BY id LIMIT 1"
    statement = f"SELECT coalesce(({given}), 'urn:uuid:' || c.uid) FROM contact c WHERE c.id = ?"
    return str(db.execute(statement, (contact_id,)).fetchone()[0])
