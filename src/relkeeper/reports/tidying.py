"""What could be tidier in the book: proposals, and nothing is changed."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from relkeeper.reports.interactions import Named
from relkeeper.rules import tidying
from relkeeper.rules.tidying import Proposal
from relkeeper.store.loading import load

# Digits of a number that is no emergency call and no extension.
_SHORTEST = 7


class Untidy(NamedTuple):
    """A contact, and what could be tidier about it; at least one thing."""

    contact: Named
    proposals: tuple[Proposal, ...]


class TidyRow(NamedTuple):
    """One proposal: `before` becomes `after`, which is empty for what goes. `applied` once it is done."""

    contact: Named
    field: str
    before: str
    after: str
    reason: str
    applied: bool


def report(
    db: sqlite3.Connection, region: str, now: datetime, contact_ids: Sequence[int] | None = None
) -> list[Untidy]:
    """The contacts that could be tidier, of all or of those; archived ones too. Raises NotFoundError."""
    if contact_ids is None:
        contact_ids = [row[0] for row in db.execute("SELECT id FROM contact ORDER BY sort_key, id")]
    drafts = ((number, load(db, number)) for number in dict.fromkeys(contact_ids))
    looked = (Untidy(Named(number, draft.name), tidying.proposals(draft, region, now)) for number, draft in drafts)
    return [untidy for untidy in looked if untidy.proposals]


def without_country(db: sqlite3.Connection, contact_ids: Sequence[int] | None = None) -> list[str]:
    """The phone numbers, of all or of those contacts, that tell no country; none that is too short to have one."""
    found = db.execute(
        "SELECT contact_id, value FROM contact_point WHERE kind = 'phone' AND normalized NOT LIKE '+%'"
        " AND length(normalized) >= ? ORDER BY id",
        [_SHORTEST],
    )
    return [value for number, value in found if contact_ids is None or number in contact_ids]


def rows(found: Collection[Untidy], *, applied: bool = False) -> list[TidyRow]:
    """Each proposal on its own."""
    return [TidyRow(contact, *proposal[:4], applied) for contact, proposals in found for proposal in proposals]
