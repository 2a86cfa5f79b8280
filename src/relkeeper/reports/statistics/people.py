"""Who the entries of a span were with, and how long nobody was heard from."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from relkeeper.reports.contact_days import Calendar
from relkeeper.reports.interactions import Named
from relkeeper.reports.statistics.rows import Balance, PersonBalance, PersonRow, SilenceRow
from relkeeper.rules.statistics.sharing import Share
from relkeeper.rules.statistics.silences import Silence, longest, silences
from relkeeper.rules.statistics.spans import Span

_MOST_SILENCES = 10


class Person(NamedTuple):
    """Somebody with `entries` in a span: `days` has the day of each, ascending; `before` and `after` are the nearest
    beyond the span."""

    contact: Named
    archived: int
    entries: int
    days: str
    before: str | None
    after: str | None


def found(db: sqlite3.Connection, contact_id: int | None, shown: Span) -> list[Person]:
    """Everybody with entries in the span, or the one.

    The primary key of `participant` has all that it takes, in the order of its days.
    """
    rows = db.execute(
        f"""
        SELECT c.id, c.name, c.archived, count(*), group_concat(p.on_date),
            (SELECT max(on_date) FROM participant WHERE contact_id = c.id AND counts AND on_date < :since),
            (SELECT min(on_date) FROM participant WHERE contact_id = c.id AND counts AND on_date > :until)
        FROM contact c CROSS JOIN participant p
            ON p.contact_id = c.id AND p.on_date BETWEEN :since AND :until AND p.counts
        {"" if contact_id is None else "WHERE c.id = :who"} GROUP BY c.id
        """,
        {"since": shown.since.isoformat(), "until": shown.until.isoformat(), "who": contact_id},
    )
    return [Person(Named(number, name), *rest) for number, name, *rest in rows]


def row(of: Share[Person], shown: Span) -> PersonRow:
    """Somebody's share, with the months it is made of."""
    by_month = Counter(day[:7] for day in of.key.days.split(","))
    return PersonRow(of.key.contact, of.amount, of.share, of.cumulative, tuple(map(by_month.__getitem__, shown.months)))


def silences_of(people: Sequence[Person], today: date, *, everything: bool) -> tuple[SilenceRow, ...]:
    """The longest silences: of each the longest and of nobody who is archived, or `everything`."""
    ordinal = Calendar().__getitem__
    found: list[tuple[Silence, Named]] = []
    for person in people:
        # What follows the first contact behind the span is no silence of the span.
        known = _known_days(person, ordinal), None if person.after else today.toordinal()
        if everything:
            found += ((silence, person.contact) for silence in silences(*known))
        elif not person.archived and (most := longest(*known)):
            found.append((most, person.contact))
    return tuple(_silence(*each) for each in nlargest(_MOST_SILENCES, found, key=lambda each: each[0].days))


def _known_days(person: Person, ordinal: Callable[[str], int]) -> list[int]:
    before, after = ([day] if day else [] for day in (person.before, person.after))
    return sorted(map(ordinal, [*before, *person.days.split(","), *after]))


def _silence(silence: Silence, contact: Named) -> SilenceRow:
    began, ended = (date.fromordinal(day).isoformat() for day in silence[:2])
    return SilenceRow(contact, silence.days, began, ended, silence.going_on)


def balance(db: sqlite3.Connection, directions: Mapping[str, int], people: Sequence[Person], shown: Span) -> Balance:
    """Who reached out in all, and how often each of these people did and was reached out to."""
    rows = db.execute(
        """
        SELECT p.contact_id, sum(i.direction = 'in'), sum(i.direction = 'out')
        FROM json_each(:people) asked CROSS JOIN participant p
            ON p.contact_id = asked.value AND p.on_date BETWEEN :since AND :until AND p.counts
        CROSS JOIN interaction i ON i.id = p.interaction_id AND i.direction <> ''
        GROUP BY 1
        """,
        {
            "people": str([person.contact.id for person in people]),
            "since": shown.since.isoformat(),
            "until": shown.until.isoformat(),
        },
    )
    of = {number: sides for number, *sides in rows}
    told = (PersonBalance(person.contact, *of[person.contact.id]) for person in people if person.contact.id in of)
    return Balance(directions.get("in", 0), directions.get("out", 0), directions.get("", 0), tuple(told))
