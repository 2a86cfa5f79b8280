"""What happened, newest first."""

import sqlite3
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice
from typing import NamedTuple

from relkeeper.errors import NotFoundError
from relkeeper.reports import chosen, rhythm
from relkeeper.reports.chosen import Only
from relkeeper.rules import notes
from relkeeper.rules.private import HIDDEN

# Of so many interactions the people are asked for in one statement.
_AT_ONCE = 1000


class Named(NamedTuple):
    """An id with the name a person knows it by."""

    id: int
    name: str


class InteractionRow(NamedTuple):
    """An interaction. `at` is ISO 8601 with the UTC offset it happened in; `utc_offset` is in minutes.

    With `precision` "day" only the local date of `at` means something. What was said in a `private` one is hidden
    unless it was asked for: `summary` is "[private]", `body`, `outcome` and `place` are empty, and the names of its
    `attachments` are "[private]". `messages_in` and `messages_out` count what a chat was made of; None for others.
    `kind` is what a note is about, empty for what happened; of a private note it is "other", and `direction` is empty.
    `follow_ups` are the promises made in it, a private one as "[private]".
    """

    id: int
    uid: str
    at: str
    utc_offset: int
    precision: str
    channel: str
    direction: str
    summary: str
    body: str
    outcome: str
    place: str
    duration_minutes: int | None
    source: str
    private: bool
    kind: str
    messages_in: int | None
    messages_out: int | None
    participants: tuple[Named, ...]
    attachments: tuple[Named, ...]
    follow_ups: tuple[Named, ...] = ()


# What stands for what a private note is about: "health" would tell of it, and so would the direction of a debt.
_OF_PRIVATE_NOTES = {"kind": notes.UNSAID, "direction": ""}


class Filter(NamedTuple):
    """Which interactions: all conditions must hold. Dates are local and inclusive; `tags` are folded keys,
    and `only` contacts one of whom wears them all and takes part."""

    contact_id: int | None = None
    since: date | None = None
    until: date | None = None
    channel: str = ""
    tags: tuple[str, ...] = ()
    only: Only = None


def said(text: str, reveal: bool = False) -> str:
    """The SQL of a text of the interaction `i`, hidden where it is private and not to be revealed; `kind` and
    `direction` are those of a note only."""
    if reveal:
        return f"i.{text}"
    if text in _OF_PRIVATE_NOTES:
        return f"iif(i.private AND i.kind <> '', '{_OF_PRIVATE_NOTES[text]}', i.{text})"
    return f"iif(i.private, '{HIDDEN if text == 'summary' else ''}', i.{text})"


def report(
    db: sqlite3.Connection, wanted: Filter, limit: int | None = None, reveal: bool = False
) -> list[InteractionRow]:
    """The interactions that `wanted` describes, newest first."""
    source = "interaction i"
    conditions = ""
    if wanted.contact_id is not None:
        source = "participant p JOIN interaction i ON i.id = p.interaction_id"
        conditions += " AND p.contact_id = :contact_id"
    if wanted.since:
        conditions += " AND i.on_date >= :since AND i.at >= :since_at"
    if wanted.until:
        conditions += " AND i.on_date <= :until AND i.at < :until_at"
    if wanted.channel:
        conditions += " AND i.channel = :channel"
    if wanted.tags or wanted.only is not None:
        conditions += f""" AND EXISTS (SELECT 1 FROM participant q WHERE q.interaction_id = i.id
            {rhythm.wears_all(len(wanted.tags), "q.contact_id")} {chosen.among(wanted.only, "q.contact_id")})"""
    values = {
        "contact_id": wanted.contact_id,
        "since": wanted.since and wanted.since.isoformat(),
        "until": wanted.until and wanted.until.isoformat(),
        # A local date begins at most 14 hours before and ends at most 12 hours after the UTC date: bounds for the
        # index.
        "since_at": wanted.since and (wanted.since - timedelta(days=1)).isoformat(),
        "until_at": wanted.until and (wanted.until + timedelta(days=2)).isoformat(),
        "channel": wanted.channel,
        "limit": -1 if limit is None else limit,
        **rhythm.tag_values(wanted.tags),
        **chosen.values(wanted.only),
    }
    order = "p.on_date DESC, i.at DESC, i.id DESC" if wanted.contact_id is not None else "i.at DESC, i.id DESC"
    statement = f"SELECT {_columns(reveal)} FROM {source} WHERE 1 {conditions} ORDER BY {order} LIMIT :limit"
    return _rows(db, db.execute(statement, values).fetchall(), reveal)


