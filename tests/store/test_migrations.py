"""The file: its schema equals the models, guards itself, and is brought up to date after a copy was made."""

import sqlite3
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, create_engine, select

from relkeeper.errors import DamagedError, NewerFileError, RelkeeperError
from relkeeper.store import models
from relkeeper.store.migrations import MIGRATIONS, migrate
from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.entries import Interaction, Participant
from relkeeper.store.models.particulars import ContactPoint, Relation
from relkeeper.store.version import APPLICATION_ID, NEWEST_VERSION, version_of
from tests.conftest import Run


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(tmp_path / "book.db", isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    migrate(db, tmp_path / "book.db", nothing_to_lose)
    return db


def nothing_to_lose() -> None:
    """The backup before the migration of a file that need not be kept."""


def test_the_schema_is_that_of_the_models(db: sqlite3.Connection, tmp_path: Path) -> None:
    for file in iter_modules(models.__path__):
        import_module(f"{models.__name__}.{file.name}")
    engine = create_engine(f"sqlite:///{tmp_path / 'book.db'}")
    tables = inspect(engine)
    described = SQLModel.metadata.tables
    made = {name for name in tables.get_table_names() if not name.startswith("search_index")}
    assert made - {"sqlite_sequence"} == set(described)
    for name, table in described.items():
        columns = {column["name"]: column for column in tables.get_columns(name)}
        assert columns.keys() == set(table.columns.keys()), name
        for column in table.columns:
            in_file = columns[column.name]
            # SQLite gives a number to a row without one, and so says that the number may be NULL.
            assert column.primary_key or column.nullable == in_file["nullable"], f"{name}.{column.name}"
            assert _affinity(str(column.type)) == _affinity(str(in_file["type"])), f"{name}.{column.name}"
        assert tables.get_pk_constraint(name)["constrained_columns"] == [column.name for column in table.primary_key]
    engine.dispose()
    db.close()


def _affinity(declared: str) -> str:
    return "INTEGER" if declared.upper() in {"INTEGER", "BOOLEAN"} else "TEXT"


def test_the_file_says_what_it_is(db: sqlite3.Connection) -> None:
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),) == (NEWEST_VERSION,)
    db.close()


_CONTACT = """INSERT INTO contact (uid, name, sort_key, added_on, created_at, updated_at)
    VALUES (printf('%036d', 1), 'Ada', 'ada', '2026-11-21', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z')"""
_INTERACTION = """INSERT INTO interaction (uid, at, utc_offset, on_date, precision, channel, summary, created_at, updated_at)
    VALUES (printf('%036d', 1), '2026-11-20T23:30:00Z', 60, '2026-11-21', 'minute', 'call', 'tea',
            '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z')"""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contact SET name = ' '",
        "UPDATE contact SET cadence_days = 0",
        "UPDATE contact SET cadence_days = 'often'",
        "UPDATE contact SET added_on = '2026-02-30'",
        "UPDATE contact SET snoozed_until = 'soon'",
        "UPDATE contact SET created_at = '2026-11-21 10:00:00'",
        "UPDATE contact SET archived = 2",
        "UPDATE interaction SET on_date = '2026-11-20'",
        "UPDATE interaction SET utc_offset = 0",
        "UPDATE interaction SET direction = 'sideways'",
        "UPDATE interaction SET summary = ''",
        "UPDATE interaction SET duration_minutes = 0",
        "UPDATE participant SET on_date = '2026-11-20'",
        "INSERT INTO participant (contact_id, on_date, interaction_id) VALUES (99, '2026-11-21', 1)",
        "INSERT INTO alias (contact_id, name) VALUES (99, 'Countess')",
        "INSERT INTO contact_point (contact_id, kind, value, normalized) VALUES (1, 'Phone', '1', '1')",
    ],
)
def test_no_writer_can_break_it(db: sqlite3.Connection, statement: str) -> None:
    db.execute(_CONTACT)
    db.execute(_INTERACTION)
    db.execute("INSERT INTO participant (contact_id, on_date, interaction_id) VALUES (1, '2026-11-21', 1)")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)
    db.close()


def test_the_date_of_a_participation_follows_its_interaction(db: sqlite3.Connection) -> None:
    db.execute(_CONTACT)
    db.execute(_INTERACTION)
    db.execute("INSERT INTO participant (contact_id, on_date, interaction_id) VALUES (1, '2026-11-21', 1)")
    db.execute("UPDATE interaction SET at = '2026-10-01T12:00:00Z', on_date = '2026-10-01'")
    assert db.execute("SELECT on_date FROM participant").fetchall() == [("2026-10-01",)]
    db.execute("DELETE FROM contact")
    assert db.execute("SELECT count(*) FROM interaction").fetchone() == (0,)
    db.close()


def _older(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE early (word TEXT)")
    db.execute("INSERT INTO early VALUES ('kept')")


def _newer(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE early ADD COLUMN more TEXT")


def _broken(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE half (word TEXT)")
    raise RuntimeError("in the middle")


def test_an_older_file_is_backed_up_and_then_migrated(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    seen = []
    db = sqlite3.connect(path, isolation_level=None)

    def backup() -> None:
        seen.append(db.execute("SELECT * FROM early").fetchall())

    migrate(db, path, backup, [_older])
    assert seen == []
    migrate(db, path, backup, [_older, _newer])
    assert seen == [[("kept",)]]
    assert version_of(db, path, 2) == 2
    assert db.execute("SELECT word, more FROM early").fetchall() == [("kept", None)]
    db.close()


def test_a_backup_that_cannot_be_made_stops_the_migration(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    db = sqlite3.connect(path, isolation_level=None)
    migrate(db, path, nothing_to_lose, [_older])

    def full() -> None:
        raise RelkeeperError("the disk is full")

    with pytest.raises(RelkeeperError):
        migrate(db, path, full, [_older, _newer])
    assert version_of(db, path, 2) == 1
    db.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    db = sqlite3.connect(path, isolation_level=None)
    migrate(db, path, nothing_to_lose, [_older])
    with pytest.raises(RuntimeError):
        migrate(db, path, nothing_to_lose, [_older, _newer, _broken])
    assert version_of(db, path, 3) == 1
    assert db.execute("SELECT * FROM early").fetchall() == [("kept",)]
    assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'half'").fetchall()
    db.close()


def test_newer_and_foreign_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    db = sqlite3.connect(path, isolation_level=None)
    migrate(db, path, nothing_to_lose, [_older, _newer])
    with pytest.raises(NewerFileError):
        migrate(db, path, nothing_to_lose, [_older])
    db.execute("PRAGMA application_id = 1")
    with pytest.raises(DamagedError):
        migrate(db, path, nothing_to_lose, [_older, _newer])
    db.close()


def test_every_row_written_by_the_program_fits_the_models(run: Run, book_path: Path) -> None:
    run("add 'Ada Example' --phone +442079460018 --tag x --field a=b --alias C --introduced-by Bob --every 1w")
    run("log ada tea")
    engine = create_engine(f"sqlite:///{book_path}")
    with Session(engine) as session:
        for model in (Contact, ContactPoint, Interaction, Participant, Relation):
            assert len(session.exec(select(model)).all()) == 1, model
    engine.dispose()
