"""The rhythm that somebody has with us, learnt from gaps between days of contact, and how unusual a silence is in it.

Gaps are skewed: many short ones and a few long ones, and twice as long says the same of a weekly as of a yearly rhythm.
So all is measured in natural logarithms of days, with medians, which one long journey does not move.
"""

from collections.abc import Iterable, Sequence
from itertools import starmap
from math import exp, inf, log, log1p, log2, pi, sqrt
from operator import sub
from typing import NamedTuple

DAYS_LOOKED_AT = 12
"""The newest days of contact that a rhythm is learnt from: people change, and a book has many."""

K = 4
"""As many gaps as the book's rhythm stands for beside somebody's own, and as many people as USUAL_DAYS stands for."""

ENOUGH_GAPS = 4
"""From so many gaps on somebody's rhythm is part of the book's: the spread of fewer is chance."""

RHYTHM_FROM = 4
"""From so many days of contact on somebody's own rhythm is spoken of."""

USUAL_DAYS = 30
"""The rhythm of a book without any."""

USUAL_SPREAD = 1.0
LEAST_SPREAD = 0.25
"""Nobody is so regular that a gap a quarter longer says much."""

OVER_GAPS = 8
OVER_DAYS = 183
"""A rhythm is over after a silence longer than both: OVER_GAPS usual gaps, and this."""

FADING = 2
"""How fast a silence behind the end of a rhythm becomes an ordinary one."""

_SPREAD_OF_DEVIATION = 1.4826  # what makes a median deviation a standard deviation, where all is normal
_STEEPNESS = pi / sqrt(3)  # of a logistic distribution with a standard deviation of 1
_BITS = log2(exp(1))


class Rhythm(NamedTuple):
    """Centre and spread of the logarithms of gaps, and how many gaps they are of."""

    centre: float
    spread: float
    gaps: int

    @property
    def days(self) -> float:
        """The usual gap."""
        return exp(self.centre)

    @property
    def told(self) -> float:
        """The usual gap as it is told: to a tenth of a day."""
        return round(self.days, 1)


class BookRhythm(NamedTuple):
    """What is usual in a book: the centre of people's rhythms, their spread, and how far they lie from each other."""

    centre: float
    spread: float
    between: float


class _Logarithms(dict[int, float]):
    """Each is computed once: a book has many gaps, and few lengths."""

    def __missing__(self, days: int) -> float:
        found = self[days] = log(days)
        return found


_logarithm = _Logarithms().__getitem__


def own(days: Sequence[int]) -> Rhythm | None:
    """The rhythm of ascending distinct days (ordinals), of the newest DAYS_LOOKED_AT of them; None without a gap."""
    newest = days[-DAYS_LOOKED_AT:]
    gaps = sorted(map(sub, newest[1:], newest))
    if not gaps:
        return None
    logarithms = list(map(_logarithm, gaps))
    centre = _middle(logarithms)
    deviation = _middle(sorted([abs(one - centre) for one in logarithms]))
    return Rhythm(centre, _SPREAD_OF_DEVIATION * deviation, len(gaps))


def of_book(rhythms: Iterable[Rhythm]) -> BookRhythm:
    """What is usual among these, of whom those with ENOUGH_GAPS count; the fewer they are, the more USUAL_DAYS does."""
    told = [one for one in rhythms if one.gaps >= ENOUGH_GAPS]
    if not told:
        return BookRhythm(log(USUAL_DAYS), USUAL_SPREAD, USUAL_SPREAD)
    centres = sorted([one.centre for one in told])
    centre = _middle(centres)
    between = _SPREAD_OF_DEVIATION * _middle(sorted([abs(one - centre) for one in centres]))
    spread = _middle(sorted([one.spread for one in told]))
    usual = ((centre, log(USUAL_DAYS)), (spread, USUAL_SPREAD), (between, USUAL_SPREAD))
    return BookRhythm(*starmap(lambda theirs, ours: _shrunk(theirs, ours, len(told)), usual))


def expected(learnt: Rhythm | None, book: BookRhythm) -> Rhythm:
    """What the next gap is expected to be: somebody's own rhythm, shrunk towards the book's by K / (K + gaps).

    The less is known, the wider it is: by how far people's rhythms lie from each other.
    """
    centre, spread, gaps = learnt or Rhythm(book.centre, book.spread, 0)
    variance = _shrunk(spread**2, book.spread**2, gaps) + book.between**2 * K / (K + gaps)
    return Rhythm(_shrunk(centre, book.centre, gaps), max(LEAST_SPREAD, sqrt(variance)), gaps)


def whole(told: float) -> int:
    """The usual gap in whole days, as it is spoken of; a half counts up."""
    return max(1, int(told + 0.5))


def ends(usual: float) -> float:
    """The longest silence, in days, in which a rhythm of such a usual gap goes on: behind it, it is over."""
    return max(OVER_GAPS * usual, OVER_DAYS)


def unusual(silence: int, rhythm: Rhythm, end: float = inf) -> float:
    """How unusual so many days of silence are, in bits: -log2 of the share of gaps that are at least as long.

    The logarithms of gaps are taken as logistic: 1 bit at the usual gap, and behind it each doubling of the silence
    adds as much as the last, up to `end`. Behind that it falls, without a step, towards the 1 bit of a usual gap: how
    regular a rhythm was says nothing any more. Silence counts from one day.
    """
    if silence <= end:
        return _bits(max(1, silence), rhythm)
    most = _bits(end, rhythm)
    return most ** ((end / silence) ** FADING) if most > 1 else most


def _bits(silence: float, rhythm: Rhythm) -> float:
    steps = _STEEPNESS * (log(silence) - rhythm.centre) / rhythm.spread
    return (max(0.0, steps) + log1p(exp(-abs(steps)))) * _BITS


def known(days_of_contact: int) -> float:
    """How much of a rhythm is known, from 0 to 1: (days + 1) / (days + 1 + K), a fifth for somebody never contacted."""
    return (days_of_contact + 1) / (days_of_contact + 1 + K)


def _shrunk(theirs: float, ours: float, many: int) -> float:
    return (many * theirs + K * ours) / (many + K)


def _middle(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
