"""What the book knows of a folder: the rows of sync_folder and sync_card, within the caller's transaction."""

import sqlite3
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from relkeeper.rules.merging.three_way import Fingerprint
from relkeeper.store.images import image
from relkeeper.syncing import fingerprints

# With so many contacts to look at again it is better to write down that they were looked at.
_MANY = 500


class Agreed(NamedTuple):
    """What a file and its contact said when they last agreed.

    `heard` is the part of `theirs` that others have written: what the book itself wrote to the file is no news, even
    where the book has forgotten that it had.
    """

    digest: str
    theirs: Fingerprint
    ours: Fingerprint
    heard: Fingerprint


class TakenBack(NamedTuple):
    """What a file and its contact agreed on before an undo took that back."""

    contact_id: int | None
    agreed: Agreed


class Rows:
    """The rows of one folder, which is made when the first file is known."""

    def __init__(self, db: sqlite3.Connection, folder: Path, folder_id: int | None) -> None:
        self._db = db
        self._folder = folder
        self._folder_id = folder_id

    @property
    def folder_id(self) -> int | None:
        return self._folder_id

    def agreed(self, row_id: int) -> Agreed:
        found = self._db.execute("SELECT digest, theirs, ours FROM sync_card WHERE id = ?", (row_id,)).fetchone()
        return _agreed(*found)

    @cached_property
    def taken_back(self) -> dict[str, TakenBack]:
        """What was agreed on and taken back by an undo since the folder was last kept in step, by the digests of files.

        The undo itself is journalled, with the rows that it found.
        """
        found = self._db.execute(
            "SELECT c.before FROM change c JOIN operation o ON o.id = c.operation_id WHERE o.undoes IS NOT NULL "
            "AND c.table_name = 'sync_card' AND c.action <> 'insert' "
            "AND c.operation_id > coalesce((SELECT seen FROM sync_folder WHERE id = ?), 0) ORDER BY c.id",
            (self._folder_id,),
        )
        rows = (image(before) for (before,) in found)
        return {
            row["digest"]: TakenBack(row["contact_id"], _agreed(row["digest"], row["theirs"], row["ours"]))
            for row in rows
        }

    def rename(self, row_id: int, name: str) -> None:
        """Remember that a file has another name now."""
        self._db.execute("UPDATE sync_card SET name = ? WHERE id = ?", (name, row_id))

    def drop_gone(self, contact_id: int) -> bool:
        """Forget the files of a contact that were deleted there; returns whether there were any."""
        dropped = self._db.execute(
            "DELETE FROM sync_card WHERE folder_id = ? AND contact_id = ? AND gone", (self._folder_id, contact_id)
        )
        return dropped.rowcount > 0

    def save(self, row_id: int | None, name: str, contact_id: int, agreed: Agreed) -> None:
        """Write down what a file and its contact now say."""
        said = (agreed.digest, fingerprints.dump_heard(agreed.theirs, agreed.heard), fingerprints.dump(agreed.ours))
        if row_id is not None:
            self._db.execute(
                "UPDATE sync_card SET digest = ?, theirs = ?, ours = ?, gone = 0 WHERE id = ?", (*said, row_id)
            )
            return
        self._db.execute(
            "INSERT INTO sync_card (folder_id, name, contact_id, digest, theirs, ours) VALUES (?, ?, ?, ?, ?, ?)",
            (self._made(), name, contact_id, *said),
        )

    def mark_gone(self, row_id: int) -> None:
        self._db.execute("UPDATE sync_card SET gone = 1 WHERE id = ?", (row_id,))

    def mark_pending(self, row_id: int, unknown: str) -> None:
        """Remember that something is still to go to the file."""
        self._db.execute("UPDATE sync_card SET digest = ? WHERE id = ?", (unknown, row_id))

    def drop(self, row_id: int) -> None:
        self._db.execute("DELETE FROM sync_card WHERE id = ?", (row_id,))

    def save_seen(self, touched: int) -> None:
        """Remember that all was seen up to the open operation, where that changes anything or spares much."""
        changed = "SELECT 1 FROM change WHERE operation_id = (SELECT id FROM operation WHERE open) LIMIT 1"
        if self._db.execute(changed).fetchone() or touched > _MANY:
            self._db.execute(
                "UPDATE sync_folder SET seen = (SELECT id FROM operation WHERE open) WHERE id = ?", (self._made(),)
            )

    def _made(self) -> int:
        if self._folder_id is None:
            made = self._db.execute("INSERT INTO sync_folder (path) VALUES (?)", (str(self._folder),))
            assert made.lastrowid is not None
            self._folder_id = made.lastrowid
        return self._folder_id


def _agreed(digest: str, theirs: str, ours: str) -> Agreed:
    return Agreed(digest, fingerprints.load(theirs), fingerprints.load(ours), fingerprints.load_heard(theirs))
