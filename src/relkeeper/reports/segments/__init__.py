"""Who matters, and who drifts: the classes of docs/segment.md, applied to the book."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from relkeeper.reports.segments import talk_points
from relkeeper.reports.segments.talk_points import NOTHING, Talks
from relkeeper.rules import segmenting
from relkeeper.rules.segmenting import CLASSES, WINDOW, Scores, Standing, moves


class SegmentRow(NamedTuple):
    """A contact with its class, and what it is made of: `total` is the sum of the `scores`.

    `recency_days` and `last_contact_on` (local `YYYY-MM-DD`) are None for who was never contacted. `was` is the class
    as of the last quarter's last day, None for who was added later and has no entry before; `movement` says in words
    how it changed, and `changed` by what. Both are empty for who stayed.
    """

    id: int
    name: str
    class_: str
    recency_days: int | None
    days_in_window: int
    depth: int
    scores: Scores
    total: int
    was: str | None
    movement: str
    changed: tuple[str, ...]
    last_contact_on: str | None


class Segments(NamedTuple):
    """The classes over the days from `since` to today, the best first, and those over a window as long that ended with
    `as_of_before`, the last quarter's last day.

    `counts` and `counts_before` are of everybody, whoever was asked for; `found` counts those, and `rows` are the first
    of them. `rule` is a line for each score, and one for the classes. Dates are local `YYYY-MM-DD`.
    """

    window_days: int
    since: str
    as_of_before: str
    rule: str
    counts: Mapping[str, int]
    counts_before: Mapping[str, int]
    found: int
    rows: tuple[SegmentRow, ...]


class _Person(NamedTuple):
    id: int
    name: str
    added_on: str


class _Ranked(NamedTuple):
    """Somebody with class and total, and the class of the last quarter; `was` is None for who was added later."""

    person: _Person
    last_on: str | None
    talk: Talks
    now: Standing
    class_: str
    total: int
    was: str | None

    @property
    def fell(self) -> int:
        """So many classes; negative for who rose."""
        return segmenting.steps(self.was, self.class_) if self.was else 0


class _Times(NamedTuple):
    """The last days of the two windows, as `YYYY-MM-DD`, and their length in days."""

    today: str
    before: str
    window: int


def report(
    db: sqlite3.Connection,
    today: date,
    window_days: int | None = None,
    classes: Collection[str] = (),
    *,
    moved: bool = False,
    limit: int | None = None,
    me: int | None = None,
) -> Segments:
    """The classes of all contacts or of those in `classes`, at most `limit`; by class, total, last contact and name.

    With `moved` only of those whose class changed: who fell, the most and from the highest first, then who rose.

    Left out are the owner's own contact `me`, archived contacts, and those who want no automation. Of a private entry
    nothing but its date counts.
    """
    window = window_days or WINDOW
    since, before = segmenting.begins(today, window), segmenting.quarter_end(today)
    talks = talk_points.talks(db, since, today, before, segmenting.begins(before, window))
    times = _Times(today.isoformat(), before.isoformat(), window)
    people = list(_ranked(db, talks, times, me))
    asked = [one for one in people if not classes or one.class_ in classes]
    # By who is best also among those who moved alike.
    asked.sort(key=_best)
    if moved:
        asked = sorted((one for one in asked if one.fell), key=_fallen)
    return Segments(
        window,
        since.isoformat(),
        times.before,
        segmenting.rule(window),
        _counts(one.class_ for one in people),
        _counts(one.was for one in people if one.was),
        len(asked),
        tuple(_row(one, times) for one in asked[:limit]),
    )


def _best(one: _Ranked) -> tuple[str, int, bool, int]:
    silent = one.now.recency_days
    return one.class_, -one.total, silent is None, silent or 0


def _fallen(one: _Ranked) -> tuple[bool, int, str]:
    return one.fell < 0, -abs(one.fell), one.was or ""


def in_classes(db: sqlite3.Connection, today: date, classes: Collection[str], me: int | None = None) -> set[int]:
    """The contacts whose class, over the usual window, is one of these."""
    talks, on = talk_points.talks(db, segmenting.begins(today, WINDOW), today), today.isoformat()

    def class_of(number: int) -> str:
        # When it was that somebody was last heard from before the window does not matter.
        talk = talks.get(number, NOTHING)
        return segmenting.grade(_now(talk, talk.last, on), WINDOW).class_

    return {one.id for one in _people(db, me) if class_of(one.id) in classes}


def _people(db: sqlite3.Connection, me: int | None) -> Iterator[_Person]:
    statement = """
        SELECT id, name, added_on FROM contact
        WHERE NOT archived AND NOT no_automation AND id IS NOT ? ORDER BY sort_key, id
    """
    return map(_Person._make, db.execute(statement, (me,)))


def _ranked(db: sqlite3.Connection, talks: Mapping[int, Talks], times: _Times, me: int | None) -> Iterator[_Ranked]:
    people = list(_people(db, me))
    earlier = _last_days(db, [one.id for one in people if one.id not in talks], times.today)
    for one in people:
        talk = talks.get(one.id, NOTHING)
        last = talk.last or earlier.get(one.id)
        now = _now(talk, last, times.today)
        yield _Ranked(one, last, talk, now, *segmenting.grade(now, times.window), _was(one, talk, times))


def _was(one: _Person, talk: Talks, times: _Times) -> str | None:
    if one.added_on > times.before and talk.last_before is None:
        return None
    return segmenting.grade(_then(talk, times.before), times.window).class_


def _last_days(db: sqlite3.Connection, people: Sequence[int], today: str) -> dict[int, str]:
    """The last days of contact of these people."""
    statement = """
        SELECT contact_id, max(on_date) FROM participant
        WHERE contact_id IN (SELECT value FROM json_each(?)) AND counts AND on_date <= ? GROUP BY contact_id
    """
    return dict(db.execute(statement, (str(people), today)).fetchall())


def _now(talk: Talks, last_on: str | None, today: str) -> Standing:
    return Standing(_days_between(last_on, today), talk.days, segmenting.depth(talk.points))


def _then(talk: Talks, quarter: str) -> Standing:
    return Standing(_days_between(talk.last_before, quarter), talk.days_before, segmenting.depth(talk.points_before))


@cache
def _days_between(earlier: str | None, later: str) -> int | None:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days if earlier else None


def _row(one: _Ranked, times: _Times) -> SegmentRow:
    person = one.person
    scored = segmenting.scores(one.now, times.window)
    return SegmentRow(
        id=person.id,
        name=person.name,
        class_=one.class_,
        recency_days=one.now.recency_days,
        days_in_window=one.now.days_in_window,
        depth=one.now.depth,
        scores=scored,
        total=one.total,
        was=one.was,
        movement=moves.movement(one.was, one.class_),
        changed=_changed(one, scored, times) if one.fell else (),
        last_contact_on=one.last_on,
    )


def _changed(one: _Ranked, scored: Scores, times: _Times) -> tuple[str, ...]:
    then = _then(one.talk, times.before)
    return tuple(moves.reasons((then, segmenting.scores(then, times.window)), (one.now, scored)))


def _counts(classes: Iterable[str]) -> dict[str, int]:
    found = dict.fromkeys(CLASSES, 0)
    for one in classes:
        found[one] += 1
    return found
