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
    , private_notes TEXT NOT NULL DEFAULT '', no_greetings INTEGER NOT NULL DEFAULT 0 CHECK (no_greetings IN (0, 1)), no_sharing INTEGER NOT NULL DEFAULT 0 CHECK (no_sharing IN (0, 1)), no_automation INTEGER NOT NULL DEFAULT 0 CHECK (no_automation IN (0, 1)), no_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (no_sensitive IN (0, 1)), timezone TEXT NOT NULL DEFAULT '' CHECK (timezone = trim(timezone))) STRICT
    
;
CREATE TABLE name_key (
        key TEXT NOT NULL CHECK (key <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('name', 'pinyin')),
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        PRIMARY KEY (key, kind, contact_id)
    ) STRICT, WITHOUT ROWID
    
;
CREATE TABLE contact_tag (
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
        PRIMARY KEY (contact_id, tag_id)
    ) STRICT, WITHOUT ROWID
    
;
CREATE TABLE taken_card (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    
;
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
        updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??Z'), private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)), kind TEXT NOT NULL DEFAULT '' CHECK (kind = lower(kind) AND kind = trim(kind)),
        UNIQUE (id, on_date)
    ) STRICT
    
;
CREATE TABLE participant (
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        on_date TEXT NOT NULL,
        interaction_id INTEGER NOT NULL, counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1)),
        PRIMARY KEY (contact_id, on_date, interaction_id),
        FOREIGN KEY (interaction_id, on_date) REFERENCES interaction (id, on_date) ON UPDATE CASCADE ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    
;
CREATE TABLE operation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'),
        command TEXT NOT NULL CHECK (command <> ''),
        undoes INTEGER REFERENCES operation (id) ON DELETE SET NULL,
        open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1)),
        for_good INTEGER NOT NULL DEFAULT 0 CHECK (for_good IN (0, 1))
    ) STRICT
    
;
CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        operation_id INTEGER REFERENCES operation (id) ON DELETE CASCADE,
        action TEXT NOT NULL CHECK (action = 'insert' OR action = 'update' OR action = 'delete'),
        table_name TEXT NOT NULL,
        key ANY NOT NULL,
        contact_id INTEGER,
        before TEXT CHECK ((before IS NULL) = (action = 'insert'))
    ) STRICT
    
;
CREATE TABLE "alias" (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        UNIQUE (contact_id, name)
    ) STRICT
    
;
CREATE TABLE "contact_point" (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind <> '' AND kind = lower(kind)),
        label TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL CHECK (trim(value) <> ''),
        normalized TEXT NOT NULL,
        UNIQUE (contact_id, kind, normalized, label)
    ) STRICT
    
;
CREATE TABLE "tag" (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        key TEXT NOT NULL UNIQUE CHECK (key <> ''),
        cadence_days INTEGER CHECK (cadence_days BETWEEN 1 AND 36525)
    ) STRICT
    
;
CREATE TABLE "custom_field" (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        value TEXT NOT NULL, private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
        UNIQUE (contact_id, name)
    ) STRICT
    
;
CREATE TABLE "occasion" (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (trim(kind) <> ''),
        calendar TEXT NOT NULL DEFAULT 'gregorian' CHECK (calendar IN ('gregorian', 'chinese')),
        year INTEGER CHECK (year BETWEEN 1 AND 9999),
        month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
        day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
        leap INTEGER NOT NULL DEFAULT 0 CHECK (leap IN (0, 1))
    ) STRICT
    
;
CREATE TABLE "relation" (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (trim(kind) <> ''),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        other_id INTEGER REFERENCES contact (id) ON DELETE SET NULL
    , inverse TEXT NOT NULL DEFAULT '') STRICT
    
;
CREATE TABLE "card_property" (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        grp TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL CHECK (name <> ''),
        params TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL
    ) STRICT
    
;
CREATE TABLE content (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
        size INTEGER NOT NULL CHECK (size >= 0),
        media_type TEXT NOT NULL CHECK (media_type <> ''),
        text TEXT NOT NULL DEFAULT '',
        begins TEXT CHECK (length(begins) = 64)
    ) STRICT
    
;
CREATE TABLE chunk (
        content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK (number >= 0),
        data BLOB NOT NULL,
        PRIMARY KEY (content_id, number)
    ) STRICT
    
;
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
    
;
CREATE TABLE attachment_contact (
        attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        PRIMARY KEY (attachment_id, contact_id)
    ) STRICT, WITHOUT ROWID
    
;
CREATE TABLE sitting (
        interaction_id INTEGER PRIMARY KEY REFERENCES interaction (id) ON DELETE CASCADE,
        contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
        chat TEXT NOT NULL CHECK (chat <> ''),
        ended_at TEXT NOT NULL CHECK (ended_at GLOB '????-??-??T??:??:??Z'),
        messages_in INTEGER NOT NULL CHECK (messages_in >= 0),
        messages_out INTEGER NOT NULL CHECK (messages_out >= 0),
        taken TEXT NOT NULL
    ) STRICT
    
