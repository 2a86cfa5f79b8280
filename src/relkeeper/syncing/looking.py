"""What there is to do for a folder, seen without changing anything and without the ORM.

Contacts that were not changed are not looked at: the journal tells which were. Neither are files whose bytes are what
they were.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from relkeeper.errors import RelkeeperError
from relkeeper.rules.merging import identity
from relkeeper.store.images import image
from relkeeper.syncing import fingerprints, items, vdir
from relkeeper.syncing.vdir import Listing

# Deleting more than this share is more likely a mistake than a wish.
_SHARE = 5
# What of a contact its card is made of, by the tables.
_OF_A_CARD = (
    "contact", "alias", "contact_point", "custom_field", "occasion", "relation", "card_property", "contact_tag",
    "topic",
)  # fmt: skip


class KnownFile(NamedTuple):
    """A file that was kept in step. Without a contact it was deleted here. `gone`: it was deleted there.

    `archived` is the contact's. `put_back`: what the last time made of it was taken back by an undo. `was` is the name
    that it had then.
    """

    id: int
    name: str
    contact_id: int | None
    digest: str
    gone: bool
    archived: bool
    put_back: bool
    was: str


class Losses(NamedTuple):
    """The files whose contacts would be archived here (of `of_contacts`), and those that would go (of `of_files`)."""

    contacts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    of_contacts: int = 0
    of_files: int = 0

    @property
    def too_many(self) -> bool:
        """Whether that is more than a fifth of either."""
        return len(self.contacts) * _SHARE > self.of_contacts or len(self.files) * _SHARE > self.of_files

    def words(self, folder: Path) -> str:
        """What would go, as the beginning of a sentence."""
        gone = len(self.contacts), len(self.files)
        parts = [
            f"{gone[0]} of {self.of_contacts} contacts would be archived, since {folder} has no file of them any more",
            f"{gone[1]} of {self.of_files} files in {folder} would be removed, since their contacts were deleted",
        ]
        return ", and ".join(part for part, count in zip(parts, gone, strict=True) if count)

    def within(self, agreed: "Losses") -> bool:
        """Whether nothing goes that was not agreed to."""
        return set(self.contacts) <= set(agreed.contacts) and set(self.files) <= set(agreed.files)


class FolderSurvey(NamedTuple):
    """A folder and what the book knows of it, `rows` by the names of the files.

    `touched` are the contacts with a file that may have been changed here, `fresh` those who have none yet.
    """

    folder_id: int | None
    files: Listing
    rows: dict[str, KnownFile]
    touched: frozenset[int]
    fresh: tuple[int, ...]
    losses: Losses

    @property
    def changed(self) -> list[KnownFile]:
        """Files that are not what they were, or came back, of contacts that are there."""
        return [row for row in self.rows.values() if row.contact_id is not None and self._differs(row)]

    @property
    def new(self) -> list[str]:
        """Files that the book knows nothing of."""
        return [name for name in self.files.digests if name not in self.rows]

    @property
    def missing(self) -> list[KnownFile]:
        """Files that are not there any more, though nobody here removed them."""
        found = (row for row in self.rows.values() if row.name not in self.files and row.contact_id is not None)
        return [row for row in found if not row.gone and not row.put_back]

    @property
    def returning(self) -> list[KnownFile]:
        """Files to be written again: their contact was restored, or an undo took back that they were to go."""
        found = (row for row in self.rows.values() if row.name not in self.files and row.contact_id is not None)
        return [row for row in found if not row.archived and (row.gone or row.put_back)]

    @property
    def ownerless(self) -> list[KnownFile]:
        """Files whose contact was deleted here."""
        return [row for row in self.rows.values() if row.contact_id is None]

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do and nothing to say."""
        lists = (self.changed, self.new, self.missing, self.returning, self.ownerless, self.fresh, self.touched)
        return not any(lists) and not self.files.unreadable

    def _differs(self, row: KnownFile) -> bool:
        is_as_it_was = not row.gone and row.name == row.was and self.files.digests.get(row.name) == row.digest
        return row.name in self.files.digests and not is_as_it_was


def survey(db: sqlite3.Connection | None, folder: Path) -> FolderSurvey:
    """What there is to do for a folder. Without a book everything in it is new."""
    files = vdir.listing(folder)
    if db is None:
        return FolderSurvey(None, files, {}, frozenset(), (), Losses())
    found = db.execute("SELECT id, seen FROM sync_folder WHERE path = ?", (str(folder),)).fetchone()
    folder_id, seen = found or (None, 0)
    rows = {row.name: row for row in _renamed(db, folder, files, list(_rows(db, folder_id, seen)))}
    looked = FolderSurvey(folder_id, files, rows, _touched(db, folder_id, seen), fresh(db, folder_id), Losses())
    return looked._replace(losses=_losses(db, folder, looked))


def _rows(db: sqlite3.Connection, folder_id: int | None, seen: int) -> Iterator[KnownFile]:
    found = db.execute(
        """
        SELECT s.id, s.name, s.contact_id, s.digest, s.gone, coalesce(c.archived, 0),
               s.id IN (SELECT key FROM change WHERE table_name = 'sync_card' AND operation_id > ?)
        FROM sync_card s LEFT JOIN contact c ON c.id = s.contact_id WHERE s.folder_id = ? ORDER BY s.id
        """,
        (seen, folder_id),
    )
    for key, name, contact_id, digest, gone, archived, put_back in found:
        yield KnownFile(key, name, contact_id, digest, bool(gone), bool(archived), bool(put_back), name)


