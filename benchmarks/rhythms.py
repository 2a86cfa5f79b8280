"""Whether `suggest` names those who drift away: `python -m benchmarks.rhythms [--seeds N] [--tuning]` prints the table.

Books are generated in which it is known who drifts: everybody has a rhythm of their own with noise in it, some fall
silent, some slow down, some were lost years ago, some have always been rare, and some were never contacted. What counts
is how many of the first ten that are named do drift, beside naming those first who have been silent longest, or for
most of their own median gaps, and anybody. Constants are chosen with `--tuning`, whose books are others than those of
the table.
"""

import argparse
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from math import exp, log
from operator import sub
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import NamedTuple

from benchmarks.book_contacts import uid
from benchmarks.figures import Figure, Result
from benchmarks.places import NOW, Books
from relkeeper.reports import suggesting
from relkeeper.store import journal
from relkeeper.store.migrations import migrate

_NOW = datetime.fromisoformat(NOW)
_TODAY = _NOW.date()
_FIRST = 10
_SEEDS = 12
_TUNING, _HELD_OUT = 1, 1001  # the first seed of the books to choose constants by, and of those that are told of
_PEOPLE = 300
_DAYS = 4 * 365

# What becomes of people, and of how many in a hundred.
_STEADY, _SILENT, _SLOWER, _LOST = "steady", "fell silent", "slowed down", "lost years ago"
_RARE, _NEVER = "always rare", "never contacted"
_FATES = {_STEADY: 57, _SILENT: 8, _SLOWER: 5, _LOST: 5, _RARE: 15, _NEVER: 10}
_DRIFTING = {_SILENT, _SLOWER}
_USUAL_GAPS = (4, 60)  # days, of all but the rare
_RARE_GAPS = (120, 365)
_NOISES = (0.4, 0.9)  # standard deviations of the logarithm of a gap
_DRIFTS_SINCE = (3, 12)  # usual gaps
_SLOWER_BY = 5
_LOST_SINCE = (365, 5 * 365)  # days


_CONTACT = """
    INSERT INTO contact (id, uid, name, sort_key, added_on, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_ENTRY = """
    INSERT INTO interaction
        (id, uid, at, utc_offset, on_date, precision, channel, direction, summary, created_at, updated_at)
    VALUES (?, ?, ?, 0, ?, 'day', ?, ?, 'tea', ?, ?)
"""
_PARTICIPANT = "INSERT INTO participant (contact_id, on_date, interaction_id) VALUES (?, ?, ?)"


class _Person(NamedTuple):
    """`talks` are days before today, the newest last."""

    fate: str
    talks: list[int]


def _person(random: Random, lost: bool) -> _Person:
    fate = random.choices(list(_FATES), list(_FATES.values()))[0]
    if fate == _LOST and not lost:
        fate = _STEADY
    if fate == _NEVER:
        return _Person(fate, [])
    low, high = _RARE_GAPS if fate == _RARE else _USUAL_GAPS
    usual = exp(random.uniform(log(low), log(high)))
    noise = random.uniform(*_NOISES)
    turned = usual * random.uniform(*_DRIFTS_SINCE) if fate in _DRIFTING else -1
    gone = random.uniform(*_LOST_SINCE) if fate == _LOST else 0
    talks = []
    ago = gone + _DAYS * random.uniform(0.3, 1)
    while ago >= gone:
        talks.append(int(ago))
        slower = _SLOWER_BY if ago < turned else 1
        ago -= max(1, slower * usual * random.lognormvariate(0, noise))
        if fate == _SILENT and ago < turned:
            break
    return _Person(fate, talks)


def _book(people: list[_Person], random: Random) -> sqlite3.Connection:
    """A book in memory, of people who do not exist; their numbers are their places, counted from 1."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, Path(":memory:"), lambda: None)
    db.execute("BEGIN")
    journal.begin(db, "import", f"{_TODAY}T00:00:00Z")
    at = f"{_TODAY - timedelta(days=_DAYS)}T12:00:00Z"
    talk = 0
    for number, person in enumerate(people, 1):
        added = (_TODAY - timedelta(days=max(person.talks, default=random.randrange(_DAYS)))).isoformat()
        name = f"Sample Person {number:03}"
        db.execute(_CONTACT, (number, uid(random), name, name.casefold(), added, at, at))
        for ago in person.talks:
            talk += 1
            on = (_TODAY - timedelta(days=ago)).isoformat()
            channel, direction = random.choice(("call", "wechat", "meeting")), random.choice(("in", "out", ""))
            db.execute(_ENTRY, (talk, uid(random), f"{on}T12:00:00Z", on, channel, direction, at, at))
            db.execute(_PARTICIPANT, (number, on, talk))
    journal.end(db)
    db.execute("COMMIT")
    return db


