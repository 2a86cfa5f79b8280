"""The door for what reads: a standard-library connection that changes nothing and leaves nothing beside the file.

A WAL database opened with `mode=ro` makes `-wal` and `-shm` files that a read-only connection may not remove again, and
cannot be opened at all in a read-only folder. So, while no `-wal` file stands there (nobody is writing), the file is
opened `immutable`: no locks, no side files. A writer that comes and goes in that instant is seen by the file's time and
size, and the question is asked again.
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from relkeeper.errors import RelkeeperError
from relkeeper.store.faults import explained
from relkeeper.store.migrations import MIGRATIONS, version_of

T = TypeVar("T")

_ATTEMPTS = 3
_BUSY_MS = 5000


class OlderFileError(RelkeeperError):
    """The file has an older schema: what reads cannot migrate it, what writes will."""


def read(path: Path, query: Callable[[sqlite3.Connection], T]) -> T | None:
    """What `query` returns for the book at `path`; None where there is no book yet (no file, or an empty one).

    `query` may run more than once and must return values, not a cursor. Raises RelkeeperError and its kinds.
    """
    if not path.exists():
        return None
    if path.is_dir():
        raise RelkeeperError(f"{path} is a folder; --db wants the file of the book")
    with explained(path):
        for _ in range(_ATTEMPTS):
            before = _stamp(path)
            if before is None:
                break
            try:
                answer = _ask(path, "mode=ro&immutable=1", query)
            except sqlite3.Error:
                if _stamp(path) == before:
                    raise
                continue
            if _stamp(path) == before:
                return answer
        return _ask(path, "mode=ro", query)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when somebody writes to the file; None while a write-ahead log stands beside it."""
    status = path.stat()
    if os.path.exists(f"{path}-wal"):  # noqa: PTH110 - a Path for each look costs more than the look
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _ask(path: Path, mode: str, query: Callable[[sqlite3.Connection], T]) -> T | None:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
    try:
        # Pages come from the system's cache without being copied.
        db.execute("PRAGMA mmap_size = 1073741824")
        db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("BEGIN")
        version = version_of(db, path)
        if not version:
            return None
        if version < len(MIGRATIONS):
            raise OlderFileError(
                f"{path} has the format of an older relkeeper; it is brought up to date at the next change"
            )
        return query(db)
    finally:
        db.close()
