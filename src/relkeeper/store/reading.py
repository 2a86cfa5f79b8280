"""The door for what reads: a standard-library connection that changes nothing and leaves nothing beside the file.

A WAL database opened with `mode=ro` makes `-wal` and `-shm` files that a read-only connection may not remove again, and
cannot be opened at all in a read-only folder. So, while no `-wal` file with anything in it stands there, the file is
opened `immutable`: no locks, no side files. A writer that comes and goes in that instant is seen by the file's time and
size, and the question is asked again.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from relkeeper.errors import PassphraseError, RelkeeperError
from relkeeper.store.connecting import IMMUTABLE, Keys, connect, error_kinds, has_log
from relkeeper.store.faults import explained
from relkeeper.store.version import NEWEST_VERSION, version_of

T = TypeVar("T")

_ATTEMPTS = 3


class OlderFileError(RelkeeperError):
    """The file has an older schema: what reads cannot migrate it, what writes will."""


def read(path: Path, query: Callable[[sqlite3.Connection], T], keys: Keys | None = None) -> T | None:
    """What `query` returns for the book at `path`; None where there is no book yet (no file, or an empty one).

    `query` may run more than once and must return values, not a cursor. Raises RelkeeperError and its kinds.
    """
    if not path.exists():
        return None
    if path.is_dir():
        raise RelkeeperError(f"{path} is a folder; --db wants the file of the book")
    keys = keys or Keys()
    with explained(path):
        for _ in range(_ATTEMPTS):
            before = _stamp(path)
            if before is None:
                break
            try:
                answer = _ask(path, keys, IMMUTABLE, query)
            except error_kinds(PassphraseError):
                if _stamp(path) == before:
                    raise
                continue
            if _stamp(path) == before:
                return answer
        return _ask(path, keys, "mode=ro", query)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when somebody writes to the file; None while a write-ahead log with anything in it stands there."""
    status = path.stat()
    if has_log(path):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _ask(path: Path, keys: Keys, mode: str, query: Callable[[sqlite3.Connection], T]) -> T | None:
    db = connect(path, keys, mode)
    try:
        # Pages come from the system's cache without being copied.
        db.execute("PRAGMA mmap_size = 1073741824")
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("BEGIN")
        version = version_of(db, path)
        if not version:
            return None
        if version < NEWEST_VERSION:
            raise OlderFileError(
                f"{path} has the format of an older relkeeper; it is brought up to date at the next change"
            )
        return query(db)
    finally:
        db.close()
