"""Everything that the page of the book shows, as values."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from relkeeper.reports import agenda, contacts, follow_ups, last_words, overdue, rhythm, segments
from relkeeper.reports.agenda import AgendaRow
from relkeeper.reports.contacts import ContactRow
from relkeeper.reports.interactions import said
from relkeeper.reports.overdue import OverdueRow
from relkeeper.reports.statistics.entries import Entries
from relkeeper.rules.statistics.spans import Span

MONTHS = 12
_DAYS_OF_YEAR = 52 * 7


class Words(NamedTuple):
    """What was said last, and by which channel: the outcome of the last contact, or its summary where it has none."""

    channel: str | None = None
    text: str | None = None


class PersonRow(NamedTuple):
    """A contact as the page shows it.

    `contact_class` is None for who has none. `last` is empty for who was never contacted, and of a private entry
    unless it is revealed. `months` counts the entries of the last 12 months, this month last. `emails` and `phones` are
    in the form they are compared by, in the order of the contact. `topics` is what they are said to know about. `keys`
    is what else the name is found by: aliases, pinyin, all folded.
    """

    contact: ContactRow
    contact_class: str | None
    last: Words
    months: tuple[int, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    topics: tuple[str, ...]
    keys: tuple[str, ...]


class TieRow(NamedTuple):
    """What two contacts of the page are to each other: the `kind` of the first is the other one."""

    contact_id: int
    other_id: int
    kind: str


class Page(NamedTuple):
    """The page of the book. Archived contacts are nowhere on it.

    `now` is ISO 8601 with the offset here. `agenda` looks `days` ahead and has nobody who stands in `overdue`. `year`
    is how many entries each day had, from `first` to `last`, both included; a day without any is left out. Unless
    `revealed`, there are no private follow-ups, and of a private entry only the date counts. `class_rule` says
    how classes are given, a line for each score. `not_shared` says how many of the people do not want to be shared.
    """

    now: str
    days: int
    revealed: bool
    overdue: tuple[OverdueRow, ...]
    agenda: tuple[AgendaRow, ...]
    first: str
    last: str
    year: Mapping[str, int]
    people: tuple[PersonRow, ...]
    ties: tuple[TieRow, ...]
    class_rule: str
    not_shared: int


def report(
    db: sqlite3.Connection,
    now: datetime,
    default_cadence: int | None,
    missing_day: str,
    days: int,
    reveal: bool,
    me: int | None = None,
) -> Page:
    """The page as of `now`, which is aware, and local to the user; the owner's own contact `me` has no class."""
    today = now.date()
    classes = segments.report(db, today, me=me)
    words = _last_words(db, reveal)
    first = today - timedelta(days=_DAYS_OF_YEAR + today.weekday())
    return Page(
        now.isoformat(timespec="minutes"),
        days,
        reveal,
        tuple(_overdue(overdue.report(db, now, default_cadence), words)),
        tuple(_agenda(db, agenda.report(db, now, days, default_cadence, missing_day), today, days, reveal)),
        first.isoformat(),
        today.isoformat(),
        dict(Entries(db, None, Span(first, today)).days),
        tuple(_people(db, today, default_cadence, words, {row.id: row.class_ for row in classes.rows})),
        _ties(db),
        classes.rule,
        db.execute("SELECT count(*) FROM contact WHERE no_sharing AND NOT archived").fetchone()[0],
    )


def _overdue(rows: Sequence[OverdueRow], words: Mapping[int, Words]) -> list[OverdueRow]:
    """With what may be told of the last contact, which the report itself never does of a private one."""
    return [row._replace(last_channel=words[row.id].channel, last_outcome=words[row.id].text) for row in rows]


