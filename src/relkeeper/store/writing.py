"""The door for what writes: one SQLModel session, one transaction per command, on a file made private to its owner."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

from relkeeper.errors import BusyError, PassphraseError, RelkeeperError
from relkeeper.store import journal
from relkeeper.store.connecting import Keys, connect, driver, error_kinds, identity, make_private, stands
from relkeeper.store.faults import explain, explained
from relkeeper.store.migrations import migrate
from relkeeper.store.version import version_of

# WAL: readers and a writer do not wait for each other. FULL: a confirmed line is on the disk, not on its way there.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
)
_OLDEST_SQLITE = (3, 37, 0)


class Command(NamedTuple):
    """The operation that a transaction is: the name of the command, without its words, and its UTC instant."""

    name: str
    at: str


@contextmanager
def transaction(
    path: Path,
    busy_seconds: float,
    command: Command,
    keep: bool = True,
    keys: Keys | None = None,
    before_migration: Callable[[], object] = lambda: None,
) -> Iterator[Session]:
    """A session on the book at `path`, made and migrated where needed; commits at the end, rolls back on any error.

    The transaction holds the write lock from its first statement (BEGIN IMMEDIATE), so that what was looked up within
    it stays true until it ends. It is one operation of the journal; one that changed nothing, and any with `keep`
    false, is rolled back. `before_migration` makes the backup of an older file. Raises RelkeeperError and its kinds for
    faults of the file or the disk.
    """
    with explained(path), closing(_connect(path, busy_seconds, keys or Keys(), before_migration)) as db:
        engine = _engine(db, path)
        try:
            with Session(engine, expire_on_commit=False) as session:
                session.connection()
                journal.begin(db, *command)
                yield session
                session.flush()
                if journal.end(db) and keep:
                    session.commit()
        except DBAPIError as error:
            fault = explain(error.orig, path)
            if fault is None:
                raise
            raise fault from error
        finally:
            engine.dispose()


@contextmanager
def book_file(path: Path, keep: bool) -> Iterator[Path]:
    """The file to write to: for a rehearsal of the very first change a throw-away one, so that none is left behind."""
    if keep or path.exists():
        yield path
        return
    with TemporaryDirectory(prefix="relkeeper-") as folder:
        yield Path(folder) / path.name


def raw(session: Session) -> sqlite3.Connection:
    """The connection under a session, as of the standard library: the same transaction, for what both doors share."""
    return cast(sqlite3.Connection, session.connection().connection.dbapi_connection)


def _connect(path: Path, busy_seconds: float, keys: Keys, before_migration: Callable[[], object]) -> sqlite3.Connection:
    """An open book, ready to be written to; opened again if its file was replaced while this program waited for it.

    SQLite does not touch what stands beside a replaced file, so the first try harms nothing. An open book in WAL mode
    cannot be replaced any more, see encryption.py.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise RelkeeperError(f"relkeeper needs SQLite 3.37 or newer; this Python has {sqlite3.sqlite_version}")
    make_private(path)
    opened = identity(path)
    try:
        db = _opened(path, busy_seconds, keys, before_migration)
    except error_kinds(PassphraseError):
        if stands(path, opened):
            raise
    else:
        if stands(path, opened):
            return db
        db.close()
    return _connect(path, busy_seconds, keys, before_migration)


def _opened(path: Path, busy_seconds: float, keys: Keys, before_migration: Callable[[], object]) -> sqlite3.Connection:
    db = connect(path, keys, busy_seconds=busy_seconds)
    try:
        version_of(db, path)  # before anything is said to a file that may be another program's
        for pragma in _PRAGMAS:
            db.execute(pragma)
        migrate(db, path, before_migration)
    except BaseException:
        db.close()
        raise
    return db


def _engine(db: sqlite3.Connection, path: Path) -> Engine:
    opened = identity(path)
    engine = create_engine("sqlite://", module=driver(db), creator=lambda: db, poolclass=StaticPool)

    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#pysqlite-serializable: the connection is in autocommit mode
    # and we say when a transaction begins.
    @event.listens_for(engine, "begin")
    def begin(connection: object) -> None:
        db.execute("BEGIN IMMEDIATE")
        if not stands(path, opened):
            raise BusyError(f"another program has just replaced {path}; try again")

    return engine
