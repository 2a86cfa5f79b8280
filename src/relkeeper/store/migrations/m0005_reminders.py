"""Version 5: follow-ups, dated facts among the entries, and where contacts live."""

import sqlite3

from relkeeper.rules import time_zones
from relkeeper.store import journal

_TABLES = (
    # A promise with a date. `due_on` is the day it is due now, wherever it was put off to; one that repeats is counted
    # from `begins_on`, so that the 31st stays the 31st after a short month. `interaction_id` is the entry it was made
    # in.
    """
    CREATE TABLE follow_up (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
        text TEXT NOT NULL CHECK (trim(text) <> ''),
        due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
        begins_on TEXT NOT NULL CHECK (begins_on IS date(begins_on, '+0 days')),
        every_count INTEGER CHECK (every_count BETWEEN 1 AND 36525),
        every_unit TEXT CHECK (every_unit IN ('day', 'week', 'month', 'year')),
        done_on TEXT CHECK (done_on IS date(done_on, '+0 days')),
        private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
        created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??Z'),
        updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??Z'),
        CHECK ((every_count IS NULL) = (every_unit IS NULL)),
        CHECK (begins_on <= due_on)
    ) STRICT
    """,
    "CREATE INDEX follow_up_open ON follow_up (due_on) WHERE done_on IS NULL",
    "CREATE INDEX follow_up_by_contact ON follow_up (contact_id)",
    "CREATE INDEX follow_up_by_interaction ON follow_up (interaction_id) WHERE interaction_id IS NOT NULL",
    # What a note is about (rules/notes.py): `gift`, `debt`, `likes`; empty for what happened.
    "ALTER TABLE interaction ADD COLUMN kind TEXT NOT NULL DEFAULT '' CHECK (kind = lower(kind) AND kind = trim(kind))",
    "CREATE INDEX interaction_note ON interaction (kind, at) WHERE kind <> ''",
    # A name of the IANA time zone database; empty where it is not known.
    "ALTER TABLE contact ADD COLUMN timezone TEXT NOT NULL DEFAULT '' CHECK (timezone = trim(timezone))",
)

_WATCHED = ("contact", "card_property", "interaction", "follow_up")


def migrate(db: sqlite3.Connection) -> None:
    """Add the table and the columns to a book of version 4, inside the caller's transaction."""
    for statement in _TABLES:
        db.execute(statement)
    for table in ("contact", "card_property"):
        journal.unwatch(db, table)
    _move_zones(db)
    for table in _WATCHED:
        journal.watch(db, table)


def _move_zones(db: sqlite3.Connection) -> None:
    """What cards said of where people live (TZ, RFC 6350 section 6.5.1), and was kept as it came, becomes their zone.

    The property goes, unless there is more to it.
    """
    kept = "SELECT id, contact_id, value, grp || params FROM card_property WHERE name = 'TZ' ORDER BY contact_id, id"
    lives = "UPDATE contact SET timezone = ? WHERE id = ? AND timezone = ''"
    for number, contact_id, value, more in db.execute(kept).fetchall():
        zone = value.strip()
        is_taken = time_zones.exists(zone) and db.execute(lives, (zone, contact_id)).rowcount
        if is_taken and more.casefold() in {"", "value=text"}:
            db.execute("DELETE FROM card_property WHERE id = ?", (number,))
