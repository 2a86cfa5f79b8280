"""The versions of the file, in order. Append-only: a released migration is never edited.

Each migration is a function of an open connection. All that are missing run in one transaction, with `user_version`
read again inside it (another process may have been first), after a copy of the file was put beside it.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from relkeeper.errors import DamagedError, NewerFileError
from relkeeper.store.migrations import m0001_book

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: Sequence[Migration] = (m0001_book.migrate,)

# "rlkp" in ASCII: `file` and other programs can tell a book from any other SQLite file.
APPLICATION_ID = 0x726C6B70


def version_of(db: sqlite3.Connection, path: Path, newest: int = len(MIGRATIONS)) -> int:
    """The schema version of an open file, 0 for an empty one.

    Raises NewerFileError for a version this program does not know, DamagedError for another program's database.
    """
    application, version = db.execute("SELECT * FROM pragma_application_id, pragma_user_version").fetchone()
    if application != APPLICATION_ID:
        if application or version or db.execute("SELECT 1 FROM sqlite_schema").fetchone():
            raise DamagedError(f"{path} is a database of another program, not a relkeeper book; name another with --db")
        return 0
    if version > newest:
        raise NewerFileError(
            f"{path} was written by a newer relkeeper (version {version}; {newest} is known here); update relkeeper"
        )
    return int(version)


def migrate(db: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring an open file to the newest version; does nothing to one that is there already.

    `db` is in autocommit mode. A failure leaves the file as it was.
    """
    newest = len(migrations)
    if version_of(db, path, newest) == newest:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(db, path, newest)
        if version:
            _copy_beside(path, version)
        for step in migrations[version:]:
            step(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {newest}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _copy_beside(path: Path, version: int) -> None:
    """Copy the file to `NAME.v1.bak` through SQLite's backup (committed pages only); it appears whole or not at all."""
    copy, part = (path.with_name(f"{path.name}.v{version}.{ending}") for ending in ("bak", "bak.part"))
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    source, target = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(part)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(copy)
