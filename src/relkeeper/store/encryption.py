"""Putting a book under another key, or none: a whole new file, looked through before it takes the place of the old.

While that is done nobody else has the book open. A command that waits meanwhile finds, once it may write, that another
file stands in its place, and opens that (writing.py). The old file goes out of WAL mode before, so that nothing beside
it belongs to it any more; SQLite makes nothing new beside a file that was replaced. Until the very moment of replacing
the old file stands, whatever happens; what a killed program leaves beside it is taken away by the next one.
"""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path

from relkeeper.errors import BusyError, DamagedError, NotFoundError, RelkeeperError
from relkeeper.store import passphrases
from relkeeper.store.connecting import Keys, connect, error_kinds, identity, stands, with_cipher
from relkeeper.store.faults import explained
from relkeeper.store.files import CONVERTING, RESTORING, family, remove, sync
from relkeeper.store.version import version_of

_PLAIN = ""
_SLEEP_SECONDS = 0.05


class Encryption:
    """The encryption of the book at `path`. Others are waited for as long as `busy_seconds`.

    Each change raises RelkeeperError and its kinds, and then the old file stands.
    """

    def __init__(self, path: Path, keys: Keys, busy_seconds: float) -> None:
        self._path = path
        self._keys = keys
        self._busy_seconds = busy_seconds

    def is_on(self) -> bool:
        """Whether the file of the book is encrypted; False where there is none."""
        return self._keys.salt(self._path) is not None

    def require(self, *, encrypted: bool) -> None:
        """Raise RelkeeperError unless there is a book, and it is encrypted (or plain)."""
        if not self._path.exists() or not self._path.stat().st_size:
            raise NotFoundError(f"there is no book at {self._path} yet; begin with: relkeeper add NAME")
        if encrypted and not self.is_on():
            raise RelkeeperError(f"{self._path} is not encrypted; nothing was changed")
        if not encrypted and self.is_on():
            raise RelkeeperError(f"{self._path} is encrypted already; nothing was changed")

    def open(self) -> None:
        """Raise PassphraseError unless the passphrase opens the encrypted book."""
        self.require(encrypted=True)
        with explained(self._path):
            self._connect().close()

    def encrypt(self, passphrase: str) -> None:
        """Make the plain book one that only the passphrase opens."""
        self.require(encrypted=False)
        self._convert(passphrases.derive_new(passphrase))
        self._keys.use(passphrase)

    def decrypt(self) -> None:
        """Make the encrypted book a plain one."""
        self.require(encrypted=True)
        self._convert(_PLAIN)

    def change(self, passphrase: str) -> None:
        """Make the encrypted book one that only this passphrase opens."""
        self.require(encrypted=True)
        self._convert(passphrases.derive_new(passphrase))
        self._keys.use(passphrase)

    def _connect(self) -> sqlite3.Connection:
        if not self.is_on():
            return with_cipher(self._path, _PLAIN, busy_seconds=self._busy_seconds)
        return connect(self._path, self._keys, busy_seconds=self._busy_seconds)

    def _convert(self, key: str) -> None:
        path = self._path.resolve()  # what a link leads to is replaced, not the link
        copy = path.with_name(f"{path.name}{CONVERTING}")
        opened = identity(path)
        with explained(self._path), closing(self._connect()) as db:
            if not version_of(db, self._path):
                raise NotFoundError(f"there is no book at {self._path} yet; begin with: relkeeper add NAME")
            _wait_until_alone(db, self._busy_seconds)
            if not stands(path, opened):
                raise BusyError(f"another program has just replaced {self._path}; try again")
            try:
                _make_empty(copy)
                _export(db, copy, key)
                compare(db, copy, key)
                self._keys.forget(path)
                _replace(path, copy)
            except OSError as error:
                raise RelkeeperError(f"{self._path} was not changed: {error.strerror}") from error
            finally:
                remove(family(copy))


