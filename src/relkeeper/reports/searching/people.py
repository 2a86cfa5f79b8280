"""Contacts that a search finds: those whom the words name first, then those of whom they tell something."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from relkeeper.reports.searching import documents, naming, relations
from relkeeper.reports.searching.naming import Named
from relkeeper.reports.searching.scope import Scope, listed
from relkeeper.rules import names
from relkeeper.rules.queries.query import Phrase

_BY_NAME = "SELECT contact_id FROM name_key WHERE kind = :kind AND key = :key"
# Behind any letter that a key may go on with.
_BEGINNING = "SELECT contact_id FROM name_key WHERE kind = :kind AND key >= :key AND key < :key || char(1114111)"
_ORDER = """
    SELECT id FROM contact WHERE id IN (SELECT value FROM json_each(?)) ORDER BY archived, sort_key, id LIMIT ?
"""
_EVERYBODY = "SELECT id FROM contact"
# One letter begins the pinyin of half the book.
_FEWEST_LETTERS = 2
# The same of a name: C is a language, and not everybody from Carl to Cyrus.
_FEWEST_OF_NAME = 2


class Found(NamedTuple):
    """A contact, and whether it is found by what it is called: then nothing else need be shown."""

    id: int
    by_name: bool


def found(
    db: sqlite3.Connection,
    wanted: Sequence[Phrase],
    unwanted: Sequence[Phrase],
    named: Named,
    scope: Scope,
    limit: int | None,
) -> list[Found]:
    """The contacts of which each wanted phrase is in any row, and no unwanted one: the best first.

    First those who are called exactly so, whose name begins so, who are written so in pinyin or whose pinyin begins
    so, whose name has all the words, of whom a number, an address or a handle has them; then all others. Of those who
    are equal, archived ones come last, and the rest is in the order of names. `named` are those whom the phrases name.
    """
    if not scope.allows_contacts():
        return []
    allowed = _allowed(db, wanted, unwanted, named, scope)
    ordered: dict[int, Found] = {}
    for by_name, tier in (*_tiers(db, wanted), (False, allowed)):
        if limit is not None and len(ordered) >= limit:
            break
        fitting = (tier & allowed).difference(ordered)
        best = _in_order(db, fitting, -1 if limit is None else limit - len(ordered))
        ordered |= {number: Found(number, by_name) for number in best}
    return list(ordered.values())


def _allowed(
    db: sqlite3.Connection, wanted: Sequence[Phrase], unwanted: Sequence[Phrase], named: Named, scope: Scope
) -> set[int]:
    def having(phrase: Phrase) -> frozenset[int]:
        told = documents.contacts(db, phrase, reveal=scope.reveal)
        return named[phrase].union(
            told, naming.called(db, phrase), naming.spelt(db, phrase), relations.owners(db, phrase)
        )

    sets: list[Iterable[int]] = [having(phrase) for phrase in wanted]
    if wanted and _is_plain(wanted):
        # What is the name of somebody as a whole need not be in the index word by word: 'zhang san' in pinyin.
        whole = set().union(*_tiers_by_key(db, wanted))
        sets = [set(each) | whole for each in sets]
    sets += scope.people
    some = set(sets[0]).intersection(*sets[1:]) if sets else {row[0] for row in db.execute(_EVERYBODY)}
    return some.difference(scope.against, *map(having, unwanted))


def _tiers(db: sqlite3.Connection, wanted: Sequence[Phrase]) -> Iterator[tuple[bool, set[int]]]:
    """From the best on: whether they are found by name, and who. Without words all are equal."""
    if not wanted:
        return
    if _is_plain(wanted):
        for keyed in _tiers_by_key(db, wanted):
            yield True, keyed
    for by_name, has in ((True, naming.called), (False, documents.reached)):
        yield by_name, set.intersection(*(has(db, phrase) for phrase in wanted))


def _tiers_by_key(db: sqlite3.Connection, wanted: Sequence[Phrase]) -> Iterator[set[int]]:
    """Exactly the name, its beginning, its pinyin, the beginning of that."""
    text = " ".join(phrase.text or " ".join(phrase.words) for phrase in wanted)
    folded = names.fold(text)
    if not folded:
        return
    exact, beginning = ([_BY_NAME], [_BEGINNING]) if not wanted[-1].prefix else ([], [_BEGINNING])
    for statement in (*exact, *(beginning if _may_begin(folded) else ())):
        yield _keyed(db, statement, "name", folded)
    letters = folded.replace(" ", "")
    if letters.isascii() and letters.isalpha() and len(letters) >= _FEWEST_LETTERS:
        for statement in (*exact, *beginning):
            yield _keyed(db, statement, "pinyin", letters)


def _may_begin(folded: str) -> bool:
    return len(folded) >= _FEWEST_OF_NAME or not folded.isascii()


def _is_plain(wanted: Sequence[Phrase]) -> bool:
    """Whether all the words may be a name."""
    return all(not phrase.columns or "name" in phrase.columns for phrase in wanted)


def _keyed(db: sqlite3.Connection, statement: str, kind: str, key: str) -> set[int]:
    return {row[0] for row in db.execute(statement, {"kind": kind, "key": key})}


def _in_order(db: sqlite3.Connection, ids: Iterable[int], limit: int) -> list[int]:
    return [row[0] for row in db.execute(_ORDER, (listed(ids), limit))]