def _renamed(db: sqlite3.Connection, folder: Path, files: Listing, rows: list[KnownFile]) -> Iterator[KnownFile]:
    """The rows with the names that their files have now.

    A file that is not there was renamed where a new one has its bytes, or the identity of its contact, and the contact
    has no other. Servers and programs that delete a card and make it again do that.
    """
    names = {row.name for row in rows}
    new = {name: digest for name, digest in files.digests.items() if name not in names}
    lost = [row for row in rows if row.name not in files] if new else []
    by_digest = {digest: name for name, digest in new.items()}
    there = {row.contact_id for row in rows if row.name in files}
    by_uid = _by_uid(folder, new) if lost else {}
    moved: dict[int, str] = {}
    for row in lost:
        uids = _uids(db, row.contact_id) if row.contact_id not in there else ()
        found = (by_digest.get(row.digest), *(by_uid.get(uid) for uid in uids))
        name = next((name for name in found if name and name not in moved.values()), row.name)
        if name != row.name:
            moved[row.id] = name
    return (row._replace(name=moved.get(row.id, row.name)) for row in rows)


def _by_uid(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Files by the identities on their cards."""
    found = {}
    for name in names:
        try:
            item = items.read(vdir.read(folder / name), name)
        except RelkeeperError:
            # Whoever takes it in says what is wrong with it.
            continue
        if not item.flaw and item.draft.uid:
            found[identity.uid(item.draft.uid)] = name
    return found


def _uids(db: sqlite3.Connection, contact_id: int | None) -> list[str]:
    """The identities of a contact: the book's own, and those that other programs gave."""
    found = db.execute(
        "SELECT uid FROM contact WHERE id = ?1 "
        "UNION ALL SELECT value FROM card_property WHERE contact_id = ?1 AND name = 'UID'",
        (contact_id,),
    )
    return [identity.uid(uid) for (uid,) in found]


def _touched(db: sqlite3.Connection, folder_id: int | None, seen: int) -> frozenset[int]:
    """Contacts of the folder that may say something else than they did, or have not said it yet."""
    tables = ", ".join(f"'{table}'" for table in _OF_A_CARD)
    # What an operation that is for good has changed is written nowhere.
    if db.execute("SELECT 1 FROM operation WHERE for_good AND id > ?", (seen,)).fetchone():
        ids = {row[0] for row in db.execute("SELECT id FROM contact")}
    else:
        later = f"SELECT contact_id FROM change WHERE {{}} AND table_name IN ({tables})"
        found = f"{later.format('operation_id > ?')} UNION {later.format('operation_id IS NULL')}"
        # Whoever is named on a card by another contact says the new name, too.
        related = "SELECT {0} FROM relation WHERE {1} IN c"
        beside = f"{related.format('contact_id', 'other_id')} UNION {related.format('other_id', 'contact_id')}"
        ids = {row[0] for row in db.execute(f"WITH c AS ({found}) SELECT contact_id FROM c UNION {beside}", (seen,))}
        ids |= _once_related(db, seen)
    pending = "SELECT contact_id FROM sync_card WHERE folder_id = ? AND digest = ?"
    ids |= {row[0] for row in db.execute(pending, (folder_id, vdir.UNKNOWN))}
    of_folder = db.execute("SELECT contact_id FROM sync_card WHERE folder_id = ? AND NOT gone", (folder_id,))
    return frozenset(row[0] for row in of_folder if row[0] is not None and row[0] in ids)


def _once_related(db: sqlite3.Connection, seen: int) -> set[int | None]:
    """Contacts whom a relation named before it was changed or taken away: their cards said it, too."""
    relations = "table_name = 'relation' AND action <> 'insert'"
    found = db.execute(
        f"SELECT before FROM change WHERE {relations} AND operation_id > ? "
        f"UNION ALL SELECT before FROM change WHERE {relations} AND operation_id IS NULL",
        (seen,),
    )
    return {image(before)["other_id"] for (before,) in found}


def fresh(db: sqlite3.Connection, folder_id: int | None) -> tuple[int, ...]:
    """The contacts that are to go out and have no file in the folder."""
    found = db.execute(
        "SELECT id FROM contact c WHERE NOT archived AND NOT no_sharing "
        "AND NOT EXISTS (SELECT 1 FROM sync_card WHERE folder_id = ? AND contact_id = c.id) ORDER BY id",
        (folder_id,),
    )
    return tuple(row[0] for row in found)


def _losses(db: sqlite3.Connection, folder: Path, looked: FolderSurvey) -> Losses:
    living = [row for row in looked.rows.values() if row.contact_id is not None and not row.gone and not row.archived]
    there = {row.contact_id for row in living if row.name in looked.files}
    return Losses(
        contacts=tuple(row.name for row in looked.missing if not row.archived and row.contact_id not in there),
        files=tuple(row.name for row in looked.ownerless if says_the_same(db, folder, row, looked.files)),
        of_contacts=len({row.contact_id for row in living}),
        of_files=len(looked.files.digests),
    )


def says_the_same(db: sqlite3.Connection, folder: Path, row: KnownFile, files: Listing) -> bool:
    """Whether a file that is there says what it said, in whatever words."""
    if row.name not in files.digests:
        return False
    if files.digests[row.name] == row.digest:
        return True
    try:
        item = items.read(vdir.read(folder / row.name), row.name)
    except RelkeeperError:
        # Gone or replaced since it was listed: what cannot be read now is not known to say the same.
        return False
    (theirs,) = db.execute("SELECT theirs FROM sync_card WHERE id = ?", (row.id,)).fetchone()
    return not item.flaw and item.said == fingerprints.load(theirs)
