"""The rows that a contact becomes; `store/loading.py` makes the draft of them again."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, SQLModel

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.rules import instants, names, points, topics
from relkeeper.rules.names import pinyin
from relkeeper.rules.points import phones
from relkeeper.rules.texts import entered
from relkeeper.store.loading import TEXTS
from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.particulars import (
    Alias,
    CardProperty,
    ContactPoint,
    ContactTag,
    CustomField,
    NameKey,
    Occasion,
    Relation,
    Tag,
    Topic,
)
from relkeeper.store.models.row import new_uid
from relkeeper.store.writing import raw

Row = dict[str, Any]


@lru_cache(maxsize=1024)
def normalised(point: PointDraft, region: str) -> str:
    """The form by which a contact point is compared. `region` is the country of numbers without a country code."""
    if point.kind == "phone":
        return phones.normalise(point.value, region or None)
    return points.normalise(point.kind, point.value)


def point_key(point: PointDraft, region: str) -> tuple[str, str]:
    """What makes two contact points the same: a number is, whatever its label."""
    return point.kind, normalised(point, region)


def create(session: Session, draft: ContactDraft, now: datetime, region: str) -> int:
    """Write a new contact; returns its id. `now` is aware local time and gives the day it was added on."""
    instant = instants.text(now)
    row = {
        "uid": new_uid(),
        **_core(draft),
        "cadence_days": draft.cadence_days,
        "added_on": now.date().isoformat(),
        "archived": draft.archived,
        **dict.fromkeys(draft.opt_outs, True),
        "created_at": instant,
        "updated_at": instant,
    }
    contact_id = raw(session).execute(_statement(Contact, tuple(row)), row).lastrowid
    assert contact_id is not None
    for model, rows in _children(draft, contact_id, region):
        insert_rows(session, model, rows)
    insert_rows(session, ContactTag, _tags(session, draft, contact_id))
    return contact_id


def change(session: Session, contact_id: int, old: ContactDraft, new: ContactDraft, now: datetime, region: str) -> None:
    """Make the contact what `new` says. A table in which nothing differs from `old` is not touched."""
    if old == new:
        return
    session.execute(
        update(Contact).where(Contact.id == contact_id).values(**_core(new), updated_at=now)  # type: ignore[arg-type]
    )
    before = dict(_children(old, contact_id, region))
    for model, rows in _children(new, contact_id, region):
        if rows != before[model]:
            _replace(session, model, contact_id, rows)
    if old.tags != new.tags:
        _replace(session, ContactTag, contact_id, _tags(session, new, contact_id))


def _replace(session: Session, model: type[SQLModel], contact_id: int, wanted: Sequence[Row]) -> None:
    """Make the rows of a contact in a table those that are wanted, in their order.

    What stands and begins the wanted list stays as it is, so that history tells what was really changed. Where one
    goes and the rest stays, that one alone is deleted; whatever is new comes behind.
    """
    db = raw(session)
    table, keys, columns = _shape(model)
    standing = db.execute(
        f"SELECT {', '.join((*keys, *columns))} FROM {table} WHERE contact_id = ? ORDER BY {', '.join(keys)}",
        (contact_id,),
    ).fetchall()
    kept, gone = 0, []
    for row in standing:
        values = row[len(keys) :]
        if kept < len(wanted) and values == tuple(wanted[kept][column] for column in columns):
            kept += 1
        else:
            gone.append(row[: len(keys)])
    db.executemany(f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)}", gone)
    insert_rows(session, model, wanted[kept:])


@cache
def _shape(model: type[SQLModel]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A table's name, the columns of its primary key, and its columns but `id`."""
    table = model.__table__  # type: ignore[attr-defined]
    names = tuple(column.name for column in table.columns)
    return table.name, tuple(column.name for column in table.primary_key), tuple(n for n in names if n != "id")


def _core(draft: ContactDraft) -> Row:
    return {column: getattr(draft, column) for column in TEXTS} | {"sort_key": _sort_key(draft)}


def _sort_key(draft: ContactDraft) -> str:
    return pinyin.sort_key(draft.name) if names.is_cjk(draft.name) else names.fold(draft.name)


