"""Everything about one contact."""

import sqlite3
from datetime import date, datetime
from typing import Any, NamedTuple

from relkeeper.errors import NotFoundError
from relkeeper.reports import attachments, follow_ups, interactions, occasions, rhythm
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.reports.interactions import InteractionRow, Named
from relkeeper.rules import time_zones
from relkeeper.rules.private import OPT_OUTS
from relkeeper.rules.relations import kinds


class PointRow(NamedTuple):
    """`normalized` is the form it is compared by (E.164 for phones), `value` what was typed or imported."""

    kind: str
    label: str
    value: str
    normalized: str


class OccasionRow(NamedTuple):
    """`calendar` is `gregorian` or `chinese`; `year` is None where unknown.

    `next_on`, `age` and `sui` are those of reports/occasions.ReturnRow, None also where the next return was
    not asked for; `id` is None where it is not to be told.
    """

    kind: str
    calendar: str
    year: int | None
    month: int
    day: int
    leap: bool
    id: int | None = None
    next_on: str | None = None
    age: int | None = None
    sui: int | None = None


class RelationRow(NamedTuple):
    """The contact's `kind` is that person. `name` is what was said, `contact` has the name of now.

    `contact` is None for somebody who is not in the book.
    """

    kind: str
    name: str
    contact: Named | None


class FieldRow(NamedTuple):
    name: str
    value: str
    private: bool


class ContactDetails(NamedTuple):
    """A contact in full. Dates are local `YYYY-MM-DD`, instants ISO 8601 in UTC.

    `cadence_from` is `own`, `tag` (named by `cadence_tag`), `default` or None. `interaction_count` counts all,
    `interactions` holds the newest (all of them unless a limit was asked for). `private_count` says how many private
    things are kept: notes, fields, follow-ups, entries with this contact; unless they are `revealed`, `private_notes`
    is empty, the fields are left out, and the words of the follow-ups and of the entries and the names of their files
    are hidden. `attachments` are those of the contact and of the entries with it, newest first. `no_...` is what the
    contact does not want. `timezone` is a name of the IANA database, or empty; `local_time` is ISO 8601 with the offset
    there, None where neither zone nor the moment is known. `follow_ups` are those that are open. `topics` is what the
    contact knows about.
    """

    id: int
    uid: str
    name: str
    given_name: str
    family_name: str
    aliases: tuple[str, ...]
    organization: str
    title: str
    pronouns: str
    how_we_met: str
    notes: str
    private_notes: str
    tags: tuple[str, ...]
    fields: tuple[FieldRow, ...]
    contact_points: tuple[PointRow, ...]
    occasions: tuple[OccasionRow, ...]
    relations: tuple[RelationRow, ...]
    cadence_days: int | None
    cadence_from: str | None
    cadence_tag: str | None
    added_on: str
    snoozed_until: str | None
    archived: bool
    no_greetings: bool
    no_sharing: bool
    no_automation: bool
    no_sensitive: bool
    timezone: str
    local_time: str | None
    last_contact_on: str | None
    due_on: str | None
    days_overdue: int | None
    created_at: str
    updated_at: str
    private_count: int
    revealed: bool
    interaction_count: int
    interactions: tuple[InteractionRow, ...]
    follow_ups: tuple[FollowUpRow, ...] = ()
    attachments: tuple[Named, ...] = ()
    topics: tuple[str, ...] = ()


_KEPT_OF_A_DAY = ("kind", "calendar", "year", "month", "day", "leap")

# Private entries have an index. Where they are few they are asked whose they are, else the contact's own are looked at.
_PRIVATE_COUNT = """(c.private_notes <> '')
    + (SELECT count(*) FROM custom_field WHERE contact_id = c.id AND private)
    + iif(
        (SELECT count(*) FROM (SELECT 1 FROM interaction WHERE private LIMIT 1000)) < 1000,
        (SELECT count(*) FROM interaction i CROSS JOIN participant p ON p.interaction_id = i.id AND p.contact_id = c.id
         WHERE i.private),
        (SELECT count(*) FROM participant p CROSS JOIN interaction i ON i.id = p.interaction_id
         WHERE p.contact_id = c.id AND i.private)
    )
    + (SELECT count(*) FROM follow_up WHERE contact_id = c.id AND private)"""


def report(
    db: sqlite3.Connection,
    today: date,
    default_cadence: int | None,
    contact_id: int,
    limit: int | None = None,
    reveal: bool = False,
    *,
    now: datetime | None = None,
    missing_day: str | None = None,
) -> ContactDetails:
    """The contact with this id, with at most `limit` of its interactions. Raises NotFoundError.

    The time there is told with `now`, and when days return next with the setting `missing_day`.
    """
    core = _core(db, default_cadence, contact_id, reveal)
    due = core["due_on"]
    count = db.execute("SELECT count(*) FROM participant WHERE contact_id = ?", (contact_id,)).fetchone()[0]
    lists: dict[str, Any] = {
        "aliases": _column(db, "SELECT name FROM alias WHERE contact_id = ? ORDER BY id", contact_id),
        "tags": _column(
            db,
            "SELECT k.name FROM contact_tag ct JOIN tag k ON k.id = ct.tag_id WHERE ct.contact_id = ? ORDER BY k.key",
            contact_id,
        ),
        "fields": tuple(
            FieldRow(name, value, bool(private))
            for name, value, private in db.execute(
                "SELECT name, value, private FROM custom_field WHERE contact_id = ? AND (NOT private OR ?) "
                "ORDER BY private, id",
                (contact_id, reveal),
            )
        ),
        "contact_points": tuple(
            PointRow._make(row)
            for row in db.execute(
                "SELECT kind, label, value, normalized FROM contact_point WHERE contact_id = ? ORDER BY id",
                (contact_id,),
            )
        ),
        "follow_ups": tuple(follow_ups.report(db, today, contact_id, reveal=reveal)),
        "occasions": _occasions(db, contact_id, today, missing_day),
        "relations": _relations(db, contact_id),
        "attachments": attachments.names(db, contact_id, reveal),
        "topics": _column(db, "SELECT name FROM topic WHERE contact_id = ? ORDER BY id", contact_id),
    }
    return ContactDetails(
        **core,
        **lists,
        local_time=time_zones.local_text(now, core["timezone"]) if now else None,
        days_overdue=(today - date.fromisoformat(due)).days if due else None,
        revealed=reveal,
        interaction_count=count,
        interactions=tuple(interactions.report(db, interactions.Filter(contact_id=contact_id), limit, reveal)),
    )


