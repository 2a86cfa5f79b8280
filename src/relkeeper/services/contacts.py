"""What one can do to contacts. Each method works in the caller's transaction; nothing is printed or asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from relkeeper.drafts import ContactDraft
from relkeeper.errors import NamesakeError, NotFoundError, UsageError
from relkeeper.rules import names
from relkeeper.rules.private import OPT_OUTS, unwanted
from relkeeper.services import contact_rows
from relkeeper.services.forgetting import forget_private
from relkeeper.services.interactions import Interactions
from relkeeper.store.loading import load
from relkeeper.store.models.contacts import Contact
from relkeeper.store.people import existing
from relkeeper.store.writing import raw

Revision = Callable[[ContactDraft], ContactDraft]


class Contacts:
    """Contacts of one open book. `region` is the country of phone numbers without a country code."""

    def __init__(self, session: Session, now: datetime, region: str) -> None:
        self._session = session
        self._now = now
        self._region = region

    def add(self, draft: ContactDraft, cadence_days: int | None = None, namesake_ok: bool = False) -> int:
        """Add a contact; returns its id. Raises NamesakeError unless `namesake_ok`."""
        _check(draft)
        standing = existing(raw(self._session), draft.name)
        if standing and not namesake_ok:
            who = ", ".join(f"#{number} {name}" for number, name in standing)
            raise NamesakeError(f"'{draft.name}' is in the book already: {who}")
        return contact_rows.create(self._session, replace(draft, cadence_days=cadence_days), self._now, self._region)

    def revise(self, contact_id: int, revision: Revision) -> None:
        """Make a contact what `revision` makes of it.

        Raises NotFoundError, and UsageError where something is private and the contact wants nothing private kept.
        """
        old = load(raw(self._session), contact_id)
        new = revision(old)
        _check(new)
        if (new.private_notes or new.private_fields) and self._get(contact_id).no_sensitive:
            raise unwanted(contact_id, old.name)
        contact_rows.change(self._session, contact_id, old, new, self._now, self._region)

    def set_cadence(self, contact_id: int, days: int | None) -> None:
        self._set(contact_id, cadence_days=days)

    def snooze(self, contact_id: int, until: date | None) -> None:
        """Be silent about a contact until that local date; None ends the silence."""
        self._set(contact_id, snoozed_until=until)

    def archive(self, contact_id: int, archived: bool = True) -> None:
        self._set(contact_id, archived=archived)

    def consent(self, contact_id: int, **opt_outs: bool) -> int:
        """What a contact does not want, by the names in `OPT_OUTS`; what is not named stays as it was.

        With `no_sensitive` the private things that are kept go, from the history as well: notes, fields, follow-ups,
        and the words of entries. Returns how many were kept.
        """
        assert opt_outs.keys() <= set(OPT_OUTS)
        gone = self._forget_private(contact_id) if opt_outs.get("no_sensitive") else 0
        self._set(contact_id, **opt_outs)
        return gone

    def _forget_private(self, contact_id: int) -> int:
        old = load(raw(self._session), contact_id)
        self.revise(contact_id, lambda draft: replace(draft, private_notes="", private_fields=()))
        entries = Interactions(self._session, self._now).unsay_private(contact_id)
        db = raw(self._session)
        # A follow-up without its words is none.
        follow_ups = db.execute("DELETE FROM follow_up WHERE contact_id = ? AND private", (contact_id,)).rowcount
        forget_private(db, contact_id)
        return bool(old.private_notes) + len(old.private_fields) + entries + follow_ups

    def delete(self, contact_id: int) -> None:
        """Remove a contact and the interactions that were with nobody else."""
        self._session.delete(self._get(contact_id))
        self._session.flush()

    def _set(self, contact_id: int, **values: object) -> None:
        contact = self._get(contact_id)
        if all(getattr(contact, name) == value for name, value in values.items()):
            return
        for name, value in values.items():
            setattr(contact, name, value)
        contact.updated_at = self._now
        self._session.flush()

    def _get(self, contact_id: int) -> Contact:
        contact = self._session.get(Contact, contact_id)
        if contact is None:
            raise NotFoundError(f"there is no contact #{contact_id} any more")
        return contact


def _check(draft: ContactDraft) -> None:
    if not names.fold(draft.name):
        raise UsageError("a contact needs a name")
