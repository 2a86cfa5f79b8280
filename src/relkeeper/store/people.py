"""Looking people up by WHO: plain SQL over the standard-library connection that both doors have."""

import sqlite3
from collections.abc import Sequence

from relkeeper.errors import NotFoundError
from relkeeper.rules import names
from relkeeper.rules.who import Candidate, Tier, Who, choose

_CANDIDATE = """
    SELECT c.id, c.name, c.archived,
           coalesce(nullif(c.organization, ''), (SELECT min(value) FROM contact_point WHERE contact_id = c.id), '')
    FROM contact c WHERE c.id IN
"""
_BY_NAME = "(SELECT contact_id FROM name_key WHERE key = :folded AND kind = 'name')"
_BY_PINYIN = "(SELECT contact_id FROM name_key WHERE key = :spelt AND kind = 'pinyin')"
_BY_EMAIL = "(SELECT contact_id FROM contact_point WHERE normalized = :email AND kind = 'email')"
_BY_HANDLE = """
    (SELECT contact_id FROM contact_point WHERE normalized = :handle AND kind NOT IN ('phone', 'address', 'url')
     AND (:service = '' OR kind = :service))
"""
# A stored number, up to its extension, ends in the digits that were typed: "030 123456" finds +4930123456;ext=12.
_BY_PHONE = """
    (SELECT contact_id FROM contact_point
     WHERE kind = 'phone' AND iif(instr(normalized, ';'), substr(normalized, 1, instr(normalized, ';') - 1), normalized)
         LIKE '%' || :digits)
"""
_BY_PART = """
    (SELECT contact_id FROM name_key
     WHERE (kind = 'name' AND instr(key, :folded)) OR (kind = 'pinyin' AND substr(key, 1, length(:spelt)) = :spelt))
"""


def resolve(db: sqlite3.Connection, who: Who) -> Candidate:
    """The one contact that `who` names. Raises NotFoundError with the nearest names, AmbiguousWho with all that fit."""
    found = find(db, who)
    if who.exact_id and not found:
        _refuse_merged(db, who.id)
    return choose(who, found, lambda: _nearest(db, who))


def _refuse_merged(db: sqlite3.Connection, number: int | None) -> None:
    """Raises NotFoundError for the number of a contact that is one with another now."""
    now = db.execute(
        "SELECT c.id, c.name FROM merged_contact m JOIN contact c ON c.id = m.contact_id WHERE m.id = ?", (number,)
    ).fetchone()
    if now:
        raise NotFoundError(f"#{number} is one with #{now[0]} {now[1]} now")


def find(db: sqlite3.Connection, who: Who) -> list[Candidate]:
    """The contacts of the first step that has any, archived ones included."""
    values = {
        "id": who.id,
        "folded": who.folded,
        "spelt": who.folded.replace(" ", ""),
        "email": who.email,
        "handle": who.handle,
        "service": who.service,
        "digits": who.digits,
    }
    for step in _steps(who):
        found = [
            Candidate(id=row[0], name=row[1], detail=row[3], tier=tier, archived=bool(row[2]))
            for tier, condition in step
            for row in db.execute(f"{_CANDIDATE} {condition} ORDER BY c.archived, c.sort_key, c.id", values)
        ]
        if found:
            return found
    return []


def _steps(who: Who) -> Sequence[Sequence[tuple[Tier, str]]]:
    """What to ask the file, in steps from the surest on. A bare number may be a handle as well as an id: one step."""
    if who.exact_id:
        return [[(Tier.ID, "(:id)")]]
    points = (
        (Tier.POINT, _BY_EMAIL, bool(who.email)),
        (Tier.POINT, _BY_HANDLE, bool(who.handle)),
        (Tier.POINT, _BY_PHONE, bool(who.digits)),
        (Tier.ID, "(:id)", who.id is not None),
    )
    return [
        [(Tier.NAME, _BY_NAME)],
        [(tier, condition) for tier, condition, wanted in points if wanted],
        [(Tier.PINYIN, _BY_PINYIN)],
        [(Tier.PART, _BY_PART)],
    ]


def _nearest(db: sqlite3.Connection, who: Who) -> Sequence[str]:
    if who.exact_id:
        return []
    return names.nearest(who.text, (row[0] for row in db.execute("SELECT name FROM contact WHERE NOT archived")))


def ordered(first: int, second: int) -> tuple[int, int]:
    """Two contacts as the file keeps a pair."""
    return min(first, second), max(first, second)


def existing(db: sqlite3.Connection, name: str) -> list[tuple[int, str]]:
    """Contacts, archived ones included, whose name or alias folds to the same as `name`: (id, name)."""
    return db.execute(
        "SELECT DISTINCT c.id, c.name FROM name_key k JOIN contact c ON c.id = k.contact_id "
        "WHERE k.key = ? AND k.kind = 'name' ORDER BY c.id",
        (names.fold(name),),
    ).fetchall()
