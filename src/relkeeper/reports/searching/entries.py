"""Entries and notes that a search finds.

Few are looked at one by one. Many are never all looked at: the months are walked from the newest back, by the words
that mark the month of each entry in the index, until there are as many as are wanted.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from relkeeper.reports.searching.hit import Hit
from relkeeper.reports.searching.naming import Named
from relkeeper.reports.searching.scope import ENTRY, NOTE, Scope, listed, wanted_by
from relkeeper.rules import notes
from relkeeper.rules.queries import expressions
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.queries.ranking import Where, month, month_number, rank, steps
from relkeeper.store import search_index
from relkeeper.store.search_index import INTERACTION

# The columns in which words stand, from the best place on; what is in a lesser one is looked for in all before it, too.
_PLACES = {
    Where.THERE: ("summary", "outcome"),
    Where.INSIDE: ("summary", "outcome", "body"),
    Where.ASIDE: ("summary", "outcome", "body", "place"),
}
_ANYWHERE = _PLACES[Where.ASIDE]

# So many are looked at one by one.
FEW = 500
FEW_OF_PEOPLE = 3000
# Names among the words, each of which may be met by who took part instead: of more, all ways are too many.
_MOST_NAMES = 3

_LINK = "SELECT 1 FROM participant WHERE interaction_id = i.id"
_OF_ONE = f"s.{search_index.TABLE} MATCH :match AND s.rowid = v.value"
_IDS = f"SELECT v.value FROM json_each(:ids) v CROSS JOIN {search_index.TABLE} s WHERE {_OF_ONE}"
_COLUMNS = "i.id, i.on_date, i.at, i.kind <> ''"
_LISTED = f"SELECT {_COLUMNS} FROM json_each(:ids) v CROSS JOIN interaction i WHERE i.id = v.value"
_MATCHING = f"""
    SELECT {_COLUMNS} FROM {search_index.TABLE} s CROSS JOIN interaction i
    WHERE s.{search_index.TABLE} MATCH :match AND s.rowid BETWEEN :first AND :last AND i.id = s.rowid
"""
_SOME = f"SELECT rowid FROM {search_index.TABLE} WHERE {search_index.TABLE} MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
_TAKING_PART = """
    SELECT DISTINCT p.interaction_id FROM participant p WHERE p.contact_id IN (SELECT value FROM json_each(:rarest))
