"""Version 3: attachments, and what entries of chats and mail were made of.

A `content` is the bytes of a file, kept once however often it is attached, in chunks of 1 MiB. It is not journalled:
it stays as long as a row or the journal refers to it (store/blobs.py).
"""

import sqlite3

from relkeeper.store import journal

_TABLES = (
    # `text` is what can be searched in it; derived from the bytes. `begins` is the SHA-256 of the first chunk, of a
    # large content only: one that begins alike may be the same.
    """
    CREATE TABLE content (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
        size INTEGER NOT NULL CHECK (size >= 0),
        media_type TEXT NOT NULL CHECK (media_type <> ''),
        text TEXT NOT NULL DEFAULT '',
        begins TEXT CHECK (length(begins) = 64)
    ) STRICT
    """,
    "CREATE INDEX content_by_beginning ON content (begins) WHERE begins IS NOT NULL",
    # The digest is known when all chunks are written: only then comes the row that they belong to.
    """
    CREATE TABLE chunk (
        content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK (number >= 0),
        data BLOB NOT NULL,
        PRIMARY KEY (content_id, number)
    ) STRICT
    """,
    # `original` is the file that an import read, as opposed to one that came with an entry or was attached by hand.
    """
    CREATE TABLE attachment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
        content_id INTEGER NOT NULL REFERENCES content (id),
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        note TEXT NOT NULL DEFAULT '',
        original INTEGER NOT NULL DEFAULT 0 CHECK (original IN (0, 1)),
        added_at TEXT NOT NULL CHECK (added_at GLOB '????-??-??T??:??:??Z')
    ) STRICT
    """,
    "CREATE INDEX attachment_by_content ON attachment (content_id)",
    "CREATE INDEX attachment_by_interaction ON attachment (interaction_id) WHERE interaction_id IS NOT NULL",
    """
    CREATE TABLE attachment_contact (
        attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        PRIMARY KEY (attachment_id, contact_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX attachment_contact_by_contact ON attachment_contact (contact_id)",
    # Few entries are private, and the file that an import read is as private as any entry that was made of it.
    "CREATE INDEX interaction_private ON interaction (id) WHERE private",
    # An attachment tied to nothing is none.
    """
    CREATE TRIGGER attachment_without_interaction BEFORE DELETE ON interaction
    BEGIN
        DELETE FROM attachment WHERE interaction_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM attachment_contact WHERE attachment_id = attachment.id);
    END
    """,
    """
    CREATE TRIGGER attachment_without_contact AFTER DELETE ON attachment_contact
    BEGIN
        DELETE FROM attachment WHERE id = OLD.attachment_id AND interaction_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM attachment_contact WHERE attachment_id = OLD.attachment_id);
    END
    """,
    # The messages that an entry was made of. `contact_id` is the other side of a conversation of two, NULL for a group,
    # whoever takes part in the entry since. `chat` is the service, for a group with a digest behind a slash; `ended_at`
    # the last message. `taken` are the digests of the messages (rules/sittings.py), so that none is taken twice.
    """
    CREATE TABLE sitting (
        interaction_id INTEGER PRIMARY KEY REFERENCES interaction (id) ON DELETE CASCADE,
        contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
        chat TEXT NOT NULL CHECK (chat <> ''),
        ended_at TEXT NOT NULL CHECK (ended_at GLOB '????-??-??T??:??:??Z'),
        messages_in INTEGER NOT NULL CHECK (messages_in >= 0),
        messages_out INTEGER NOT NULL CHECK (messages_out >= 0),
        taken TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX sitting_by_contact ON sitting (contact_id, chat)",
    "CREATE INDEX sitting_by_group ON sitting (chat) WHERE contact_id IS NULL",
    # Messages of entries that the user deleted: the next import does not bring them back.
    """
    CREATE TABLE dismissed_message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
        chat TEXT NOT NULL CHECK (chat <> ''),
        taken TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX dismissed_message_by_contact ON dismissed_message (contact_id, chat)",
    # Mails, calls and meetings that were taken already, by the SHA-256 of what tells them from all others. Without an
    # entry: the user deleted it.
    """
    CREATE TABLE taken_event (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX taken_event_by_interaction ON taken_event (interaction_id)",
    # Who takes part in a group's talk is in touch with it only where the user says so.
    "ALTER TABLE participant ADD COLUMN counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1))",
)

_WATCHED = ("attachment", "attachment_contact", "sitting", "dismissed_message", "taken_event", "participant")


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables to a book of version 2, inside the caller's transaction."""
    for statement in _TABLES:
        db.execute(statement)
    for table in _WATCHED:
        journal.watch(db, table)
