"""Which cadences history proposes."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from relkeeper.reports import contact_days, rhythm
from relkeeper.reports.interactions import Named
from relkeeper.rules.suggesting import proposing
from relkeeper.rules.suggesting import rhythm as rhythms
from relkeeper.rules.suggesting.rhythm import Rhythm


class ProposalRow(NamedTuple):
    """A cadence for a contact, and its evidence: the usual gap in days between the newest days of contact.

    `days_of_contact` are those that were looked at. `cadence_days` is what holds now, None for none, and
    `cadence_from` is as in OverdueRow. `applied` says whether the proposal was made the contact's cadence.
    """

    contact: Named
    proposed_days: int
    usual_days: float
    days_of_contact: int
    last_contact_on: str
    cadence_days: int | None
    cadence_from: str | None
    cadence_tag: str | None
    applied: bool


class _History(NamedTuple):
    """A contact with the cadence that holds, and its own rhythm; `left_out` says why nothing may be proposed for it."""

    contact: Named
    left_out: str
    cadence_days: int | None
    cadence_from: str | None
    cadence_tag: str | None
    days: list[int]
    own: Rhythm | None
    silent: int


def report(
    db: sqlite3.Connection,
    now: datetime,
    default_cadence: int | None,
    contact_ids: Sequence[int] | None = None,
    *,
    everyone: bool = False,
    me: int | None = None,
) -> list[ProposalRow]:
    """Proposals by name, for all contacts or for those: where neither the contact nor a tag of it has a cadence, or
    with `everyone` also where that is much another one. What the default of the settings gives already is not proposed.

    Left out are the owner's own contact `me`, archived contacts, those who want no suggestions, and those with too
    little history or a rhythm that is over (rules/suggesting/proposing.py).
    """
    found = map(_proposal, _histories(db, now.date(), default_cadence, contact_ids, me))
    return [row for row in found if row and _is_wanted(row, everyone)]


def reasons(
    db: sqlite3.Connection,
    now: datetime,
    default_cadence: int | None,
    contact_ids: Sequence[int],
    me: int | None = None,
) -> dict[int, str]:
    """Why `report` has nothing for those contacts: of each the one reason that holds, in words."""
    return {one.contact.id: _reason(one) for one in _histories(db, now.date(), default_cadence, contact_ids, me)}


_LEFT_OUT = """
    CASE WHEN c.id IS :me THEN 'that is you, by the setting me_contact'
         WHEN c.archived THEN 'the contact is archived' WHEN c.no_automation THEN 'no automation is wanted' ELSE '' END
"""
_AMONG = "WHERE c.id IN (SELECT value FROM json_each(:ids))"


def _histories(
    db: sqlite3.Connection,
    today: date,
    default_cadence: int | None,
    contact_ids: Sequence[int] | None,
    me: int | None,
) -> Iterator[_History]:
    statement = f"""
        SELECT c.id, c.name, {_LEFT_OUT}, {rhythm.CADENCE_DAYS}, {rhythm.CADENCE_FROM}, {rhythm.CADENCE_TAG},
               {contact_days.DAYS}
        FROM {rhythm.CONTACT_AND_TAG} {"" if contact_ids is None else _AMONG}
        ORDER BY c.sort_key, c.id
    """
    values = {"default_cadence": default_cadence, "ids": str(list(contact_ids or ())), "me": me}
    calendar = contact_days.Calendar()
    for number, name, left_out, cadence, origin, tag, history in db.execute(statement, values):
        days = calendar.days(history)
        silent = today.toordinal() - days[-1] if days else 0
        yield _History(Named(number, name), left_out, cadence, origin, tag, days, rhythms.own(days), silent)


def _proposal(one: _History) -> ProposalRow | None:
    proposal = None if one.left_out else proposing.proposed(one.own, one.silent)
    if not one.own or not proposal:
        return None
    last = date.fromordinal(one.days[-1]).isoformat()
    set_now = (one.cadence_days, one.cadence_from, one.cadence_tag)
    return ProposalRow(one.contact, proposal, one.own.told, len(one.days), last, *set_now, applied=False)


def _is_wanted(row: ProposalRow, everyone: bool) -> bool:
    if row.cadence_from in (None, "default"):
        return row.cadence_days != row.proposed_days
    return everyone and proposing.differs(row.cadence_days, row.proposed_days)


def _reason(one: _History) -> str:
    proposal = _proposal(one)
    if proposal:
        return proposing.settled(one.cadence_days, proposal.proposed_days)
    return one.left_out or proposing.against(one.own, len(one.days), one.silent)
