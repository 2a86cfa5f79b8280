"""Follow-ups and attached files that a search finds: few enough to be looked at phrase by phrase."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from relkeeper.reports.attachments import PRIVATE
from relkeeper.reports.searching import documents
from relkeeper.reports.searching.hit import Hit
from relkeeper.reports.searching.naming import Named
from relkeeper.reports.searching.scope import ATTACHMENT, FOLLOW_UP, Scope, listed, wanted_by
from relkeeper.rules.queries import expressions
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.queries.ranking import Where, near, rank
from relkeeper.store import search_index

_AMONG = "IN (SELECT value FROM json_each(:ids))"

_FOLLOW_UPS = "SELECT f.id, f.due_on FROM follow_up f WHERE 1"
_PROMISED_TO = "SELECT 1 FROM follow_up WHERE id = f.id"
_PROMISES_TO = f"SELECT id FROM follow_up WHERE contact_id {_AMONG}"

_FILES = "SELECT a.id, substr(a.added_at, 1, 10) FROM attachment a WHERE 1"
# Whose a file is: those it is tied to, and who took part in its entry.
_TIED_TO = """
    SELECT 1 FROM (
        SELECT contact_id FROM attachment_contact WHERE attachment_id = a.id
        UNION ALL SELECT contact_id FROM participant WHERE interaction_id = a.interaction_id
    ) WHERE 1
"""
_FILES_OF = f"""
    SELECT attachment_id FROM attachment_contact WHERE contact_id {_AMONG}
    UNION SELECT a.id FROM attachment a CROSS JOIN participant p
    WHERE p.interaction_id = a.interaction_id AND +p.contact_id {_AMONG}
"""
_FILES_WITH = f"SELECT id FROM attachment WHERE content_id {_AMONG}"
_CHANNEL = "(SELECT channel FROM interaction WHERE id = a.interaction_id)"


class _Met(NamedTuple):
    """The ids that have a phrase: in what they are called, in any of their words, or by the people they belong to."""

    best: set[int]
    words: set[int]
    people: set[int]


def follow_ups(
    db: sqlite3.Connection, wanted: Sequence[Phrase], unwanted: Sequence[Phrase], named: Named, scope: Scope
) -> list[Hit]:
    """The follow-ups, done ones too, that have all wanted phrases and no unwanted one, in no order.

    What is due in a week ranks as what was due a week ago.
    """
    if FOLLOW_UP not in scope.kinds or scope.channels:
        return []

    def met(phrase: Phrase) -> _Met:
        found = documents.rows(db, expressions.of_phrase(phrase, ("text",)), search_index.FOLLOW_UP)
        ids = found[search_index.FOLLOW_UP.table]
        return _Met(ids, ids, _theirs(db, named[phrase], _PROMISES_TO))

    limits, values = wanted_by(scope.people, scope.against, _PROMISED_TO)
    shown = "" if scope.reveal else " AND NOT f.private"
    rows = db.execute(_FOLLOW_UPS + limits + shown, values)
    return list(_hits(FOLLOW_UP, rows, wanted, unwanted, met, scope))


def attachments(
    db: sqlite3.Connection, wanted: Sequence[Phrase], unwanted: Sequence[Phrase], named: Named, scope: Scope
) -> list[Hit]:
    """The attached files with all wanted phrases in name, note or text, and no unwanted one, in no order."""
    if ATTACHMENT not in scope.kinds:
        return []

    def met(phrase: Phrase) -> _Met:
        called = documents.rows(db, expressions.of_phrase(phrase, ("file",)), search_index.ATTACHMENT)
        telling = documents.rows(db, expressions.of_phrase(phrase, ("text",)), search_index.CONTENT)
        best, contents = called[search_index.ATTACHMENT.table], telling[search_index.CONTENT.table]
        inside = _ids(db, _FILES_WITH, contents) if contents else set()
        return _Met(best, best | inside, _theirs(db, named[phrase], _FILES_OF))

    limits, values = wanted_by(scope.people, scope.against, _TIED_TO)
    for name, channels, condition in (
        ("channels", scope.channels, f"{_CHANNEL} IN"),
        ("not_channels", scope.not_channels, f"coalesce({_CHANNEL}, '') NOT IN"),
    ):
        if channels:
            limits += f" AND {condition} (SELECT value FROM json_each(:{name}))"
            values[name] = json.dumps(sorted(channels))
    shown = "" if scope.reveal else f" AND NOT {PRIVATE}"
    rows = db.execute(_FILES + limits + shown, values)
    return list(_hits(ATTACHMENT, rows, wanted, unwanted, met, scope))


def _hits(
    kind: str,
    rows: Iterable[tuple[int, str]],
    wanted: Sequence[Phrase],
    unwanted: Sequence[Phrase],
    met: Callable[[Phrase], _Met],
    scope: Scope,
) -> Iterator[Hit]:
    where = _where([met(phrase) for phrase in wanted])
    if wanted and not where:
        return
    against: set[int] = set().union(*(found.words | found.people for found in map(met, unwanted)))
    for number, day in rows:
        place = where.get(number) if wanted else Where.BESIDE
        if place is not None and number not in against and scope.allows_day(day):
            yield Hit(kind, number, rank(near(day, scope.today), place, number))


def _where(met: Sequence[_Met]) -> dict[int, Where]:
    """In which place all phrases stand that are no names of people."""
    if not met:
        return {}
    where = dict.fromkeys(set.intersection(*(each.words | each.people for each in met)), Where.INSIDE)
    where |= dict.fromkeys(set.intersection(*(each.best | each.people for each in met)), Where.BESIDE)
    only_people = set(where).difference(*(each.words for each in met))
    return where | dict.fromkeys(only_people, Where.ASIDE)


def _theirs(db: sqlite3.Connection, people: frozenset[int], statement: str) -> set[int]:
    """What belongs to one of the people."""
    return _ids(db, statement, people) if people else set()


def _ids(db: sqlite3.Connection, statement: str, among: Iterable[int]) -> set[int]:
    return {row[0] for row in db.execute(statement, {"ids": listed(among)})}
