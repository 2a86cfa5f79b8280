"""SQLite's errors as sentences with exit codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from relkeeper.errors import BusyError, DamagedError, RelkeeperError
from relkeeper.store.connecting import HEADER, error_kinds

_DAMAGED = "{path} is damaged; relkeeper db check says how, relkeeper backup list what can be brought back"
# All else is as it was: the index of words is the one virtual table, and made of the rows.
_INDEX_DAMAGED = "the index of {path} is damaged, by which search finds words; make it anew: relkeeper db reindex"
# Primary result codes, https://sqlite.org/rescode.html; the low byte of an extended code.
_SENTENCES: dict[int, tuple[type[RelkeeperError], str]] = {
    sqlite3.SQLITE_BUSY: (BusyError, "another program is writing to {path}; try again in a moment"),
    sqlite3.SQLITE_LOCKED: (BusyError, "another program is writing to {path}; try again in a moment"),
    sqlite3.SQLITE_PROTOCOL: (BusyError, "too many programs want {path} at once; try again in a moment"),
    sqlite3.SQLITE_READONLY: (RelkeeperError, "{path} cannot be changed: it or its folder is read-only"),
    sqlite3.SQLITE_CANTOPEN: (RelkeeperError, "{path} cannot be opened; is it or its folder read-only?"),
    sqlite3.SQLITE_PERM: (RelkeeperError, "{path} cannot be opened; look at the permissions of it and its folder"),
    sqlite3.SQLITE_FULL: (RelkeeperError, "the disk is full; nothing was changed in {path}"),
    sqlite3.SQLITE_IOERR: (RelkeeperError, "the disk could not be read or written; nothing was changed in {path}"),
    sqlite3.SQLITE_CORRUPT: (DamagedError, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (DamagedError, "{path} is not a relkeeper book, or is damaged"),
}
# Damage that has no code of its own.
_OF_DAMAGE = ("unsupported file format", "Could not decode to UTF-8")
# Where the header says by which versions the file may be written and read, https://sqlite.org/fileformat.html
_VERSIONS = slice(18, 20)


def explain(error: BaseException | None, path: Path, file: Path | None = None) -> RelkeeperError | None:
    """The sentence for a fault of the file or the disk; None for a fault of ours, which must not be dressed up.

    `path` is what the sentence names; `file`, where it is another, what the error came from.
    """
    if not isinstance(error, error_kinds()):
        return None
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if extended == sqlite3.SQLITE_CORRUPT_VTAB:
        return DamagedError(_INDEX_DAMAGED.format(path=path))
    code = extended & 0xFF
    if str(error).startswith(_OF_DAMAGE) or (code == sqlite3.SQLITE_READONLY and is_senseless(file or path)):
        return damaged(path)
    known = _SENTENCES.get(code)
    return known[0](known[1].format(path=path)) if known else None


def is_senseless(file: Path) -> bool:
    """Whether the header names versions that do not exist: SQLite takes such a file for one that is read-only."""
    with suppress(OSError), file.open("rb", buffering=0) as opened:
        header = opened.read(_VERSIONS.stop)
        return header.startswith(HEADER) and max(header[_VERSIONS], default=0) > 2
    return False


def damaged(path: Path) -> DamagedError:
    """What is said of a book that is found damaged."""
    return DamagedError(_DAMAGED.format(path=path))


@contextmanager
def explained(path: Path, file: Path | None = None) -> Iterator[None]:
    """Raise SQLite's errors within as RelkeeperErrors about the file at `path`; `file` as for `explain`."""
    try:
        yield
    except error_kinds() as error:
        sentence = explain(error, path, file)
        if sentence is None:
            raise
        raise sentence from error
