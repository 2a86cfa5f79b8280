"""The book with all that another book needs to become equal, in pages: rows of the shapes of `show --json`, and more.

The words of docs/own-json.md. What is not in it: settings, the journal, folders kept in step.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from relkeeper.reports import attachments, chosen, contact, follow_ups, interactions, rhythm
from relkeeper.reports.chosen import Only
from relkeeper.store.blobs import Content

Row = dict[str, Any]


class Wanted(NamedTuple):
    """What is to go out: contacts who wear all `tags` (folded keys), `everyone` also who does not want to be shared,
    with what is private where `reveal`, with the bytes of files where `files`; of `only` these contacts."""

    tags: tuple[str, ...] = ()
    everyone: bool = False
    reveal: bool = False
    files: bool = True
    only: Only = None

    @property
    def is_part(self) -> bool:
        """Whether contacts were chosen."""
        return bool(self.tags) or self.only is not None


class Plan(NamedTuple):
    """What goes out, by numbers, each list in the order in which things came into the book.

    `state` is the last operation: it tells whether the book is still what was planned. `left_out` counts those who do
    not want to be shared, `complete` says that another book becomes equal by it.
    """

    state: int
    contacts: tuple[int, ...]
    interactions: tuple[int, ...]
    follow_ups: tuple[int, ...]
    attachments: tuple[int, ...]
    contents: tuple[int, ...]
    left_out: int
    complete: bool


class ContentRow(NamedTuple):
    content: Content
    media_type: str


# What is private: notes, fields, entries, follow-ups.
_PRIVATE = """
    SELECT 1 WHERE EXISTS (SELECT 1 FROM contact WHERE private_notes <> '')
    OR EXISTS (SELECT 1 FROM custom_field WHERE private) OR EXISTS (SELECT 1 FROM interaction WHERE private)
    OR EXISTS (SELECT 1 FROM follow_up WHERE private)
"""


def plan(db: sqlite3.Connection, wanted: Wanted) -> Plan:
    """What goes out of the book as it is now."""
    wearing = rhythm.wears_all(len(wanted.tags)) + chosen.among(wanted.only)
    going = f"(:everyone OR NOT c.no_sharing) {wearing}"
    values = {
        "everyone": wanted.everyone,
        "reveal": wanted.reveal,
        **rhythm.tag_values(wanted.tags),
        **chosen.values(wanted.only),
    }

    def ids(statement: str) -> tuple[int, ...]:
        return tuple(row[0] for row in db.execute(statement, values))

    contacts = ids(f"SELECT c.id FROM contact c WHERE {going} ORDER BY c.id")
    entries = ids(
        "SELECT i.id FROM interaction i WHERE (:reveal OR NOT i.private) AND EXISTS (SELECT 1 FROM participant p "
        f"JOIN contact c ON c.id = p.contact_id WHERE p.interaction_id = i.id AND {going}) ORDER BY i.id"
    )
    follow_up_ids = ids(
        "SELECT f.id FROM follow_up f JOIN contact c ON c.id = f.contact_id "
        f"WHERE (:reveal OR NOT f.private) AND {going} ORDER BY f.id"
    )
    files = _files(db, frozenset(contacts), frozenset(entries), wanted.reveal)
    (count,) = db.execute(f"SELECT count(*) FROM contact c WHERE 1 {wearing}", values).fetchone()
    is_all_told = wanted.reveal or db.execute(_PRIVATE).fetchone() is None
    return Plan(
        state=state(db),
        contacts=contacts,
        interactions=entries,
        follow_ups=follow_up_ids,
        attachments=tuple(files),
        contents=tuple(dict.fromkeys(files.values())) if wanted.files else (),
        left_out=count - len(contacts),
        complete=is_all_told and not wanted.is_part and count == len(contacts) and (wanted.files or not files),
    )


def state(db: sqlite3.Connection) -> int:
    """The last operation of the book."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0])


