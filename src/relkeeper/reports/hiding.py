"""What of the history is shown only to who asks for it."""

import sqlite3
from functools import cached_property

from relkeeper.reports.attachments import PRIVATE_IMPORTS
from relkeeper.rules import names, notes
from relkeeper.rules.private import HIDDEN
from relkeeper.store import images
from relkeeper.store.images import IS_PRIVATE, Image

_SECRET = {
    "interaction": ("summary", "body", "outcome", "place"),
    "custom_field": ("value",),
    "contact": ("private_notes",),
    "attachment": ("name", "note"),
    "follow_up": ("text",),
}
# What stands for what a private note is about.
_OF_A_NOTE = {"kind": notes.UNSAID, "direction": ""}
# What people know a row by.
NAMES = {
    "contact": "name", "interaction": "summary", "follow_up": "text", "tag": "name", "attachment": "name",
}  # fmt: skip
# Tables whose rows keep their number, and say themselves whether they are private.
_WITH_A_FLAG = ("interaction", "follow_up")
# Rows that say something of an entry or of a file, and the column that says of which.
_TIES = {
    "participant": ("interaction", "interaction_id"), "sitting": ("interaction", "interaction_id"),
    "attachment_contact": ("attachment", "attachment_id"),
}  # fmt: skip


class Hiding:
    """Hides what is private, or was once: a line that was made private later was no less private before."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def shown(self, table: str, row: Image | None) -> Image | None:
        """The row without what is private in it."""
        if row is None or not self._is_private(table, row):
            return row
        # A version before notes has left rows that know no kind.
        note = _OF_A_NOTE if table == "interaction" and row.get("kind") else {}
        return row | {column: HIDDEN for column in _SECRET[table] if row.get(column)} | note

    def is_kept_back(self, table: str, row: Image) -> bool:
        """Whether a row is private as a whole, or only ties somebody to what is. Of a contact only words are."""
        if table in _TIES:
            whole, column = _TIES[table]
            return self._is_of_private(whole, row[column])
        return table != "contact" and self._is_private(table, row)

    def _is_of_private(self, table: str, number: int) -> bool:
        row = images.standing(self._db, table, number) or images.last_known(self._db, table, number)
        return row is not None and self._is_private(table, row)

    def name(self, table: str, row: Image) -> str:
        """What a row is known by, as it stands or as it was when it went: an entry by what it says."""
        hidden = NAMES[table] in _SECRET.get(table, ()) and self._is_private(table, row)
        if hidden and table in _WITH_A_FLAG and (standing := images.standing(self._db, table, row["id"])):
            # What it says now is open, whatever it was.
            hidden = bool(standing["private"])
        return HIDDEN if hidden else str(row[NAMES[table]])

    def _is_private(self, table: str, row: Image) -> bool:
        if table == "contact":
            return True
        if table == "custom_field":
            return (row["contact_id"], names.fold(row["name"])) in self._fields
        if table == "attachment":
            of_private = any(self._was_private("interaction", entry) for entry in self._entries_of(row))
            return of_private or self._is_of_private_imports(row)
        return table in _WITH_A_FLAG and self._was_private(table, row["id"])

    def _entries_of(self, row: Image) -> set[int]:
        """The entries that a file belongs to or ever did: it may have outlived one."""
        once = self._db.execute(
            "SELECT before FROM change WHERE table_name = 'attachment' AND key = ? AND action <> 'insert'", (row["id"],)
        ).fetchall()
        standing = images.standing(self._db, "attachment", row["id"])
        rows = (row, standing or row, *(images.image(before) for (before,) in once))
        return {its["interaction_id"] for its in rows if its["interaction_id"] is not None}

    def _is_of_private_imports(self, row: Image) -> bool:
        """Whether a file that an import read belongs to somebody of PRIVATE_IMPORTS, or did."""
        theirs = f"""
            SELECT 1 FROM {PRIVATE_IMPORTS} AND p.contact_id IN (
                SELECT contact_id FROM attachment_contact WHERE attachment_id = :id
                UNION
                SELECT contact_id FROM change WHERE table_name = 'attachment_contact' AND action <> 'insert'
                AND key > :id || ',' AND key < :id || '-'
            )
        """
        return bool(row["original"] and self._db.execute(theirs, {"id": row["id"]}).fetchone())

    def _was_private(self, table: str, number: int) -> bool:
        ever = f"""
            SELECT 1 FROM {table} WHERE id = :number AND private
            UNION ALL
            SELECT 1 FROM change WHERE table_name = '{table}' AND key = :number AND action <> 'insert' AND {IS_PRIVATE}
        """
        return bool(self._db.execute(ever, {"number": number}).fetchone())

    @cached_property
    def _fields(self) -> set[tuple[int, str]]:
        """Contact and folded name of the fields that are private, or were: a new value is a new row."""
        found = self._db.execute("SELECT contact_id, name FROM custom_field WHERE private").fetchall()
        once = self._db.execute(
            f"SELECT before FROM change WHERE table_name = 'custom_field' AND action <> 'insert' AND {IS_PRIVATE}"
        )
        rows = (images.image(before) for (before,) in once.fetchall())
        found += ((row["contact_id"], row["name"]) for row in rows)
        return {(contact_id, names.fold(name)) for contact_id, name in found}
