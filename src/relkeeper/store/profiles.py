"""What tells the contacts of a book from each other, all at once: plain SQL over a connection of either door."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from relkeeper.rules.likeness import Profile, profile
from relkeeper.rules.likeness.profiles import Birth, Point

# A number or an address that three people have is an office's, or a household's.
MANY = 3


def profiles(db: sqlite3.Connection) -> dict[int, Profile]:
    """The profile of each contact, with the points that many have told from those of one person."""
    names, reached, births, uids, readings = (
        _by_contact(db, statement)
        for statement in (
            "SELECT contact_id, name FROM alias",
            "SELECT contact_id, kind, normalized FROM contact_point WHERE kind <> 'address'",
            "SELECT contact_id, month, day, coalesce(year, 0), calendar FROM occasion WHERE kind = 'birthday'",
            "SELECT contact_id, value FROM card_property WHERE name = 'UID'",
            "SELECT contact_id, key FROM name_key WHERE kind = 'pinyin'",
        )
    )
    many = _of_many(reached)
    return {
        contact_id: profile(
            (name, *(alias for (alias,) in names.get(contact_id, ()))),
            given=given,
            family=family,
            organization=organization,
            reached=reached.get(contact_id, ()),
            births=map(Birth._make, births.get(contact_id, ())),
            uids=(uid for (uid,) in uids.get(contact_id, ())),
            readings=frozenset(key for (key,) in readings.get(contact_id, ())),
        ).sharing(many)
        for contact_id, name, given, family, organization in db.execute(
            "SELECT id, name, given_name, family_name, organization FROM contact"
        )
    }


def _by_contact(db: sqlite3.Connection, statement: str) -> dict[int, list[Any]]:
    """The rows of a statement without their first column, by that column."""
    found: dict[int, list[Any]] = defaultdict(list)
    for contact_id, *values in db.execute(statement):
        found[contact_id].append(tuple(values))
    return found


def _of_many(reached: Mapping[int, Iterable[Point]]) -> frozenset[Point]:
    held = Counter(point for points in reached.values() for point in set(points))
    return frozenset(point for point, holders in held.items() if holders >= MANY)
