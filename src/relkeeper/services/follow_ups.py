"""Promises with a date. Works in the caller's transaction; nothing is printed or asked."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from relkeeper.drafts import FollowUpDraft
from relkeeper.errors import NotFoundError, RelkeeperError, UsageError
from relkeeper.rules import follow_ups, instants
from relkeeper.rules.day_words import describe
from relkeeper.rules.private import unwanted
from relkeeper.rules.repeats import Repeat
from relkeeper.store import journal
from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.follow_ups import FollowUp
from relkeeper.store.models.row import new_uid
from relkeeper.store.writing import raw


class FollowUps:
    """Follow-ups of one open book. Today is the local day of `now`."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def add(self, contact_id: int, draft: FollowUpDraft, interaction_id: int | None = None) -> int:
        """Keep a promise, made in that entry if any; returns its number.

        Raises NotFoundError for a contact who is gone, UsageError for a private one where none is wanted.
        """
        follow_up = FollowUp(
            uid=draft.uid or new_uid(),
            contact_id=contact_id,
            interaction_id=interaction_id,
            **self._values(contact_id, draft),
            created_at=self._now,
            updated_at=self._now,
        )
        self._session.add(follow_up)
        self._session.flush()
        assert follow_up.id is not None
        return follow_up.id

    def get(self, number: int) -> FollowUpDraft:
        """A follow-up as a draft. Raises NotFoundError."""
        row = self._get(number)
        return FollowUpDraft(row.text, row.due_on, _every(row), row.private, row.begins_on, row.done_on, row.uid)

    def change(self, number: int, draft: FollowUpDraft) -> None:
        """Make a follow-up what the draft says; its identity stays.

        Raises NotFoundError, UsageError for a private one where none is wanted, RelkeeperError for another day or
        rhythm of one that is done.
        """
        row = self._get(number)
        if (draft.due_on, draft.every) != (row.due_on, _every(row)):
            self._check_open(row)
        for name, value in self._values(row.contact_id, draft).items():
            setattr(row, name, value)
        self._touch(row)

    def done(self, number: int, *, for_good: bool = False) -> None:
        """A promise was kept. One that returns is due on its next day after today, unless it is done `for_good`.

        Raises NotFoundError, and RelkeeperError for one that is done already, or was today and is not due again.
        """
        row = self._get(number)
        self._check_open(row)
        every, today = _every(row), self._now.date()
        if every and not for_good:
            self._check_due_again(row)
            row.due_on = follow_ups.next_day(row.begins_on, every, max(row.due_on, today))
        else:
            row.done_on = today
        self._touch(row)

    def snooze(self, number: int, due_on: date) -> None:
        """Put a promise off to a later day; one that returns keeps its rhythm.

        Raises NotFoundError, UsageError for a day that is not later, RelkeeperError for one that is done.
        """
        row = self._get(number)
        self._check_open(row)
        if due_on <= row.due_on:
            due = describe(row.due_on, self._now.date())
            raise UsageError(
                f"follow-up #{number} is due {due}, and is put off to a later day only; "
                f"to have it earlier: relkeeper follow-up edit {number} --due {due_on.isoformat()}"
            )
        row.due_on = due_on
        self._touch(row)

    def hide_those_of(self, interaction_id: int) -> list[int]:
        """Make the promises of an entry private, since they may repeat its words; returns the numbers of those that
        were not. Raises UsageError for one of somebody who wants nothing private kept."""
        public = select(FollowUp).where(FollowUp.interaction_id == interaction_id, col(FollowUp.private).is_(False))
        rows = self._session.exec(public.order_by(col(FollowUp.id))).all()
        for row in rows:
            contact = self._session.get_one(Contact, row.contact_id)
            if contact.no_sensitive:
                raise unwanted(row.contact_id, contact.name)
            row.private = True
            self._touch(row)
        return [row.id for row in rows if row.id is not None]

    def delete(self, number: int) -> None:
        """Remove a follow-up. Raises NotFoundError."""
        self._session.delete(self._get(number))
        self._session.flush()

    def _get(self, number: int) -> FollowUp:
        row = self._session.get(FollowUp, number)
        if row is None:
            raise NotFoundError(f"there is no follow-up #{number}; see: relkeeper follow-up list")
        return row

    def _check_open(self, row: FollowUp) -> None:
        if row.done_on:
            raise RelkeeperError(
                f"follow-up #{row.id} was done {describe(row.done_on, self._now.date())}; "
                "nothing was changed; to promise it again: relkeeper follow-up add"
            )

    def _check_due_again(self, row: FollowUp) -> None:
        """To do something before its day is right, to say so twice on one day would skip a time unseen."""
        if row.due_on > self._now.date() and self._was_done_today(row):
            raise RelkeeperError(
                f"follow-up #{row.id} was done today; next is {describe(row.due_on, self._now.date())}; nothing was "
                f"changed; to skip that time: relkeeper follow-up snooze {row.id} WHEN"
            )

    def _was_done_today(self, row: FollowUp) -> bool:
        """The row does not tell a time that was done from one that was put off: the history does."""
        db = raw(self._session)
        midnight = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        found = db.execute(
            "SELECT o.id FROM operation o JOIN change c ON c.operation_id = o.id "
            "WHERE o.command = 'follow-up done' AND o.at >= ? AND c.table_name = 'follow_up' AND c.key = ?",
            (instants.text(midnight), row.id),
        ).fetchall()
        taken_back = journal.undone(db) if found else {}
        return any(number not in taken_back for (number,) in found)

    def _touch(self, row: FollowUp) -> None:
        row.updated_at = self._now
        self._session.flush()

    def _values(self, contact_id: int, draft: FollowUpDraft) -> dict[str, Any]:
        contact = self._session.get(Contact, contact_id)
        if contact is None:
            raise NotFoundError(f"there is no contact #{contact_id} any more")
        if draft.private and contact.no_sensitive:
            raise unwanted(contact_id, contact.name)
        if not draft.text.strip():
            raise UsageError("a follow-up needs a text: what is to be done?")
        amount, unit = draft.every or (None, None)
        return {
            "text": draft.text.strip(),
            "due_on": draft.due_on,
            "begins_on": draft.begins_on or draft.due_on,
            "every_count": amount,
            "every_unit": unit,
            "done_on": draft.done_on,
            "private": draft.private,
        }


def _every(row: FollowUp) -> Repeat | None:
    return Repeat(row.every_count, row.every_unit) if row.every_count and row.every_unit else None
