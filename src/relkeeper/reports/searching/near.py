"""Names that are nearly what was typed."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from relkeeper.reports.searching import naming
from relkeeper.rules import mistyped, names
from relkeeper.rules.names import pinyin
from relkeeper.rules.queries import expressions
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.search_text import words
from relkeeper.store import search_index

_WORDS = "SELECT key FROM name_key k WHERE kind = 'name'"
_OWNERS = "SELECT contact_id FROM name_key WHERE kind = 'name' AND instr(' ' || key || ' ', ' ' || ? || ' ')"
_WITH_CHARACTER = "SELECT contact_id FROM name_key WHERE kind = 'name' AND instr(key, ?)"
_NAMES = """
    SELECT name FROM contact WHERE id IN (SELECT value FROM json_each(:ids)) AND NOT archived
    UNION ALL SELECT a.name FROM alias a JOIN contact c ON c.id = a.contact_id
    WHERE c.id IN (SELECT value FROM json_each(:ids)) AND NOT c.archived
"""
# Whoever mistypes pinyin begins it right.
_SPELT = """
    SELECT k.key, c.name FROM name_key k JOIN contact c ON c.id = k.contact_id
    WHERE k.kind = 'pinyin' AND k.key >= :first AND k.key < :first || char(1114111)
    AND length(k.key) BETWEEN :length - 1 AND :length + 1 AND NOT c.archived
"""
_READ_SO = """
    SELECT c.name FROM name_key k JOIN contact c ON c.id = k.contact_id
    WHERE k.kind = 'pinyin' AND k.key = ? AND NOT c.archived
"""
_PLAIN_COLUMNS = [column for column in search_index.COLUMNS if column not in ("private", "mark")]
_LIMIT = 3
_FEWEST_LETTERS = 4
_NEAR_WORDS = 8
_MOST = 300
_MOST_WORDS = 6
_LONGEST = 64


def names_like(db: sqlite3.Connection, text: str) -> list[str]:
    """Up to three names and aliases that words of `text` may have been meant for, the nearest first.

    Only words that stand nowhere in the book are taken for mistyped ones. Pinyin comes first, also where a family name
    is read as most people do who do not know it. Archived contacts are left out.
    """
    missing = [word for word in names.fold(text).split()[:_MOST_WORDS] if not _is_known(db, word)]
    letters = "".join(missing)[:_LONGEST]
    found = [name for word in dict.fromkeys((letters, *missing)) for name in _by_pinyin(db, word)]
    latin = [word for word in missing if len(word) >= _FEWEST_LETTERS and not names.is_cjk(word)]
    found += _by_words(db, latin) if latin else ()
    found += chain.from_iterable(_by_characters(db, word) for word in missing if names.is_cjk(word))
    return list(dict.fromkeys(found))[:_LIMIT]


def _is_known(db: sqlite3.Connection, word: str) -> bool:
    """Whether it stands anywhere that plain words are looked for, is a name in pinyin, or has no letter at all."""
    phrase = Phrase(tuple(words(word)))
    if not phrase.words:
        return True
    match = expressions.of_phrase(phrase, _PLAIN_COLUMNS)
    statement = f"SELECT 1 FROM {search_index.TABLE} WHERE {search_index.TABLE} MATCH ? LIMIT 1"
    return db.execute(statement, (match,)).fetchone() is not None or bool(naming.spelt(db, phrase))


def _by_pinyin(db: sqlite3.Connection, letters: str) -> Iterator[str]:
    """The names whose pinyin is read otherwise than most people do, and those of which a letter is mistyped."""
    if len(letters) < _FEWEST_LETTERS or not (letters.isascii() and letters.isalpha()):
        return
    for right in pinyin.misread(letters):
        yield from (name for (name,) in db.execute(_READ_SO, (right,)))
    by_key = dict(db.execute(_SPELT, {"first": letters[:2], "length": len(letters)}).fetchall())
    yield from (by_key[key] for key in mistyped.near(letters, sorted(by_key), _LIMIT))


def _by_words(db: sqlite3.Connection, missing: Sequence[str]) -> Iterator[str]:
    """The names of which a word is like one that was typed: comparing all of them whole would take too long."""
    known = {each for (key,) in db.execute(_WORDS) for each in key.split() if not names.is_cjk(each)}
    for word in missing:
        letters, size = set(word), len(word)
        # Most words are ruled out by their letters, many times as fast as by comparing.
        sharing = [
            each for each in known if abs(len(each) - size) <= 2 and 2 * len(letters.intersection(each)) > len(letters)
        ]
        for near in mistyped.near(word[:_LONGEST], sorted(sharing), _NEAR_WORDS):
            yield from _with_word(db, near)


def _with_word(db: sqlite3.Connection, word: str) -> list[str]:
    """The names and aliases with the word."""
    return [name for name in _called(db, db.execute(_OWNERS, (word,))) if word in names.fold(name).split()]


def _by_characters(db: sqlite3.Connection, word: str) -> list[str]:
    """The names that share most characters with a Chinese word."""
    owners = chain.from_iterable(db.execute(_WITH_CHARACTER, char) for char in filter(names.is_han, word))
    return names.nearest(word, _called(db, owners), _LIMIT)


def _called(db: sqlite3.Connection, found: Iterable[tuple[int]]) -> list[str]:
    """Names and aliases of the first of the contacts."""
    ids = list(islice(dict.fromkeys(number for (number,) in found), _MOST))
    return [name for (name,) in db.execute(_NAMES, {"ids": str(ids)})]
