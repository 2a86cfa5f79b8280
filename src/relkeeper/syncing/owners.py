"""Whose a new file is, where the contact that it seems to be of has another file in the folder already.

Each file of a folder is a contact to whoever else keeps it. So two of them are one contact only where the user has said
so: by a merge, after which the contact has the identities of both.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from relkeeper.drafts import ContactDraft
from relkeeper.errors import RelkeeperError
from relkeeper.rules import names
from relkeeper.rules.merging import identity
from relkeeper.services import contact_rows
from relkeeper.services.importing.matching import BY_UID, uid_forms
from relkeeper.store.loading import load
from relkeeper.syncing import items, vdir
from relkeeper.syncing.looking import FolderSurvey


class Owners:
    """The contacts of one folder by their files and identities. `region` is that of phone numbers."""

    def __init__(self, db: sqlite3.Connection, region: str, folder: Path, looked: FolderSurvey) -> None:
        self._db = db
        self._region = region
        self._folder = folder
        self._here: dict[int, list[str]] = {}
        for row in looked.rows.values():
            if row.contact_id is not None and row.name in looked.files:
                self.add(row.contact_id, row.name)

    def add(self, contact_id: int, name: str) -> None:
        """Remember that a file is that of a contact."""
        self._here.setdefault(contact_id, []).append(name)

    def files(self, contact_id: int) -> list[str]:
        """The files that a contact has in the folder."""
        return self._here.get(contact_id, [])

    def by_uid(self, draft: ContactDraft) -> int | None:
        """The one contact that has the identity on a card."""
        found = self._db.execute(BY_UID, uid_forms(draft.uid)).fetchall() if draft.uid else []
        return found[0][0] if len(found) == 1 else None

    def why_not(self, contact_id: int, draft: ContactDraft) -> str:
        """Why a card with the identity of a contact is not to be taken for it; empty where it is."""
        (name,) = self._db.execute("SELECT name FROM contact WHERE id = ?", (contact_id,)).fetchone()
        said = f"'{draft.name}' says that it is #{contact_id} {name}"
        file = next((file for file in self.files(contact_id) if self._has_uid(file, draft.uid)), None)
        if file is not None:
            return f"{said}, whose file {file} is here, too; it was left alone: give it a UID of its own, or remove it"
        if _is_unique(draft.uid) and self._is_another(draft, load(self._db, contact_id)):
            return f"{said}, and says nothing else of them; it was left alone: give it a UID of its own"
        return ""

    def perhaps(self, draft: ContactDraft, made: int, other: int) -> str:
        """What is said of a card that became a contact of its own."""
        (name,) = self._db.execute("SELECT name FROM contact WHERE id = ?", (other,)).fetchone()
        both = f"'#{other}' '#{made}'"
        return (
            f"'{draft.name}' is added as #{made}, but may be #{other} {name}, whose file {self.files(other)[0]} is "
            f"here, too; if so: relkeeper contact merge {both}, else: relkeeper contact distinct {both}"
        )

    def _has_uid(self, file: str, uid: str) -> bool:
        """Whether a file has that identity; one that cannot be read may have it."""
        try:
            item = items.read(vdir.read(self._folder / file), file)
        except RelkeeperError:
            return True
        return bool(item.flaw) or identity.uid(item.draft.uid) == identity.uid(uid)

    def _is_another(self, draft: ContactDraft, contact: ContactDraft) -> bool:
        """Whether a card has no word of the contact's name, and nothing by which that one is reached."""
        return _words(draft).isdisjoint(_words(contact)) and self._points(draft).isdisjoint(self._points(contact))

    def _points(self, draft: ContactDraft) -> set[tuple[str, str]]:
        return {(point.kind, contact_rows.normalised(point, self._region)) for point in draft.points}


def _words(draft: ContactDraft) -> set[str]:
    called: Iterable[str] = (draft.name, draft.given_name, draft.family_name, *draft.aliases)
    return {word for name in called for word in names.fold(name).split()}


def _is_unique(uid: str) -> bool:
    """Whether nobody else has the identity: programs that only number their cards give the same ones."""
    try:
        UUID(identity.uid(uid))
    except ValueError:
        return False
    return bool(identity.uids([uid]))
