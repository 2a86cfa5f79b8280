"""What was changed, when, and by which command?"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, NamedTuple

from relkeeper.errors import NotFoundError
from relkeeper.reports.hiding import NAMES, Hiding
from relkeeper.store import images, journal
from relkeeper.store.images import ENTRIES_WITH, Image

# How many things of an operation are named; of more there is only the number.
_NAMED = 3

# Columns that no person set, and those that say no more than another does.
_UNSAID = {
    "id", "uid", "contact_id", "interaction_id", "sort_key", "created_at", "updated_at", "normalized", "key",
    "begins_on",
}  # fmt: skip
# Columns that people know under another word.
_CALLED = {"due_on": "due", "done_on": "done", "every_count": "every", "every_unit": "every"}
# Attachments that are or once were tied to the contact `:contact_id`, or belong to the entries with it.
_FILES_OF = f"""
    SELECT attachment_id FROM attachment_contact WHERE contact_id = :contact_id
    UNION
    SELECT CAST(substr(key, 1, instr(key, ',') - 1) AS INTEGER) FROM change
    WHERE table_name = 'attachment_contact' AND contact_id = :contact_id
    UNION
    SELECT id FROM attachment WHERE interaction_id IN ({ENTRIES_WITH})
"""
# The changes about one contact, and about the entries with it and their files.
_THEIRS = f"""contact_id = :contact_id OR table_name = 'interaction' AND key IN ({ENTRIES_WITH})
    OR table_name = 'attachment' AND key IN ({_FILES_OF})"""
_KINDS = {
    "contact": "contact",
    "interaction": "entry",
    "follow_up": "follow-up",
    "tag": "tag",
    "attachment": "attachment",
}
_TABLES = {kind: table for table, kind in _KINDS.items()}
# Parts of a contact that are told with something else.
_TOLD_ELSEWHERE = "'participant', 'taken_card', 'attachment_contact', 'merged_contact', 'sync_card', 'follow_up'"
_PARTS = {
    "alias": "alias",
    "contact_point": "contact point",
    "custom_field": "field",
    "occasion": "occasion",
    "relation": "relation",
    "card_property": "card property",
    "contact_tag": "tag",
    "topic": "topic",
    "distinct_pair": "who it is not",
    "participant": "who took part",
    "attachment_contact": "whom it belongs to",
}


class Thing(NamedTuple):
    """A contact, an entry, a follow-up, a tag or an attachment that an operation added, changed or deleted, and which
    parts of it changed."""

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
    undone, hiding = journal.undone(db), _hiding(db, reveal)
    return [_row(db, row, undone, hiding) for row in _about(db, contact_id, limit)]


def about(db: sqlite3.Connection, contact_id: int, reveal: bool = False) -> list[Told]:
    """All that was changed about a contact and the entries with it, oldest first.

    Rows of private things are left out, unless they are revealed, and so is a command that changed nothing else.
    """
    hiding = _hiding(db, reveal)
    told = (
        Told(at, command, tuple(_open_changes(db, _touched(db, number, contact_id), hiding)))
        for number, at, command, _ in reversed(_about(db, contact_id, None))
    )
    return [each for each in told if each.rows]


def details(db: sqlite3.Connection, number: int, limit: int | None = None, reveal: bool = False) -> OperationDetails:
    """One operation with what its rows were before and after. Raises NotFoundError."""
    found = db.execute("SELECT id, at, command, undoes FROM operation WHERE id = ?", (number,)).fetchone()
    if found is None:
        raise NotFoundError(f"there is no operation {number}; see: relkeeper history")
    hiding = _hiding(db, reveal)
    touched = _touched(db, number)
    rows = tuple(_change(db, each, hiding) for each in touched[:limit])
    return OperationDetails(_row(db, found, journal.undone(db), hiding), rows, len(touched) - len(rows))


def _hiding(db: sqlite3.Connection, reveal: bool) -> Hiding | None:
    return None if reveal else Hiding(db)


def _about(db: sqlite3.Connection, contact_id: int | None, limit: int | None) -> list[tuple[Any, ...]]:
    touching = f"WHERE id IN (SELECT operation_id FROM change WHERE {_THEIRS})" if contact_id is not None else ""
    return db.execute(
        f"SELECT id, at, command, undoes FROM operation {touching} ORDER BY id DESC LIMIT :limit",
        {"contact_id": contact_id, "limit": -1 if limit is None else limit},
    ).fetchall()


def _row(
    db: sqlite3.Connection, found: tuple[Any, ...], undone: Mapping[int, int], hiding: Hiding | None
) -> OperationRow:
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
        tuple(_named(db, number, *thing, hiding) for thing in islice(things.items(), _NAMED)),
    )


def _touched(db: sqlite3.Connection, number: int, contact_id: int | None = None) -> list[_Touched]:
    """What became of the rows of an operation; with `contact_id` of those about the contact and the entries with it."""
    return _touched_where(db, number, _THEIRS if contact_id is not None else "1", {"contact_id": contact_id})


def _touched_where(
    db: sqlite3.Connection, number: int, condition: str, values: Mapping[str, int | None]
) -> list[_Touched]:
    first: dict[tuple[str, int | str], tuple[int | None, str, int]] = {}
    last: dict[tuple[str, int | str], tuple[str, int]] = {}
    for change_id, table, key, about, action in db.execute(
        "SELECT id, table_name, key, contact_id, action FROM change "
        f"WHERE operation_id = :operation AND ({condition}) ORDER BY id",
        {"operation": number, **values},
    ):
        first.setdefault((table, key), (about, action, change_id))
        last[table, key] = action, change_id
    return [
        _Touched(table, key, about, action, change_id, *last[table, key])
        for (table, key), (about, action, change_id) in first.items()
    ]


def _things(db: sqlite3.Connection, number: int) -> dict[tuple[str, int], str]:
    """What became of each contact, entry, follow-up, tag and attachment: of the thing itself, or, where only its parts
    changed, `changed`."""
    own = {
        (_KINDS[row.table], int(row.key)): row.action
        for row in _touched_where(db, number, f"table_name IN ({', '.join(map(repr, _KINDS))})", {})
    }
    contacts = db.execute(
        "SELECT DISTINCT contact_id FROM change WHERE operation_id = ? AND contact_id IS NOT NULL "
        f"AND table_name NOT IN ('contact', {_TOLD_ELSEWHERE})",
        (number,),
    )
    parts = {("contact", row[0]): "changed" for row in contacts}
    for table, kind in (("participant", "entry"), ("attachment_contact", "attachment")):
        ties = "SELECT DISTINCT key FROM change WHERE operation_id = ? AND table_name = ?"
        parts |= {(kind, int(images.key_values(row[0])[0])): "changed" for row in db.execute(ties, (number, table))}
    return {thing: action for thing, action in (parts | own).items() if action}


def _named(db: sqlite3.Connection, number: int, thing: tuple[str, int], action: str, hiding: Hiding | None) -> Thing:
    kind, its_number = thing
    table = _TABLES[kind]
    row = images.standing(db, table, its_number) or images.last_known(db, table, its_number) or {}
    name = hiding.name(table, row) if hiding and row else str(row.get(NAMES[table], ""))
    return Thing(kind, action, its_number, name, _parts(db, number, thing) if action == "changed" else ())


def _parts(db: sqlite3.Connection, number: int, thing: tuple[str, int]) -> tuple[str, ...]:
    """Which parts of a contact, an entry, a follow-up, a tag or an attachment changed, each once."""
    kind, its_number = thing
    condition = {
        "contact": f"contact_id = :thing AND table_name NOT IN ({_TOLD_ELSEWHERE})",
        "entry": "table_name = 'interaction' AND key = :thing "
        "OR table_name = 'participant' AND key LIKE :thing || ',%'",
        "follow-up": "table_name = 'follow_up' AND key = :thing",
        "tag": "table_name = 'tag' AND key = :thing",
        "attachment": "table_name = 'attachment' AND key = :thing "
        "OR table_name = 'attachment_contact' AND key LIKE :thing || ',%'",
    }[kind]
    parts: dict[str, None] = {}
    for row in _touched_where(db, number, condition, {"thing": its_number}):
        if row.table in _KINDS:
            now = images.after(db, row.table, row.key, row.last_id) or {}
            parts |= dict.fromkeys(_differing(images.before(db, row.first_id) or {}, now))
        else:
            parts[_PARTS.get(row.table, row.table)] = None
    return tuple(parts)


def _differing(before: Image, now: Image) -> Iterable[str]:
    differing = (name for name in before if name not in _UNSAID and before[name] != now.get(name))
    return (_CALLED.get(name, name.replace("_", " ")) for name in differing)


def _open_changes(db: sqlite3.Connection, rows: Iterable[_Touched], hiding: Hiding | None) -> Iterable[ChangeRow]:
    for touched in rows:
        row = _change(db, touched, hiding)
        if not (hiding and (image := row.before or row.after) and hiding.is_kept_back(row.table, image)):
            yield row


def _change(db: sqlite3.Connection, row: _Touched, hiding: Hiding | None) -> ChangeRow:
    before = images.before(db, row.first_id)
    now = images.after(db, row.table, row.key, row.last_id)
    if hiding:
        before, now = hiding.shown(row.table, before), hiding.shown(row.table, now)
    return ChangeRow(row.table, str(row.key), row.action or "changed", before, now)
