"""What was changed, when, and by which command?"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, NamedTuple

from relkeeper.errors import NotFoundError
from relkeeper.rules.private import HIDDEN
from relkeeper.store import images, journal
from relkeeper.store.images import Image

# How many things of an operation are named; of more there is only the number.
_NAMED = 3

# Columns that no person set, and those that say no more than another does.
_UNSAID = {"id", "uid", "contact_id", "interaction_id", "sort_key", "created_at", "updated_at", "normalized", "key"}
_SECRET = {
    "interaction": ("summary", "body", "outcome", "place"),
    "custom_field": ("value",),
    "contact": ("private_notes",),
}
_KINDS = {"contact": "contact", "interaction": "entry", "tag": "tag"}
_PARTS = {
    "alias": "alias",
    "contact_point": "contact point",
    "custom_field": "field",
    "occasion": "occasion",
    "relation": "relation",
    "card_property": "card property",
    "contact_tag": "tag",
    "participant": "who took part",
}


class Thing(NamedTuple):
    """A contact, an entry or a tag that an operation added, changed or deleted, and which parts of it changed."""

    kind: str
    action: str
    id: int
    name: str
    parts: tuple[str, ...]


class Number(NamedTuple):
    """How many things of a kind an operation added, changed or deleted."""

    kind: str
    action: str
    things: int


class OperationRow(NamedTuple):
    """Everything that one command changed. `at` is a UTC instant.

    `undoes` is the operation that it takes back, `undone_by` the one that took it back. `changes` counts those of rows,
    `things` are the first few of what `counts` counts.
    """

    id: int
    at: str
    command: str
    undoes: int | None
    undone_by: int | None
    changes: int
    counts: tuple[Number, ...]
    things: tuple[Thing, ...]


class ChangeRow(NamedTuple):
    """A row of the file before and after an operation: its columns by name, None where there was none."""

    table: str
    key: str
    action: str
    before: Image | None
    after: Image | None


class OperationDetails(NamedTuple):
    """An operation with its rows, at most as many as were asked for; `more` are those left out."""

    operation: OperationRow
    rows: tuple[ChangeRow, ...]
    more: int


class Told(NamedTuple):
    """What an operation changed about one contact. `at` is a UTC instant."""

    at: str
    command: str
    rows: tuple[ChangeRow, ...]


class _Touched(NamedTuple):
    """What became of a row within an operation: its first change and its last, by what they did and their numbers."""

    table: str
    key: int | str
    contact_id: int | None
    first: str
    first_id: int
    last: str
    last_id: int

    @property
    def action(self) -> str:
        """`added`, `changed` or `deleted`; empty for a row that came and went."""
        if self.first == "insert":
            return "" if self.last == "delete" else "added"
        return "deleted" if self.last == "delete" else "changed"


def report(
    db: sqlite3.Connection, contact_id: int | None = None, limit: int | None = None, reveal: bool = False
) -> list[OperationRow]:
    """Operations, newest first; with `contact_id` those that touched the contact or an entry with it."""
    undone = journal.undone(db)
    return [_row(db, row, undone, reveal) for row in _about(db, contact_id, limit)]


def _about(db: sqlite3.Connection, contact_id: int | None, limit: int | None) -> list[tuple[Any, ...]]:
    touching = """
        WHERE id IN (
            SELECT operation_id FROM change WHERE contact_id = :contact_id OR table_name = 'interaction'
            AND key IN (SELECT interaction_id FROM participant WHERE contact_id = :contact_id)
        )
    """
    return db.execute(
        f"SELECT id, at, command, undoes FROM operation {touching if contact_id is not None else ''} "
        "ORDER BY id DESC LIMIT :limit",
        {"contact_id": contact_id, "limit": -1 if limit is None else limit},
    ).fetchall()


def about(db: sqlite3.Connection, contact_id: int, reveal: bool = False) -> list[Told]:
    """All that was changed about a contact and the entries with it, oldest first."""
    theirs = (
        "AND (contact_id = ? OR table_name = 'interaction' "
        "AND key IN (SELECT interaction_id FROM participant WHERE contact_id = ?))"
    )
    return [
        Told(at, command, tuple(_change(db, row, reveal) for row in _touched(db, number, theirs, (contact_id,) * 2)))
        for number, at, command, _ in reversed(_about(db, contact_id, None))
    ]


def details(db: sqlite3.Connection, number: int, limit: int | None = None, reveal: bool = False) -> OperationDetails:
    """One operation with what its rows were before and after. Raises NotFoundError."""
    found = db.execute("SELECT id, at, command, undoes FROM operation WHERE id = ?", (number,)).fetchone()
    if found is None:
        raise NotFoundError(f"there is no operation {number}; see: relkeeper history")
    touched = _touched(db, number)
    rows = tuple(_change(db, each, reveal) for each in touched[:limit])
    return OperationDetails(_row(db, found, journal.undone(db), reveal), rows, len(touched) - len(rows))


def newest(db: sqlite3.Connection) -> int | None:
    """The operation that `undo` without a number takes back: the newest that stands and is no undo; or None."""
    undone = journal.undone(db)
    return next(
        (
            int(number)
            for (number,) in db.execute(
                "SELECT id FROM operation o WHERE undoes IS NULL "
                "AND EXISTS (SELECT 1 FROM change WHERE operation_id = o.id) ORDER BY id DESC"
            )
            if number not in undone
        ),
        None,
    )


def _row(db: sqlite3.Connection, found: tuple[Any, ...], undone: Mapping[int, int], reveal: bool) -> OperationRow:
    number, at, command, undoes = found
    things = _things(db, number)
    counts = Counter((kind, action) for (kind, _), action in things.items())
    (changes,) = db.execute("SELECT count(*) FROM change WHERE operation_id = ?", (number,)).fetchone()
    return OperationRow(
        number,
        at,
        command,
        undoes,
        undone.get(number),
        changes,
        tuple(Number(*key, count) for key, count in counts.items()),
        tuple(_named(db, number, *thing, reveal) for thing in islice(things.items(), _NAMED)),
    )


def _touched(
    db: sqlite3.Connection, number: int, condition: str = "", values: tuple[object, ...] = ()
) -> list[_Touched]:
    first: dict[tuple[str, int | str], tuple[int | None, str, int]] = {}
    last: dict[tuple[str, int | str], tuple[str, int]] = {}
    for change_id, table, key, contact_id, action in db.execute(
        f"SELECT id, table_name, key, contact_id, action FROM change WHERE operation_id = ? {condition} ORDER BY id",
        (number, *values),
    ):
        first.setdefault((table, key), (contact_id, action, change_id))
        last[table, key] = action, change_id
    return [
        _Touched(table, key, contact_id, action, change_id, *last[table, key])
        for (table, key), (contact_id, action, change_id) in first.items()
    ]


def _things(db: sqlite3.Connection, number: int) -> dict[tuple[str, int], str]:
    """What became of each contact, entry and tag: of the thing itself, or, where only its parts changed, `changed`."""
    own = {
        (_KINDS[row.table], int(row.key)): row.action
        for row in _touched(db, number, "AND table_name IN ('contact', 'interaction', 'tag')")
    }
    contacts = db.execute(
        "SELECT DISTINCT contact_id FROM change WHERE operation_id = ? AND contact_id IS NOT NULL "
        "AND table_name NOT IN ('contact', 'participant', 'taken_card')",
        (number,),
    )
    parts = {("contact", row[0]): "changed" for row in contacts}
    taking_part = "SELECT DISTINCT key FROM change WHERE operation_id = ? AND table_name = 'participant'"
    parts |= {("entry", int(images.key_values(row[0])[0])): "changed" for row in db.execute(taking_part, (number,))}
    return {thing: action for thing, action in (parts | own).items() if action}


def _named(db: sqlite3.Connection, number: int, thing: tuple[str, int], action: str, reveal: bool) -> Thing:
    kind, its_number = thing
    table = "interaction" if kind == "entry" else kind
    row = images.standing(db, table, its_number) or images.last_known(db, table, its_number) or {}
    name = str(row.get("summary" if kind == "entry" else "name") or "")
    if row.get("private") and not reveal:
        name = HIDDEN
    return Thing(kind, action, its_number, name, _parts(db, number, thing) if action == "changed" else ())


def _parts(db: sqlite3.Connection, number: int, thing: tuple[str, int]) -> tuple[str, ...]:
    """Which parts of a contact, an entry or a tag changed, each once."""
    kind, its_number = thing
    condition, values = {
        "contact": ("AND contact_id = ? AND table_name NOT IN ('participant', 'taken_card')", (its_number,)),
        "entry": (
            "AND (table_name = 'interaction' AND key = ? OR table_name = 'participant' AND key LIKE ? || ',%')",
            (its_number, its_number),
        ),
        "tag": ("AND table_name = 'tag' AND key = ?", (its_number,)),
    }[kind]
    parts: dict[str, None] = {}
    for row in _touched(db, number, condition, values):
        if row.table in _KINDS:
            now = images.after(db, row.table, row.key, row.last_id) or {}
            parts |= dict.fromkeys(_differing(images.before(db, row.first_id) or {}, now))
        else:
            parts[_PARTS.get(row.table, row.table)] = None
    return tuple(parts)


def _differing(before: Image, now: Image) -> Iterable[str]:
    return (name.replace("_", " ") for name in before if name not in _UNSAID and before[name] != now.get(name))


def _change(db: sqlite3.Connection, row: _Touched, reveal: bool) -> ChangeRow:
    before = images.before(db, row.first_id)
    now = images.after(db, row.table, row.key, row.last_id)
    if not reveal and any(_is_private(db, row.table, image) for image in (before, now) if image):
        before, now = _hidden(row.table, before), _hidden(row.table, now)
    return ChangeRow(row.table, str(row.key), row.action or "changed", before, now)


def _is_private(db: sqlite3.Connection, table: str, row: Image) -> bool:
    """Whether the row is private, or what it is about became private since."""
    if row.get("private") or table == "contact":
        return True
    if table == "interaction":
        return bool((images.standing(db, table, row["id"]) or {}).get("private"))
    fields = "SELECT 1 FROM custom_field WHERE contact_id = ? AND name = ? AND private"
    return table == "custom_field" and bool(db.execute(fields, (row["contact_id"], row["name"])).fetchone())


def _hidden(table: str, row: Image | None) -> Image | None:
    """The row without what is private in it."""
    return row and row | {column: HIDDEN for column in _SECRET.get(table, ()) if row.get(column)}
