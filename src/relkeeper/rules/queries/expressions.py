"""Phrases as SQLite's FTS5 is asked for them (https://sqlite.org/fts5.html#full_text_query_syntax).

Words are folded: letters and digits only, so that in quotes nothing of them is syntax.
"""

from collections.abc import Sequence
from itertools import chain

from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.search_text import LAST_DIGITS, NUMBER_MARK

# Of a number without its first digits, what may stand before those that were typed.
_DIGITS = "0123456789"


def of_phrase(phrase: Phrase, columns: Sequence[str]) -> str:
    """What finds the phrase in those of the columns where it may stand; empty where there is none."""
    allowed = [column for column in columns if not phrase.columns or column in phrase.columns]
    return f"{{{' '.join(allowed)}}} : ({' OR '.join(_spellings(phrase))})" if allowed else ""


def all_of(phrases: Sequence[Phrase], columns: Sequence[str]) -> str:
    """What finds all the phrases in one document; empty where one of them can stand in none of the columns."""
    parts = [of_phrase(phrase, columns) for phrase in phrases]
    return " AND ".join(parts) if all(parts) else ""


def any_of(phrases: Sequence[Phrase], columns: Sequence[str]) -> str:
    """What finds any of the phrases; empty where none of them can stand in the columns."""
    return " OR ".join(filter(None, (of_phrase(phrase, columns) for phrase in phrases)))


def without(wanted: str, unwanted: str) -> str:
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def marked(*marks: str) -> str:
    """What finds the documents with any of the marks."""
    return f"mark : ({' OR '.join(map(_quoted, marks))})"


def both(*expressions: str) -> str:
    """What finds the documents that all the expressions find; an empty one finds all."""
    return " AND ".join(f"({each})" for each in expressions if each)


def joined(phrases: Sequence[Phrase]) -> Phrase | None:
    """The phrases beside each other, as one; None where they cannot be."""
    if any(phrase.columns or phrase.or_number for phrase in phrases) or any(phrase.prefix for phrase in phrases[:-1]):
        return None
    return phrases[-1]._replace(words=tuple(chain.from_iterable(phrase.words for phrase in phrases)))


def _spellings(phrase: Phrase) -> list[str]:
    *whole, last = phrase.words or ("",)
    if phrase.endings:
        plain = [_quoted(" ".join((*whole, ending))) for ending in phrase.endings]
    else:
        plain = [f"{_quoted(' '.join((*whole, last)))}{' *' if phrase.prefix else ''}"] if last else []
    return plain + [_quoted(number) for number in _numbers(phrase.or_number)]


def _numbers(word: str) -> list[str]:
    """The words of all numbers that end so: a subscriber's seven digits have one more before them in most places."""
    if not word:
        return []
    digits = word.removeprefix(NUMBER_MARK)
    return [word] if len(digits) >= LAST_DIGITS else [word, *(f"{NUMBER_MARK}{digit}{digits}" for digit in _DIGITS)]


def _quoted(words: str) -> str:
    return f'"{words}"'
