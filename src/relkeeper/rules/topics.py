"""What somebody knows about: how it is typed, how it is compared, and how much it says that it was talked about."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from relkeeper.errors import UsageError
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.search_text import words
from relkeeper.rules.texts.typed import quoted

_BETWEEN = re.compile(r"[,;、，；\n]")
# C++ and C# are not C.
_SIGNS = {"+": "plus", "#": "sharp"}
_SIGN = re.compile(r"(?<=\w)[+#]+")
# After a year a day counts three quarters of what it counts today, and never less than half.
_HALVED_IN = 365


class Subject(NamedTuple):
    """What is looked for: `key` as topics are compared, and the words that all have to be in a text.

    `may_begin` says whether the last word of the key may only begin one of a topic: a letter does not unless it was
    said, for C is neither C++ nor cooking.
    """

    key: str
    phrases: tuple[Phrase, ...]
    may_begin: bool


def split(text: str) -> tuple[str, ...]:
    """`tax law, Rust` as the names of topics, each once. Raises UsageError where there is none, or what is none."""
    pieces = [piece for each in _BETWEEN.split(text) if (piece := " ".join(each.split()))]
    if not pieces:
        raise UsageError("no topic was named; for example: tax law, Rust")
    return tuple(distinct(map(checked, pieces)).values())


def checked(name: str) -> str:
    """A name that can be one of a topic. Raises UsageError."""
    if not key(name):
        raise UsageError(f"{quoted(name)} is no topic; name it in letters, for example: tax law")
    return name


def key(name: str) -> str:
    """The form in which topics are compared: without case, width, accents and signs, Chinese in simplified characters.

    Folding twice changes nothing. Empty for what has no letter, digit or symbol of its own.
    """
    return " ".join(words(_spelled_out(name)))


def subject(text: str) -> Subject:
    """What to look for; `rust*` is also the beginning of a word. Raises UsageError where there is nothing."""
    typed = [(words(normalize("NFKC", piece)), piece) for piece in text.split()]
    phrases = tuple(Phrase(tuple(found), piece.endswith("*"), piece) for found, piece in typed if found)
    if not phrases:
        raise UsageError(f"{quoted(text)} is no topic; name it in letters, for example: tax law")
    known = key(text.rstrip("* "))
    return Subject(known, phrases, phrases[-1].prefix or len(known.split()[-1]) > 1)


def weight(days: Mapping[date, float], today: date) -> float:
    """How much it says that something was talked about on these days.

    Of each day `days` has the largest share that somebody had in an entry: 1 alone, a tenth among ten. Whatever was
    said on one day is one day; one of long ago counts half of one of today.
    """
    return sum(share * (1 + math.pow(0.5, max(0, (today - day).days) / _HALVED_IN)) / 2 for day, share in days.items())


def distinct(named: Iterable[str]) -> dict[str, str]:
    """Topics by their keys, of two that are the same the first; what is no topic is left out."""
    found: dict[str, str] = {}
    for name in named:
        if known := key(name):
            found.setdefault(known, name)
    return found


def _spelled_out(text: str) -> str:
    return _SIGN.sub(_spelled, normalize("NFKC", text))


def _spelled(found: re.Match[str]) -> str:
    return "".join(map(_SIGNS.__getitem__, found[0]))
