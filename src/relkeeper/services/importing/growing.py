"""Drafts become contacts, or add to contacts what these do not know: for whatever comes in from elsewhere.

What somebody wants not kept is not kept, whatever a file says.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.rules import instants
from relkeeper.rules.merging import merged
from relkeeper.services import contact_rows
from relkeeper.store.loading import load
from relkeeper.store.writing import raw

_NO_PRIVATE = "no_sensitive"
_HAS_PRIVATE = """
    private_notes <> '' OR EXISTS (SELECT 1 FROM custom_field f WHERE f.contact_id = contact.id AND f.private)
    OR EXISTS (SELECT 1 FROM participant p JOIN interaction i ON i.id = p.interaction_id
               WHERE p.contact_id = contact.id AND i.private)
    OR EXISTS (SELECT 1 FROM follow_up u WHERE u.contact_id = contact.id AND u.private)
"""


class Change(NamedTuple):
    """What became of a record: `added` or `updated`, and the contact it went to."""

    done: str
    id: int
    name: str


class Growing:
    """Makes contacts and adds to them, in the caller's transaction. `region` is that of phone numbers.

    `changes` tell what became of whom, `unchanged` counts the drafts that said nothing new.
    """

    def __init__(self, session: Session, now: datetime, region: str) -> None:
        self._session = session
        self._db = raw(session)
        self._now = now
        self._region = region
        self.changes: list[Change] = []
        self.unchanged = 0

    def create(self, draft: ContactDraft) -> int:
        """Make a contact; returns its id. With a wish to have nothing private kept, what is private is left out."""
        if _NO_PRIVATE in draft.opt_outs:
            draft = _without_private(draft)
        contact_id = contact_rows.create(self._session, draft, self._now, self._region)
        self.changes.append(Change("added", contact_id, draft.name))
        return contact_id

    def grow(self, contact_id: int, draft: ContactDraft, snoozed_until: date | None = None) -> list[str]:
        """Add what the contact does not know; returns what was not taken, and why, in sentences."""
        standing = load(self._db, contact_id)
        (refuses,) = self._db.execute("SELECT no_sensitive FROM contact WHERE id = ?", (contact_id,)).fetchone()
        incoming = _without_private(draft) if refuses else draft
        grown = merged(standing, incoming, self._point_key)
        contact_rows.change(self._session, contact_id, standing, grown, self._now, self._region)
        filled = self._fill(contact_id, draft, snoozed_until)
        if filled or grown != standing:
            self.changes.append(Change("updated", contact_id, standing.name))
        else:
            self.unchanged += 1
        return self._refused(contact_id, standing.name, draft, left_out=incoming != draft)

    def _fill(self, contact_id: int, draft: ContactDraft, snoozed_until: date | None) -> bool:
        """Set what the book says nothing of beside the card; returns whether there was anything.

        Who has private things here keeps them: that they are not wanted has to be said here (`contact consent`).
        """
        wanted = {
            "cadence_days": draft.cadence_days,
            "snoozed_until": snoozed_until and snoozed_until.isoformat(),
            **dict.fromkeys(draft.opt_outs, True),
        }
        filled = 0
        for column, value in wanted.items():
            if value is not None:
                unsaid = f"coalesce({column}, 0) = 0" + (f" AND NOT ({_HAS_PRIVATE})" if column == _NO_PRIVATE else "")
                statement = f"UPDATE contact SET {column} = ?, updated_at = ? WHERE id = ? AND {unsaid}"
                filled += self._db.execute(statement, (value, instants.text(self._now), contact_id)).rowcount
        return filled > 0

    def _refused(self, contact_id: int, name: str, draft: ContactDraft, *, left_out: bool) -> list[str]:
        said = []
        if left_out:
            said.append(f"#{contact_id} {name} wants no private notes kept; what is private was left out")
        (wants_none,) = self._db.execute("SELECT no_sensitive FROM contact WHERE id = ?", (contact_id,)).fetchone()
        if _NO_PRIVATE in draft.opt_outs and not wants_none:
            how = f"relkeeper contact consent '#{contact_id}' --no-sensitive"
            said.append(f"#{contact_id} {name} is said to want no private notes kept, and some are here; see: {how}")
        return said

    def _point_key(self, point: PointDraft) -> tuple[str, str]:
        return contact_rows.point_key(point, self._region)


def _without_private(draft: ContactDraft) -> ContactDraft:
    return replace(draft, private_notes="", private_fields=())
