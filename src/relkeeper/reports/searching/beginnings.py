"""The words of the index that begin in some way.

FTS5 reads all places of all of them for each question that has a beginning, however few rows it is asked of. Asked of
the words themselves it looks only at those rows.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.search_text import NUMBER_MARK
from relkeeper.store import search_index

# https://sqlite.org/fts5.html#the_fts5vocab_virtual_table_module; on the file of the book itself nothing is written.
_WORDS = "search_words"
_MAKE = f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{_WORDS} USING fts5vocab(main, {search_index.TABLE}, instance)"
_FROM = f"SELECT term FROM temp.{_WORDS} WHERE term >= ? LIMIT 1"
# Of more, reading all their places is no slower.
_MOST = 200
# The words for phone numbers are nobody's, and many; what comes behind them begins with more than a digit.
_OF_A_NUMBER = re.compile(rf"{NUMBER_MARK}\d")
_BEHIND_NUMBERS = f"{NUMBER_MARK}:"
# Less than any letter or digit, so that with it a word is followed by the next.
_BEFORE_LETTERS = " "


def filled(db: sqlite3.Connection, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The phrases, each beginning with the words that it may go on to, unless they are very many."""
    if any(phrase.prefix for phrase in phrases):
        db.execute(_MAKE)
    return tuple(_filled(db, phrase) if phrase.prefix else phrase for phrase in phrases)


def _filled(db: sqlite3.Connection, phrase: Phrase) -> Phrase:
    endings = tuple(islice(_beginning(db, phrase.words[-1]), _MOST + 1))
    return phrase._replace(endings=endings) if len(endings) <= _MOST else phrase


def _beginning(db: sqlite3.Connection, letters: str) -> Iterator[str]:
    at = letters
    while (found := db.execute(_FROM, (at,)).fetchone()) and found[0].startswith(letters):
        (word,) = found
        if _OF_A_NUMBER.match(word):
            at = _BEHIND_NUMBERS
        else:
            at = word + _BEFORE_LETTERS
            yield word
