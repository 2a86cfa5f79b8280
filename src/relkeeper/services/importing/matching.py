"""Who of the book is meant by somebody whom a file names."""

import sqlite3

from relkeeper.drafts import PersonDraft, PointDraft
from relkeeper.rules import names
from relkeeper.rules.merging import identity
from relkeeper.services import contact_rows

Key = tuple[str, str]

# The kind of handle by which a file names a contact that it holds itself.
UID = "uid"
# Contacts by the forms of one identity: ours, and those that other programs gave.
BY_UID = """
    SELECT contact_id FROM card_property WHERE name = 'UID' AND value IN (?1, ?2, ?3)
    UNION SELECT id FROM contact WHERE uid = ?1
"""


def uid_forms(text: str) -> tuple[str, str, str]:
    """How an identity may be written: bare, as a URN, and as it stands."""
    bare = identity.uid(text)
    return bare, f"urn:uuid:{bare}", text


class Matching:
    """Finds contacts by handle, phone or address, then by exact name or alias. `region` is that of phone numbers.

    A name says nothing where both sides have a handle of that kind and they differ: then they are namesakes, or one
    person with two numbers, which only the user can tell. Of mails the name says nothing at all: anybody can write it.
    Without a file nobody is known.
    """

    def __init__(self, db: sqlite3.Connection | None, region: str) -> None:
        self._db = db
        self._region = region
        self._found: dict[Key, list[int]] = {}

    def key(self, person: PersonDraft) -> Key:
        """What tells somebody from others in files: the handle, else the name."""
        if person.kind == UID:
            return UID, identity.uid(person.handle)
        if person.handle:
            return person.kind, contact_rows.normalised(PointDraft(person.kind, person.handle), self._region)
        return "name", names.fold(person.name)

    def find(self, person: PersonDraft) -> list[int]:
        """The contacts that are meant, by the surest of what the file says; several where it says too little."""
        key = self.key(person)
        if key not in self._found:
            self._found[key] = self._by_point(person, key) or [
                contact_id for contact_id in self.namesakes(person) if not self._differs(contact_id, person)
            ]
        return self._found[key]

    def namesakes(self, person: PersonDraft) -> list[int]:
        """Contacts of that name, whatever they are reached by."""
        folded = names.fold(person.name)
        if not folded:
            return []
        return self._ids("SELECT DISTINCT contact_id FROM name_key WHERE kind = 'name' AND key = ?", folded)

    def remember(self, person: PersonDraft, contact_id: int) -> None:
        """From now on that contact is meant."""
        self._found[self.key(person)] = [contact_id]

    def _by_point(self, person: PersonDraft, key: Key) -> list[int]:
        if not person.handle:
            return []
        if person.kind == UID:
            return self._ids(BY_UID, *uid_forms(person.handle))
        return self._ids("SELECT DISTINCT contact_id FROM contact_point WHERE kind = ? AND normalized = ?", *key)

    def _differs(self, contact_id: int, person: PersonDraft) -> bool:
        """Whether a contact of the same name is reached otherwise."""
        if not person.handle or person.kind == UID or self._db is None:
            return False
        if person.kind == "email":
            return True
        wanted = "SELECT 1 FROM contact_point WHERE contact_id = ? AND kind = ?"
        return self._db.execute(wanted, (contact_id, person.kind)).fetchone() is not None

    def near(self, person: PersonDraft) -> tuple[tuple[int, str], ...]:
        """The contacts, by number and name, that may be meant: those that fit, else those whose names are near."""
        if self._db is None:
            return ()
        called = dict(self._db.execute("SELECT id, name FROM contact WHERE NOT archived").fetchall())
        fitting = self.find(person) or self.namesakes(person)
        if not fitting:
            near = names.nearest(person.name, called.values())
            fitting = [number for name in near for number in called if called[number] == name]
        return tuple((number, called[number]) for number in fitting if number in called)

    def _ids(self, statement: str, *values: str) -> list[int]:
        if self._db is None:
            return []
        return sorted(row[0] for row in self._db.execute(statement, values))
