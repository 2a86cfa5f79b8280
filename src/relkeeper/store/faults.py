"""SQLite's errors as sentences with exit codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relkeeper.errors import BusyError, DamagedError, RelkeeperError

# Primary result codes, https://sqlite.org/rescode.html; the low byte of an extended code.
_SENTENCES: dict[int, tuple[type[RelkeeperError], str]] = {
    sqlite3.SQLITE_BUSY: (BusyError, "another program is writing to {path}; try again in a moment"),
    sqlite3.SQLITE_LOCKED: (BusyError, "another program is writing to {path}; try again in a moment"),
    sqlite3.SQLITE_READONLY: (RelkeeperError, "{path} cannot be changed: it or its folder is read-only"),
    sqlite3.SQLITE_CANTOPEN: (RelkeeperError, "{path} cannot be opened; is it or its folder read-only?"),
    sqlite3.SQLITE_PERM: (RelkeeperError, "{path} cannot be opened; look at the permissions of it and its folder"),
    sqlite3.SQLITE_FULL: (RelkeeperError, "the disk is full; nothing was changed in {path}"),
    sqlite3.SQLITE_IOERR: (RelkeeperError, "the disk could not be read or written; nothing was changed in {path}"),
    sqlite3.SQLITE_CORRUPT: (DamagedError, "{path} is damaged"),
    sqlite3.SQLITE_NOTADB: (DamagedError, "{path} is not a relkeeper book, or is damaged"),
}


def explain(error: sqlite3.Error, path: Path) -> RelkeeperError | None:
    """The sentence for a fault of the file or the disk; None for a fault of ours, which must not be dressed up."""
    code = getattr(error, "sqlite_errorcode", None)
    known = _SENTENCES.get(code & 0xFF) if code is not None else None
    return known[0](known[1].format(path=path)) if known else None


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise SQLite's errors within as RelkeeperErrors about the file at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = explain(error, path)
        if sentence is None:
            raise
        raise sentence from error
