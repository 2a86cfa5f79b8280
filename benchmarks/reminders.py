"""What it costs to be reminded: agenda, remind and suggest, and a shell that was greeted today already."""

from collections.abc import Iterator

from benchmarks.commands import line, start
from benchmarks.figures import REMEMBERING, START, Figure, Result
from benchmarks.measure import Command, interleaved
from benchmarks.places import Books, Home

_LINES = ("agenda", "remind", "suggest")
_GROWING = ("agenda", "remind")
_GROWTH = 1.5
_ONCE = ("remind", "--once-per-day")
_SMALL = "the same on the small book"

_SHOWN = Figure("reminders", "remind --once-per-day, shown already", 1.2, beside=START, since=REMEMBERING)
_SILENT = {words: Figure("reminders", words, 1.5, beside=START, since=REMEMBERING) for words in _LINES}
_DRAWN = {words: Figure("reminders", f"{words}, on a terminal", 2, beside=START, since=REMEMBERING) for words in _LINES}
_GROWN = {
    words: Figure("reminders", f"{words}, large book", _GROWTH, beside=_SMALL, since=REMEMBERING) for words in _GROWING
}
_SUGGEST = Figure("reminders", "suggest, large book", 300, "ms", f"above {_GROWTH} times {_SMALL}", since=REMEMBERING)
_PEAK = Figure("reminders", "peak memory of suggest, large book", unit="MB")
FIGURES = (_SHOWN, *_SILENT.values(), *_DRAWN.values(), *_GROWN.values(), _SUGGEST, _PEAK)


def reminders(books: Books) -> Iterator[Result]:
    """What is due is told like any other report; a greeting that was shown already costs no more than a start."""
    small, large = books.small(), books.large()
    shown = _shown(books.copy(large))
    plain = [line(home, words) for home in (small, large) for words in _LINES]
    drawn = [line(small, words, terminal=True) for words in _LINES]
    begun, again, *rest = interleaved([start(small), shown, *plain, *drawn], books.scale.rounds)
    few, many, coloured = (dict(zip(_LINES, rest[place : place + 3], strict=True)) for place in (0, 3, 6))
    yield _SHOWN.compared(again, begun)
    for words, figure in _SILENT.items():
        yield figure.compared(few[words], begun)
    for words, figure in _DRAWN.items():
        yield figure.compared(coloured[words], begun)
    for words, figure in _GROWN.items():
        yield figure.compared(many[words], few[words])
    more = (many["suggest"].cpu - _GROWTH * few["suggest"].cpu) * 1000
    detail = f"{many['suggest'].cpu * 1000:,.0f} against {few['suggest'].cpu * 1000:,.0f} ms CPU"
    yield _SUGGEST.result(more, detail)
    yield _PEAK.peak(many["suggest"])


def _shown(home: Home) -> Command:
    """The first run, which is not counted, shows what is due and remembers that."""
    return home.relkeeper("remind, shown", *_ONCE)
