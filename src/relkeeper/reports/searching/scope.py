"""What a search is limited to, beside its words: people, days, channels, kinds."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from relkeeper.reports import segments
from relkeeper.rules import who
from relkeeper.rules.queries.query import KINDS, Query
from relkeeper.store import people

CONTACT, ENTRY, NOTE, FOLLOW_UP, ATTACHMENT = KINDS

_WEARING = "SELECT contact_id FROM contact_tag ct JOIN tag k ON k.id = ct.tag_id WHERE k.key = ?"


class Scope(NamedTuple):
    """What may be found. Of each set in `people`, somebody has to do with it; of `against`, nobody.

    Days are local `YYYY-MM-DD`, both included; empty for no bound. `today` is the local day.
    """

    today: date
    reveal: bool = False
    kinds: frozenset[str] = frozenset(KINDS)
    people: tuple[frozenset[int], ...] = ()
    against: frozenset[int] = frozenset()
    channels: frozenset[str] = frozenset()
    not_channels: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""

    def allows_contacts(self) -> bool:
        """A contact has no day and no channel, so what asks for those does not mean contacts."""
        return CONTACT in self.kinds and not (self.channels or self.not_channels or self.since or self.until)

    def allows_day(self, day: str) -> bool:
        return self.since <= day and (not self.until or day <= self.until)


def of(db: sqlite3.Connection, today: date, query: Query, reveal: bool, me: int | None = None) -> Scope:
    """The limits of a query. Raises NotFoundError, with the nearest names, for somebody who is nobody."""
    # It is one person who wears all the tags and is in the class.
    kinds_of_people = [_ids(db, _WEARING, key) for key in query.tags]
    if query.classes:
        kinds_of_people.append(frozenset(segments.in_classes(db, today, query.classes, me)))
    people_of = [_meant(db, text) for text in query.who]
    if kinds_of_people:
        people_of.append(frozenset.intersection(*kinds_of_people))
    against: set[int] = set().union(*(_meant(db, text) for text in query.not_who))
    against.update(*(_ids(db, _WEARING, key) for key in query.not_tags))
    if query.not_classes:
        against.update(segments.in_classes(db, today, query.not_classes, me))
    return Scope(
        today=today,
        reveal=reveal,
        kinds=frozenset(query.kinds or KINDS),
        people=tuple(people_of),
        against=frozenset(against),
        channels=frozenset(query.channels),
        not_channels=frozenset(query.not_channels),
        since=query.since.isoformat() if query.since else "",
        until=query.until.isoformat() if query.until else "",
    )


def listed(values: Iterable[object]) -> str:
    """The values as SQL's json_each takes them apart again."""
    return f"[{','.join(map(str, values))}]"


def wanted_by(sets: Sequence[Collection[int]], against: Collection[int], link: str) -> tuple[str, dict[str, Any]]:
    """The SQL that somebody of each set, and nobody of `against`, is a `contact_id` of what `link` selects; and what
    to bind for it."""
    conditions = ""
    values: dict[str, Any] = {}
    for number, each in enumerate(sets):
        # The plus keeps SQLite from looking up each of the set, which may be thousands, for every row.
        conditions += f" AND EXISTS ({link} AND +contact_id IN (SELECT value FROM json_each(:people{number})))"
        values[f"people{number}"] = listed(each)
    if against:
        conditions += f" AND NOT EXISTS ({link} AND +contact_id IN (SELECT value FROM json_each(:against)))"
        values["against"] = listed(against)
    return conditions, values


def _meant(db: sqlite3.Connection, text: str) -> frozenset[int]:
    """All whom the text may mean."""
    meant = who.parse(text)
    found = people.find(db, meant)
    return frozenset(each.id for each in found) if found else frozenset({people.resolve(db, meant).id})


def _ids(db: sqlite3.Connection, statement: str, *values: object) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute(statement, values))
