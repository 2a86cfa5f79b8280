"""Days that return each year. Works in the caller's transaction; nothing is printed or asked."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from relkeeper.drafts import OccasionDraft
from relkeeper.errors import NotFoundError, RelkeeperError
from relkeeper.rules.occasions import words
from relkeeper.rules.occasions.kinds import BIRTHDAY, KNOWN
from relkeeper.rules.texts import entered
from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.particulars import Occasion

_VALUES = ("kind", "month", "day", "year", "calendar", "leap")


class Occasions:
    """Occasions of one open book."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def add(self, contact_id: int, draft: OccasionDraft) -> int:
        """Keep a day of a contact; returns its number.

        Raises NotFoundError for who is gone, RelkeeperError for a day that is kept already, and for a second birthday
        in the same calendar.
        """
        self._check(contact_id, draft)
        self._touch(contact_id)
        occasion = Occasion(contact_id=contact_id, **_values(draft))
        self._session.add(occasion)
        self._session.flush()
        assert occasion.id is not None
        return occasion.id

    def change(self, number: int, draft: OccasionDraft) -> None:
        """Make an occasion what the draft says. Raises NotFoundError, and RelkeeperError as `add` does."""
        occasion = self._get(number)
        if _draft(occasion) == draft:
            return
        self._check(occasion.contact_id, draft, but=number)
        self._touch(occasion.contact_id)
        for name, value in _values(draft).items():
            setattr(occasion, name, value)
        self._session.flush()

    def get(self, number: int) -> OccasionDraft:
        """An occasion as a draft. Raises NotFoundError."""
        return _draft(self._get(number))

    def delete(self, number: int) -> None:
        """Remove an occasion. Raises NotFoundError."""
        occasion = self._get(number)
        self._touch(occasion.contact_id)
        self._session.delete(occasion)
        self._session.flush()

    def _check(self, contact_id: int, draft: OccasionDraft, but: int | None = None) -> None:
        for kept in self._session.exec(select(Occasion).where(Occasion.contact_id == contact_id)):
            if kept.id != but and _contradicts(_draft(kept), draft):
                said = f"{self._contact(contact_id).name} has {_a(kept.kind)} already"
                which = f"occasion {kept.id}, {words.describe(_draft(kept))}"
                how = f"relkeeper occasion edit {kept.id} --date DATE"
                raise RelkeeperError(f"{said}: {which}; to change it: {how}")

    def _touch(self, contact_id: int) -> None:
        self._contact(contact_id).updated_at = self._now

    def _contact(self, contact_id: int) -> Contact:
        contact = self._session.get(Contact, contact_id)
        if contact is None:
            raise NotFoundError(f"there is no contact #{contact_id} any more")
        return contact

    def _get(self, number: int) -> Occasion:
        occasion = self._session.get(Occasion, number)
        if occasion is None:
            raise NotFoundError(f"there is no occasion {number}; see: relkeeper occasion list")
        return occasion


def _contradicts(kept: OccasionDraft, new: OccasionDraft) -> bool:
    """Whether both cannot be kept: nobody is born twice, and a day that is known by its year needs no second line."""
    if entered.key(kept.kind) != entered.key(new.kind) or kept.calendar != new.calendar:
        return False
    if new.kind == BIRTHDAY:
        return True
    years = {kept.year, new.year}
    return replace(kept, kind=new.kind, year=new.year) == new and (len(years) == 1 or None in years)


def _a(kind: str) -> str:
    """A kind of one's own is quoted: nobody knows its article."""
    if kind not in KNOWN:
        return f"'{kind}'"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" if kind != "met" else "the day you met"


def _values(draft: OccasionDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _VALUES}


def _draft(occasion: Occasion) -> OccasionDraft:
    return OccasionDraft(**{name: getattr(occasion, name) for name in _VALUES})