def facts(row: ContactDetails) -> dict[str, Any]:
    """What a file says of a contact: without its entries and follow-ups, which stand beside it, and without what is
    reckoned from the moment at which it is asked: the time there, and when days return next."""
    told = row._asdict()
    del told["interactions"], told["follow_ups"], told["local_time"]
    return told | {"occasions": [{name: getattr(day, name) for name in _KEPT_OF_A_DAY} for day in row.occasions]}


def alone_with(db: sqlite3.Connection, contact_id: int) -> int:
    """How many interactions have this contact as their only participant."""
    row = db.execute(
        """
        SELECT count(*) FROM participant p WHERE p.contact_id = ? AND NOT EXISTS (
            SELECT 1 FROM participant q WHERE q.interaction_id = p.interaction_id AND q.contact_id <> p.contact_id
        )
        """,
        (contact_id,),
    ).fetchone()
    return int(row[0])


def _core(db: sqlite3.Connection, default_cadence: int | None, contact_id: int, reveal: bool) -> dict[str, Any]:
    due = rhythm.due_on(rhythm.LAST_ON, "c.added_on", rhythm.CADENCE_DAYS, "c.snoozed_until")
    cursor = db.execute(
        f"""
        SELECT c.id, c.uid, c.name, c.given_name, c.family_name, c.organization, c.title, c.pronouns, c.how_we_met,
               c.notes, iif(:reveal, c.private_notes, '') AS private_notes, {_PRIVATE_COUNT} AS private_count,
               {rhythm.CADENCE_DAYS} AS cadence_days, {rhythm.CADENCE_FROM} AS cadence_from,
               {rhythm.CADENCE_TAG} AS cadence_tag, c.added_on,
               c.snoozed_until, c.archived, {", ".join(f"c.{name}" for name in OPT_OUTS)}, c.timezone,
               {rhythm.LAST_ON} AS last_contact_on,
               iif({rhythm.CADENCE_DAYS} IS NULL, NULL, {due}) AS due_on, c.created_at, c.updated_at
        FROM {rhythm.CONTACT_AND_TAG} WHERE c.id = :contact_id
        """,
        {"contact_id": contact_id, "default_cadence": default_cadence, "reveal": reveal},
    )
    row = cursor.fetchone()
    if row is None:
        raise NotFoundError(f"there is no contact #{contact_id}; see: relkeeper list")
    core = dict(zip((column[0] for column in cursor.description), row, strict=True))
    return core | {flag: bool(core[flag]) for flag in ("archived", *OPT_OUTS)}


def _column(db: sqlite3.Connection, statement: str, contact_id: int) -> tuple[str, ...]:
    return tuple(row[0] for row in db.execute(statement, (contact_id,)))


def _occasions(
    db: sqlite3.Connection, contact_id: int, today: date, missing_day: str | None
) -> tuple[OccasionRow, ...]:
    """In the order in which they came."""
    if missing_day is None:
        rows = occasions.kept(db, contact_id)
    else:
        rows = sorted(occasions.report(db, today, missing_day, contact_id), key=lambda row: row.id)
    return tuple(OccasionRow._make(getattr(row, name) for name in OccasionRow._fields) for row in rows)


def _relations(db: sqlite3.Connection, contact_id: int) -> tuple[RelationRow, ...]:
    """Those of the contact, and those that lead to it seen from here, unless they say what one of its own says."""
    rows = db.execute(
        "SELECT r.kind, r.name, c.id, c.name FROM relation r LEFT JOIN contact c ON c.id = r.other_id "
        "WHERE r.contact_id = ? ORDER BY r.id",
        (contact_id,),
    )
    shown = [RelationRow(kind, name, None if other is None else Named(other, its)) for kind, name, other, its in rows]
    leading_here = db.execute(
        "SELECT r.kind, r.inverse, c.id, c.name FROM relation r JOIN contact c ON c.id = r.contact_id "
        "WHERE r.other_id = ? ORDER BY r.contact_id, r.id",
        (contact_id,),
    )
    for kind, told, other, its in leading_here:
        from_here = RelationRow(told or kinds.inverse(kind), its, Named(other, its))
        if not any(_is_said(from_here, row) for row in shown):
            shown.append(from_here)
    return tuple(shown)


def _is_said(relation: RelationRow, by: RelationRow) -> bool:
    return relation.contact == by.contact and kinds.is_said_by(relation.kind, by.kind)