@contextmanager
def in_kind(backup: Path, book: Path, keys: Keys) -> Iterator[Path]:
    """The backup as a file of the same kind as the book, plain or encrypted, so that its pages can be copied there.

    It is the backup itself where the two are of one kind; else a copy beside the book, which goes at the end.
    """
    here, there = keys.salt(backup), keys.salt(book)
    if (here is None) == (there is None):
        yield backup
        return
    key = keys.of(there) if there else _PLAIN
    place = book.resolve()
    copy = place.with_name(f"{place.name}{RESTORING}")
    try:
        with (
            explained(backup),
            closing(connect(backup, keys, "mode=ro") if here else with_cipher(backup, _PLAIN, "mode=ro")) as db,
        ):
            _make_empty(copy)
            _export(db, copy, key)
            compare(db, copy, key)
        yield copy
    finally:
        remove(family(copy))


def _wait_until_alone(db: sqlite3.Connection, busy_seconds: float) -> None:
    """Take the whole file for this connection, until it is closed; nothing is left to do in a log beside it."""
    until = time.monotonic() + busy_seconds
    while True:
        try:
            db.execute("PRAGMA main.locking_mode = NORMAL")
            db.execute("PRAGMA main.journal_mode = DELETE").fetchone()
            db.execute("PRAGMA main.locking_mode = EXCLUSIVE")
            # The lock that this takes is kept beyond the transaction, because of the locking mode.
            db.execute("BEGIN EXCLUSIVE")
            db.execute("COMMIT")
            # Somebody may have come between the two, and brought the log back.
            if db.execute("PRAGMA main.journal_mode").fetchone() == ("delete",):
                return
        except error_kinds() as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(_SLEEP_SECONDS)


def _make_empty(copy: Path) -> None:
    remove(family(copy))
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _export(db: sqlite3.Connection, copy: Path, key: str) -> None:
    """Write everything to the empty file, which is under `key`. Nothing is kept for a crash: it would be made again."""
    db.execute("ATTACH ? AS copy KEY ?", (str(copy), key))
    db.execute("PRAGMA copy.journal_mode = OFF")
    db.execute("PRAGMA copy.synchronous = OFF")
    try:
        db.execute("SELECT sqlcipher_export('copy')").fetchall()
    except error_kinds() as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_ERROR:
            raise
        # It passes on SQLite's words for what went wrong, without their number.
        kind = DamagedError if "malformed" in str(error) else RelkeeperError
        raise kind(f"the new file could not be made: {error}; the book was not changed") from error
    for number in ("application_id", "user_version"):
        db.execute(f"PRAGMA copy.{number} = {_number(db, number)}")
    db.execute("DETACH copy")


def compare(db: sqlite3.Connection, copy: Path, key: str) -> None:
    """Open the new file as any program will, and look whether it is the same book. Raises DamagedError."""
    with closing(with_cipher(copy, key)) as other:
        said = other.execute("PRAGMA integrity_check(1)").fetchall()
        if said != [("ok",)] or (key and other.execute("PRAGMA cipher_integrity_check").fetchall()):
            raise DamagedError("the new file did not come out sound; the book was not changed")
        same = all(_number(db, number) == _number(other, number) for number in ("application_id", "user_version"))
        if not same or _schema(db) != _schema(other):
            raise DamagedError("the new file is not the same book; the book was not changed")
        for table in _tables(db):
            _compare_rows(db, other, table)
        # As every book; what it makes beside the file goes when the connection is closed.
        other.execute("PRAGMA journal_mode = WAL").fetchone()


def _compare_rows(db: sqlite3.Connection, other: sqlite3.Connection, table: str) -> None:
    name = table.replace('"', '""')
    # In the order of the table itself, which is that of its keys.
    statement = f'SELECT * FROM "{name}" NOT INDEXED'
    if any(row != copied for row, copied in zip_longest(db.execute(statement), other.execute(statement))):
        raise DamagedError(f"{table} did not come out whole in the new file; the book was not changed")


def _replace(path: Path, copy: Path) -> None:
    """Put the new file in the place of the old one, once it is on the disk."""
    copy.chmod(stat.S_IMODE(path.stat().st_mode))
    sync(copy)
    copy.replace(path)
    sync(path.parent)


def _number(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA main.{name}").fetchone()[0])


def _schema(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    return db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def _tables(db: sqlite3.Connection) -> list[str]:
    """Each table that has rows of its own."""
    rows = db.execute("""
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'shadow') AND name <> 'sqlite_schema'
    """)
    return [name for (name,) in rows.fetchall()]
