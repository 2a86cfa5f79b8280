"""The one place that opens a connection to a book, whether its file is plain or encrypted.

A plain file is opened by the standard library. An encrypted one, which has no header and looks like noise, is opened
by SQLCipher (the extra `relkeeper[encryption]`); that costs the derivation of its key, a third of a second once per
process. `sqlcipher3` and all that finds a passphrase are imported inside functions, on purpose: a plain book never pays
for them.

A file is looked at once in the life of `Keys`, before this process has a connection to it: on POSIX, closing any handle
of a file takes away all the locks that the process has on it.
"""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any, cast

from relkeeper.errors import PassphraseError, RelkeeperError
from relkeeper.rules.extras import installing

HEADER = b"SQLite format 3\0"
SALT_BYTES = 16

# The mode of SQLite's URIs without locks and side files, for a file that nobody changes meanwhile.
IMMUTABLE = "mode=ro&immutable=1"
_CHANGING = "mode=rw"

_PAGE = 4096
# Of the 256 values of a byte, 4096 bytes of noise show all; text and tables show far fewer.
_NOISE = 240
_NOT_A_DATABASE = 26
_NO_ROOM_BESIDE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}
_INSTALL = f"an encrypted book needs one more package; install it with: {installing('encryption')}"


def nobody() -> str:
    """The passphrase where no source of one is known. Raises PassphraseError."""
    raise PassphraseError("the book is encrypted, and there is nobody to ask for its passphrase")


class Keys:
    """What opens the files of one book, plain and encrypted: the book, its copies and its backups.

    `passphrase` is asked at most once, and only for an encrypted file. Keys live in memory only.
    """

    def __init__(self, passphrase: Callable[[], str] = nobody) -> None:
        self._passphrase = passphrase
        self._known: str | None = None
        self._salts: dict[tuple[int, int], bytes | None] = {}
        self._keys: dict[bytes, str] = {}

    def salt(self, path: Path) -> bytes | None:
        """The salt of an encrypted file; None for any other: plain, damaged, empty or not there."""
        try:
            file = identity(path)
            if file not in self._salts:
                with path.open("rb", buffering=0) as opened:
                    file, salt = _identity(os.fstat(opened.fileno())), _salt(opened)
                    if salt is None and not opened.tell():
                        return None  # empty: it may become either
                self._salts[file] = salt
        except OSError:
            return None  # whoever opens it hears why it cannot be opened
        return self._salts[file]

    def forget(self, path: Path) -> None:
        """The file at `path`, if it is there, is about to go, and another one may be known by its number."""
        with suppress(OSError):
            self._salts.pop(identity(path), None)

    def learn(self, salt: bytes, passphrase: str) -> None:
        """What has this salt is opened by a passphrase of its own: a backup made before the book was given another."""
        from relkeeper.store import passphrases

        self._keys[salt] = passphrases.derive(passphrase, salt)

    def use(self, passphrase: str) -> None:
        """From now on this is the passphrase: the book was given another."""
        self._known = passphrase
        self._keys.clear()

    def of(self, salt: bytes) -> str:
        """The key of an encrypted file, as SQLCipher takes it. Raises PassphraseError where no passphrase is given."""
        if salt not in self._keys:
            from relkeeper.store import passphrases

            if self._known is None:
                self._known = self._passphrase()
            self._keys[salt] = passphrases.derive(self._known, salt)
        return self._keys[salt]


def make_private(path: Path) -> None:
    """Folder 0700 and file 0600 where they do not exist yet; those of the user's own making are left as they are."""
    if path.is_dir():
        raise RelkeeperError(f"{path} is a folder; --db wants the file of the book")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if not path.parent.is_dir():
            raise RelkeeperError(f"{path.parent} is a file, not a folder; name another place with --db") from None
    except OSError as error:
        raise RelkeeperError(f"{path} cannot be made: {error.strerror}; name another place with --db") from error


def identity(path: Path) -> tuple[int, int]:
    """What tells the file at `path` from one that was put in its place. Raises OSError."""
    return _identity(path.stat())


def stands(path: Path, opened: tuple[int, int]) -> bool:
    """Whether the file at `path` still is the one that was opened."""
    try:
        return identity(path) == opened
    except OSError:
        return False


def has_log(path: Path) -> bool:
    """Whether a write-ahead log with anything in it stands beside the file. A full disk leaves an empty one."""
    try:
        return os.stat(f"{path}-wal").st_size > 0  # noqa: PTH116 - a Path for each look costs more than the look
    except OSError:
        return False


def is_plain(path: Path) -> bool:
    """Whether the file is a database that anybody can read. Raises OSError where it cannot be looked at."""
    with path.open("rb", buffering=0) as file:
        return file.read(len(HEADER)) == HEADER


