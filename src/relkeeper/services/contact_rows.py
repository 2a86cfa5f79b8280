"""A contact as a draft, and the rows it becomes: the one place where the two meet."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, SQLModel

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.errors import NotFoundError
from relkeeper.rules import entered, names, phones, pinyin, points
from relkeeper.store import models
from relkeeper.store.writing import raw

_COLUMNS = ("name", "given_name", "family_name", "organization", "title", "pronouns", "how_we_met", "notes")
Row = dict[str, Any]


@lru_cache(maxsize=1024)
def normalised(point: PointDraft, region: str) -> str:
    """The form by which a contact point is compared. `region` is the country of numbers without a country code."""
    if point.kind == "phone":
        return phones.normalise(point.value, region or None)
    normalise = {"email": points.normalise_email, "url": points.normalise_url, "address": points.normalise_text}
    return normalise.get(point.kind, points.normalise_handle)(point.value)


def load(db: sqlite3.Connection, contact_id: int) -> ContactDraft:
    """The contact with this id as the draft that would make it. Raises NotFoundError."""

    def rows(statement: str) -> list[Any]:
        return db.execute(statement, (contact_id,)).fetchall()

    core = rows(f"SELECT {', '.join(_COLUMNS)} FROM contact WHERE id = ?")
    if not core:
        raise NotFoundError(f"there is no contact #{contact_id} any more")
    properties = rows("SELECT name, value, params, grp FROM card_property WHERE contact_id = ? ORDER BY id")
    return ContactDraft(
        **dict(zip(_COLUMNS, core[0], strict=True)),
        aliases=tuple(row[0] for row in rows("SELECT name FROM alias WHERE contact_id = ? ORDER BY id")),
        points=tuple(
            PointDraft(*row)
            for row in rows("SELECT kind, value, label FROM contact_point WHERE contact_id = ? ORDER BY id")
        ),
        tags=tuple(
            row[0]
            for row in rows(
                "SELECT k.name FROM contact_tag ct JOIN tag k ON k.id = ct.tag_id "
                "WHERE ct.contact_id = ? ORDER BY k.key"
            )
        ),
        fields=tuple(rows("SELECT name, value FROM custom_field WHERE contact_id = ? ORDER BY id")),
        occasions=tuple(
            OccasionDraft(kind, month, day, year, calendar, bool(leap))
            for kind, month, day, year, calendar, leap in rows(
                "SELECT kind, month, day, year, calendar, leap FROM occasion WHERE contact_id = ? ORDER BY id"
            )
        ),
        relations=tuple(
            RelationDraft(*row)
            for row in rows("SELECT kind, name, other_id FROM relation WHERE contact_id = ? ORDER BY id")
        ),
        properties=tuple(PropertyDraft(*row) for row in properties),
    )


def create(session: Session, draft: ContactDraft, now: datetime, region: str, cadence_days: int | None = None) -> int:
    """Write a new contact; returns its id. `now` is aware local time and gives the day it was added on."""
    instant = models.instant_text(now)
    row = {
        "uid": models.new_uid(),
        **_core(draft),
        "cadence_days": cadence_days,
        "added_on": now.date().isoformat(),
        "archived": False,
        "created_at": instant,
        "updated_at": instant,
    }
    contact_id = raw(session).execute(_statement(models.Contact, tuple(row)), row).lastrowid
    assert contact_id is not None
    for model, rows in _children(draft, contact_id, region):
        insert_rows(session, model, rows)
    insert_rows(session, models.ContactTag, _tags(session, draft, contact_id))
    return contact_id


def change(session: Session, contact_id: int, old: ContactDraft, new: ContactDraft, now: datetime, region: str) -> None:
    """Make the contact what `new` says. A table in which nothing differs from `old` is not touched."""
    if old == new:
        return
    session.execute(
        update(models.Contact).where(models.Contact.id == contact_id).values(**_core(new), updated_at=now)  # type: ignore[arg-type]
    )
    before = dict(_children(old, contact_id, region))
    for model, rows in _children(new, contact_id, region):
        if rows != before[model]:
            _clear(session, model, contact_id)
            insert_rows(session, model, rows)
    if old.tags != new.tags:
        _clear(session, models.ContactTag, contact_id)
        insert_rows(session, models.ContactTag, _tags(session, new, contact_id))


def _core(draft: ContactDraft) -> Row:
    return {column: getattr(draft, column) for column in _COLUMNS} | {"sort_key": _sort_key(draft)}


def _sort_key(draft: ContactDraft) -> str:
    return pinyin.sort_key(draft.name) if names.is_cjk(draft.name) else names.fold(draft.name)


def _clear(session: Session, model: type[SQLModel], contact_id: int) -> None:
    session.execute(delete(model).where(model.contact_id == contact_id))  # type: ignore[attr-defined]


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
    table = model.__table__  # type: ignore[attr-defined]
    named = sqlite.dialect(paramstyle="named")
    return str(insert(table).compile(dialect=named, column_keys=columns))


def _children(draft: ContactDraft, contact_id: int, region: str) -> list[tuple[type[SQLModel], list[Row]]]:
    makers: dict[type[SQLModel], Callable[[], list[Row]]] = {
        models.Alias: lambda: [{"name": alias} for alias in draft.aliases],
        models.NameKey: lambda: _name_keys(draft),
        models.ContactPoint: lambda: _points(draft, region),
        models.CustomField: lambda: [{"name": name, "value": value} for name, value in draft.fields],
        models.Occasion: lambda: [
            {"kind": o.kind, "month": o.month, "day": o.day, "year": o.year, "calendar": o.calendar, "leap": o.leap}
            for o in draft.occasions
        ],
        models.Relation: lambda: [{"kind": r.kind, "name": r.name, "other_id": r.contact_id} for r in draft.relations],
        models.CardProperty: lambda: [
            {"grp": p.group, "name": p.name, "params": p.params, "value": p.value} for p in draft.properties
        ],
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
        row = session.execute(insert(models.Tag).values(name=name.strip(), key=key)).inserted_primary_key  # type: ignore[attr-defined]
    return int(row[0])


def renormalise_phones(session: Session, region: str) -> None:
    """Bring all phone numbers into the form they are compared by in that region; two that become one are one."""
    db = raw(session)
    for point_id, value, normal in db.execute(
        "SELECT id, value, normalized FROM contact_point WHERE kind = 'phone'"
    ).fetchall():
        changed = phones.normalise(value, region or None)
        if changed != normal:
            db.execute("UPDATE OR REPLACE contact_point SET normalized = ? WHERE id = ?", (changed, point_id))
