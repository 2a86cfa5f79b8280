"""Who knows what: what the user said of people, and what was talked about with them."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from relkeeper.reports.interactions import Named
from relkeeper.reports.topics import evidence, talked_about
from relkeeper.reports.topics.evidence import EvidenceRow
from relkeeper.reports.topics.talked_about import Talk
from relkeeper.rules import topics

# What makes somebody come first, whatever was talked about: said of them in just these words, or in more of them; and
# then what else is kept of them.
_MARKED, _MARKED_IN_PART, _KEPT = 3, 2, 1


class TopicRow(NamedTuple):
    """A topic of a contact. `mentions` counts the entries and attached files that name it, `last_on` is the local day
    of the newest, None where there is none. `evidence` are the newest. What is private neither counts nor shows, unless
    that was asked for."""

    contact: Named
    topic: str
    mentions: int
    last_on: str | None
    evidence: tuple[EvidenceRow, ...]


class ExpertRow(NamedTuple):
    """Somebody who knows about a subject, or may.

    `topics` are those of the contact that have the words of the subject, and `marked` says whether there are any.
    `mentions` counts entries and attached files that name it, `days` the days of those, and `last_on` is the newest
    (local `YYYY-MM-DD`), None where there is none. Of very many entries only the newest are looked at. `evidence` is at
    most three places: first what is kept of the contact, then what was talked about, newest first. What is private
    neither counts nor shows, unless that was asked for.
    """

    contact: Named
    marked: bool
    topics: tuple[str, ...]
    mentions: int
    days: int
    last_on: str | None
    evidence: tuple[EvidenceRow, ...]
    archived: bool


class _Known(NamedTuple):
    """What speaks for a contact; `place` goes before all that was talked about, `weight` says how much that is.

    `fields` are those of its fields that name it; None where nothing that is kept of the contact does.
    """

    contact_id: int
    place: int
    weight: float
    topics: Sequence[str]
    fields: Sequence[int] | None
    talks: Sequence[Talk]


def report(db: sqlite3.Connection, contact_id: int | None = None, *, reveal: bool = False) -> list[TopicRow]:
    """Topics as they came, of all contacts by name, or of one."""
    rows = db.execute(
        "SELECT c.id, c.name, t.name FROM topic t JOIN contact c ON c.id = t.contact_id "
        "WHERE :contact_id IS NULL OR c.id = :contact_id ORDER BY c.sort_key, c.id, t.id",
        {"contact_id": contact_id},
    ).fetchall()
    return [_topic(db, Named(number, name), topic, reveal=reveal) for number, name, topic in rows]


def experts(
    db: sqlite3.Connection, today: date, text: str, limit: int | None = None, reveal: bool = False
) -> list[ExpertRow]:
    """Who knows about a subject, the surest first. Raises UsageError for a text without a word.

    First come those whose topic it is, then those of whom a topic has its words, the last of which may only begin one
    if it is longer than a letter; then those whose organisation, title, notes or fields name it. Among equals and after
    them, it counts on how many days it was talked about, how long ago, and among how many (rules/topics.weight).
    """
    subject = topics.subject(text)
    marked = _marked(db, subject)
    kept = evidence.kept(db, subject.phrases, reveal=reveal)
    talks: dict[int, list[Talk]] = defaultdict(list)
    for talk in talked_about.newest(db, subject.phrases, reveal=reveal):
        talks[talk.contact_id].append(talk)
    known = [
        _Known(
            number,
            _place(subject.key, marked.get(number, ()), is_kept=number in kept),
            topics.weight(_shares(talks.get(number, ())), today),
            marked.get(number, ()),
            kept.get(number),
            talks.get(number, ()),
        )
        for number in marked.keys() | kept.keys() | talks.keys()
    ]
    known.sort(key=lambda each: (-each.place, -each.weight, each.contact_id))
    return [_expert(db, each, subject, reveal=reveal) for each in known[:limit]]


def _topic(db: sqlite3.Connection, contact: Named, topic: str, *, reveal: bool) -> TopicRow:
    phrases = topics.subject(topic).phrases
    talks = talked_about.with_one(db, contact.id, phrases, reveal=reveal)
    last_on = talks[0].on if talks else None
    return TopicRow(contact, topic, len(talks), last_on, evidence.of_talks(db, talks, phrases, reveal=reveal))


def _marked(db: sqlite3.Connection, subject: topics.Subject) -> Mapping[int, list[str]]:
    """The topics with the words of the subject, by the contacts."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = db.execute(
        "SELECT contact_id, name FROM topic WHERE instr(' ' || key || ' ', ' ' || :key || :end) "
        "ORDER BY key <> :key, id",
        {"key": subject.key, "end": "" if subject.may_begin else " "},
    )
    for contact_id, name in rows:
        found[contact_id].append(name)
    return found


def _place(key: str, marked: Sequence[str], *, is_kept: bool) -> int:
    if marked:
        return _MARKED if topics.key(marked[0]) == key else _MARKED_IN_PART
    return _KEPT if is_kept else 0


def _shares(talks: Iterable[Talk]) -> dict[date, float]:
    """The largest share of each day."""
    shares: dict[str, float] = {}
    for talk in talks:
        shares[talk.on] = max(talk.share, shares.get(talk.on, 0))
    return {date.fromisoformat(on): share for on, share in shares.items()}


def _expert(db: sqlite3.Connection, known: _Known, subject: topics.Subject, *, reveal: bool) -> ExpertRow:
    name, archived = db.execute("SELECT name, archived FROM contact WHERE id = ?", (known.contact_id,)).fetchone()
    newest = evidence.of_talks(db, known.talks, subject.phrases, reveal=reveal)
    kept = _kept(db, known, subject, reveal=reveal)
    return ExpertRow(
        contact=Named(known.contact_id, name),
        marked=bool(known.topics),
        topics=tuple(known.topics),
        mentions=len(known.talks),
        days=len({talk.on for talk in known.talks}),
        last_on=known.talks[0].on if known.talks else None,
        evidence=(*kept, *newest)[: evidence.MOST],
        archived=bool(archived),
    )


def _kept(db: sqlite3.Connection, known: _Known, subject: topics.Subject, *, reveal: bool) -> list[EvidenceRow]:
    if known.fields is None:
        return []
    return evidence.of_contact(db, known.contact_id, known.fields, subject.phrases, reveal=reveal)
