"""Copies of the book: made whole or not at all, checked before they count, and never the reason why an older one goes.

A copy is written to a temporary file in the folder of the backups through SQLite's backup (what is committed, and
nothing of what is under way), checked, synced to the disk and only then renamed. It is one file, 0600, in no WAL mode,
named `STEM-YYYYMMDDTHHMMSSZ-REASON.db` by the UTC second and the reason it was made for.
"""

import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from relkeeper.errors import BusyError, DamagedError, NotFoundError, RelkeeperError
from relkeeper.rules.retention import Retention, kept
from relkeeper.store.faults import damaged, explained
from relkeeper.store.migrations import version_of

# Made because somebody asked for it; never pruned.
MANUAL = "manual"
DAILY = "daily"

_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}T\d{6}Z)-(?P<reason>[a-z-]+?)(?:-\d+)?\.db")
_PART = ".part-"
# What SQLite keeps beside a file belongs to that file alone.
_BESIDE = ("-wal", "-shm", "-journal")
# What is being copied grows, so that its time is now; looking it through takes a small part of an hour.
_STALE_SECONDS = 3600
# Pages between two looks at the progress: 8 MiB.
_STEP = 2048
_BUSY_SECONDS = 30
_SLEEP_SECONDS = 0.05

# Opens a file, as a new or an existing book of the same kind (plain, or encrypted with the same key).
Connect = Callable[[Path], sqlite3.Connection]
# Told how many of how many pages are done.
Watch = Callable[[int, int], None]


def unwatched(done: int, total: int) -> None:
    """The watch where nobody looks."""


class Backup(NamedTuple):
    """A backup by its name. `at` is a UTC instant, `size` in bytes, `reason` the word in the name."""

    name: str
    at: datetime
    reason: str
    size: int


class Shelf:
    """The backups of the book at `book`, in `folder`."""

    def __init__(self, book: Path, folder: Path, connect: Connect) -> None:
        self._book = book
        self._connect = connect
        self.folder = folder

    def all(self) -> list[Backup]:
        """What stands there, newest first; an unreadable folder is empty."""
        try:
            entries = [(entry.name, entry.stat().st_size) for entry in os.scandir(self.folder) if entry.is_file()]
        except OSError:
            return []
        found = (_backup(name, size) for name, size in entries)
        mine = [backup for stem, backup in filter(None, found) if stem == self._book.stem]
        return sorted(mine, key=lambda backup: (backup.at, backup.name), reverse=True)

    def find(self, name: str) -> Path:
        """The file of a backup, by its name (with or without `.db`) or as a path. Raises NotFoundError."""
        for path in (self.folder / name, self.folder / f"{name}.db", Path(name).expanduser()):
            if path.is_file():
                return path
        raise NotFoundError(f"there is no backup '{name}'; see: relkeeper backup list")

    def make(
        self, source: sqlite3.Connection, reason: str, at: datetime, *, thorough: bool, watch: Watch = unwatched
    ) -> Path:
        """Copy what is committed in `source`; returns the file. Raises RelkeeperError, and then nothing is left of it.

        With `thorough` the indexes of the copy are compared with their tables as well (PRAGMA integrity_check instead
        of quick_check), which takes several times as long as copying.
        """
        stamp = f"{self._book.stem}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{reason}"
        with told(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = self.folder / f"{stamp}.db"
            number = 1
            while target.exists():
                number += 1
                target = self.folder / f"{stamp}-{number}.db"
        self.write(source, target, thorough=thorough, watch=watch)
        return target

    def write(
        self,
        source: sqlite3.Connection,
        target: Path,
        *,
        thorough: bool,
        watch: Watch = unwatched,
        first: Callable[[], None] = lambda: None,
    ) -> None:
        """Copy what is committed in `source` to `target`, which appears whole or not at all; `first` is called just
        before that."""
        with told(target.parent), self._part(target.parent) as part:
            try:
                with explained(target.parent, part):
                    self._copy(source, part, watch)
            except DamagedError as error:
                raise damaged(self._book) from error
            _sync_while(part, lambda: self._check_copy(part, thorough=thorough))
            first()
            part.replace(target)
            sync(target.parent)

    def set_aside(self, at: datetime, ending: str) -> Path:
        """Copy the file of the book, and what stands beside it, to the backups as it is; returns the copy.

        Raises RelkeeperError where that is impossible.
        """
        stamp = self.folder / f"{self._book.stem}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        with told(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            aside = Path(f"{stamp}.{ending}")
            number = 1
            while aside.exists():
                number += 1
                aside = Path(f"{stamp}-{number}.{ending}")
            # The file itself comes last: where it stands, all of it does.
            for beside in (*_BESIDE, ""):
                file = Path(f"{self._book}{beside}")
                if file.exists():
                    with self._part(self.folder) as part:
                        shutil.copyfile(file, part)
                        sync(part)
                        part.replace(f"{aside}{beside}")
            sync(self.folder)
        return aside

    @contextmanager
    def _part(self, folder: Path) -> Iterator[Path]:
        """A new empty file that is gone at the end, unless it was renamed; removes what killed programs left behind."""
        prefix = f"{_PART}{self._book.stem}-"
        for old in [entry for entry in folder.iterdir() if entry.name.startswith(prefix)]:
            # Another program may be removing it, too.
            with suppress(FileNotFoundError):
                if time.time() - old.stat().st_mtime > _STALE_SECONDS:
                    old.unlink()
        handle, name = tempfile.mkstemp(dir=folder, prefix=prefix, suffix=".db")
        os.close(handle)
        part = Path(name)
        try:
            yield part
        finally:
            for beside in ("", "-journal"):
                Path(f"{part}{beside}").unlink(missing_ok=True)

    def _check_copy(self, part: Path, *, thorough: bool) -> None:
        """What is wrong with a fresh copy is wrong with the book."""
        try:
            self.check(part, thorough=thorough)
        except DamagedError as error:
            raise damaged(self._book) from error

    def check(self, path: Path, *, thorough: bool = True) -> int:
        """Look through a copy; returns its schema version. Raises DamagedError, NewerFileError."""
        with explained(path), closing(self._connect(path)) as db:
            version = version_of(db, path)
            if not version:
                raise DamagedError(f"{path} is empty, no backup of a book")
            db.execute("PRAGMA mmap_size = 1073741824")
            (said,) = db.execute(f"PRAGMA {'integrity_check' if thorough else 'quick_check'}(1)").fetchone()
            if said != "ok":
                raise DamagedError(f"{path} is damaged: {said}")
            if thorough and db.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedError(f"{path} is damaged: it has rows that refer to nothing")
        return version

    def prune(self, retention: Retention, now: datetime, *spared: Path) -> None:
        """Remove the automatic backups that need not be kept, days being those of the zone of `now`.

        `spared` stay whatever the clock says: one was just made and found good.
        """
        names = {path.name for path in spared}
        automatic = [backup for backup in self.all() if backup.reason != MANUAL]
        keep = kept((backup.at.astimezone(now.tzinfo) for backup in automatic), retention)
        self.remove(
            [
                backup
                for backup in automatic
                if backup.at.astimezone(now.tzinfo) not in keep and backup.name not in names
            ]
        )

    def keep_newest(self, count: int, spared: Path) -> None:
        """Remove all backups but the newest `count` and `spared`, which was just made."""
        self.remove([backup for backup in self.all()[count:] if backup.name != spared.name])

    def remove(self, backups: list[Backup]) -> None:
        """Remove these."""
        with told(self.folder):
            for backup in backups:
                (self.folder / backup.name).unlink(missing_ok=True)

    def _copy(self, source: sqlite3.Connection, part: Path, watch: Watch) -> None:
        with closing(self._connect(part)) as copy, _one_moment(source):
            # Nobody needs half a copy, so nothing is kept for a crash; it is synced once it is whole.
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy, pages=_STEP, progress=_patient(_BUSY_SECONDS, watch), sleep=_SLEEP_SECONDS)
            # A backup stands alone: opened some day, it must not need a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")


