"""What of the history is shown only to who asks for it."""

import sqlite3
from functools import cached_property

from relkeeper.rules import names
from relkeeper.rules.private import HIDDEN
from relkeeper.store import images
from relkeeper.store.images import IS_PRIVATE, Image

_SECRET = {
    "interaction": ("summary", "body", "outcome", "place"),
    "custom_field": ("value",),
    "contact": ("private_notes",),
    "attachment": ("name", "note"),
}


# Who takes part in entries that came with an import and are private, as `p`. Which of a contact's entries were made of
# a file is known nowhere: a file that an import read is hidden while any of them is. CROSS, since few entries are
# private and have an index: https://sqlite.org/optoverview.html#crossjoin.
PRIVATE_IMPORTS = """
    interaction i CROSS JOIN participant p ON p.interaction_id = i.id WHERE i.private AND i.source <> 'typed'
"""


class Hiding:
    """Hides what is private, or was once: a line that was made private later was no less private before."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def shown(self, table: str, row: Image | None) -> Image | None:
        """The row without what is private in it."""
        if row is None or not self._is_private(table, row):
            return row
        return row | {column: HIDDEN for column in _SECRET[table] if row.get(column)}

    def summary(self, row: Image) -> str:
        """What an entry says, as it stands or as it was when it went."""
        standing = images.standing(self._db, "interaction", row["id"])
        private = standing["private"] if standing else self._is_private("interaction", row)
        return HIDDEN if private else str(row["summary"])

    def name(self, row: Image) -> str:
        """What a file is called."""
        return HIDDEN if self._is_private("attachment", row) else str(row["name"])

    def _is_private(self, table: str, row: Image) -> bool:
        if table == "contact":
            return True
        if table == "custom_field":
            return (row["contact_id"], names.fold(row["name"])) in self._fields
        if table == "attachment":
            return any(map(self._was_private, self._entries_of(row))) or self._is_of_private_imports(row)
        return table == "interaction" and self._was_private(row["id"])

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

    def _was_private(self, entry: int) -> bool:
        ever = f"""
            SELECT 1 FROM interaction WHERE id = :entry AND private
            UNION ALL
            SELECT 1 FROM change
            WHERE table_name = 'interaction' AND key = :entry AND action <> 'insert' AND {IS_PRIVATE}
        """
        return bool(self._db.execute(ever, {"entry": entry}).fetchone())

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
