"""Which contacts may be one person twice? Archived ones are looked at, too.

Contacts meet under keys that they share, so that nobody is compared with everybody (rules/likeness/blocking.py). Of a
crowd of namesakes some pairs are left out, which is told.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from relkeeper.rules.likeness import LIKELY, blocks, likeness, promising
from relkeeper.store.profiles import profiles as everybody


class Twin(NamedTuple):
    """One of the two."""

    id: int
    name: str
    archived: bool


class DoubleRow(NamedTuple):
    """A likely pair: `score` is from 0 to 100; `evidence` speaks for one person, `against` for two."""

    score: int
    evidence: tuple[str, ...]
    against: tuple[str, ...]
    contacts: tuple[Twin, Twin]


class Crowd(NamedTuple):
    """So many `contacts` are called `name` or nearly so that not all of them were compared."""

    contacts: int
    name: str


class Doubles(NamedTuple):
    """The likely pairs, best first, and how many `more` there are than were asked for."""

    rows: list[DoubleRow]
    more: int = 0
    crowds: tuple[Crowd, ...] = ()


def report(db: sqlite3.Connection, least: int | None = None, limit: int | None = None) -> Doubles:
    """The pairs that score `least` (LIKELY unless given) or more, best first, without those that are known to be two.

    Known are those that the user called distinct, and those of whom one is related to the other.
    """
    twins = {row[0]: Twin(row[0], row[1], bool(row[2])) for row in db.execute("SELECT id, name, archived FROM contact")}
    profiles = everybody(db)
    known = _known(db)
    least = LIKELY if least is None else least
    met = blocks(profiles)
    rows = []
    for pair in met.pairs():
        one, other = (profiles[contact_id] for contact_id in pair)
        if pair in known or (least >= LIKELY and not promising(one, other)):
            continue
        score, evidence, against = likeness(one, other)
        if score >= least:
            rows.append(DoubleRow(score, evidence, against, (twins[pair[0]], twins[pair[1]])))
    rows.sort(key=lambda row: (-row.score, row.contacts[0].id, row.contacts[1].id))
    shown = rows[:limit]
    crowds = tuple(_crowd(twins[contact_id].name for contact_id in sorted(crowd)) for crowd in met.crowds)
    return Doubles(shown, len(rows) - len(shown), crowds)


def _crowd(called: Iterable[str]) -> Crowd:
    """The name of a crowd is the one that most of it have."""
    counted = Counter(called)
    return Crowd(counted.total(), counted.most_common(1)[0][0])


def _known(db: sqlite3.Connection) -> set[tuple[int, int]]:
    """Pairs of two people, the lower id first."""
    return {
        (min(row), max(row))
        for row in db.execute(
            "SELECT contact_id, other_id FROM distinct_pair "
            "UNION SELECT contact_id, other_id FROM relation WHERE other_id IS NOT NULL"
        )
    }