def replace_content(backup: sqlite3.Connection, live: sqlite3.Connection, busy_seconds: float) -> None:
    """Make the open book what the open backup is, as one transaction of the file: others see the old or the new.

    Raises BusyError when another program writes for longer than `busy_seconds`.
    """
    live.execute(f"PRAGMA busy_timeout = {round(busy_seconds * 1000)}")
    live.execute("PRAGMA journal_mode = WAL")
    backup.backup(live, pages=-1, progress=_patient(busy_seconds, unwatched), sleep=_SLEEP_SECONDS)


def remove_log(book: Path) -> None:
    """Remove what stands beside the file of a book: it would be read into the one that takes its place."""
    for beside in _BESIDE:
        Path(f"{book}{beside}").unlink(missing_ok=True)


def _patient(busy_seconds: float, watch: Watch) -> Callable[[int, int, int], None]:
    """What SQLite's backup tells its progress to. Python would wait for ever for a locked file; this does not."""
    began = time.monotonic()

    def told(status: int, left: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() - began > busy_seconds:
            raise BusyError("another program is writing to the book; try again in a moment")
        watch(total - left, total)

    return told


@contextmanager
def _one_moment(source: sqlite3.Connection) -> Iterator[None]:
    """What is copied step by step is the book of one moment, whoever writes meanwhile."""
    if source.in_transaction:
        yield
        return
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield
    finally:
        source.execute("ROLLBACK")


def sync(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_while(path: Path, work: Callable[[], object]) -> None:
    """Write the file out to the disk, and do the work meanwhile."""
    failed: list[OSError] = []

    def write_out() -> None:
        try:
            sync(path)
        except OSError as error:
            failed.append(error)

    thread = Thread(target=write_out)
    thread.start()
    try:
        work()
    finally:
        thread.join()
    if failed:
        raise failed[0]


def _backup(name: str, size: int) -> tuple[str, Backup] | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    at = datetime.strptime(found["at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return found["stem"], Backup(name, at, found["reason"], size)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Faults of the folder as a sentence."""
    try:
        yield
    except OSError as error:
        raise RelkeeperError(f"no backup can be made in {folder}: {error.strerror}") from error
