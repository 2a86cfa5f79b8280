"""The door for what writes: one SQLModel session, one transaction per command, on a file made private to its owner."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

from relkeeper.errors import RelkeeperError
from relkeeper.store.faults import explain, explained
from relkeeper.store.migrations import migrate, version_of

# WAL: readers and a writer do not wait for each other. FULL: a confirmed line is on the disk, not on its way there.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
)
_OLDEST_SQLITE = (3, 37, 0)


@contextmanager
def transaction(path: Path, busy_seconds: float, keep: bool = True) -> Iterator[Session]:
    """A session on the book at `path`, made and migrated where needed; commits at the end, rolls back on any error.

    The transaction holds the write lock from its first statement (BEGIN IMMEDIATE), so that what was looked up within
    it stays true until it ends. With `keep` false it is rolled back in any case. Raises RelkeeperError and its kinds
    for faults of the file or the disk.
    """
    with explained(path), closing(_connect(path, busy_seconds)) as db:
        engine = _engine(db)
        try:
            with Session(engine, expire_on_commit=False) as session:
                yield session
                if keep:
                    session.commit()
        except DBAPIError as error:
            fault = explain(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
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
    """The standard-library connection under a session: the same transaction, for the statements both doors share."""
    connection = session.connection().connection.dbapi_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


def _connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise RelkeeperError(f"relkeeper needs SQLite 3.37 or newer; this Python has {sqlite3.sqlite_version}")
    _make_private(path)
    db = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        version_of(db, path)  # before anything is said to a file that may be another program's
        for pragma in _PRAGMAS:
            db.execute(pragma)
        migrate(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _make_private(path: Path) -> None:
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


def _engine(db: sqlite3.Connection) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: db, poolclass=StaticPool)

    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#pysqlite-serializable: the connection is in autocommit mode
    # and we say when a transaction begins.
    @event.listens_for(engine, "begin")
    def begin(connection: object) -> None:
        db.execute("BEGIN IMMEDIATE")

    return engine
