"""Version 4: relations with names for both directions, who is and who is not the same person, folders kept in step."""

import sqlite3

from relkeeper.store import journal

_TABLES = (
    # What the contact is to the other one, where the kind does not tell it (rules/relations/__init__.py).
    "ALTER TABLE relation ADD COLUMN inverse TEXT NOT NULL DEFAULT ''",
    # Two of whom the user said that they are two.
    """
    CREATE TABLE distinct_pair (
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        PRIMARY KEY (contact_id, other_id),
        CHECK (contact_id < other_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX distinct_pair_by_other ON distinct_pair (other_id)",
    # Contacts that are one with another now, by the numbers that they had: it was they who the history tells of.
    """
    CREATE TABLE merged_contact (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX merged_contact_by_contact ON merged_contact (contact_id)",
    # A folder of .vcf files that the book is kept in step with. `seen` is the last operation that was in the book when
    # it was: what was changed later is journalled behind it.
    """
    CREATE TABLE sync_folder (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT NOT NULL UNIQUE CHECK (path <> ''),
        seen INTEGER NOT NULL DEFAULT 0 CHECK (seen >= 0)
    ) STRICT
    """,
    # A file of such a folder, as both sides were when they last agreed: `digest` is the SHA-256 of its bytes, `theirs`
    # and `ours` what the file and the contact said (syncing/fingerprints.py). Without a contact: it was deleted here,
    # and the file is still to go. `gone`: the file was deleted there, and the contact archived.
    """
    CREATE TABLE sync_card (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        folder_id INTEGER NOT NULL REFERENCES sync_folder (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (name <> ''),
        contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        theirs TEXT NOT NULL,
        ours TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        UNIQUE (folder_id, name)
    ) STRICT
    """,
    "CREATE INDEX sync_card_by_contact ON sync_card (contact_id)",
)

_WATCHED = ("relation", "distinct_pair", "merged_contact", "sync_folder", "sync_card")


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables to a book of version 3, inside the caller's transaction."""
    for statement in _TABLES:
        db.execute(statement)
    for table in _WATCHED:
        journal.watch(db, table)
