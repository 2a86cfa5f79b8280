"""Which rows have the words, asked of the index; and whose rows those are."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from relkeeper.reports.searching.scope import listed
from relkeeper.rules.names import is_cjk
from relkeeper.rules.queries import expressions
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.search_text import words
from relkeeper.rules.who import parse
from relkeeper.store import search_index
from relkeeper.store.search_index import (
    ALIAS,
    CONTACT,
    CONTACT_POINT,
    CUSTOM_FIELD,
    RELATION,
    TOPIC,
    Indexed,
)

# Columns of the index that say something of a contact, beside its points; and what only who asks for it is told.
OF_CONTACTS = ("name", "about", "topic")
PRIVATE = "private"

_ROWS = f"SELECT rowid FROM {search_index.TABLE} WHERE {search_index.TABLE} MATCH ? AND rowid BETWEEN ? AND ?"
# Rows of these tables are of the contact they name.
_THEIRS = (ALIAS, CONTACT_POINT, CUSTOM_FIELD, RELATION, TOPIC)
# A stored number without its extension.
_NUMBER = "iif(instr(normalized, ';'), substr(normalized, 1, instr(normalized, ';') - 1), normalized)"
_BY_DIGITS = f"SELECT contact_id FROM contact_point WHERE kind = 'phone' AND {_NUMBER} LIKE '%' || ?"
# Either may say more than the other of what stands before the subscriber's own digits.
_SAME_NUMBER = f"""
    SELECT contact_id FROM contact_point WHERE id IN (SELECT value FROM json_each(:ids))
    AND (kind <> 'phone' OR {_NUMBER} LIKE '%' || :digits OR :digits LIKE '%' || ltrim({_NUMBER}, '+0'))
"""
_FEWEST_DIGITS = 4


def rows(db: sqlite3.Connection, expression: str, first: Indexed, last: Indexed | None = None) -> dict[str, set[int]]:
    """The ids of the rows that the expression finds in a table, or in those from `first` to `last`, by table."""
    found: dict[str, set[int]] = defaultdict(set)
    if not expression:
        return found
    places = {each.place: each.table for each in search_index.ALL}
    size = first.last() - first.first() + 1
    for (number,) in db.execute(_ROWS, (expression, first.first(), (last or first).last())):
        place, row = divmod(number, size)
        found[places[place]].add(row)
    return found


def has(db: sqlite3.Connection, expression: str, table: Indexed) -> bool:
    """Whether the expression finds any row of the table."""
    found = db.execute(f"{_ROWS} LIMIT 1", (expression, table.first(), table.last()))
    return found.fetchone() is not None


def contacts(db: sqlite3.Connection, phrase: Phrase, *, reveal: bool = False) -> set[int]:
    """The contacts of which any row has the phrase; a phrase that is one of their tags counts as well."""
    columns = (*OF_CONTACTS, PRIVATE) if reveal else OF_CONTACTS
    found = _owners(db, rows(db, expressions.of_phrase(phrase, columns), CONTACT, TOPIC), reveal)
    if not phrase.columns:
        found |= _tagged(db, phrase)
    return found | reached(db, phrase)


def called(db: sqlite3.Connection, phrase: Phrase) -> set[int]:
    """The contacts whose name or alias has the phrase."""
    return _owners(db, rows(db, expressions.of_phrase(phrase, ("name",)), CONTACT, ALIAS), reveal=True)


def reached(db: sqlite3.Connection, phrase: Phrase) -> set[int]:
    """The contacts of which a number, an address or a handle has the phrase."""
    if phrase.columns and "point" not in phrase.columns:
        return set()
    points = rows(db, expressions.of_phrase(phrase, ("point",)), CONTACT_POINT)[CONTACT_POINT.table]
    digits = parse(phrase.text).digits if phrase.or_number else ""
    same = {"ids": listed(points), "digits": digits}
    found = {row[0] for row in db.execute(_SAME_NUMBER, same)}
    return found | _numbered(db, phrase)


def _owners(db: sqlite3.Connection, found: dict[str, set[int]], reveal: bool) -> set[int]:
    owners = set(found[CONTACT.table])
    for each in _THEIRS:
        if ids := found[each.table]:
            hidden = "AND NOT private" if each is CUSTOM_FIELD and not reveal else ""
            of_rows = f"SELECT contact_id FROM {each.table} WHERE id IN (SELECT value FROM json_each(?)) {hidden}"
            owners |= _ids(db, of_rows, listed(ids))
    return owners


def _tagged(db: sqlite3.Connection, phrase: Phrase) -> set[int]:
    tags = [number for number, name in db.execute("SELECT id, name FROM tag") if _may_have(phrase, name)]
    if not tags:
        return set()
    return _ids(db, "SELECT contact_id FROM contact_tag WHERE tag_id IN (SELECT value FROM json_each(?))", listed(tags))


def _may_have(phrase: Phrase, name: str) -> bool:
    """Whether the name of a tag has the phrase. Chinese is not asked for Latin words: folding it takes a library."""
    in_vain = is_cjk(name) and "".join(phrase.words).isascii() and not any(map(str.isascii, name))
    return not in_vain and phrase_in(phrase, name)


def _numbered(db: sqlite3.Connection, phrase: Phrase) -> set[int]:
    """The contacts of whom a phone number ends in a few digits: too few for the index to know."""
    digits = "".join(phrase.words)
    short = digits.isdecimal() and digits.isascii() and len(digits) >= _FEWEST_DIGITS and not phrase.or_number
    return _ids(db, _BY_DIGITS, digits) if short else set()


def phrase_in(phrase: Phrase, text: str) -> bool:
    """Whether a short text has the phrase."""
    return any(_begins(phrase, standing) for standing in _tails(words(text)))


def _tails(all_words: list[str]) -> Iterable[list[str]]:
    return (all_words[start:] for start in range(len(all_words)))


def _begins(phrase: Phrase, standing: list[str]) -> bool:
    *whole, last = phrase.words or ("",)
    if len(standing) <= len(whole) or standing[: len(whole)] != whole:
        return False
    return standing[len(whole)].startswith(last) if phrase.prefix else standing[len(whole)] == last


def _ids(db: sqlite3.Connection, statement: str, *values: object) -> set[int]:
    return {row[0] for row in db.execute(statement, values)}
