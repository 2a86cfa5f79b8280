"""Version 6: the index of all words (filled once the rows are those of the newest version), and what people know."""

import sqlite3

from relkeeper.store import journal

_TABLES = (
    # What somebody knows about, as the user says it; `key` is how it is compared.
    """
    CREATE TABLE topic (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        key TEXT NOT NULL CHECK (key <> ''),
        UNIQUE (contact_id, key)
    ) STRICT
    """,
    "CREATE INDEX topic_by_key ON topic (key)",
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        summary, body, outcome, place, name, point, about, private, topic, text, file, mark,
        content='', columnsize=0, tokenize='ascii'
    )
    """,
)


# Version 5 took properties of cards away that no operation knows to be gone.
_UNKNOWN_AS_GONE = """
    SELECT key FROM (
        SELECT key, action, max(id) FROM change WHERE table_name = 'card_property' GROUP BY key
    ) WHERE action <> 'delete' AND key NOT IN (SELECT id FROM card_property)
"""


def migrate(db: sqlite3.Connection) -> None:
    """Add the table and the index to a book of version 5, inside the caller's transaction."""
    for statement in _TABLES:
        db.execute(statement)
    journal.watch(db, "topic")
    db.execute(f"DELETE FROM change WHERE table_name = 'card_property' AND key IN ({_UNKNOWN_AS_GONE})")
    db.execute(
        "DELETE FROM operation WHERE NOT open AND NOT for_good "
        "AND NOT EXISTS (SELECT 1 FROM change WHERE operation_id = operation.id)"
    )
