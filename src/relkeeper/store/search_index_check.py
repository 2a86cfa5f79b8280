"""Whether the index of words has the words of all rows, each in its place, and no others.

Both sides become one number each: the sum over all words of a hash of the word times a number made of the document, the
column and the place. The sum over the places of one word is SQLite's work; so nothing is sorted, and in memory is one
number for each word that there is. The hashes are made anew each time: two indexes that differ have the same sum less
than once in a billion times.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from operator import mul
from random import getrandbits
from typing import Any

from relkeeper.store.search_index import ALL, COLUMNS, SIGN, TABLE, documents, is_made_so

_WORDS, _PLACES = f"temp.{TABLE}_words", f"temp.{TABLE}_places"
# Small letters, and blanks where the tokenizer parts words; what is beyond ASCII is folded already.
_PARTED = bytes(code if code > 0x7F or chr(code).isalnum() else 0x20 for code in range(256)).lower()
# So small that their products can be summed over all places of a word without leaving 64 bits.
_OF_DOCUMENT, _OF_PLACE = 4194301, 16381
_HASH_BITS = 40
# The columns that one table has can be told apart by their first letters.
_IN_SQL = (
    f"SELECT sum((doc % {_OF_DOCUMENT} + unicode(col) * 7919) * (doc % {_OF_DOCUMENT} + 31) % {_OF_DOCUMENT} "
    f'* (("offset" * 40503 + 77) % {_OF_PLACE})) FROM {_PLACES} WHERE term = ?'
)


class _Hashes(dict[bytes, int]):
    """A number for each word, by chance."""

    def __missing__(self, word: bytes) -> int:
        self[word] = number = getrandbits(_HASH_BITS)
        return number


class _OfPlaces:
    """The numbers of the places of a text, from the first on: as many as were ever asked for."""

    def __init__(self) -> None:
        self._numbers: list[int] = []

    def first(self, count: int) -> list[int]:
        """At least so many of them."""
        known = len(self._numbers)
        self._numbers += [(place * 40503 + 77) % _OF_PLACE for place in range(known, count)]
        return self._numbers


def is_right(db: sqlite3.Connection) -> bool:
    """Needs a connection on which temporary tables can be made. Raises sqlite3.DatabaseError for a damaged index."""
    hashes = _Hashes()
    if is_made_so(db):
        return _wanted(db, hashes) == _there(db, hashes)
    # A book to which nothing was written yet has an index without a sign.
    return not _wanted(db, hashes) and not _there(db, hashes)


def _there(db: sqlite3.Connection, hashes: _Hashes) -> int:
    with _vocabulary(db):
        terms = [bytes(term) for (term,) in db.execute(f"SELECT CAST(term AS BLOB) FROM {_WORDS}")]
        return sum(hashes[term] * db.execute(_IN_SQL, (term.decode(),)).fetchone()[0] for term in terms)


def _wanted(db: sqlite3.Connection, hashes: _Hashes) -> int:
    of_places, hash_of = _OfPlaces(), hashes.__getitem__
    total = 0
    for number, *texts in _documents(db):
        of_number = number % _OF_DOCUMENT
        for column, text in zip(COLUMNS, texts, strict=True):
            if text:
                words = _words(text)
                of_column = (of_number + ord(column[0]) * 7919) * (of_number + 31) % _OF_DOCUMENT
                total += of_column * sum(map(mul, map(hash_of, words), of_places.first(len(words))))
    return total


def _documents(db: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    if is_made_so(db):
        yield SIGN
    for each in ALL:
        yield from documents(db, each)


def _words(text: str) -> list[bytes]:
    """The words as the tokenizer takes them from a text of the index."""
    return text.encode().translate(_PARTED).split()


@contextmanager
def _vocabulary(db: sqlite3.Connection) -> Iterator[None]:
    """The words of the index as tables of the connection."""
    for name, kind in ((_WORDS, "row"), (_PLACES, "instance")):
        db.execute(f"CREATE VIRTUAL TABLE {name} USING fts5vocab(main, {TABLE}, {kind})")
    try:
        yield
    finally:
        for name in (_WORDS, _PLACES):
            db.execute(f"DROP TABLE {name}")