def is_readable(path: Path) -> bool:
    """Whether anybody can read something of a file, damaged or not: all of an encrypted one is noise, or is lost.

    Nothing of one that another program has just taken away. Raises OSError where it cannot be looked at.
    """
    try:
        with path.open("rb") as file:
            return any(any(page) and not _is_noise(page) for page in iter(lambda: file.read(_PAGE), b""))
    except FileNotFoundError:
        return False


def is_blank(path: Path) -> bool:
    """Whether a file begins with nothing but zeros, as a disk leaves one. Raises OSError."""
    with path.open("rb", buffering=0) as file:
        return not any(file.read(_PAGE))


def connect(path: Path, keys: Keys, mode: str = _CHANGING, busy_seconds: float = 5) -> sqlite3.Connection:
    """A connection in autocommit mode to the file at `path`, which must be there; `mode` as in SQLite's URIs.

    That of an encrypted file has the methods of the standard library's, but errors of its own: see `faults.kinds`.
    Raises PassphraseError for a passphrase that does not open it, and RelkeeperError without the extra.
    """
    if mode == _CHANGING and path.exists() and not os.access(path, os.W_OK) and not has_log(path):
        # SQLite would leave files as read-only as this one beside it, in the way of every later writer.
        mode = IMMUTABLE
    salt = keys.salt(path)
    if salt is None:
        return sqlite3.connect(
            _uri(path, mode), uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )
    cipher()  # before a passphrase is asked for that nobody could use
    db = with_cipher(path, keys.of(salt), mode, busy_seconds)
    try:
        db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except cipher().Error as error:
        db.close()
        if error.sqlite_errorcode & 0xFF != _NOT_A_DATABASE:
            raise
        raise PassphraseError(f"the passphrase does not open {path}; nothing was changed") from None
    except BaseException:
        db.close()
        raise
    return db


def connect_to_look(path: Path, keys: Keys, busy_seconds: float = 5) -> sqlite3.Connection:
    """A connection for what only looks: it is made also where the media are read-only or the disk is full.

    There SQLite cannot make beside the file what it needs to read one in WAL mode; but nobody can write to it either.
    """
    db = connect(path, keys, busy_seconds=busy_seconds)
    try:
        db.execute("PRAGMA schema_version").fetchone()
    except error_kinds() as error:
        db.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NO_ROOM_BESIDE or has_log(path):
            raise
        return connect(path, keys, IMMUTABLE, busy_seconds)
    return db


def connect_like(path: Path, book: Path, keys: Keys, busy_seconds: float = 5) -> sqlite3.Connection:
    """A connection to a copy of the book, or to the empty file that is to be one: encrypted if the book is.

    A new copy gets the salt of the book, and so its key: what opens the book opens the copy. Pages are copied by
    `.backup()` between connections that are both plain or both encrypted, under whatever keys.
    """
    salt = keys.salt(book)
    if salt is None or path.stat().st_size:
        return connect(path, keys, busy_seconds=busy_seconds)
    return with_cipher(path, keys.of(salt))


def with_cipher(path: Path, key: str, mode: str = _CHANGING, busy_seconds: float = 5) -> sqlite3.Connection:
    """A connection of SQLCipher, with a key that was derived already; with an empty one to a plain file.

    Nothing is read yet, so a wrong key is not seen yet.
    """
    db = cipher().connect(
        _uri(path, mode), uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    try:
        # It would write to stderr whatever it has to say of a wrong key.
        db.execute("PRAGMA cipher_log_level = NONE")
        if key:
            db.execute(f'PRAGMA key = "{key}"')
        # What is sorted never spills to the disk in plain.
        db.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        db.close()
        raise
    return cast(sqlite3.Connection, db)


def driver(db: sqlite3.Connection) -> Any:
    """The module of the DB-API that a connection comes from."""
    return sqlite3 if isinstance(db, sqlite3.Connection) else cipher()


def cipher() -> Any:
    """The module of SQLCipher. Raises RelkeeperError that says what to install."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise RelkeeperError(_INSTALL) from None
    return dbapi2


def error_kinds(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """The classes of SQLite's errors, and others: the standard library's and, once it is loaded, SQLCipher's."""
    loaded = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error, *((loaded.Error,) if loaded else ()), *others)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _salt(file: FileIO) -> bytes | None:
    """The salt of a file that looks encrypted: at least a page, no header of SQLite, and noise."""
    page = file.read(len(HEADER))
    if page == HEADER:
        return None
    page += file.read(_PAGE - len(page))
    return page[:SALT_BYTES] if _is_noise(page) else None


def _is_noise(page: bytes) -> bool:
    return len(page) == _PAGE and len(set(page)) >= _NOISE


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?{mode}"