;
CREATE TABLE dismissed_message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
        chat TEXT NOT NULL CHECK (chat <> ''),
        taken TEXT NOT NULL
    ) STRICT
    
;
CREATE TABLE taken_event (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    
;
CREATE TABLE distinct_pair (
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        PRIMARY KEY (contact_id, other_id),
        CHECK (contact_id < other_id)
    ) STRICT, WITHOUT ROWID
    
;
CREATE TABLE merged_contact (
        id INTEGER PRIMARY KEY,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
    ) STRICT
    
;
CREATE TABLE sync_folder (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT NOT NULL UNIQUE CHECK (path <> ''),
        seen INTEGER NOT NULL DEFAULT 0 CHECK (seen >= 0)
    ) STRICT
    
;
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
    
;
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
    
;
CREATE TABLE topic (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        key TEXT NOT NULL CHECK (key <> ''),
        UNIQUE (contact_id, key)
    ) STRICT
    
;
CREATE VIRTUAL TABLE search_index USING fts5(
        summary, body, outcome, place, name, point, about, private, topic, text, file, mark,
        content='', columnsize=0, tokenize='ascii'
    )
;
CREATE INDEX contact_by_name ON contact (archived, sort_key, id)
;
CREATE INDEX contact_by_cadence ON contact (cadence_days) WHERE cadence_days IS NOT NULL
;
CREATE INDEX name_key_by_contact ON name_key (contact_id)
;
CREATE INDEX contact_tag_by_tag ON contact_tag (tag_id)
;
CREATE INDEX taken_card_by_contact ON taken_card (contact_id)
;
CREATE INDEX interaction_by_time ON interaction (at)
;
CREATE UNIQUE INDEX participant_by_interaction ON participant (interaction_id, contact_id)
;
CREATE UNIQUE INDEX operation_open ON operation (open) WHERE open
;
CREATE INDEX operation_by_undone ON operation (undoes) WHERE undoes IS NOT NULL
;
CREATE INDEX change_by_operation ON change (operation_id)
;
CREATE INDEX change_by_row ON change (table_name, key) WHERE action <> 'insert'
;
CREATE INDEX contact_point_by_value ON contact_point (normalized, kind)
;
CREATE INDEX occasion_by_contact ON occasion (contact_id)
;
CREATE INDEX relation_by_contact ON relation (contact_id)
;
CREATE INDEX relation_by_other ON relation (other_id) WHERE other_id IS NOT NULL
;
CREATE INDEX card_property_by_contact ON card_property (contact_id)
;
CREATE INDEX card_property_by_uid ON card_property (value) WHERE name = 'UID'
;
CREATE INDEX content_by_beginning ON content (begins) WHERE begins IS NOT NULL
;
CREATE INDEX attachment_by_content ON attachment (content_id)
;
CREATE INDEX attachment_by_interaction ON attachment (interaction_id) WHERE interaction_id IS NOT NULL
;
CREATE INDEX attachment_contact_by_contact ON attachment_contact (contact_id)
;
CREATE INDEX interaction_private ON interaction (id) WHERE private
;
CREATE INDEX sitting_by_contact ON sitting (contact_id, chat)
;
CREATE INDEX sitting_by_group ON sitting (chat) WHERE contact_id IS NULL
;
CREATE INDEX dismissed_message_by_contact ON dismissed_message (contact_id, chat)
;
CREATE INDEX taken_event_by_interaction ON taken_event (interaction_id)
;
CREATE INDEX distinct_pair_by_other ON distinct_pair (other_id)
;
CREATE INDEX merged_contact_by_contact ON merged_contact (contact_id)
;
CREATE INDEX sync_card_by_contact ON sync_card (contact_id)
;
CREATE INDEX follow_up_open ON follow_up (due_on) WHERE done_on IS NULL
;
CREATE INDEX follow_up_by_contact ON follow_up (contact_id)
;
CREATE INDEX follow_up_by_interaction ON follow_up (interaction_id) WHERE interaction_id IS NOT NULL
;
CREATE INDEX interaction_note ON interaction (kind, at) WHERE kind <> ''
;
CREATE INDEX topic_by_key ON topic (key)
;
CREATE TRIGGER interaction_without_participants AFTER DELETE ON participant
    WHEN NOT EXISTS (SELECT 1 FROM participant WHERE interaction_id = OLD.interaction_id)
    BEGIN
        DELETE FROM interaction WHERE id = OLD.interaction_id;
    END
;
CREATE TRIGGER attachment_without_interaction BEFORE DELETE ON interaction
    BEGIN
        DELETE FROM attachment WHERE interaction_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM attachment_contact WHERE attachment_id = attachment.id);
    END
;
CREATE TRIGGER attachment_without_contact AFTER DELETE ON attachment_contact
    BEGIN
        DELETE FROM attachment WHERE id = OLD.attachment_id AND interaction_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM attachment_contact WHERE attachment_id = OLD.attachment_id);
    END
;
