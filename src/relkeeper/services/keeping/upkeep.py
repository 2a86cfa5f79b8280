"""Looking after the file as a whole: what is wrong with it, what it holds, and making it small."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import NamedTuple

from relkeeper import temporary
from relkeeper.errors import DamagedError, NotFoundError
from relkeeper.services import contact_rows
from relkeeper.services.keeping import checking
from relkeeper.services.keeping.backups import Progress
from relkeeper.services.keeping.checking import CHECKS, Check, Finding
from relkeeper.store import blobs, search_index
from relkeeper.store.connecting import Keys, connect, connect_to_look
from relkeeper.store.faults import damaged, explained
from relkeeper.store.files import leftovers
from relkeeper.store.version import NEWEST_VERSION, version_of

# Bytes that are looked through before anybody has looked up.
_LARGE = 20_000_000
# About what a document of the index takes in the file.
_BYTES = 100


class Compacted(NamedTuple):
    """The size of the file in bytes, before and after, and how many removed files are gone for good with that."""

    before: int
    after: int
    files: int


class Reindexed(NamedTuple):
    """How many contacts had wrong keys, and how many documents (contacts, points, entries) the index of words has."""

    mended: int
    documents: int


class Upkeep:
    """The upkeep of the book at `path`; others are waited for as long as `busy_seconds`."""

    def __init__(self, path: Path, keys: Keys, busy_seconds: float, progress: Progress) -> None:
        self._path = path
        self._keys = keys
        self._busy_seconds = busy_seconds
        self._progress = progress

    def check(self, beside: list[Path]) -> list[Finding]:
        """What is wrong with the file, and with the permissions of it and of the files that belong to it; and what
        killed commands left beside it and among the temporary files."""
        found = [
            *checking.permissions([self._path, *beside]),
            *checking.interrupted(leftovers(self._path)),
            *checking.unpacked(temporary.left(temporary.IMPORT)),
        ]
        self._require()
        size = self._path.stat().st_size
        with self._sign("Checking", size) as done:
            return self._findings(CHECKS, lambda checks: done(size * checks // len(CHECKS))) + found

    def is_damaged(self) -> bool:
        """Whether the bytes of the file are not what somebody wrote; False where there is none."""
        there = self._path.is_file() and self._path.stat().st_size
        return bool(there and self._findings(checking.OF_ANY_BOOK))

    def _findings(self, checks: Sequence[Check], step: Callable[[int], None] = lambda done: None) -> list[Finding]:
        try:
            with (
                explained(self._path),
                closing(connect_to_look(self._path, self._keys, self._busy_seconds)) as db,
            ):
                newest = version_of(db, self._path) == NEWEST_VERSION
                return checking.findings(db, self._path, checks if newest else checking.OF_ANY_BOOK, step)
        except DamagedError as error:
            return [Finding(str(error), checking.RESTORE)]

    def compact(self) -> Compacted:
        """Give the space of what was deleted back to the disk, that of files which no undo can bring back, too.

        Raises DamagedError for a book that is: what cannot be reached in it would be gone for good.
        """
        self._require()
        if self.is_damaged():
            raise damaged(self._path)
        before = self._path.stat().st_size
        with explained(self._path), closing(self._connect()) as db, self._sign("Compacting", before) as done:
            files = _collected(db, self._path)
            vacuum(db)
            done(before)
        return Compacted(before, self._path.stat().st_size, files)

    def reindex(self) -> Reindexed:
        """Derive anew by which keys people are found, and by which words everything is.

        A book of an older version has no index of words until it is brought up to date.
        """
        self._require()
        with explained(self._path), closing(self._connect()) as db:
            newest = version_of(db, self._path) == NEWEST_VERSION
            db.execute("BEGIN IMMEDIATE")
            wrong = contact_rows.misnamed(db)
            contact_rows.derive_name_keys(db, wrong)
            documents = self._index_words(db) if newest else 0
            db.execute("COMMIT")
        return Reindexed(len(wrong), documents)

    def _index_words(self, db: sqlite3.Connection) -> int:
        with self._progress("Indexing", search_index.size(db) * _BYTES) as done:
            return search_index.rebuild(db, lambda documents: done(documents * _BYTES))

    def _sign(self, task: str, size: int) -> AbstractContextManager[Callable[[int], None]]:
        """A sign that work goes on, where so many bytes take a while."""
        return self._progress(task, size) if size >= _LARGE else nullcontext(lambda done: None)

    def _require(self) -> None:
        if not self._path.exists() or not self._path.stat().st_size:
            raise NotFoundError(f"there is no book at {self._path} yet")

    def _connect(self) -> sqlite3.Connection:
        return connect(self._path, self._keys, busy_seconds=self._busy_seconds)


def _collected(db: sqlite3.Connection, path: Path) -> int:
    """How many contents nothing refers to any more; they are removed. A book of an older version has none."""
    if version_of(db, path) < NEWEST_VERSION:
        return 0
    db.execute("BEGIN IMMEDIATE")
    try:
        files = blobs.collect(db)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return files


def vacuum(db: sqlite3.Connection) -> bool:
    """Write the file anew without free pages, and empty its log; returns whether no reader kept the log from that."""
    db.execute("VACUUM")
    (busy,) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[:1]
    return not busy
