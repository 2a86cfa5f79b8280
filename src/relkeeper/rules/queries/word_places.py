"""Where the words of a query stand in a text, found as the index finds them (rules/search_text.py).

A text is folded in windows, which is quick, and only where a window has what is looked for its words are placed one by
one. So the places in a long text cost little more than reading it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import category

from relkeeper.rules import search_text
from relkeeper.rules.queries.query import Phrase

_WINDOW = 400
# Before and behind a window, so that no word is cut that begins within it and is of interest.
_MARGIN = 80
# More places than these tell nothing more.
_MOST = 60
_NUMBER = re.compile(r"[+(]*\d(?:[ \-./()\u00a0\u2010-\u2013]{0,2}\d){6,}")
_NO_WORD = "\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f"
_WORD = re.compile(f"[^{_NO_WORD}]+")


class Match(NamedTuple):
    """A phrase, by its number among those that were looked for, from `begin` up to `end` of a text."""

    begin: int
    end: int
    phrase: int


class _Word(NamedTuple):
    text: str
    begin: int
    end: int


def found_in(text: str, phrases: Sequence[Phrase]) -> list[Match]:
    """The first places of the phrases in the text, in its order, none within another.

    Looked for is until each phrase was found, and from there on no further.
    """
    margin = max([_MARGIN, *(4 * len(phrase.text) for phrase in phrases)])
    patterns = [_pattern(phrase) for phrase in phrases if phrase.words]
    matches: list[Match] = []
    missing = set(range(len(phrases)))
    for begin in range(0, len(text), _WINDOW):
        window = text[max(begin - margin, 0) : begin + _WINDOW + margin]
        if not _may_have(window, patterns, numbers=any(phrase.or_number for phrase in phrases)):
            continue
        found = _in_window(max(begin - margin, 0), window, phrases)
        matches += [match for match in found if begin <= match.begin < begin + _WINDOW]
        missing -= {match.phrase for match in matches}
        if not missing or len(matches) >= _MOST:
            break
    return _apart(matches)


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """What finds the phrase in a folded text."""
    words = f"[{_NO_WORD}]+".join(map(re.escape, phrase.words))
    return re.compile(f"(?<![^{_NO_WORD}]){words}" + ("" if phrase.prefix else f"(?![^{_NO_WORD}])"))


def _may_have(window: str, patterns: Sequence[re.Pattern[str]], *, numbers: bool) -> bool:
    if numbers and _NUMBER.search(window):
        return True
    folded = search_text.fold(window)
    return any(pattern.search(folded) for pattern in patterns)


def _in_window(offset: int, window: str, phrases: Sequence[Phrase]) -> Iterator[Match]:
    words = _words(window)
    for number, phrase in enumerate(phrases):
        for begin, end in (*_phrase(words, phrase), *_numbers(window, phrase.or_number)):
            yield Match(offset + begin, offset + end, number)


def _phrase(words: Sequence[_Word], phrase: Phrase) -> Iterator[tuple[int, int]]:
    *firsts, last = phrase.words or ("",)
    for place, word in enumerate(words[len(firsts) :] if last else ()):
        ends = word.text.startswith(last) if phrase.prefix else word.text == last
        if ends and [before.text for before in words[place : place + len(firsts)]] == firsts:
            yield words[place].begin, word.end


def _numbers(window: str, wanted: str) -> Iterator[tuple[int, int]]:
    if wanted:
        digits = wanted.removeprefix("tel")
        for found in _NUMBER.finditer(window):
            if search_text.number(found[0]).endswith(digits):
                yield found.span()


def _words(text: str) -> list[_Word]:
    """The words of a text, as `search_text.words` has them, with their places."""
    words = _without_signs(text)
    signed = {found.end(1): found for found in search_text.SIGNED.finditer(text)}
    return [each for word in words for each in _signed(word, signed.get(word.end))] if signed else words


def _signed(word: _Word, found: re.Match[str] | None) -> list[_Word]:
    """The words that a word is with the signs behind it, if there are any."""
    return [_Word(each, *found.span()) for each in search_text.signed(found)] if found else [word]


def _without_signs(text: str) -> list[_Word]:
    if text.isascii():
        return [_Word(found[0], *found.span()) for found in _WORD.finditer(text.lower())]
    folded, origins = [], []
    for begin, end in _clusters(text):
        piece = _folded(text[begin:end])
        folded.append(piece)
        origins += [(begin, end)] * len(piece)
    places = _WORD.finditer("".join(folded))
    return [_Word(found[0], origins[found.start()][0], origins[found.end() - 1][1]) for found in places]


@cache
def _folded(cluster: str) -> str:
    return search_text.fold(cluster)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks that belong to it, and the parts of a hangul syllable together."""
    begin = 0
    for place in range(1, len(text)):
        if not _joins(text[place]):
            yield begin, place
            begin = place
    if text:
        yield begin, len(text)


@cache
def _joins(char: str) -> bool:
    return category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def _apart(matches: Sequence[Match]) -> list[Match]:
    """In order of the text; of those that overlap, the longest of the first."""
    apart: list[Match] = []
    for match in sorted(matches, key=lambda each: (each.begin, -each.end)):
        if not apart or match.begin >= apart[-1].end:
            apart.append(match)
    return apart