def tags(db: sqlite3.Connection, plan: Plan, wanted: Wanted) -> list[Row]:
    """The tags and their cadences, of a part of the book those that are worn in it."""
    found = db.execute("SELECT id, name, cadence_days FROM tag ORDER BY id").fetchall()
    if wanted.is_part or plan.left_out:
        going = frozenset(plan.contacts)
        worn = {tag for owner, tag in db.execute("SELECT contact_id, tag_id FROM contact_tag") if owner in going}
        found = [row for row in found if row[0] in worn]
    return [{"name": name, "cadence_days": days} for _, name, days in found]


def contacts(
    db: sqlite3.Connection, today: date, default_cadence: int | None, ids: Sequence[int], plan: Plan, wanted: Wanted
) -> list[Row]:
    """Contacts in full, without their entries and follow-ups."""
    going = frozenset(plan.contacts)
    rows = []
    for number in ids:
        row = contact.facts(contact.report(db, today, default_cadence, number, 0, wanted.reveal))
        row["relations"] = _relations(db, number, going, wanted.everyone)
        row["properties"] = _dicts(
            db, "SELECT grp AS 'group', name, params, value FROM card_property WHERE contact_id = ? ORDER BY id", number
        )
        row["taken_cards"] = _column(db, "SELECT digest FROM taken_card WHERE contact_id = ? ORDER BY digest", number)
        rows.append(row)
    return rows


def distinct(db: sqlite3.Connection, plan: Plan) -> list[Row]:
    """The pairs of contacts of whom the user said that they are two."""
    going = frozenset(plan.contacts)
    pairs = db.execute(
        "SELECT d.contact_id, d.other_id, a.uid, b.uid FROM distinct_pair d JOIN contact a ON a.id = d.contact_id "
        "JOIN contact b ON b.id = d.other_id ORDER BY d.contact_id, d.other_id"
    )
    return [{"uid": uid, "other_uid": its} for one, other, uid, its in pairs if {one, other} <= going]


def entries(db: sqlite3.Connection, ids: Sequence[int], plan: Plan, wanted: Wanted) -> list[Row]:
    """Interactions in full, with what they were made of."""
    going = frozenset(plan.contacts)
    rows = []
    for number in ids:
        row = interactions.entry(db, number, wanted.reveal)._asdict()
        del row["follow_ups"]
        row["participants"] = [
            person
            for person in _dicts(
                db,
                "SELECT c.id, c.name, c.uid, p.counts FROM participant p JOIN contact c ON c.id = p.contact_id "
                "WHERE p.interaction_id = ? ORDER BY c.sort_key, c.id",
                number,
            )
            if person["id"] in going
        ]
        for person in row["participants"]:
            person["counts"] = bool(person["counts"])
        written = "SELECT created_at, updated_at FROM interaction WHERE id = ?"
        row |= _dicts(db, written, number)[0]
        row["sitting"] = _sitting(db, number, going)
        row["taken_events"] = _column(
            db, "SELECT digest FROM taken_event WHERE interaction_id = ? ORDER BY digest", number
        )
        rows.append(row)
    return rows


