"""Names in the two spellings that German has: `Müller` and `Mueller` are one."""

from collections.abc import Iterator
from unicodedata import normalize

from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.search_text import words

# Folded, a name has lost the dots that stood for the second letter.
_WITHOUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def other(phrase: Phrase) -> Iterator[Phrase]:
    """The phrase as it may also stand in a name: typed with ue where that has ü, or with ü where that has ue."""
    written_out = words(normalize("NFC", phrase.text.lower()).translate(_WRITTEN_OUT)) if phrase.text else phrase.words
    for spelled in dict.fromkeys((tuple(map(_without, phrase.words)), tuple(written_out))):
        if spelled != phrase.words and spelled:
            yield phrase._replace(words=spelled, endings=(), or_number="")


def _without(word: str) -> str:
    for typed, letter in _WITHOUT:
        word = word.replace(typed, letter)
    return word
