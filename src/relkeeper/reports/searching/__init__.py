"""What brings the moment back: everything in which the words stand, the best first.

People come first, where the words name them; see `people`. Behind them stands what has a day, the nearest first: when
an entry was, when a follow-up is due, when a file was added. Where the words stand in a lesser place, that counts as
older: see `rules/queries/ranking.py`. People take no more than half of the places while there is anything else.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from relkeeper.reports.searching import beginnings, entries, naming, people, showing
from relkeeper.reports.searching.files_and_promises import attachments, follow_ups
from relkeeper.reports.searching.hit import Hit
from relkeeper.reports.searching.near import names_like
from relkeeper.reports.searching.row import FoundRow
from relkeeper.reports.searching.scope import of as scope_of
from relkeeper.rules.queries.query import Phrase, Query

__all__ = ["FoundRow", "names_like", "report"]


def report(
    db: sqlite3.Connection,
    now: datetime,
    query: Query,
    limit: int | None = None,
    reveal: bool = False,
    me: int | None = None,
) -> list[FoundRow]:
    """What a query brings back, the best first. Without words it is the newest of what the rest of the query allows.

    Of several rows the last is one of those that are left over: who shows one less knows whether there is more.

    What is private is found only with `reveal`. `me` is the owner's own contact, who is in no class. Raises
    NotFoundError for a person who is nobody.
    """
    scope = scope_of(db, now.date(), query, reveal, me)
    wanted, unwanted = (_placed(beginnings.filled(db, some), query) for some in (query.wanted, query.unwanted))
    # What is not wanted stands alone, whatever stands beside it.
    named = {**{phrase: naming.alone(db, phrase) for phrase in unwanted}, **naming.named(db, wanted)}
    found = people.found(db, wanted, unwanted, named, scope, limit)
    hits = entries.found(db, wanted, unwanted, named, scope, limit)
    hits += follow_ups(db, wanted, unwanted, named, scope)
    hits += attachments(db, wanted, unwanted, named, scope)
    best = sorted(hits, key=lambda hit: hit.rank, reverse=True)[:limit]
    first, rest = (found, best) if limit is None else _shares(found, best, limit)
    rows = [*showing.contacts(db, first, wanted, reveal=reveal), *showing.others(db, rest, wanted)]
    if limit is not None and len(rows) < min(limit, len(found) + len(best)):
        rows += _left_over(db, found[len(first) :], best[len(rest) :], wanted, reveal=reveal)
    return rows


def _shares(found: list[people.Found], best: list[Hit], limit: int) -> tuple[list[people.Found], list[Hit]]:
    """What is shown of people and of the others, which is one less than the limit."""
    shown = max(limit - 1, 1)
    first = found[: max(shown - len(best), limit // 2)]
    return first, best[: shown - len(first)]


def _left_over(
    db: sqlite3.Connection, found: list[people.Found], best: list[Hit], wanted: tuple[Phrase, ...], *, reveal: bool
) -> Iterator[FoundRow]:
    """One of what was not shown: what has a day, so that people stay before it."""
    return showing.others(db, best[:1], wanted) if best else showing.contacts(db, found[:1], wanted, reveal=reveal)


def _placed(phrases: tuple[Phrase, ...], query: Query) -> tuple[Phrase, ...]:
    """The phrases, each with the columns in which it may stand."""
    return tuple(phrase._replace(columns=phrase.columns or query.columns) for phrase in phrases)
