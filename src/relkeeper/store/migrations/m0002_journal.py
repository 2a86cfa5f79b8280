"""Version 2: the journal, what is private, and what a contact does not want.

Rows that are named by a number get it for good (AUTOINCREMENT): a number in the journal never means another row.
"""

import sqlite3

from relkeeper.store import journal

_JOURNAL = (
    # The command's name, never its words. At most one operation is open: that of the transaction under way. One that is
    # for good keeps no changes.
    """
    CREATE TABLE operation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'),
        command TEXT NOT NULL CHECK (command <> ''),
        undoes INTEGER REFERENCES operation (id) ON DELETE SET NULL,
        open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1)),
        for_good INTEGER NOT NULL DEFAULT 0 CHECK (for_good IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX operation_open ON operation (open) WHERE open",
    "CREATE INDEX operation_by_undone ON operation (undoes) WHERE undoes IS NOT NULL",
    # `key` is the row's number, or the values of its key with commas between them. `before` is the row as a JSON
    # object, see store/journal.py. Without an operation: changed by another program, until the next write here.
    """
    CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        operation_id INTEGER REFERENCES operation (id) ON DELETE CASCADE,
        action TEXT NOT NULL CHECK (action = 'insert' OR action = 'update' OR action = 'delete'),
        table_name TEXT NOT NULL,
        key ANY NOT NULL,
        contact_id INTEGER,
        before TEXT CHECK ((before IS NULL) = (action = 'insert'))
    ) STRICT
    """,
    "CREATE INDEX change_by_operation ON change (operation_id)",
    # What a row was; an import, which only inserts, does not pay for it.
    "CREATE INDEX change_by_row ON change (table_name, key) WHERE action <> 'insert'",
)

_OPT_OUTS = ("no_greetings", "no_sharing", "no_automation", "no_sensitive")

_FLAG = "INTEGER NOT NULL DEFAULT 0 CHECK ({0} IN (0, 1))"

_COLUMNS = (
    "ALTER TABLE contact ADD COLUMN private_notes TEXT NOT NULL DEFAULT ''",
    *(f"ALTER TABLE contact ADD COLUMN {name} {_FLAG.format(name)}" for name in _OPT_OUTS),
    f"ALTER TABLE interaction ADD COLUMN private {_FLAG.format('private')}",
    f"ALTER TABLE custom_field ADD COLUMN private {_FLAG.format('private')}",
)

_WATCHED = (
    "contact", "tag", "interaction", "alias", "contact_point", "custom_field", "occasion", "relation", "card_property",
    "taken_card", "contact_tag", "participant",
)  # fmt: skip

_NUMBERED = ("alias", "contact_point", "tag", "custom_field", "occasion", "relation", "card_property")


def migrate(db: sqlite3.Connection) -> None:
    """Add the journal to a book of version 1, inside the caller's transaction; foreign keys are not enforced in it."""
    for statement in (*_JOURNAL, *_COLUMNS):
        db.execute(statement)
    for table in _NUMBERED:
        _number_for_good(db, table)
    for table in _WATCHED:
        journal.watch(db, table)


def _number_for_good(db: sqlite3.Connection, table: str) -> None:
    """Make the table again with AUTOINCREMENT, by the steps of https://sqlite.org/lang_altertable.html#otheralter."""
    (statement,) = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)).fetchone()
    indexes = db.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    begun, _, rest = statement.partition("(")
    assert begun.split() == ["CREATE", "TABLE", table]
    db.execute(f"CREATE TABLE new_{table} ({rest}".replace("PRIMARY KEY", "PRIMARY KEY AUTOINCREMENT", 1))
    db.execute(f"INSERT INTO new_{table} SELECT * FROM {table}")
    db.execute(f"DROP TABLE {table}")
    db.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for (index,) in indexes:
        db.execute(index)
