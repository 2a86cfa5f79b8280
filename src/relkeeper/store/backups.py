"""Copies of the book: made whole or not at all, checked before they count, and never the reason why an older one goes.

A copy is written to a temporary file in the folder of the backups through SQLite's backup (what is committed, and
nothing of what is under way), checked, synced to the disk and only then renamed. It is one file, 0600, in no WAL mode,
named `LABEL-YYYYMMDDTHHMMSSZ-REASON.db` by the book, the UTC second and the reason it was made for.

Which backups are a book's is told by the label alone. In the folder beside `NAME.db` it is NAME, so that both can be
moved together. In a folder that other books may have, too, and for a book with another ending, it is NAME and a number
made of the place where the book stands: two books of one name never take each other's backups for their own. A book
that is moved has another label there; what was made before stays, is not listed or removed any more, and is restored
by its name as before.
"""

import os
import re
import shutil
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from relkeeper.errors import BusyError, DamagedError, ForeignFileError, NotFoundError, RelkeeperError
from relkeeper.rules.retention import Retention, kept
from relkeeper.store.connecting import driver
from relkeeper.store.faults import damaged, explained
from relkeeper.store.files import BESIDE, family, remove, sync
from relkeeper.store.version import version_of

# Made because somebody asked for it; never pruned.
MANUAL = "manual"
DAILY = "daily"

# What is set aside as it is, because this program cannot read it.
DAMAGED = "damaged"
NEWER = "newer"

_AT = r"(?P<label>.+)-(?P<at>\d{8}T\d{6}Z)"
_NAME = re.compile(_AT + r"-(?P<reason>[a-z-]+?)(?:-(?P<number>\d+))?\.db")
_ASIDE = re.compile(_AT + rf"(?:-\d+)?\.(?:{DAMAGED}|{NEWER})(?:{'|'.join(BESIDE)})?")
_PART = ".part-"
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


def folder_beside(book: Path) -> Path:
    """Where backups go unless a setting names another folder."""
    return book.with_name(f"{book.stem}-backups")


def label(book: Path, folder: Path) -> str:
    """What the names of the backups of a book begin with in a folder."""
    if book.suffix == ".db" and folder.resolve() == folder_beside(book).resolve():
        return book.stem
    return f"{book.stem}-{zlib.crc32(os.fsencode(book.resolve())):08x}"


class Shelf:
    """The backups of the book at `book`, in `folder`."""

    def __init__(self, book: Path, folder: Path, connect: Connect) -> None:
        self._book = book
        self._connect = connect
        self._label = label(book, folder)
        self.folder = folder

    def all(self) -> list[Backup]:
        """What stands there, newest first; an unreadable folder is empty."""
        try:
            entries = [entry for entry in os.scandir(self.folder) if entry.is_file()]
        except OSError:
            return []
        mine = []
        for entry in entries:
            name = _NAME.fullmatch(entry.name)
            # Another program may be removing one meanwhile.
            with suppress(FileNotFoundError):
                if name and name["label"] == self._label:
                    mine.append((name, entry.stat().st_size))
        newest_first = sorted(mine, key=lambda one: (one[0]["at"], int(one[0]["number"] or 1), one[0][0]), reverse=True)
        return [_backup(name, size) for name, size in newest_first]

    def others(self) -> list[Path]:
        """What else stands there of this book: files that were set aside, and copies that never became whole."""
        try:
            names = sorted(entry.name for entry in os.scandir(self.folder) if entry.is_file())
        except OSError:
            return []
        aside = ((name, _ASIDE.fullmatch(name)) for name in names)
        mine = [name for name, found in aside if found and found["label"] == self._label]
        return [self.folder / name for name in (*mine, *(name for name in names if name.startswith(self._part_prefix)))]

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
        of quick_check), which takes many times as long as copying.
        """
        stamp = f"{self._label}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{reason}"
        with told(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Of one second the newest has the highest number, also where those before it were removed.
            names = [_NAME.fullmatch(file.name) for file in self.folder.glob(f"{escape(stamp)}*.db")]
            number = max((int(name["number"] or 1) for name in names if name), default=0) + 1
            target = self.folder / (f"{stamp}.db" if number == 1 else f"{stamp}-{number}.db")
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
                self._copy_and_check(source, part, watch, thorough=thorough)
            except DamagedError as error:
                raise damaged(self._book) from error
            first()
            part.replace(target)
            sync(target.parent)

    def set_aside(self, at: datetime, ending: str) -> Path:
        """Copy the file of the book, and what stands beside it, to the backups as it is; returns the copy.

        Raises RelkeeperError where that is impossible.
        """
        stamp = self.folder / f"{self._label}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        with told(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            aside = Path(f"{stamp}.{ending}")
            number = 1
            while aside.exists():
                number += 1
                aside = Path(f"{stamp}-{number}.{ending}")
            # The file itself comes last: where it stands, all of it does.
            for file, kept_as in reversed([*zip(family(self._book), family(aside), strict=True)]):
                if file.exists():
                    with self._part(self.folder) as part:
                        shutil.copyfile(file, part)
                        sync(part)
                        part.replace(kept_as)
            sync(self.folder)
        return aside

    @contextmanager
    def _part(self, folder: Path) -> Iterator[Path]:
        """A new empty file that is gone at the end, unless it was renamed; removes what killed programs left behind."""
        for old in [entry for entry in folder.iterdir() if entry.name.startswith(self._part_prefix)]:
            # Another program may be removing it, too.
            with suppress(FileNotFoundError):
                if time.time() - old.stat().st_mtime > _STALE_SECONDS:
                    old.unlink()
        handle, name = tempfile.mkstemp(dir=folder, prefix=self._part_prefix, suffix=".db")
        os.close(handle)
        part = Path(name)
        try:
            yield part
        finally:
            remove(family(part))

    @property
    def _part_prefix(self) -> str:
        return f"{_PART}{self._label}-"

    def _copy_and_check(self, source: sqlite3.Connection, part: Path, watch: Watch, *, thorough: bool) -> None:
        """Copy, see that what was copied is sound, and wait until the copy is on the disk.

        What is wrong with a copy is wrong with what was copied, so the quick check is of that, while it is copied.
        """
        if thorough:
            with explained(part.parent, part):
                self._copy(source, part, watch)
            with _meanwhile(lambda: sync(part)):
                self.check(part)
            return
        (copied,) = source.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
        with _meanwhile(lambda: self.check(Path(copied), thorough=False)):
            with explained(part.parent, part):
                self._copy(source, part, watch)
            sync(part)

    def check(self, path: Path, *, thorough: bool = True) -> int:
        """Look through a copy; returns its schema version. Raises DamagedError, NewerFileError."""
        with explained(path), closing(self._connect(path)) as db:
            try:
                version = version_of(db, path)
            except ForeignFileError:
                raise ForeignFileError(f"{path} is a database of another program, no backup of a book") from None
            if not version:
                raise DamagedError(f"{path} is empty, no backup of a book")
            db.execute("PRAGMA mmap_size = 1073741824")
            if not thorough:
                # Every row was checked when it was written; doing so again takes longer than all the rest.
                db.execute("PRAGMA ignore_check_constraints = ON")
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
        keep = kept((backup.at.astimezone(now.tzinfo) for backup in automatic), retention, now.date())
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
        with closing(self._connect(part)) as copy, one_moment(source):
            if driver(copy) is not driver(source):
                raise BusyError(f"another program has just replaced {self._book}; try again")
            # Nobody needs half a copy, so nothing is kept for a crash; it is synced once it is whole.
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy, pages=_STEP, progress=_patient(_BUSY_SECONDS, watch), sleep=_SLEEP_SECONDS)
            # A backup stands alone: opened some day, it must not need a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")


class Moment:
    """The content of a book as a connection saw it, and whether that is its content still. Goes into WAL mode first."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        (self.in_wal_mode,) = (mode == "wal" for (mode,) in db.execute("PRAGMA journal_mode = WAL"))
        self._version = -1

    @contextmanager
    def seen(self) -> Iterator[None]:
        """What is read through the connection meanwhile is the book of this moment."""
        with one_moment(self._db):
            self._version = self._data_version()
            yield

    def lasts(self) -> bool:
        """Whether nobody has written to the book since."""
        return self._data_version() == self._version

    def _data_version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])


