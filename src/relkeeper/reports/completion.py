"""What TAB may offer: names, tags and channels that begin with what was typed. A few, quickly."""

import sqlite3

_MANY = 50


def names(db: sqlite3.Connection, beginning: str) -> list[str]:
    """Folded names, aliases and pinyin of active contacts that begin with the folded `beginning`."""
    rows = db.execute(
        """
        SELECT DISTINCT k.key FROM name_key k JOIN contact c ON c.id = k.contact_id
        WHERE k.key >= :beginning AND k.key < :beginning || char(1114111) AND NOT c.archived LIMIT :many
        """,
        {"beginning": beginning, "many": _MANY},
    )
    return [row[0] for row in rows]


def tags(db: sqlite3.Connection, beginning: str) -> list[str]:
    """Folded tags that begin with the folded `beginning`."""
    rows = db.execute(
        "SELECT key FROM tag WHERE substr(key, 1, length(:beginning)) = :beginning ORDER BY key LIMIT :many",
        {"beginning": beginning, "many": _MANY},
    )
    return [row[0] for row in rows]


def channels(db: sqlite3.Connection, beginning: str) -> list[str]:
    """Channels that were used and begin with `beginning`; looked for one by one along the index of the newest ones."""
    rows = db.execute(
        "SELECT DISTINCT channel FROM (SELECT channel FROM interaction ORDER BY at DESC LIMIT 1000) "
        "WHERE substr(channel, 1, length(:beginning)) = :beginning ORDER BY channel LIMIT :many",
        {"beginning": beginning, "many": _MANY},
    )
    return [row[0] for row in rows]


def note_kinds(db: sqlite3.Connection, beginning: str) -> list[str]:
    """Kinds of notes that were used and begin with `beginning`; not those of private notes alone."""
    rows = db.execute(
        "SELECT DISTINCT kind FROM interaction WHERE kind <> '' AND NOT private "
        "AND substr(kind, 1, length(:beginning)) = :beginning ORDER BY kind LIMIT :many",
        {"beginning": beginning, "many": _MANY},
    )
    return [row[0] for row in rows]