def entry(db: sqlite3.Connection, interaction_id: int, reveal: bool = False) -> InteractionRow:
    """One interaction. Raises NotFoundError."""
    found = db.execute(f"SELECT {_columns(reveal)} FROM interaction i WHERE i.id = ?", (interaction_id,)).fetchall()
    if not found:
        raise NotFoundError(f"there is no entry #{interaction_id}; see: relkeeper timeline")
    return _rows(db, found, reveal)[0]


def _columns(reveal: bool) -> str:
    texts = ", ".join(said(text, reveal) for text in ("summary", "body", "outcome", "place"))
    return f"""i.id, i.uid, i.at, i.utc_offset, i.precision, i.channel, {said("direction", reveal)}, {texts},
        i.duration_minutes, i.source, i.private, {said("kind", reveal)},
        (SELECT messages_in FROM sitting WHERE interaction_id = i.id),
        (SELECT messages_out FROM sitting WHERE interaction_id = i.id)"""


def _rows(db: sqlite3.Connection, found: list[tuple[object, ...]], reveal: bool) -> list[InteractionRow]:
    ids = [int(str(row[0])) for row in found]
    participants = taking_part(db, ids)
    attachments = _attachments(db, ids, reveal)
    follow_ups = _follow_ups(db, ids, reveal)
    return [
        InteractionRow._make(
            (
                *row[:2],
                local(str(row[2]), int(str(row[3]))),
                *row[3:-4],
                bool(row[-4]),
                *row[-3:],
                tuple(participants.get(interaction_id, ())),
                tuple(attachments.get(interaction_id, ())),
                tuple(follow_ups.get(interaction_id, ())),
            )
        )
        for interaction_id, row in zip(ids, found, strict=True)
    ]


def taking_part(db: sqlite3.Connection, ids: Collection[int]) -> dict[int, list[Named]]:
    """Who takes part in these interactions, each by its id."""
    by_interaction: dict[int, list[Named]] = {interaction_id: [] for interaction_id in ids}
    statement = """SELECT p.interaction_id, c.id, c.name FROM participant p JOIN contact c ON c.id = p.contact_id
        WHERE p.interaction_id IN (SELECT value FROM json_each(?)) ORDER BY c.sort_key, c.id"""
    remaining = iter(by_interaction)
    while some := list(islice(remaining, _AT_ONCE)):
        for interaction_id, *person in db.execute(statement, (str(some),)):
            by_interaction[interaction_id].append(Named(*person))
    return by_interaction


def _attachments(db: sqlite3.Connection, ids: Iterable[int], reveal: bool) -> dict[int, list[Named]]:
    if not db.execute("SELECT 1 FROM attachment WHERE interaction_id IS NOT NULL LIMIT 1").fetchone():
        return {}
    by_interaction: dict[int, list[Named]] = {}
    statement = f"""SELECT a.id, iif(i.private AND NOT :reveal, '{HIDDEN}', a.name) FROM attachment a
        JOIN interaction i ON i.id = a.interaction_id WHERE a.interaction_id = :entry ORDER BY a.id"""
    for interaction_id in ids:
        found = db.execute(statement, {"entry": interaction_id, "reveal": reveal})
        by_interaction[interaction_id] = [Named._make(row) for row in found]
    return by_interaction


def _follow_ups(db: sqlite3.Connection, ids: Iterable[int], reveal: bool) -> dict[int, list[Named]]:
    if not db.execute("SELECT 1 FROM follow_up WHERE interaction_id IS NOT NULL LIMIT 1").fetchone():
        return {}
    statement = f"""SELECT id, iif(private AND NOT :reveal, '{HIDDEN}', text) FROM follow_up
        WHERE interaction_id = :entry ORDER BY id"""
    return {
        interaction_id: [Named._make(row) for row in db.execute(statement, {"entry": interaction_id, "reveal": reveal})]
        for interaction_id in ids
    }


def local(at: str, utc_offset: int) -> str:
    """`2026-11-20T15:30:00+01:00` from the file's UTC text and offset."""
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return instant.astimezone(timezone(timedelta(minutes=utc_offset))).isoformat()