class MovedOnError(Exception):
    """Somebody wrote to the book since it was copied."""


def replace_content(backup: sqlite3.Connection, live: sqlite3.Connection, busy_seconds: float, copied: Moment) -> None:
    """Make the open book what the open backup is, as one transaction of the file: others see the old or the new.

    Raises MovedOnError where the book is not what was `copied` any more, and BusyError when another program writes for
    longer than `busy_seconds`; then nothing was changed.
    """
    live.execute(f"PRAGMA busy_timeout = {round(busy_seconds * 1000)}")
    live.execute("PRAGMA journal_mode = WAL")
    if not copied.lasts():
        raise MovedOnError
    patient = _patient(busy_seconds, unwatched)

    def told(status: int, left: int, total: int) -> None:
        patient(status, left, total)
        # From the first page on the book is locked, and until the last one nothing is done. Where it cannot be in WAL
        # mode, nobody could look into it now.
        if status == sqlite3.SQLITE_OK and copied.in_wal_mode and not copied.lasts():
            raise MovedOnError

    (pages,) = backup.execute("PRAGMA page_count").fetchone()
    backup.backup(live, pages=max(1, min(_STEP, pages - 1)), progress=told, sleep=_SLEEP_SECONDS)


def _patient(busy_seconds: float, watch: Watch) -> Callable[[int, int, int], None]:
    """What SQLite's backup tells its progress to. Python would wait for ever for a locked file; this does not."""
    began = time.monotonic()

    def told(status: int, left: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() - began > busy_seconds:
            raise BusyError("another program is writing to the book; try again in a moment")
        watch(total - left, total)

    return told


@contextmanager
def one_moment(source: sqlite3.Connection) -> Iterator[None]:
    """What is copied step by step is the book of one moment, whoever writes meanwhile."""
    if source.in_transaction:
        yield
        return
    try:
        begin_reading(source)
        yield
    finally:
        source.execute("ROLLBACK")


def begin_reading(db: sqlite3.Connection) -> None:
    """Begin a transaction that sees the file as it is now."""
    db.execute("BEGIN")
    db.execute("SELECT count(*) FROM sqlite_schema").fetchone()


@contextmanager
def _meanwhile(work: Callable[[], object]) -> Iterator[None]:
    """Do the work in a thread while the block runs; what it raises is raised at the end of the block."""
    failed: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised again where it can be caught
            failed.append(error)

    thread = Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join()
    if failed:
        raise failed[0]


def _backup(name: re.Match[str], size: int) -> Backup:
    at = datetime.strptime(name["at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return Backup(name[0], at, name["reason"], size)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Faults of the folder as a sentence."""
    try:
        yield
    except OSError as error:
        raise RelkeeperError(f"no backup can be made in {folder}: {error.strerror}") from error
