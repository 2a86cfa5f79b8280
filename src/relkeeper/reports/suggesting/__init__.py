"""Whom to contact next: the formula of docs/suggest.md, applied to the book."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from relkeeper.reports import briefings
from relkeeper.reports.briefings import Briefing
from relkeeper.reports.chosen import Only
from relkeeper.reports.suggesting.suggestible import History, Person, people
from relkeeper.rules import time_zones
from relkeeper.rules.suggesting import ranking
from relkeeper.rules.suggesting.closeness import Talk, closeness
from relkeeper.rules.suggesting.ranking import LEAST_SCORE
from relkeeper.rules.suggesting.rhythm import DAYS_LOOKED_AT


class SuggestionRow(NamedTuple):
    """Somebody to contact, and why: sentences for a person, and the figures of docs/suggest.md.

    `silent_days` are those since the last contact, or since the contact was added; `usual_days` the usual gap of their
    own, None without one. `days_of_contact` counts at most the newest that are looked at. `score` is `unusual` (bits)
    times `known` times `closeness`, and `near` added. `timezone` and `local_time` are as `show` has them; `awake` is
    None where nobody knows.
    """

    id: int
    name: str
    score: float
    why: tuple[str, ...]
    usual_days: float | None
    silent_days: int
    days_of_contact: int
    unusual: float
    known: float
    closeness: float
    near: float
    timezone: str
    local_time: str | None
    awake: bool | None
    briefing: Briefing


class _Weighed(NamedTuple):
    person: Person
    closeness: float
    score: float


# Of a private entry nothing but its date counts.
_TALKS = f"""
    SELECT i.channel, i.direction, coalesce(s.messages_in, 0), coalesce(s.messages_out, 0)
    FROM (
        SELECT interaction_id FROM participant WHERE contact_id = ? AND counts
        ORDER BY on_date DESC, interaction_id DESC LIMIT {DAYS_LOOKED_AT}
    ) p JOIN interaction i ON i.id = p.interaction_id LEFT JOIN sitting s ON s.interaction_id = i.id
    WHERE NOT i.private
"""


def report(
    db: sqlite3.Connection,
    now: datetime,
    limit: int | None,
    tags: tuple[str, ...],
    missing_day: str,
    awake_hours: tuple[int, int],
    me: int | None = None,
    only: Only = None,
) -> list[SuggestionRow]:
    """Whom to contact next, most worth it first; those who tie by name. At most `limit`, of those who wear all
    `tags` and are among `only` these.

    Left out are the owner's own contact `me`, archived and snoozed contacts, those who want no suggestions, and those
    of whom there is nothing to say: silent for no longer than is usual, and nothing near, or worth less than
    LEAST_SCORE.
    """
    candidates = list(people(db, now, tags, missing_day, awake_hours, me, only))

    def weighed(person: Person) -> _Weighed:
        close = closeness(person.usual, _talks(db, person.history))
        return _Weighed(person, close, person.score(close))

    most, score = attrgetter("most"), attrgetter("score")
    found = ranking.best(candidates, most, weighed, score, limit or len(candidates), LEAST_SCORE)
    called = _called(db, found)
    found.sort(key=lambda one: (-one.score, called[one.person.history.id], one.person.history.id))
    return list(_rows(db, now, found[:limit], called))


def _talks(db: sqlite3.Connection, one: History) -> Iterator[Talk]:
    # The book is not asked for entries of those whom an import brought, and who have none.
    return map(Talk._make, db.execute(_TALKS, (one.id,)) if one.days else ())


class _Name(NamedTuple):
    sort_key: str
    name: str


def _called(db: sqlite3.Connection, found: list[_Weighed]) -> dict[int, _Name]:
    ids = str([one.person.history.id for one in found])
    rows = db.execute("SELECT id, sort_key, name FROM contact WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    return {number: _Name(*name) for number, *name in rows}


def _rows(
    db: sqlite3.Connection, now: datetime, found: list[_Weighed], called: Mapping[int, _Name]
) -> Iterator[SuggestionRow]:
    told = briefings.briefings(db, [one.person.history.id for one in found])
    for person, close, score in found:
        one = person.history
        yield SuggestionRow(
            one.id,
            called[one.id].name,
            round(score, 2),
            tuple(person.why(now.date())),
            one.own.told if one.own else None,
            one.silent,
            one.days,
            round(person.unusual, 2),
            round(person.known, 2),
            round(close, 2),
            round(person.near_bits, 2),
            one.timezone,
            time_zones.local_text(now, one.timezone),
            person.awake,
            told[one.id],
        )
