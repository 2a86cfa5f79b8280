"""Who is in the book?"""

import sqlite3
from datetime import date
from typing import NamedTuple

from relkeeper.reports import chosen, rhythm
from relkeeper.reports.chosen import Only
from relkeeper.rules import names
from relkeeper.rules.points import digits

# Unit separator: joins values inside SQLite, and no normalised or typed value holds it.
_BETWEEN = "\x1f"

_ORDER = {
    "name": "sort_key",
    "last": "last_contact_on DESC NULLS LAST, sort_key",
    "due": "due_on ASC NULLS LAST, sort_key",
    "added": "c.added_on DESC, c.id DESC",
    "org": "organization = '', organization COLLATE NOCASE, sort_key",
}


class ContactRow(NamedTuple):
    """A contact at a glance. Dates are local `YYYY-MM-DD`; those of the cadence are None without one."""

    id: int
    uid: str
    name: str
    organization: str
    title: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    tags: tuple[str, ...]
    cadence_days: int | None
    last_contact_on: str | None
    due_on: str | None
    days_overdue: int | None
    archived: bool


class Filter(NamedTuple):
    """Which contacts: all conditions must hold. `tags` are folded keys; `text` and `org` are folded too;
    `only` are the contacts who are asked for."""

    text: str = ""
    tags: tuple[str, ...] = ()
    org: str = ""
    never: bool = False
    archived: bool = False
    only: Only = None


def report(
    db: sqlite3.Connection,
    today: date,
    default_cadence: int | None,
    wanted: Filter,
    order: str = "name",
    limit: int | None = None,
) -> list[ContactRow]:
    """The contacts that `wanted` describes, in an order of `_ORDER`."""
    points = """(SELECT group_concat(value, :between) FROM
        (SELECT value FROM contact_point WHERE contact_id = c.id AND kind = '{}' ORDER BY id))"""
    tags = """(SELECT group_concat(name, :between) FROM
        (SELECT k.name FROM contact_tag ct JOIN tag k ON k.id = ct.tag_id WHERE ct.contact_id = c.id ORDER BY k.key))"""
    due = rhythm.due_on(rhythm.LAST_ON, "c.added_on", rhythm.CADENCE_DAYS, "c.snoozed_until")
    statement = f"""
        SELECT c.id, c.uid, c.name, c.organization, c.title,
               {points.format("email")}, {points.format("phone")}, {tags},
               {rhythm.CADENCE_DAYS}, {rhythm.LAST_ON} AS last_contact_on,
               iif({rhythm.CADENCE_DAYS} IS NULL, NULL, {due}) AS due_on, c.archived
        FROM {rhythm.CONTACT_AND_TAG}
        WHERE c.archived = :archived
              {rhythm.wears_all(len(wanted.tags))} {chosen.among(wanted.only)} {_conditions(wanted)}
        ORDER BY {_ORDER[order]}, c.id LIMIT :limit
    """
    if wanted.org or wanted.text:
        db.create_function("folded", 1, names.fold, deterministic=True)
    values = {
        "between": _BETWEEN,
        "default_cadence": default_cadence,
        "archived": wanted.archived,
        "text": wanted.text,
        "digits": digits(wanted.text),
        "org": wanted.org,
        "limit": -1 if limit is None else limit,
        **rhythm.tag_values(wanted.tags),
        **chosen.values(wanted.only),
    }
    return [_row(row, today) for row in db.execute(statement, values)]


def _conditions(wanted: Filter) -> str:
    conditions = ""
    if wanted.never:
        conditions += " AND NOT EXISTS (SELECT 1 FROM participant WHERE contact_id = c.id AND counts)"
    if wanted.org:
        conditions += " AND instr(folded(c.organization), :org)"
    if wanted.text:
        conditions += """ AND (EXISTS (SELECT 1 FROM name_key WHERE contact_id = c.id AND instr(key, :text))
            OR instr(folded(c.organization), :text)
            OR EXISTS (SELECT 1 FROM contact_point WHERE contact_id = c.id AND (
                instr(folded(value), :text) OR kind = 'phone' AND length(:digits) > 3 AND instr(normalized, :digits)
            )))"""
    return conditions


def _row(row: tuple[object, ...], today: date) -> ContactRow:
    *plain, emails, phones, tags, cadence, last, due, archived = row
    late = (today - date.fromisoformat(str(due))).days if due else None
    lists = (tuple(str(text).split(_BETWEEN)) if text else () for text in (emails, phones, tags))
    return ContactRow._make((*plain, *lists, cadence, last, due, late, bool(archived)))
