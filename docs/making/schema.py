"""The tables of the file, as a new book has them, with the words of schema_words.toml."""

import re
import sqlite3
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from docs.making import markdown
from relkeeper.store.migrations import MIGRATIONS, migrate
from relkeeper.store.version import NEWEST_VERSION
from relkeeper.store.watched import WATCHED

WORDS = Path(__file__).with_name("schema_words.toml")

_INTRODUCTION = f"""\
A book is one SQLite file. This is version {NEWEST_VERSION} of its tables (`PRAGMA user_version`).

Read it with any program. What writes to it should be relkeeper, though the file guards itself: whatever another program
changes meets the same CHECKs, keys and triggers, and stands in the history as "another program".

- A **day** is a text `YYYY-MM-DD`, where it happened. An **instant** is a text `YYYY-MM-DDTHH:MM:SSZ`, in UTC.
- A **flag** is 0 or 1. A text is never NULL where the empty one says the same.
- Tables are STRICT: a column holds its type and nothing else.
- Numbers that people type are never given twice (AUTOINCREMENT).
- A row goes with the one that it belongs to (ON DELETE CASCADE), or forgets it (SET NULL).

The rows of {len(WATCHED)} tables are journalled: four triggers on each, `journal_TABLE_insert`, `_update`, `_delete`
and `_rekey` (where the columns change that name a row), write to [change](#change) what the row was before."""


class Column(NamedTuple):
    """A column as SQLite tells it. `key` is its place in the primary key, 0 outside of it."""

    name: str
    type: str
    required: bool
    default: str | None
    key: int


class Table(NamedTuple):
    """A table of a new book: the statement that made it, its columns, and what stands on it by name."""

    name: str
    sql: str
    columns: tuple[Column, ...]
    references: Mapping[str, str]
    indexes: Mapping[str, str]
    triggers: Mapping[str, str]


@cache
def tables() -> tuple[Table, ...]:
    """The tables of a new book, in the order in which they are made; those that FTS5 keeps for itself are left out."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, Path(":memory:"), lambda: None, MIGRATIONS)
        names = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' "
            "AND name NOT LIKE 'search@_index@_%' ESCAPE '@'"
        ).fetchall()
        return tuple(_table(db, name, sql) for name, sql in names)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """What each table and column is, by name; that of the table itself stands under `is`."""
    told: Mapping[str, Mapping[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return told


def _table(db: sqlite3.Connection, name: str, sql: str) -> Table:
    columns = db.execute(f"PRAGMA table_info({name})").fetchall()
    references = {
        row[3]: f"{row[2]}{'' if row[6] == 'NO ACTION' else f' ({row[6].lower()})'}"
        for row in db.execute(f"PRAGMA foreign_key_list({name})")
    }
    on_it = {
        kind: dict(
            db.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = ? AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
                (kind, name),
            )
        )
        for kind in ("index", "trigger")
    }
    return Table(
        name,
        sql,
        tuple(
            Column(column, kind, bool(required), default, key) for _, column, kind, required, default, key in columns
        ),
        references,
        on_it["index"],
        on_it["trigger"],
    )


def checks(sql: str) -> Iterator[str]:
    """The conditions of the CHECKs in a statement."""
    for found in re.finditer(r"\bCHECK \(", sql):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        yield " ".join(sql[found.end() : end - 1].split())


def page() -> str:
    journalled = {each.table for each in WATCHED}
    overview = [(f"[`{each.name}`](#{each.name})", markdown.text(words()[each.name]["is"])) for each in tables()]
    return markdown.page(
        "# The tables of the file",
        _INTRODUCTION,
        markdown.table(("table", "what a row is"), overview),
        *(_section(each, journalled=each.name in journalled) for each in tables()),
        "[All commands](index.md)",
    )


def _section(table: Table, *, journalled: bool) -> str:
    told = words()[table.name]
    keeping = "Journalled." if journalled else "Not journalled."
    return markdown.page(
        f"## {table.name}",
        f"{markdown.text(told['is'])} {keeping}",
        markdown.table(
            ("column", "type", "meaning"), [_row(column, table, told[column.name]) for column in table.columns]
        ),
        _list("Checked", [markdown.code(check) for check in checks(table.sql)]),
        _list("Keys and indexes", [*_keys(table), *(_index(sql) for sql in table.indexes.values())]),
        _list("Triggers", list(_triggers(table))),
    ).rstrip()


def _row(column: Column, table: Table, meaning: str) -> tuple[str, ...]:
    reference = table.references.get(column.name)
    notes = [
        column.type or "words",
        "" if column.required or column.key else "or NULL" if column.type else "",
        f"default `{column.default}`" if column.default is not None else "",
    ]
    leading = f" Refers to {reference}." if reference else ""
    return markdown.code(column.name), " ".join(filter(None, notes)), markdown.text(f"{meaning}{leading}")


def _keys(table: Table) -> Iterator[str]:
    primary = [column.name for column in sorted(table.columns, key=lambda column: column.key) if column.key]
    if primary:
        yield f"primary key `{', '.join(primary)}`"
    for column in re.findall(r"^\s*(\w+) [^,\n]*\bUNIQUE\b", table.sql, re.MULTILINE):
        yield f"unique `{column}`"
    for columns in re.findall(r"^\s*UNIQUE \(([^)]*)\)", table.sql, re.MULTILINE):
        yield f"unique `{columns}`"


def _index(sql: str) -> str:
    unique, name, columns = re.findall(r"^CREATE (UNIQUE )?INDEX (\w+) ON \w+ (.*)$", " ".join(sql.split()))[0]
    return f"`{name}`{', unique,' if unique else ''} on {markdown.code(columns)}"


def _triggers(table: Table) -> Iterator[str]:
    told = words()["triggers"]
    for name in table.triggers:
        if not name.startswith("journal_"):
            yield f"`{name}`: {markdown.text(told[name])}"


def _list(heading: str, items: Sequence[str]) -> str:
    return "\n".join([f"{heading}:", "", *(f"- {item}" for item in items)]) if items else ""
