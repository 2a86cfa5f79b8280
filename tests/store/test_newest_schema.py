"""What a new file is made of is what the migrations lead to: `python -m tests.store.test_newest_schema` writes it anew."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from relkeeper.store.migrations import END_OF_STATEMENT, MIGRATIONS, NEWEST, Migration, migrate

# Tables before what is on them.
_SCHEMA = """
    SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'
    AND name NOT LIKE 'search@_index@_%' ESCAPE '@'
    ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid
"""


def _made(steps: Sequence[Migration]) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, Path(":memory:"), lambda: None, steps)
        assert all(db.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,) for (name,) in _tables(db))
        return dict(db.execute(_SCHEMA).fetchall())


def _tables(db: sqlite3.Connection) -> list[tuple[str]]:
    # What FTS5 keeps its index in is its own.
    return db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' "
        "AND name NOT LIKE 'search@_index%' ESCAPE '@'"
    ).fetchall()


def _page() -> str:
    # A list of its own goes step by step.
    made = _made(list(MIGRATIONS))
    return "".join(f"{sql}{END_OF_STATEMENT}" for name, sql in made.items() if not name.startswith("journal_"))


def test_a_new_file_is_what_the_migrations_make() -> None:
    assert NEWEST.read_text(encoding="utf-8") == _page(), "run python -m tests.store.test_newest_schema"
    assert _made(MIGRATIONS) == _made(list(MIGRATIONS))


if __name__ == "__main__":
    NEWEST.write_text(_page(), encoding="utf-8")
