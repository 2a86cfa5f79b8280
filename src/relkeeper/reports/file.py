"""How much is in the book?"""

import sqlite3
from typing import NamedTuple


class Counts(NamedTuple):
    """The version of the schema, and how many of each there are. `operations` is the length of the history.

    `attachment_bytes` is the size of the attached files, each counted once however often it is attached.
    """

    version: int
    contacts: int
    archived: int
    entries: int
    operations: int
    attachments: int = 0
    attachment_bytes: int = 0


class FileInfo(NamedTuple):
    """The file of the book. `size` is in bytes, `last_backup_at` an instant or None."""

    path: str
    size: int
    encrypted: bool
    counts: Counts
    backup_folder: str
    backups: int
    last_backup_at: str | None


def counts(db: sqlite3.Connection) -> Counts:
    """What the book holds."""

    def number(statement: str) -> int:
        return int(db.execute(statement).fetchone()[0])

    return Counts(
        version=number("PRAGMA user_version"),
        contacts=number("SELECT count(*) FROM contact WHERE NOT archived"),
        archived=number("SELECT count(*) FROM contact WHERE archived"),
        entries=number("SELECT count(*) FROM interaction"),
        operations=number("SELECT count(*) FROM operation"),
        attachments=number("SELECT count(*) FROM attachment"),
        attachment_bytes=number(
            "SELECT coalesce(sum(size), 0) FROM content WHERE id IN (SELECT content_id FROM attachment)"
        ),
    )
