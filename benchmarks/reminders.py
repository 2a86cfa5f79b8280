"""What it costs to be reminded: agenda, remind and suggest, and a shell that was greeted today already."""

from collections.abc import Iterator

from benchmarks.measure import Command, interleaved
from benchmarks.places import Books, Home
from benchmarks.results import Result, compared

_START = "import typer, sqlite3"
_LINES = ("agenda", "remind", "suggest")
_READING, _GROWTH, _SHOWN = 1.5, 1.5, 1.2
_MORE_FOR_SUGGESTING = 300
_ONCE = ("remind", "--once-per-day")


def reminders(books: Books) -> Iterator[Result]:
    """What is due is told like any other report; a greeting that was shown already costs the start of Python."""
    small, large = books.small(), books.large()
    start = small.python("start", _START)
    shown = _shown(books.copy(large))
    commands = [start, shown, *(_line(home, line) for home in (small, large) for line in _LINES)]
    begun, again, *rest = interleaved(commands, books.scale.rounds)
    few, many = (dict(zip(_LINES, series, strict=True)) for series in (rest[:3], rest[3:]))
    yield compared("reminders / start of Python", "remind --once-per-day, shown already", again, begun, _SHOWN)
    for line in _LINES:
        yield compared("reminders / start of Python", line, few[line], begun, _READING)
    for line in ("agenda", "remind"):
        yield compared("large / small book", line, many[line], few[line], _GROWTH)
    more = (many["suggest"].cpu - _GROWTH * few["suggest"].cpu) * 1000
    detail = f"{many['suggest'].cpu * 1000:,.0f} against {few['suggest'].cpu * 1000:,.0f} ms CPU"
    budget = f"suggest, large book, beyond {_GROWTH} x the small one"
    yield Result("reminders", budget, more, _MORE_FOR_SUGGESTING, "ms", detail=detail)


def _line(home: Home, line: str) -> Command:
    return home.relkeeper(line, *line.split())


def _shown(home: Home) -> Command:
    """The first run, which is not counted, shows what is due and remembers that."""
    return home.relkeeper("remind, shown", *_ONCE)