def _agenda(db: sqlite3.Connection, rows: Sequence[AgendaRow], today: date, days: int, reveal: bool) -> list[AgendaRow]:
    """Without who is overdue; a promise that is private stands there with its words, or not at all."""
    promised = follow_ups.report(db, today, until=today + timedelta(days=days), reveal=True)
    private = {row.id: row.text for row in promised if row.private}
    told = []
    for row in rows:
        hidden = row.what == "follow-up" and row.id in private
        if row.what == "overdue" or (hidden and not reveal):
            continue
        told.append(row._replace(text=private[row.id]) if hidden and row.id is not None else row)
    return told


def _last_words(db: sqlite3.Connection, reveal: bool) -> dict[int, Words]:
    """What was said last with each contact."""
    statement = f"""
        WITH d AS MATERIALIZED (SELECT c.id, {rhythm.LAST_ON} AS last_on FROM contact c WHERE NOT c.archived)
        SELECT d.id, iif(i.private AND NOT :reveal, NULL, i.channel),
               coalesce(nullif({said("outcome", reveal)}, ''), iif(i.private AND NOT :reveal, NULL, i.summary))
        FROM d LEFT JOIN interaction i ON i.id = ({last_words.ENTRY})
    """
    found = db.execute(statement, {"reveal": reveal})
    return {contact_id: Words(channel, text) for contact_id, channel, text in found}


def _people(
    db: sqlite3.Connection,
    today: date,
    default_cadence: int | None,
    words: Mapping[int, Words],
    classes: Mapping[int, str],
) -> list[PersonRow]:
    months, points = _months(db, today), _points(db)
    topics = _texts(db, "SELECT contact_id, name FROM topic ORDER BY contact_id, id")
    keys = _texts(db, "SELECT contact_id, key FROM name_key ORDER BY contact_id, kind, key")
    return [
        PersonRow(
            row,
            classes.get(row.id),
            words[row.id],
            tuple(months[row.id]),
            points["email", row.id],
            points["phone", row.id],
            topics[row.id],
            keys[row.id],
        )
        for row in contacts.report(db, today, default_cadence, contacts.Filter())
    ]


def _months(db: sqlite3.Connection, today: date) -> dict[int, list[int]]:
    """How many entries each contact had in each of the last months, this one last."""
    months = Span(today - timedelta(days=_DAYS_OF_YEAR), today).months[-MONTHS:]
    places = {month: place for place, month in enumerate(months)}
    statement = """
        SELECT contact_id, substr(on_date, 1, 7), count(*) FROM participant
        WHERE counts AND on_date BETWEEN :first AND :today GROUP BY 1, 2
    """
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * MONTHS)
    for contact_id, month, count in db.execute(statement, {"first": f"{months[0]}-01", "today": today.isoformat()}):
        counts[contact_id][places[month]] = count
    return counts


def _points(db: sqlite3.Connection) -> dict[tuple[str, int], tuple[str, ...]]:
    """E-mail addresses and phone numbers by their kind and the contact."""
    points: dict[tuple[str, int], tuple[str, ...]] = defaultdict(tuple)
    statement = "SELECT kind, contact_id, normalized FROM contact_point WHERE kind IN ('email', 'phone') ORDER BY id"
    for kind, contact_id, value in db.execute(statement):
        points[kind, contact_id] += (value,)
    return points


def _texts(db: sqlite3.Connection, statement: str) -> dict[int, tuple[str, ...]]:
    """The texts that a statement finds, by the contact."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for contact_id, text in db.execute(statement):
        found[contact_id] += (text,)
    return found


def _ties(db: sqlite3.Connection) -> tuple[TieRow, ...]:
    """Relations between contacts that are in the book, and not archived."""
    statement = """
        SELECT r.contact_id, r.other_id, r.kind FROM relation r
        JOIN contact c ON c.id = r.contact_id JOIN contact o ON o.id = r.other_id
        WHERE NOT c.archived AND NOT o.archived AND c.id <> o.id ORDER BY r.id
    """
    found: list[Any] = db.execute(statement).fetchall()
    return tuple(TieRow._make(row) for row in found)
