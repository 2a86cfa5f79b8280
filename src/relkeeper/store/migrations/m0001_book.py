"""Version 1: contacts and what is known of them, interactions, cadences.

Text columns are never NULL where "" says the same. Dates are local `YYYY-MM-DD`, instants are UTC
`YYYY-MM-DDTHH:MM:SSZ`; the CHECKs hold for every writer, not only for this program (`+0 days` makes SQLite look whether
the month has that day).
"""

import sqlite3

_CONTACTS = (
    # AUTOINCREMENT: the number of a deleted contact is never given to another person.
    """
    CREATE TABLE contact (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        sort_key TEXT NOT NULL,
        given_name TEXT NOT NULL DEFAULT '',
        family_name TEXT NOT NULL DEFAULT '',
        organization TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL DEFAULT '',
        pronouns TEXT NOT NULL DEFAULT '',
        how_we_met TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '',
        cadence_days INTEGER CHECK (cadence_days BETWEEN 1 AND 36525),
        added_on TEXT NOT NULL CHECK (added_on IS date(added_on, '+0 days')),
        snoozed_until TEXT CHECK (snoozed_until IS date(snoozed_until, '+0 days')),
        archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
        created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??Z'),
        updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??Z')
    ) STRICT
    """,
    "CREATE INDEX contact_by_name ON contact (archived, sort_key, id)",
    "CREATE INDEX contact_by_cadence ON contact (cadence_days) WHERE cadence_days IS NOT NULL",
    """
    CREATE TABLE alias (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        UNIQUE (contact_id, name)
    ) STRICT
    """,
    # How people are found: folded names and aliases, and the pinyin of Chinese ones. Derived from contact and alias.
    """
    CREATE TABLE name_key (
        key TEXT NOT NULL CHECK (key <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('name', 'pinyin')),
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        PRIMARY KEY (key, kind, contact_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX name_key_by_contact ON name_key (contact_id)",
    """
    CREATE TABLE contact_point (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind <> '' AND kind = lower(kind)),
        label TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL CHECK (trim(value) <> ''),
        normalized TEXT NOT NULL,
        UNIQUE (contact_id, kind, normalized, label)
    ) STRICT
    """,
    "CREATE INDEX contact_point_by_value ON contact_point (normalized, kind)",
    """
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        key TEXT NOT NULL UNIQUE CHECK (key <> ''),
        cadence_days INTEGER CHECK (cadence_days BETWEEN 1 AND 36525)
    ) STRICT
    """,
    """
    CREATE TABLE contact_tag (
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
        PRIMARY KEY (contact_id, tag_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX contact_tag_by_tag ON contact_tag (tag_id)",
    """
    CREATE TABLE custom_field (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        value TEXT NOT NULL,
        UNIQUE (contact_id, name)
    ) STRICT
    """,
    """
    CREATE TABLE occasion (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (trim(kind) <> ''),
        calendar TEXT NOT NULL DEFAULT 'gregorian' CHECK (calendar IN ('gregorian', 'chinese')),
        year INTEGER CHECK (year BETWEEN 1 AND 9999),
        month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
        day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
        leap INTEGER NOT NULL DEFAULT 0 CHECK (leap IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX occasion_by_contact ON occasion (contact_id)",
    """
    CREATE TABLE relation (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (trim(kind) <> ''),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        other_id INTEGER REFERENCES contact (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX relation_by_contact ON relation (contact_id)",
    "CREATE INDEX relation_by_other ON relation (other_id) WHERE other_id IS NOT NULL",
    # What a vCard said that no column above holds, as it came (RFC 6350 section 3.3), so that it can leave again.
    """
    CREATE TABLE card_property (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        grp TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL CHECK (name <> ''),
        params TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX card_property_by_contact ON card_property (contact_id)",
    # Cards that were taken already, by the SHA-256 of what was read: what the user changed since stays changed.
    """
    CREATE TABLE taken_card (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX taken_card_by_contact ON taken_card (contact_id)",
    "CREATE INDEX card_property_by_uid ON card_property (value) WHERE name = 'UID'",
)

_INTERACTIONS = (
    # on_date is the local date: a move to another time zone changes no history.
    """
    CREATE TABLE interaction (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
        at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'),
        utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1439 AND 1439),
        on_date TEXT NOT NULL CHECK (on_date IS date(at, utc_offset || ' minutes')),
        precision TEXT NOT NULL CHECK (precision IN ('minute', 'day')),
        channel TEXT NOT NULL CHECK (channel <> ''),
        direction TEXT NOT NULL DEFAULT '' CHECK (direction IN ('', 'in', 'out')),
        summary TEXT NOT NULL CHECK (trim(summary) <> ''),
        body TEXT NOT NULL DEFAULT '',
        outcome TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        duration_minutes INTEGER CHECK (duration_minutes > 0),
        source TEXT NOT NULL DEFAULT 'typed',
        created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??Z'),
        updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??Z'),
        UNIQUE (id, on_date)
    ) STRICT
    """,
    "CREATE INDEX interaction_by_time ON interaction (at)",
    # The date is repeated here under a foreign key, so that the last contact of a person is one step in one index.
    """
    CREATE TABLE participant (
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        on_date TEXT NOT NULL,
        interaction_id INTEGER NOT NULL,
        PRIMARY KEY (contact_id, on_date, interaction_id),
        FOREIGN KEY (interaction_id, on_date) REFERENCES interaction (id, on_date) ON UPDATE CASCADE ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX participant_by_interaction ON participant (interaction_id, contact_id)",
    # An interaction with nobody left in it is no interaction.
    """
    CREATE TRIGGER interaction_without_participants AFTER DELETE ON participant
    WHEN NOT EXISTS (SELECT 1 FROM participant WHERE interaction_id = OLD.interaction_id)
    BEGIN
        DELETE FROM interaction WHERE id = OLD.interaction_id;
    END
    """,
)


def migrate(db: sqlite3.Connection) -> None:
    """Build the book in an empty file, inside the caller's transaction."""
    for statement in (*_CONTACTS, *_INTERACTIONS):
        db.execute(statement)
