"""The piece of a text in which the words of a query stand, on one line, with the places of the words in it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, east_asian_width

from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.queries.word_places import Match, found_in

# Two lines of a terminal of 80 columns, with some room.
WIDTH = 150
# A piece begins and ends between words where there is a blank so near.
_NEAR_BLANK = 16
_CUT = "…"
_BLANKS = re.compile(r"\s+")


class Snippet(NamedTuple):
    """A piece of a text on one line; `matches` are beginning and end of each word, as offsets into `text`."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()


def snippet(text: str, phrases: Sequence[Phrase], width: int = WIDTH) -> Snippet:
    """About `width` columns of `text` (wide characters have two) where most of the phrases stand closest together.

    Words are found as a search finds them: whatever their case, accents, width and script, and numbers in whatever
    spelling. Without a word of the phrases it is the beginning of the text. An ellipsis stands where it was cut.
    """
    best = _best(text, found_in(text, phrases), width)
    begin, end = _piece(text, best, width)
    return _line(text, begin, end, [match for match in best if match.begin >= begin and match.end <= end])


def _best(text: str, matches: Sequence[Match], width: int) -> list[Match]:
    """Those of the matches that stand within the width together: of the most phrases, then the most, then the first."""
    best: list[Match] = []
    last = 0
    for first, match in enumerate(matches):
        last = max(last, first + 1)
        while last < len(matches) and _fits(text[match.begin : matches[last].end], width):
            last += 1
        group = list(matches[first:last])
        if _worth(group) > _worth(best):
            best = group
    return best


def _worth(group: Sequence[Match]) -> tuple[int, int]:
    return len({match.phrase for match in group}), len(group)


def _piece(text: str, matches: Sequence[Match], width: int) -> tuple[int, int]:
    """Beginning and end of the piece: a third of the width that the matches leave stands before them."""
    first, last = (matches[0].begin, matches[-1].end) if matches else (0, 0)
    left = max(width - _columns(text[first:last]), 0)
    begin = _back(text, first, left // 3)
    end = _forth(text, last, left - _columns(text[begin:first]))
    if end == len(text):
        begin = _back(text, first, left - _columns(text[last:end]))
    return begin, end


def _back(text: str, place: int, columns: int) -> int:
    """The place so many columns before `place`, between words where a blank is near."""
    at = place
    while at and (columns := columns - _wide(text[at - 1])) >= 0:
        at -= 1
    if at == 0 or text[at - 1].isspace():
        return at
    blank = _BLANKS.search(text, at, min(at + _NEAR_BLANK, place))
    at = blank.end() if blank else at
    while at < place and category(text[at])[0] == "M":
        at += 1  # an accent alone would stand on nothing
    return at


def _forth(text: str, place: int, columns: int) -> int:
    """The place so many columns behind `place`, between words where a blank is near."""
    at = place
    while at < len(text) and (columns := columns - _wide(text[at])) >= 0:
        at += 1
    if at == len(text) or text[at].isspace():
        return at
    blanks = [found.start() for found in _BLANKS.finditer(text, max(at - _NEAR_BLANK, place), at)]
    return blanks[-1] if blanks else at


def _fits(text: str, width: int) -> bool:
    """Most texts are so short or so long that nothing needs to be measured."""
    return len(text) <= width and (2 * len(text) <= width or _columns(text) <= width)


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_wide, text))


@cache
def _wide(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


def _line(text: str, begin: int, end: int, matches: Sequence[Match]) -> Snippet:
    """The piece with one blank for each run of blanks and line breaks."""
    said = _CUT if text[:begin].strip() else ""
    places = []
    for gap, match in _gaps(begin, matches):
        before = _BLANKS.sub(" ", text[gap : match.begin])
        said += before.lstrip() if said in ("", _CUT) else before
        word = _BLANKS.sub(" ", text[match.begin : match.end])
        places.append((len(said), len(said) + len(word)))
        said += word
    behind = _BLANKS.sub(" ", text[matches[-1].end if matches else begin : end])
    said = (said + (behind if places else behind.lstrip())).rstrip()
    return Snippet(said + (_CUT if text[end:].strip() else ""), tuple(places))


def _gaps(begin: int, matches: Sequence[Match]) -> Iterator[tuple[int, Match]]:
    """Each match with the place where the text before it begins."""
    if matches:
        yield begin, matches[0]
    for before, match in pairwise(matches):
        yield before.end, match
