"""A contact of the file as the draft that would make it: plain SQL over the connection that both doors have."""

import sqlite3
from typing import Any

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.errors import NotFoundError

# The columns of a contact that a draft has under the same name.
TEXTS = (
    "name", "given_name", "family_name", "organization", "title", "pronouns", "how_we_met", "notes", "private_notes",
    "timezone",
)  # fmt: skip


def load(db: sqlite3.Connection, contact_id: int) -> ContactDraft:
    """The contact with this id, with what is private. Raises NotFoundError."""

    def rows(statement: str) -> list[Any]:
        return db.execute(statement, (contact_id,)).fetchall()

    core = rows(f"SELECT {', '.join(TEXTS)} FROM contact WHERE id = ?")
    if not core:
        raise NotFoundError(f"there is no contact #{contact_id} any more")
    fields = rows("SELECT name, value, private FROM custom_field WHERE contact_id = ? ORDER BY id")
    properties = rows("SELECT name, value, params, grp FROM card_property WHERE contact_id = ? ORDER BY id")
    return ContactDraft(
        **dict(zip(TEXTS, core[0], strict=True)),
        aliases=tuple(row[0] for row in rows("SELECT name FROM alias WHERE contact_id = ? ORDER BY id")),
        points=tuple(
            PointDraft(*row)
            for row in rows("SELECT kind, value, label FROM contact_point WHERE contact_id = ? ORDER BY id")
        ),
        tags=tuple(
            row[0]
            for row in rows(
                "SELECT k.name FROM contact_tag ct JOIN tag k ON k.id = ct.tag_id "
                "WHERE ct.contact_id = ? ORDER BY k.key"
            )
        ),
        fields=tuple((name, value) for name, value, private in fields if not private),
        private_fields=tuple((name, value) for name, value, private in fields if private),
        occasions=tuple(
            OccasionDraft(kind, month, day, year, calendar, bool(leap))
            for kind, month, day, year, calendar, leap in rows(
                "SELECT kind, month, day, year, calendar, leap FROM occasion WHERE contact_id = ? ORDER BY id"
            )
        ),
        relations=tuple(
            RelationDraft(kind, name, other, inverse=inverse)
            for kind, name, other, inverse in rows(
                "SELECT kind, name, other_id, inverse FROM relation WHERE contact_id = ? ORDER BY id"
            )
        ),
        properties=tuple(PropertyDraft(*row) for row in properties),
        topics=tuple(row[0] for row in rows("SELECT name FROM topic WHERE contact_id = ? ORDER BY id")),
    )
