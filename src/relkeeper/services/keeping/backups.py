"""When backups are made, and which are kept. Nothing is printed or asked here; restoring.py brings one back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from relkeeper.config import Config
from relkeeper.errors import BusyError, DamagedError, NotFoundError, PassphraseError, RelkeeperError, UsageError
from relkeeper.rules.retention import Retention
from relkeeper.store import backups
from relkeeper.store.backups import Backup, Moment, Shelf, begin_reading
from relkeeper.store.connecting import (
    IMMUTABLE,
    Keys,
    connect,
    connect_like,
    connect_to_look,
    error_kinds,
    identity,
    is_readable,
    stands,
)
from relkeeper.store.faults import explained
from relkeeper.store.files import BESIDE, family
from relkeeper.store.version import NEWEST_VERSION, version_of

# A sign for a person that work takes a while: named, with the bytes there are, and told how many are done.
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
Warn = Callable[[str], None]
# What opens a backup that the passphrase of the book did not open, and why not; whether a person may be asked.
Older = Callable[[Path, PassphraseError, bool], str]

# Bytes that are copied before anybody has looked up.
_BRIEF = 20_000_000


class Copied(NamedTuple):
    """A backup of the book, and the moment of the book that it is."""

    backup: Path
    moment: Moment


class Backups:
    """The backups of the book at `path`, by the settings in force; `now` is aware local time."""

    def __init__(
        self, path: Path, config: Config, now: datetime, keys: Keys, *, older: Older, warn: Warn, progress: Progress
    ) -> None:
        self.path = path
        self._config = config
        self.now = now
        self.keys = keys
        self._older = older
        self.warn = warn
        self._progress = progress
        self.shelf = Shelf(path, config.backup_folder or backups.folder_beside(path), self.connect)

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

    def readable(self) -> list[Path]:
        """What stands among the backups and can be read without a passphrase, at least in part: backups, newest first,
        files that were set aside, and copies that never became whole."""
        found = [file for file in self.files() if self.keys.salt(file) is None and is_readable(file)]
        for file in self.shelf.others():
            whose = file.with_name(file.name.removesuffix(next(filter(file.name.endswith, BESIDE), "")))
            if is_readable(whose if whose.exists() else file):
                found.append(file)
        return found

    def check(self, path: Path) -> None:
        """Look through a copy of the book. Raises DamagedError."""
        self.shelf.check(path)

    def before_writing(self, reason: str) -> None:
        """Make the backup that comes before a change through the door to write: that of the reason or, without one,
        that of the day at the first change of it. See `before`.

        None is made of a file of an older version: that door makes one before it brings the file up to date.
        """
        today = self.now.date()
        zone = self.now.tzinfo
        if reason:
            self.before(reason, older_too=False)
        elif self._config.backup_daily and all(made.at.astimezone(zone).date() != today for made in self.all()):
            self.before(backups.DAILY, older_too=False)

    def before(self, reason: str, *, older_too: bool = True) -> None:
        """Make the backup that comes before a change; where that is impossible, warn and go on.

        Raises DamagedError for a book that is: a change would make it worse.
        """
        try:
            self.demanded(reason, older_too=older_too)
        except DamagedError:
            raise
        except RelkeeperError as error:
            self.warn(f"no backup was made: {error}")

    def before_migration(self) -> None:
        """Make the backup without which a file of an older version stays what it is. Raises RelkeeperError."""
        try:
            self.demanded("migration")
        except RelkeeperError as error:
            if type(error) is not RelkeeperError:
                raise
            raise RelkeeperError(
                f"{self.path} has the format of an older relkeeper, and is brought up to date only after a backup:"
                f" {error}; to name another place for it: relkeeper config set backup_folder FOLDER"
            ) from error

    def demanded(self, reason: str, *, older_too: bool = True) -> Path | None:
        """Make the backup without which there must be no change; None where there is no book yet, or an older one that
        is not wanted. Raises RelkeeperError and its kinds."""
        with self._opened() as db:
            if db is None or (version_of(db, self.path) < NEWEST_VERSION and not older_too):
                return None
            made = self._made(self.shelf, db, reason, thorough=reason != backups.DAILY)
        self.prune(made)
        return made

    @contextmanager
    def copied(self, reason: str) -> Iterator[Copied | None]:
        """As `demanded`, but the backup knows as long as this lasts whether the book still is what was copied, and
        makes no room for itself: see `prune`."""
        with self._opened() as db:
            if db is None:
                yield None
                return
            opened = identity(self.path)
            db.execute("ROLLBACK")
            moment = Moment(db)
            with moment.seen():
                if not stands(self.path, opened):
                    raise BusyError(f"another program has just replaced {self.path}; try again")
                made = self._made(self.shelf, db, reason, thorough=True)
            yield Copied(made, moment)

    def prune(self, *spared: Path) -> None:
        """Remove what need not be kept, but none of these."""
        self.shelf.prune(self._retention, self.now, *spared)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection | None]:
        """The book for the backup before a change, in a transaction that reads; None where there is none yet."""
        if not self.path.exists() or not self.path.stat().st_size:
            yield None
            return
        with explained(self.path), closing(self._connected()) as db:
            yield db if version_of(db, self.path) else None

    def _connected(self) -> sqlite3.Connection:
        """The book, opened again if another program replaced its file while this one waited for it.

        It is being read from then on, and nobody replaces a file that is.
        """
        opened = identity(self.path)
        try:
            db = self.connect(self.path)
            try:
                version_of(db, self.path)  # knows the ways in which a damaged schema speaks
                begin_reading(db)
            except BaseException:
                db.close()
                raise
        except error_kinds(PassphraseError, DamagedError):
            if stands(self.path, opened):
                raise
        else:
            if stands(self.path, opened):
                return db
            db.close()
        return self._connected()

    def unlock(self, backup: Path, *, asking: bool = True) -> bool:
        """See to it that a backup can be opened, if the passphrase of the book does not do it by the one of that time,
        and return whether that was needed. Raises PassphraseError where neither opens it."""
        try:
            self._try(backup)
        except PassphraseError as error:
            salt = self.keys.salt(backup)
            if salt is None:
                raise
            self.keys.learn(salt, self._older(backup, error, asking))
            self._try(backup)
            return True
        return False

    def _try(self, backup: Path) -> None:
        with explained(backup):
            connect(backup, self.keys, IMMUTABLE).close()

    def create(self, target: Path | None = None) -> Path:
        """Make a backup because somebody asked: among the others, or in the place of what `target` names.

        A file that stands there is as it was until the backup is whole and checked. Raises RelkeeperError where it is
        this book, or a database that is in use.
        """
        with self._looked_at() as db:
            if target is None:
                return self._made(self.shelf, db, backups.MANUAL, thorough=True)
            if stands(target, identity(self.path)):
                raise RelkeeperError(f"{target} is the book itself; name another file")
            if any(side.exists() for side in family(target)[1:]):
                raise RelkeeperError(f"{target} is a database that is in use; name another file")
            with self._watched() as watch:
                self.shelf.write(db, target, thorough=True, watch=watch)
            return target

    def create_in(self, folder: Path, keep: int | None = None) -> Path:
        """Make a backup in a folder, and remove all but the newest `keep` of this book there; None removes none."""
        if folder.suffix == ".db" or folder.is_file():
            raise UsageError(f"--to wants a folder, and {folder} looks like a file; without --to it is one to make")
        shelf = Shelf(self.path, folder, self.connect)
        with self._looked_at() as db:
            made = self._made(shelf, db, backups.MANUAL, thorough=True)
        if keep is not None:
            shelf.keep_newest(keep, made)
        return made

    def connect(self, path: Path) -> sqlite3.Connection:
        """A connection to the book, or to a copy of it that is or will be encrypted if the book is."""
        return connect_like(path, self.path, self.keys, self.busy_seconds)

    @contextmanager
    def _looked_at(self) -> Iterator[sqlite3.Connection]:
        """The book for a backup that somebody asked for. Raises NotFoundError and ForeignFileError."""
        none = NotFoundError(f"there is no book at {self.path} yet")
        if not self.path.exists() or not self.path.stat().st_size:
            raise none
        with explained(self.path), closing(connect_to_look(self.path, self.keys, self.busy_seconds)) as db:
            if not version_of(db, self.path):
                raise none
            yield db

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
