"""What it costs to see the shape of a book: statistics, of a large book and of somebody in it, and classes."""

from collections.abc import Iterator

from benchmarks.measure import interleaved
from benchmarks.places import Books
from benchmarks.results import Result

_MOST_MS = 700
_START = "--version"
_LINES = {"stats": _MOST_MS, "stats ada_example": _MOST_MS, "stats --json": _MOST_MS, "stats --since all": None}
_LINES |= {"segment": _MOST_MS, "segment --moved": _MOST_MS, "list --class A --limit 20": _MOST_MS}


def shape(books: Books) -> Iterator[Result]:
    """A year of two hundred thousand entries is counted before anybody has looked up; what all years cost is told."""
    large = books.large()
    commands = [large.relkeeper(line, *line.split()) for line in (_START, *_LINES)]
    start, *rest = interleaved(commands, books.scale.rounds)
    for (line, limit), series in zip(_LINES.items(), rest, strict=True):
        above = (series.cpu - start.cpu) * 1000
        detail = (
            f"{series.cpu * 1000:,.0f} against {start.cpu * 1000:,.0f} ms CPU; quickest {series.least_cpu * 1000:,.0f}"
        )
        yield Result("shape", f"{line}, large book, above start", above, limit, "ms", detail=detail)
