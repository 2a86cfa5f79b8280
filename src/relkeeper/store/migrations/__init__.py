"""The versions of the file, in order. Append-only: a released migration is never edited.

Each migration is a function of an open connection. All that are missing run in one transaction, with `user_version`
read again inside it (another process may have been first), after a backup was made. A new file gets at once what they
lead to, which stands in `newest.sql`: a test makes it the long way, and compares.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from relkeeper.errors import DamagedError
from relkeeper.store import journal, search_index
from relkeeper.store.migrations import (
    m0001_book,
    m0002_journal,
    m0003_correspondence,
    m0004_card_holder,
    m0005_reminders,
    m0006_finding,
)
from relkeeper.store.version import APPLICATION_ID, version_of
from relkeeper.store.watched import WATCHED

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: Sequence[Migration] = (
    m0001_book.migrate,
    m0002_journal.migrate,
    m0003_correspondence.migrate,
    m0004_card_holder.migrate,
    m0005_reminders.migrate,
    m0006_finding.migrate,
)

# The schema of the newest version but for the triggers of the journal, each statement before a line with a semicolon;
# written by `python -m tests.store.test_newest_schema`.
NEWEST = Path(__file__).with_name("newest.sql")
END_OF_STATEMENT = "\n;\n"


def migrate(
    db: sqlite3.Connection,
    path: Path,
    before: Callable[[], object],
    migrations: Sequence[Migration] = MIGRATIONS,
) -> None:
    """Bring an open file to the newest version; does nothing to one that is there already.

    `db` is in autocommit mode. `before` is called once the write lock is held, if there is something to lose: it makes
    the backup, and what it raises stops the migration. A failure leaves the file as it was.
    """
    newest = len(migrations)
    if version_of(db, path, newest) == newest:
        return
    # A table that is made again must not take with it the rows that refer to it; they are looked at before the end.
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(db, path, newest)
        if version:
            before()
        for step in (_build,) if not version and migrations is MIGRATIONS else migrations[version:]:
            step(db)
        if version and search_index.stands(db) and not search_index.is_made_so(db):
            search_index.rebuild(db)  # from the rows, now that they are those of today
        _check_references(db, path)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {newest}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _build(db: sqlite3.Connection) -> None:
    """Make the newest version of a new file. The statements one by one: a script would end the transaction."""
    for statement in NEWEST.read_text(encoding="utf-8").split(END_OF_STATEMENT)[:-1]:
        db.execute(statement)
    for watched in WATCHED:
        journal.watch(db, watched.table)


def _check_references(db: sqlite3.Connection, path: Path) -> None:
    if db.execute("PRAGMA foreign_key_check").fetchone():
        raise DamagedError(f"{path} has rows that refer to nothing; see: relkeeper db check")