def _suggested(db: sqlite3.Connection, people: list[_Person]) -> list[int]:
    return [row.id for row in suggesting.report(db, _NOW, _FIRST, (), "before", (9, 21))]


def _longest_silent(db: sqlite3.Connection, people: list[_Person]) -> list[int]:
    """Of those who were contacted ever: it would name nobody else but those who were not."""
    met = [number for number, person in enumerate(people, 1) if person.talks]
    return sorted(met, key=lambda number: -people[number - 1].talks[-1])[:_FIRST]


def _most_gaps_silent(db: sqlite3.Connection, people: list[_Person]) -> list[int]:
    """Those whose silence is the greatest multiple of their own median gap."""

    def gaps_silent(number: int) -> float:
        days = sorted(set(people[number - 1].talks))
        usual: float = median(map(sub, days[1:], days))
        return days[0] / usual

    with_gap = [number for number, person in enumerate(people, 1) if len(set(person.talks)) > 1]
    return sorted(with_gap, key=gaps_silent, reverse=True)[:_FIRST]


_RANDOM = "random"
_WAYS: Mapping[str, Callable[[sqlite3.Connection, list[_Person]], list[int]]] = {
    "suggest": _suggested,
    "silence by own median gap": _most_gaps_silent,
    "longest silence first": _longest_silent,
}


FIGURES = tuple(Figure("rhythms", f"first ten who drift, by {way}", unit="%") for way in (*_WAYS, _RANDOM))


def precisions(seeds: int = _SEEDS, *, lost: bool = True, tuning: bool = False) -> dict[str, list[float]]:
    """For each way of naming ten people, the share of them that drifts, in a book for each seed.

    In books without `lost` people these kept their rhythms. Whoever names them at random finds as many as there are.
    """
    found: dict[str, list[float]] = {way: [] for way in (*_WAYS, _RANDOM)}
    first = _TUNING if tuning else _HELD_OUT
    for seed in range(first, first + seeds):
        random = Random(f"{seed} rhythms")
        people = [_person(random, lost) for _ in range(_PEOPLE)]
        drifting = [person.fate in _DRIFTING for person in people]
        with closing(_book(people, random)) as db:
            for way, named in _WAYS.items():
                found[way].append(fmean(drifting[number - 1] for number in named(db, people)))
        found[_RANDOM].append(fmean(drifting))
    return found


def rhythms(books: Books) -> Iterator[Result]:
    """Those whom `suggest` names first are those who drift away: the back-test, as a row for each way."""
    for figure, shares in zip(FIGURES, precisions().values(), strict=True):
        spread = f"{min(shares):.0%} to {max(shares):.0%} in {len(shares)} books of {_PEOPLE} people"
        yield figure.result(100 * fmean(shares), spread)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rhythms", description="Does suggest name who drifts?")
    parser.add_argument("--seeds", type=int, default=_SEEDS, metavar="N", help="how many books")
    parser.add_argument("--tuning", action="store_true", help="the books to choose constants by")
    given = parser.parse_args()
    print(f"of the first ten that are named, so many drift ({_PEOPLE} people in each of {given.seeds} books):")
    for lost, words in ((True, "with people who were lost years ago"), (False, "without them")):
        print(words)
        for way, shares in precisions(given.seeds, lost=lost, tuning=given.tuning).items():
            print(f"  {way:26}{fmean(shares):6.0%}   worst {min(shares):4.0%}   best {max(shares):4.0%}")


if __name__ == "__main__":
    main()