def follow_up_rows(db: sqlite3.Connection, today: date, ids: Sequence[int], plan: Plan, wanted: Wanted) -> list[Row]:
    """Follow-ups in full."""
    among = frozenset(plan.interactions)
    beside = db.execute(
        "SELECT f.id, c.uid, f.interaction_id, i.uid FROM follow_up f JOIN contact c ON c.id = f.contact_id "
        "LEFT JOIN interaction i ON i.id = f.interaction_id WHERE f.id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    uids = {number: (uid, its if entry in among else None) for number, uid, entry, its in beside}
    rows = []
    for number in ids:
        row = follow_ups.one(db, today, number, reveal=wanted.reveal)._asdict()
        uid, its = uids[number]
        row["contact"] = row["contact"]._asdict() | {"uid": uid}
        rows.append(row | {"interaction_id": row["interaction_id"] if its else None, "interaction_uid": its})
    return rows


def dismissed_messages(db: sqlite3.Connection, plan: Plan, wanted: Wanted) -> list[Row]:
    """The messages of entries that were deleted; those of groups only of the whole book."""
    going = frozenset(plan.contacts)
    found = db.execute(
        "SELECT d.contact_id, c.uid, d.chat, d.taken FROM dismissed_message d LEFT JOIN contact c "
        "ON c.id = d.contact_id ORDER BY d.id"
    )
    return [
        {"uid": uid, "chat": chat, "taken": taken}
        for number, uid, chat, taken in found
        if number in going or (number is None and not wanted.is_part)
    ]


def dismissed_events(db: sqlite3.Connection, wanted: Wanted) -> list[Row]:
    """The mails, calls and meetings whose entries were deleted, of the whole book."""
    if wanted.is_part:
        return []
    found = _column(db, "SELECT digest FROM taken_event WHERE interaction_id IS NULL ORDER BY digest")
    return [{"digest": digest} for digest in found]


def files(db: sqlite3.Connection, ids: Sequence[int], plan: Plan, wanted: Wanted) -> list[Row]:
    """Attachments in full."""
    going, among = frozenset(plan.contacts), frozenset(plan.interactions)
    rows = []
    for number in ids:
        row = attachments.one(db, number, wanted.reveal)._asdict()
        row["contacts"] = [
            person
            for person in _dicts(
                db,
                "SELECT c.id, c.name, c.uid FROM attachment_contact t JOIN contact c ON c.id = t.contact_id "
                "WHERE t.attachment_id = ? ORDER BY c.sort_key, c.id",
                number,
            )
            if person["id"] in going
        ]
        rows.append(row | _entry_of(db, row["interaction_id"], among))
    return rows


def content(db: sqlite3.Connection, number: int) -> ContentRow:
    """What is known of a content that an attachment refers to."""
    found = db.execute("SELECT id, sha256, size, media_type FROM content WHERE id = ?", (number,)).fetchone()
    return ContentRow(Content._make(found[:3]), found[3])


def _files(db: sqlite3.Connection, going: frozenset[int], among: frozenset[int], reveal: bool) -> dict[int, int]:
    """The attachments of these contacts and entries, each with the number of its content."""
    contents = dict(db.execute("SELECT id, content_id FROM attachment").fetchall())
    return {
        row.id: contents[row.id]
        for row in reversed(attachments.report(db))
        if (reveal or not row.private)
        and (row.interaction_id in among or any(person.id in going for person in row.contacts))
    }


def _relations(db: sqlite3.Connection, number: int, going: frozenset[int], everyone: bool) -> list[Row]:
    """Relations to whoever stays behind keep the name; those to somebody who does not want to be shared go."""
    found = db.execute(
        "SELECT r.kind, r.name, r.inverse, c.id, c.name, c.uid, c.no_sharing FROM relation r "
        "LEFT JOIN contact c ON c.id = r.other_id WHERE r.contact_id = ? ORDER BY r.id",
        (number,),
    )
    rows = []
    for kind, name, inverse, other, its, uid, unwilling in found:
        goes = other in going
        if goes or other is None or everyone or not unwilling:
            beside = {"id": other, "name": its} if goes else None
            rows.append({
                "kind": kind, "name": name, "contact": beside, "uid": uid if goes else None, "inverse": inverse
            })  # fmt: skip
    return rows


def _entry_of(db: sqlite3.Connection, number: int | None, among: frozenset[int]) -> Row:
    """The entry that something belongs to, where it goes out as well."""
    its = number if number in among else None
    uid = _column(db, "SELECT uid FROM interaction WHERE id = ?", its)
    return {"interaction_id": its, "interaction_uid": uid[0] if uid else None}


def _sitting(db: sqlite3.Connection, number: int, going: frozenset[int]) -> Row | None:
    found = db.execute(
        "SELECT s.contact_id, c.uid, s.chat, s.ended_at, s.taken FROM sitting s LEFT JOIN contact c "
        "ON c.id = s.contact_id WHERE s.interaction_id = ?",
        (number,),
    ).fetchone()
    if found is None or (found[0] is not None and found[0] not in going):
        return None
    return dict(zip(("uid", "chat", "ended_at", "taken"), found[1:], strict=True))


def _dicts(db: sqlite3.Connection, statement: str, number: int) -> list[Row]:
    cursor = db.execute(statement, (number,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _column(db: sqlite3.Connection, statement: str, *values: object) -> list[str]:
    return [row[0] for row in db.execute(statement, values)]
