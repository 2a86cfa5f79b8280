"""What a row may still say of somebody who was erased is told, whatever table and column it stands in."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from relkeeper.rules.texts.traces import Traces
from relkeeper.services.erasing import mentioned
from relkeeper.store.migrations import migrate

ADA = Traces(names=frozenset({"Ada Example"}))


def book() -> sqlite3.Connection:
    """An empty book into which any row goes, whatever it says and refers to."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, Path(":memory:"), lambda: None)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA ignore_check_constraints = ON")
    return db


def texts() -> list[tuple[str, str]]:
    """Every column of every table that may hold a text, but for the journal's, which keeps whole rows."""
    with closing(book()) as db:
        tables = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return [
            (table, row[1])
            for (table,) in tables
            for row in db.execute(f"PRAGMA table_info({table})")
            if row[2] in {"TEXT", "ANY"} and table != "change"
        ]


def insert(db: sqlite3.Connection, table: str, column: str, value: str) -> None:
    given = {"TEXT": "x", "ANY": "x", "INTEGER": 1, "BLOB": b"x"}
    row = {
        each[1]: value if each[1] == column else given[each[2]] for each in db.execute(f"PRAGMA table_info({table})")
    }
    places = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))


@pytest.mark.parametrize(("table", "column"), texts())
def test_what_is_excused_is_told(table: str, column: str) -> None:
    with closing(book()) as db:
        insert(db, table, column, "about Ada Example")
        if table == "content":
            insert(db, "attachment", "name", "x")
        excused = mentioned.standing(db, {b"ada example"})
        told = mentioned.mentions(db, ADA)
        assert bool(told) == bool(excused) or (table, column) == ("operation", "command")


@pytest.mark.parametrize(
    ("table", "column"), [("interaction", "body"), ("sitting", "chat"), ("content", "text"), ("name_key", "key")]
)
def test_words_of_people_are_told_and_excused(table: str, column: str) -> None:
    with closing(book()) as db:
        insert(db, table, column, "ada example")
        insert(db, "attachment", "name", "x")
        assert mentioned.standing(db, {b"ada example"}) == {b"ada example"}
        assert len(mentioned.mentions(db, ADA)) == 1


@pytest.mark.parametrize(("table", "column"), [("contact", "uid"), ("content", "sha256"), ("taken_event", "digest")])
def test_a_column_that_holds_no_words_excuses_nothing(table: str, column: str) -> None:
    with closing(book()) as db:
        insert(db, table, column, "ada example")
        assert mentioned.standing(db, {b"ada example"}) == set()


def test_what_a_row_was_derived_from_is_told_once() -> None:
    with closing(book()) as db:
        insert(db, "alias", "name", "a friend of Ada Example")
        insert(db, "name_key", "key", "a friend of ada example")
        assert mentioned.mentions(db, ADA) == [mentioned.Mention("alias", 1, "name")]


def test_what_sounds_like_somebody_is_told_by_the_contact() -> None:
    with closing(book()) as db:
        insert(db, "name_key", "key", "yangzhangsan")
        mine = Traces(names=frozenset({"样张三"}))
        assert mentioned.mentions(db, mine) == [mentioned.Mention("contact", 1, "key")]
