"""Two contacts become one: everything that belongs to the second moves to the first, and the second goes."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, PointDraft, PropertyDraft
from relkeeper.errors import UsageError
from relkeeper.rules.likeness import Likeness, likeness, of_draft
from relkeeper.rules.merging import united
from relkeeper.rules.merging.preview import FieldMerge, beside, compared
from relkeeper.rules.private import OPT_OUTS, unwanted
from relkeeper.services import contact_rows
from relkeeper.store.loading import load
from relkeeper.store.people import ordered
from relkeeper.store.writing import raw

# Of whom both sides speak, the row of the first stays.
_SHARED = {"participant": "interaction_id", "attachment_contact": "attachment_id"}
_MOVING = ("sitting", "dismissed_message", "taken_card", "merged_contact", "follow_up")


class Merged(NamedTuple):
    """What became of two contacts: the `kept` one has what the `gone` one had.

    `likeness` says what spoke for and against it, and `related` what one was to the other, which nobody is to
    themselves. `fields` tell of each field what both said and what it becomes. Entries, notes (which are no entries
    here), attachments and follow-ups are those that move.
    """

    kept: int
    name: str
    gone: int
    gone_name: str
    likeness: Likeness
    related: tuple[str, ...]
    fields: tuple[FieldMerge, ...]
    entries: int
    notes: int
    attachments: int
    follow_ups: int


class Merging:
    """Says that two contacts are one, or two. `region` is that of phone numbers."""

    def __init__(self, session: Session, now: datetime, region: str) -> None:
        self._session = session
        self._db = raw(session)
        self._now = now
        self._region = region

    def merge(self, kept: int, gone: int) -> Merged:
        """Make one contact of two.

        Raises NotFoundError, and UsageError where one wants nothing private kept, or the user said that they are two.
        """
        if kept == gone:
            raise UsageError(f"#{kept} is one contact already")
        first, second = load(self._db, kept), load(self._db, gone)
        if self.are_distinct(kept, gone):
            again = f"relkeeper contact distinct '#{kept}' '#{gone}' --remove"
            raise UsageError(f"#{kept} {first.name} and #{gone} {second.name} are two, as you said; else: {again}")
        related = _related(first, gone), _related(second, kept)
        whole = united(self._with_uids(kept, first), self._with_uids(gone, second), self._point_key)
        whole = replace(whole, relations=tuple(r for r in whole.relations if r.contact_id not in (kept, gone)))
        first_row, second_row = self._row(kept), self._row(gone)
        self._refuse_private(kept, gone, whole)
        contact_rows.change(self._session, kept, first, whole, self._now, self._region)
        notes = self._notes_apart(kept, gone)
        entries, attachments = (self._move_shared(table, kept, gone) for table in _SHARED)
        moved = {table: self._move(table, kept, gone) for table in _MOVING}
        self._move_relations(kept, gone)
        self._move_distinct(kept, gone)
        self._db.execute("INSERT OR REPLACE INTO merged_contact VALUES (?, ?)", (gone, kept))
        self._set(kept, _of_both(first_row, second_row))
        self._db.execute("DELETE FROM contact WHERE id = ?", (gone,))
        fields = compared(first, second, load(self._db, kept))
        fields += beside(first_row, second_row, self._row(kept))
        if any(related):
            said = "\n".join(related[0]), "\n".join(related[1])
            fields = (*fields, FieldMerge("relation between them", *said, becomes=""))
        alike = likeness(*(of_draft(draft, self._normalised) for draft in (first, second)))
        between = tuple(dict.fromkeys((*related[0], *related[1])))
        names = kept, first.name, gone, second.name
        return Merged(*names, alike, between, fields, entries - notes, notes, attachments, moved["follow_up"])

    def are_distinct(self, first: int, second: int) -> bool:
        """Whether the user said of two contacts that they are two."""
        pair = "SELECT 1 FROM distinct_pair WHERE contact_id = ? AND other_id = ?"
        return self._db.execute(pair, ordered(first, second)).fetchone() is not None

    def set_distinct(self, first: int, second: int, distinct: bool = True) -> None:
        """Remember that two contacts are two, or forget it."""
        if first == second:
            raise UsageError(f"#{first} is one contact; name two")
        statement = (
            "INSERT OR IGNORE INTO distinct_pair VALUES (?, ?)"
            if distinct
            else "DELETE FROM distinct_pair WHERE contact_id = ? AND other_id = ?"
        )
        self._db.execute(statement, ordered(first, second))

    def _point_key(self, point: PointDraft) -> tuple[str, str]:
        return contact_rows.point_key(point, self._region)

    def _normalised(self, point: PointDraft) -> str:
        return contact_rows.normalised(point, self._region)

    def _with_uids(self, contact_id: int, draft: ContactDraft) -> ContactDraft:
        """The draft with all by which other programs know the contact: its own identity first, if it has no other."""
        (uid,) = self._db.execute("SELECT uid FROM contact WHERE id = ?", (contact_id,)).fetchone()
        own = PropertyDraft("UID", f"urn:uuid:{uid}")
        if own in draft.properties:
            return draft
        known = any(kept.name == "UID" for kept in draft.properties)
        return replace(draft, properties=(*draft.properties, own) if known else (own, *draft.properties))

    def _row(self, contact_id: int) -> dict[str, object]:
        cursor = self._db.execute("SELECT * FROM contact WHERE id = ?", (contact_id,))
        return dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))

    def _refuse_private(self, kept: int, gone: int, whole: ContactDraft) -> None:
        """Nothing private comes to somebody who wants none kept."""
        unwilling = self._db.execute(
            "SELECT id, name FROM contact WHERE id IN (?, ?) AND no_sensitive", (kept, gone)
        ).fetchone()
        beside = self._db.execute(
            "SELECT 1 FROM participant p JOIN interaction i ON i.id = p.interaction_id "
            "WHERE p.contact_id IN (:kept, :gone) AND i.private "
            "UNION ALL SELECT 1 FROM follow_up WHERE contact_id IN (:kept, :gone) AND private",
            {"kept": kept, "gone": gone},
        ).fetchone()
        if unwilling and (whole.private_notes or whole.private_fields or beside):
            raise unwanted(*unwilling)

    def _notes_apart(self, kept: int, gone: int) -> int:
        """How many notes are about the one that goes, and not about the other."""
        found = self._db.execute(
            "SELECT count(*) FROM participant p JOIN interaction i ON i.id = p.interaction_id "
            "WHERE p.contact_id = :gone AND i.kind <> '' AND p.interaction_id NOT IN "
            "(SELECT interaction_id FROM participant WHERE contact_id = :kept)",
            {"kept": kept, "gone": gone},
        ).fetchone()
        return int(found[0])

    def _move_shared(self, table: str, kept: int, gone: int) -> int:
        """Move who takes part in what; returns how many rows came to the contact that is kept."""
        column = _SHARED[table]
        if table == "participant":
            self._db.execute(
                "UPDATE participant SET counts = 1 WHERE contact_id = ? AND interaction_id IN "
                "(SELECT interaction_id FROM participant WHERE contact_id = ? AND counts)",
                (kept, gone),
            )
        self._db.execute(
            f"DELETE FROM {table} WHERE contact_id = ? AND {column} IN "
            f"(SELECT {column} FROM {table} WHERE contact_id = ?)",
            (gone, kept),
        )
        return self._move(table, kept, gone)

    def _move(self, table: str, kept: int, gone: int) -> int:
        """Give rows of one contact to the other; returns how many."""
        return self._db.execute(f"UPDATE {table} SET contact_id = ? WHERE contact_id = ?", (kept, gone)).rowcount

    def _move_relations(self, kept: int, gone: int) -> None:
        self._db.execute("DELETE FROM relation WHERE contact_id = ? AND other_id = ?", (kept, gone))
        self._db.execute("UPDATE relation SET other_id = ? WHERE other_id = ?", (kept, gone))

    def _move_distinct(self, kept: int, gone: int) -> None:
        """Who is not the one is not the other."""
        pairs = self._db.execute("SELECT * FROM distinct_pair WHERE ? IN (contact_id, other_id)", (gone,)).fetchall()
        for pair in pairs:
            self._db.execute("DELETE FROM distinct_pair WHERE contact_id = ? AND other_id = ?", pair)
            other = next(each for each in pair if each != gone)
            if other != kept:
                self.set_distinct(kept, other)

    def _set(self, contact_id: int, values: dict[str, object]) -> None:
        columns = ", ".join(f"{column} = :{column}" for column in values)
        self._db.execute(f"UPDATE contact SET {columns} WHERE id = :id", values | {"id": contact_id})


def _related(draft: ContactDraft, other: int) -> list[str]:
    """What a contact says of another one, in words."""
    return [f"{relation.kind}: {relation.name}" for relation in draft.relations if relation.contact_id == other]


def _of_both(first: dict[str, object], second: dict[str, object]) -> dict[str, object]:
    """What stands in the row of a contact beside its card: the first decides, and a wish of either is one of both."""
    return {
        "cadence_days": first["cadence_days"] or second["cadence_days"],
        "snoozed_until": first["snoozed_until"] or second["snoozed_until"],
        "added_on": min(str(first["added_on"]), str(second["added_on"])),
        "archived": bool(first["archived"] and second["archived"]),
        **{name: bool(first[name] or second[name]) for name in OPT_OUTS},
    }
