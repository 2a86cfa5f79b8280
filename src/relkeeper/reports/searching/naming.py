"""Whom words name: by name or alias, by pinyin, the given name alone or both parts with a blank, or by initials."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain

from relkeeper.reports.searching import documents
from relkeeper.reports.searching.scope import listed
from relkeeper.rules import names
from relkeeper.rules.names import pinyin
from relkeeper.rules.queries import expressions, spellings
from relkeeper.rules.queries.query import Phrase
from relkeeper.store.search_index import INTERACTION

_PINYIN = "SELECT contact_id FROM name_key WHERE kind = 'pinyin' AND key = ?"
_ENDING = """
    SELECT DISTINCT contact_id FROM name_key
    WHERE kind = 'pinyin' AND length(key) > length(:letters) AND substr(key, -length(:letters)) = :letters
"""
_KEYS = "SELECT key FROM name_key WHERE kind = 'pinyin' AND contact_id = ?"
_NAMES = """
    SELECT id, name FROM contact WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT contact_id, name FROM alias WHERE contact_id IN (SELECT value FROM json_each(:ids))
"""
_ENTRY_WORDS = ("summary", "outcome", "body", "place")
# Three initials have fewer letters, and so have few names of two syllables.
_FEWEST_LETTERS = 4
_FEWEST_INITIALS = 2
# Of one name: 欧阳若兰 is ou yang ruo lan.
_MOST_WORDS = 4

Named = dict[Phrase, frozenset[int]]


def named(db: sqlite3.Connection, phrases: Sequence[Phrase]) -> Named:
    """Whom each of the phrases names among the others.

    Neighbours that are one name in pinyin (`zeng wen`) each name its owner. What stands in a place of its own
    (`outcome:ada`) names nobody.
    """
    found = {phrase: alone(db, phrase) for phrase in phrases}
    for run in _runs(phrases):
        people = _by_letters(db, _letters(*run))
        for phrase in run if people else ():
            found[phrase] |= people
    return found


def alone(db: sqlite3.Connection, phrase: Phrase) -> frozenset[int]:
    """Whom the phrase names by itself.

    A few letters may be a word of some language (`he`, `we`) as well as initials: they name somebody only where no
    entry has that word.
    """
    if phrase.columns:
        return frozenset()
    return frozenset(called(db, phrase)) | (_spelt(db, phrase) if _is_no_word(db, phrase) else frozenset())


def called(db: sqlite3.Connection, phrase: Phrase) -> set[int]:
    """The contacts whose name or alias has the phrase, in either German spelling."""
    return set().union(*(documents.called(db, each) for each in (phrase, *spellings.other(phrase))))


def spelt(db: sqlite3.Connection, phrase: Phrase) -> frozenset[int]:
    """The contacts of whose names the phrase is the pinyin, the pinyin of a given name, or the initials."""
    return frozenset() if phrase.columns and "name" not in phrase.columns else _spelt(db, phrase)


def _spelt(db: sqlite3.Connection, phrase: Phrase) -> frozenset[int]:
    letters = _letters(phrase)
    return _by_letters(db, letters) if letters else frozenset()


def _is_no_word(db: sqlite3.Connection, phrase: Phrase) -> bool:
    letters = "".join(phrase.words)
    if len(letters) >= _FEWEST_LETTERS:
        return True
    expression = expressions.of_phrase(phrase, _ENTRY_WORDS)
    return len(letters) >= _FEWEST_INITIALS and not documents.has(db, expression, INTERACTION)


def _letters(*phrases: Phrase) -> str:
    """What may be pinyin; empty for what is not."""
    letters = "".join(chain.from_iterable(phrase.words for phrase in phrases))
    is_name = letters.isascii() and letters.isalpha() and not any(phrase.prefix for phrase in phrases)
    return letters if is_name else ""


def _runs(phrases: Sequence[Phrase]) -> Iterator[Sequence[Phrase]]:
    """Neighbours that may be one name together."""
    for begin in range(len(phrases)):
        for end in range(begin + 2, min(begin + _MOST_WORDS, len(phrases)) + 1):
            run = phrases[begin:end]
            if any(phrase.columns for phrase in run) or len(_letters(*run)) < _FEWEST_LETTERS:
                break
            yield run


def _by_letters(db: sqlite3.Connection, letters: str) -> frozenset[int]:
    return _ids(db, _PINYIN, letters) | _by_given_name(db, letters)


def _by_given_name(db: sqlite3.Connection, letters: str) -> frozenset[int]:
    """The contacts whose given name of two characters, without the family name, is spelt so."""
    if not pinyin.is_given(letters):
        return frozenset()
    some = {row[0] for row in db.execute(_ENDING, {"letters": letters})}
    owned = db.execute(_NAMES, {"ids": listed(some)}).fetchall() if some else []
    return frozenset(number for number, name in owned if _has_given(db, number, name, letters))


def _has_given(db: sqlite3.Connection, number: int, name: str, letters: str) -> bool:
    parts = names.split(name) if names.is_cjk(name) else None
    if parts is None:
        return False
    given, family = parts
    keys = [row[0] for row in db.execute(_KEYS, (number,))]
    return pinyin.ends_with_given(keys, letters, len(family), len(given))


def _ids(db: sqlite3.Connection, statement: str, *values: object) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute(statement, values))
