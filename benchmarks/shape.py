"""What it costs to see the shape of a book: statistics, of a large book and of somebody in it, and classes."""

from collections.abc import Iterator

from benchmarks.commands import line
from benchmarks.figures import FINDING, OWN, Figure, Result
from benchmarks.measure import interleaved
from benchmarks.places import Books

_START = "--version"
_ABOVE = "above start"
_PROMISED = {"stats": FINDING, "stats ada_example": FINDING, "stats --json": FINDING, "segment": FINDING}
_PROMISED |= {"segment --moved": FINDING, "list --class A --limit 20": OWN}
_FIGURES = {words: Figure("shape", words, 700, "ms", _ABOVE, since) for words, since in _PROMISED.items()}
_EVERYTHING = "stats --since all"
_FIGURES |= {_EVERYTHING: Figure("shape", _EVERYTHING, unit="ms", beside=_ABOVE)}
_PEAK = Figure("shape", "peak memory of stats", unit="MB")
FIGURES = (*_FIGURES.values(), _PEAK)


def shape(books: Books) -> Iterator[Result]:
    """A year of two hundred thousand entries is counted before anybody has looked up; what all years cost is told."""
    home = books.large()
    start, *rest = interleaved([line(home, words) for words in (_START, *_FIGURES)], books.scale.rounds)
    for figure, series in zip(_FIGURES.values(), rest, strict=True):
        yield figure.above(series, start)
    yield _PEAK.peak(rest[0])
