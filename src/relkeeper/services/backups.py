"""When backups are made, and which are kept. Nothing is printed or asked here; restoring.py brings one back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path

from relkeeper.config import Config
from relkeeper.errors import DamagedError, NotFoundError, RelkeeperError, UsageError
from relkeeper.rules.retention import Retention
from relkeeper.store import backups
from relkeeper.store.backups import Backup, Shelf
from relkeeper.store.connecting import Keys, connect_like, connect_to_look
from relkeeper.store.faults import explained
from relkeeper.store.migrations import version_of

# A sign for a person that work takes a while: named, with the bytes there are, and told how many are done.
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
Warn = Callable[[str], None]

# Bytes that are copied before anybody has looked up.
_BRIEF = 20_000_000


class Backups:
    """The backups of the book at `path`, by the settings in force; `now` is aware local time."""

    def __init__(
        self, path: Path, config: Config, now: datetime, keys: Keys, *, warn: Warn, progress: Progress
    ) -> None:
        self.path = path
        self._config = config
        self.now = now
        self.keys = keys
        self._warn = warn
        self._progress = progress
        self.shelf = Shelf(path, config.backup_folder or path.with_name(f"{path.stem}-backups"), self.connect)

    @property
    def folder(self) -> Path:
        return self.shelf.folder

    @property
    def busy_seconds(self) -> float:
        return self._config.busy_seconds

    def all(self) -> list[Backup]:
        """The backups, newest first."""
        return self.shelf.all()

    def files(self) -> list[Path]:
        """The files of the backups, newest first."""
        return [self.shelf.folder / backup.name for backup in self.all()]

    def check(self, path: Path) -> None:
        """Look through a copy of the book. Raises DamagedError."""
        self.shelf.check(path)

    def daily(self) -> None:
        """Make the backup of the day at the first write of it; where that is impossible, warn and go on."""
        today = self.now.date()
        zone = self.now.tzinfo
        if self._config.backup_daily and all(made.at.astimezone(zone).date() != today for made in self.all()):
            self.before(backups.DAILY)

    def before(self, reason: str) -> None:
        """Make the backup that comes before a change; where that is impossible, warn and go on.

        Raises DamagedError for a book that is: a change would make it worse.
        """
        try:
            self.demanded(reason)
        except DamagedError:
            raise
        except RelkeeperError as error:
            self._warn(f"no backup was made: {error}")

    def demanded(self, reason: str, *spared: Path) -> Path | None:
        """Make the backup without which there must be no change; None where there is no book yet.

        `spared` are backups that must not be removed to make room for it. Raises RelkeeperError and its kinds.
        """
        if not self.path.exists() or not self.path.stat().st_size:
            return None
        with explained(self.path), closing(self.connect(self.path)) as db:
            if not version_of(db, self.path):
                return None
            made = self._made(self.shelf, db, reason, thorough=reason != backups.DAILY)
        self.shelf.prune(self._retention, self.now, made, *spared)
        return made

    def create(self, target: Path | None = None) -> Path:
        """Make a backup because somebody asked: among the others, or as a file of that name, which must not exist."""
        with closing(self._open()) as db:
            if target is None:
                return self._made(self.shelf, db, backups.MANUAL, thorough=True)
            if target.exists():
                raise UsageError(f"{target} exists; name another file, or remove it first")
            with self._watched() as watch:
                self.shelf.write(db, target, thorough=True, watch=watch)
            return target

    def create_in(self, folder: Path, keep: int | None = None) -> Path:
        """Make a backup in a folder, and remove all but the newest `keep` of this book there; None removes none."""
        shelf = Shelf(self.path, folder, self.connect)
        with closing(self._open()) as db:
            made = self._made(shelf, db, backups.MANUAL, thorough=True)
        if keep is not None:
            shelf.keep_newest(keep, made)
        return made

    def connect(self, path: Path) -> sqlite3.Connection:
        """A connection to the book, or to a copy of it that is or will be encrypted if the book is."""
        return connect_like(path, self.path, self.keys, self.busy_seconds)

    def _open(self) -> sqlite3.Connection:
        if not self.path.exists() or not self.path.stat().st_size:
            raise NotFoundError(f"there is no book at {self.path} yet")
        with explained(self.path):
            return connect_to_look(self.path, self.keys, self.busy_seconds)

    def _made(self, shelf: Shelf, db: sqlite3.Connection, reason: str, *, thorough: bool) -> Path:
        with self._watched() as watch, explained(self.path):
            return shelf.make(db, reason, self.now, thorough=thorough, watch=watch)

    @contextmanager
    def _watched(self) -> Iterator[backups.Watch]:
        size = self.path.stat().st_size
        if size < _BRIEF:
            yield backups.unwatched
            return
        with self._progress("Backing up", size) as done:
            yield lambda pages, total: done(pages * size // max(total, 1))

    @property
    def _retention(self) -> Retention:
        config = self._config
        return Retention(config.backup_daily, config.backup_weekly, config.backup_monthly)