"""
_BESIDE = "SELECT 1 FROM participant WHERE interaction_id = p.interaction_id"


class _Way(NamedTuple):
    """One way to meet a query: these phrases in the words, somebody of each set among those who took part.

    `where` is what counts without phrases.
    """

    wanted: tuple[Phrase, ...]
    people: tuple[frozenset[int], ...]
    where: Where = Where.BESIDE


class _Row(NamedTuple):
    id: int
    on_date: str
    at: str
    is_note: int


def found(
    db: sqlite3.Connection,
    wanted: Sequence[Phrase],
    unwanted: Sequence[Phrase],
    named: Named,
    scope: Scope,
    limit: int | None,
) -> list[Hit]:
    """The entries and notes that have all wanted phrases and no unwanted one, the best first.

    A phrase is also met by the part of somebody whom it names, which `named` tells.
    """
    if scope.kinds.isdisjoint({ENTRY, NOTE}):
        return []
    scope = scope._replace(against=scope.against.union(*(named[phrase] for phrase in unwanted)))
    best: dict[int, Hit] = {}
    for way in _ways(wanted, named, scope):
        for hit in _Looking(db, way, tuple(unwanted), scope).best(limit):
            if hit.id not in best or best[hit.id].rank < hit.rank:
                best[hit.id] = hit
    return sorted(best.values(), key=lambda hit: hit.rank, reverse=True)[:limit]


def _ways(wanted: Sequence[Phrase], named: Mapping[Phrase, frozenset[int]], scope: Scope) -> Iterator[_Way]:
    yield _Way(tuple(wanted), scope.people)
    are_names = [phrase for phrase in wanted if named[phrase]][:_MOST_NAMES]
    for count in range(1, len(are_names) + 1):
        for names in combinations(are_names, count):
            rest = tuple(phrase for phrase in wanted if phrase not in names)
            yield _Way(rest, (*scope.people, *(named[phrase] for phrase in names)), Where.ASIDE)


class _Looking:
    """Looks for the entries of one way."""

    def __init__(self, db: sqlite3.Connection, way: _Way, unwanted: Sequence[Phrase], scope: Scope) -> None:
        self._db = db
        self._wanted = way.wanted
        self._where = way.where
        self._people = way.people
        self._unwanted = expressions.any_of(unwanted, _ANYWHERE)
        self._scope = scope
        self._conditions, self._values = _conditions(way, scope)
        self._tiers = _tiers(way.wanted)

    def best(self, limit: int | None) -> list[Hit]:
        """At least the best of them, at most `limit`, the best first."""
        if self._wanted and not self._tiers:
            return []
        ids = self._few()
        hits = self._walk(limit) if ids is None else self._each(ids)
        return sorted(hits, key=lambda hit: hit.rank, reverse=True)[:limit]

    def _few(self) -> list[int] | None:
        """The ids of all that may be found, if they are few."""
        if self._people:
            rarest, *rest = sorted(self._people, key=len)
            together, values = wanted_by(rest, (), _BESIDE)
            bound = {**values, "rarest": listed(rarest), "limit": FEW_OF_PEOPLE + 1}
            taking_part = self._ids(f"{_TAKING_PART} {together} LIMIT :limit", bound)
            if len(taking_part) <= FEW_OF_PEOPLE:
                return taking_part
        if not self._wanted:
            return None
        match = expressions.without(self._tiers[-1][1], self._unwanted)
        some = self._ids(_SOME, match, INTERACTION.first(), INTERACTION.last(), FEW + 1)
        return some if len(some) <= FEW else None

    def _each(self, ids: Iterable[int]) -> Iterator[Hit]:
        """What is found among these. Each place is looked for among what was found in the lesser ones."""
        if self._unwanted:
            ids = set(ids).difference(self._among(ids, self._unwanted))
        where: dict[int, Where] = dict.fromkeys(ids, self._where)
        if self._wanted:
            where = {}
            for place, match in reversed(self._tiers):
                ids = self._among(ids, match)
                where |= dict.fromkeys(ids, place)
        rows = self._db.execute(f"{_LISTED} {self._conditions}", {**self._values, "ids": listed(where)})
        return (self._hit(_Row._make(row), where[row[0]]) for row in rows.fetchall())

    def _among(self, ids: Iterable[int], match: str) -> list[int]:
        return self._ids(_IDS, {"ids": listed(ids), "match": match})

    def _walk(self, limit: int | None) -> list[Hit]:
        """The newest, month by month, until they are enough."""
        tiers = dict(self._tiers) if self._wanted else {self._where: ""}
        hits: dict[int, Hit] = {}
        for _, looks in steps(_months(self._db, self._scope), tiers):
            if limit is not None and len(hits) >= limit:
                break
            for number, where in looks:
                for hit in self._in_month(number, where, tiers[where]):
                    hits.setdefault(hit.id, hit)
        return list(hits.values())

    def _in_month(self, number: int, where: Where, match: str) -> list[Hit]:
        of_month = expressions.marked(search_index.month_mark(month(number)))
        marks = [of_month, _channel_marks(self._scope)]
        match = expressions.without(expressions.both(match, *marks), self._unwanted)
        values = {**self._values, "match": match, "first": INTERACTION.first(), "last": INTERACTION.last()}
        rows = self._db.execute(f"{_MATCHING} {self._conditions}", values).fetchall()
        return [self._hit(_Row._make(row), where) for row in rows]

    def _hit(self, row: _Row, where: Where) -> Hit:
        return Hit(NOTE if row.is_note else ENTRY, row.id, rank(row.on_date, where, row.id, row.at))

    def _ids(self, statement: str, *values: Any) -> list[int]:
        bound = values[0] if values and isinstance(values[0], dict) else values
        return [row[0] for row in self._db.execute(statement, bound)]


def _tiers(wanted: Sequence[Phrase]) -> list[tuple[Where, str]]:
    """Where the phrases may stand, from the best place on, and what finds them there and in better ones."""
    tiers = []
    beside = expressions.joined(wanted) if wanted else None
    if beside:
        tiers.append((Where.BESIDE, expressions.of_phrase(beside, _PLACES[Where.THERE])))
    for where, columns in _PLACES.items():
        tiers.append((where if len(wanted) > 1 else _alone(where), expressions.all_of(wanted, columns)))
    return list({match: (where, match) for where, match in reversed(tiers) if match}.values())[::-1]


def _alone(where: Where) -> Where:
    """A single phrase is beside itself."""
    return Where.BESIDE if where is Where.THERE else where


def _conditions(way: _Way, scope: Scope) -> tuple[str, dict[str, Any]]:
    """What must hold of the interaction `i`, beside its words."""
    conditions, values = wanted_by(way.people, scope.against, _LINK)
    if not scope.reveal:
        conditions += " AND NOT i.private"
    if not scope.kinds >= {ENTRY, NOTE}:
        conditions += " AND i.kind <> ''" if NOTE in scope.kinds else " AND i.kind = ''"
    for name, sign in (("since", ">="), ("until", "<=")):
        if day := getattr(scope, name):
            conditions += f" AND i.on_date {sign} :{name}"
            values[name] = day
    for number, channel in enumerate(sorted(scope.channels)):
        values[f"channel{number}"] = channel
    if scope.channels:
        conditions += f" AND i.channel IN ({', '.join(f':channel{number}' for number in range(len(scope.channels)))})"
    for number, channel in enumerate(sorted(scope.not_channels)):
        conditions += f" AND i.channel <> :no_channel{number}"
        values[f"no_channel{number}"] = channel
    return conditions, values


def _channel_marks(scope: Scope) -> str:
    """What finds the entries of the channels alone, so that those of others are not looked at in vain."""
    channels = scope.channels or ({notes.CHANNEL} if scope.kinds.isdisjoint({ENTRY}) else set())
    return expressions.marked(*map(search_index.channel_mark, sorted(channels))) if channels else ""


def _months(db: sqlite3.Connection, scope: Scope) -> list[int]:
    """The numbers of the months that have entries, and of neighbours, where the local day may fall into one."""
    found: set[int] = set()
    first = month_number(scope.since) if scope.since else 0
    before = scope.until and month(month_number(scope.until) + 2)
    newest = "SELECT max(at) FROM interaction WHERE at < ?"
    while (at := db.execute(newest, (before or "9999",)).fetchone()[0]) and month_number(at) >= first - 1:
        found.update(range(month_number(at) - 1, month_number(at) + 2))
        before = month(month_number(at))
    last = month_number(scope.until) if scope.until else max(found, default=0)
    return sorted(number for number in found if first <= number <= last)
