"""Erasing a person takes no more passes over the journal, however many entries go."""

import sqlite3
from contextlib import closing
from pathlib import Path

from relkeeper.services.erasing import identities, removal
from relkeeper.store import journal
from relkeeper.store.migrations import migrate

AT = "2026-11-21T10:00:00Z"


def passes(entries: int) -> int:
    """How many of the statements of an erasing with so many entries go over all changes."""
    said: list[str] = []
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, Path(":memory:"), lambda: None)
        db.execute("PRAGMA foreign_keys = ON")
        _fill(db, entries)
        db.execute("BEGIN")
        journal.begin(db, "contact erase", AT)
        mine = identities.traces(db, 1)
        db.set_trace_callback(said.append)
        assert removal.erase(db, 1, mine).entries == 0
        db.set_trace_callback(None)
        # Deleted with her before: what history has of them goes.
        assert not db.execute(
            "SELECT 1 FROM change WHERE table_name IN ('interaction', 'participant', 'sitting')"
        ).fetchone()
        db.execute("CREATE TEMP TABLE forgotten (table_name TEXT, key ANY, PRIMARY KEY (table_name, key)) STRICT")
        return sum(_is_pass(db, statement) for statement in said)


def _fill(db: sqlite3.Connection, entries: int) -> None:
    """A contact that was deleted with all its entries."""
    db.execute("BEGIN")
    journal.begin(db, "import", AT)
    db.execute(
        "INSERT INTO contact (id, uid, name, sort_key, added_on, created_at, updated_at) "
        f"VALUES (1, printf('%036d', 1), 'Ada Example', 'ada example', '2026-11-21', '{AT}', '{AT}')"
    )
    for number in range(1, entries + 1):
        db.execute(
            "INSERT INTO interaction (id, uid, at, utc_offset, on_date, precision, channel, summary, created_at, updated_at) "
            f"VALUES (?, printf('%036d', ?), '{AT}', 0, '2026-11-21', 'day', 'qq', 'x', '{AT}', '{AT}')",
            (number, number),
        )
        db.execute(
            "INSERT INTO participant (contact_id, on_date, interaction_id) VALUES (1, '2026-11-21', ?)", (number,)
        )
        db.execute(
            "INSERT INTO sitting (interaction_id, chat, ended_at, messages_in, messages_out, taken) "
            f"VALUES (?, 'qq', '{AT}', 1, 1, 'x')",
            (number,),
        )
    journal.end(db)
    journal.begin(db, "contact delete", AT)
    db.execute("DELETE FROM contact")
    journal.end(db)
    db.execute("COMMIT")


def _is_pass(db: sqlite3.Connection, statement: str) -> bool:
    if not statement.startswith(("SELECT", "DELETE", "UPDATE")):
        return False
    # A search that names no index goes backwards from the newest, for a maximum.
    return any(
        row[3].startswith("SCAN change") or row[3] == "SEARCH change"
        for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")
    )


def test_of_twelve_as_many_as_of_three() -> None:
    assert 0 < passes(12) == passes(3)