def insert_rows(session: Session, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert rows of the same columns into a table, through the driver and within the session's transaction."""
    if rows:
        raw(session).executemany(_statement(model, tuple(rows[0])), rows)


@cache
def _statement(model: type[SQLModel], columns: tuple[str, ...]) -> str:
    """The INSERT of a table, for rows as dictionaries of these columns.

    The driver runs it within the session's transaction: a card is a dozen rows, and what the ORM does for each of them
    would be most of the time of an import.
    """
    table = model.__table__.name  # type: ignore[attr-defined]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{column}' for column in columns)})"


def _children(draft: ContactDraft, contact_id: int, region: str) -> list[tuple[type[SQLModel], list[Row]]]:
    makers: dict[type[SQLModel], Callable[[], list[Row]]] = {
        Alias: lambda: [{"name": alias} for alias in draft.aliases],
        NameKey: lambda: _name_keys(draft),
        ContactPoint: lambda: _points(draft, region),
        CustomField: lambda: [
            {"name": name, "value": value, "private": private}
            for private, fields in ((False, draft.fields), (True, draft.private_fields))
            for name, value in fields
        ],
        Occasion: lambda: [
            {"kind": o.kind, "month": o.month, "day": o.day, "year": o.year, "calendar": o.calendar, "leap": o.leap}
            for o in draft.occasions
        ],
        Relation: lambda: [
            {"kind": r.kind, "name": r.name, "other_id": r.contact_id, "inverse": r.inverse} for r in draft.relations
        ],
        CardProperty: lambda: [
            {"grp": p.group, "name": p.name, "params": p.params, "value": p.value} for p in draft.properties
        ],
        Topic: lambda: [{"name": name, "key": key} for key, name in topics.distinct(draft.topics).items()],
    }
    return [(model, [{"contact_id": contact_id} | row for row in make()]) for model, make in makers.items()]


def _name_keys(draft: ContactDraft) -> list[Row]:
    spelled = {draft.name, *draft.aliases}
    given, family = draft.given_name, draft.family_name
    if given and family:
        # Either order is what somebody may type; Chinese names stand in theirs, without a blank.
        spelled |= {family + given} if names.is_cjk(family) else {f"{given} {family}", f"{family} {given}"}
    keys = {(names.fold(name), "name") for name in spelled}
    keys |= {(key, "pinyin") for name in spelled if names.is_cjk(name) for key in pinyin.keys(name)}
    # A name of nothing but invisible characters has no key.
    return [{"key": key, "kind": kind} for key, kind in sorted(keys) if key]


def derive_name_keys(db: sqlite3.Connection, contact_ids: Iterable[int]) -> None:
    """Make the keys by which these contacts are found again, from their names as they stand."""
    statement = _statement(NameKey, ("contact_id", "key", "kind"))
    for contact_id in contact_ids:
        db.execute("DELETE FROM name_key WHERE contact_id = ?", (contact_id,))
        rows = _name_keys(_named(db, contact_id))
        db.executemany(statement, ({"contact_id": contact_id} | row for row in rows))


def misnamed(db: sqlite3.Connection) -> list[int]:
    """The contacts whose keys are not those of their names."""
    standing: dict[int, set[tuple[str, str]]] = {}
    for contact_id, key, kind in db.execute("SELECT contact_id, key, kind FROM name_key"):
        standing.setdefault(contact_id, set()).add((key, kind))
    ids = [row[0] for row in db.execute("SELECT id FROM contact ORDER BY id")]
    return [
        contact_id
        for contact_id in ids
        if {(row["key"], row["kind"]) for row in _name_keys(_named(db, contact_id))} != standing.get(contact_id, set())
    ]


def _named(db: sqlite3.Connection, contact_id: int) -> ContactDraft:
    """A contact with its names and nothing else."""
    core = db.execute("SELECT name, given_name, family_name FROM contact WHERE id = ?", (contact_id,)).fetchone()
    aliases = db.execute("SELECT name FROM alias WHERE contact_id = ?", (contact_id,)).fetchall()
    name, given, family = core
    return ContactDraft(name, given, family, aliases=tuple(row[0] for row in aliases))


def _points(draft: ContactDraft, region: str) -> list[Row]:
    rows: dict[tuple[str, str, str], Row] = {}
    for point in draft.points:
        normal = normalised(point, region)
        row = {"kind": point.kind, "label": point.label, "value": point.value, "normalized": normal}
        rows.setdefault((point.kind, normal, point.label), row)
    return list(rows.values())


def _tags(session: Session, draft: ContactDraft, contact_id: int) -> list[Row]:
    tag_ids = {tag(session, name) for name in draft.tags if entered.key(name)}
    return [{"contact_id": contact_id, "tag_id": tag_id} for tag_id in sorted(tag_ids)]


def tag(session: Session, name: str) -> int:
    """The id of the tag called `name`, which is made where it does not exist; spelling and case do not matter."""
    db = raw(session)
    key = entered.key(name)
    row = db.execute("SELECT id FROM tag WHERE key = ?", (key,)).fetchone()
    if row is None:
        row = session.execute(insert(Tag).values(name=name.strip(), key=key)).inserted_primary_key  # type: ignore[attr-defined]
    return int(row[0])


def renormalise_phones(session: Session, region: str, only: Collection[int] | None = None) -> None:
    """Bring phone numbers, all or `only` those points, into the form they are compared by in that region; two that
    become one are one."""
    db = raw(session)
    phone = "SELECT id, value, normalized FROM contact_point WHERE kind = 'phone'"
    if only is None:
        found = db.execute(phone).fetchall()
    else:
        found = [row for point in only for row in db.execute(f"{phone} AND id = ?", (point,))]
    for point_id, value, normal in found:
        changed = phones.normalise(value, region or None)
        if changed != normal:
            db.execute("UPDATE OR REPLACE contact_point SET normalized = ? WHERE id = ?", (changed, point_id))
