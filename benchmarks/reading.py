"""What it costs to read: a small book beside importing Typer and sqlite3, and a large book beside the small one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks import commands
from benchmarks.commands import READING, TAB, line, start
from benchmarks.figures import MAIN_JOB, START, Figure, Result
from benchmarks.measure import Command, Series, interleaved
from benchmarks.places import Books

_SHORTER = "overdue --limit 20"
_ALL = "of a book in which all have cadences"
_SMALL = "the same on the small book"


def _terminal(words: str) -> str:
    return f"{words}, on a terminal"


_SILENT = {words: Figure("reading", words, 1.5, beside=START, since=MAIN_JOB) for words in (*READING, TAB)}
_SHOWN = {words: Figure("reading", _terminal(words), 2, beside=START, since=MAIN_JOB) for words in READING}
_PEAK = Figure("reading", "peak memory of the largest of them", unit="MB")
READING_FIGURES = (*_SILENT.values(), *_SHOWN.values(), _PEAK)

_GROWN = {words: Figure("large", words, 1.5, beside=_SMALL, since=MAIN_JOB) for words in (*READING, TAB)}
_GROWN |= {_SHORTER: Figure("large", _SHORTER, 1.5, beside=_SMALL)}
_WORST = {words: Figure("large", f"{words}, {_ALL}", beside=_SMALL) for words in ("overdue", _SHORTER)}
_DRAWN = {words: Figure("large", _terminal(words), beside=_SMALL) for words in (*READING, _SHORTER)}
_LARGE_PEAK = Figure("large", "peak memory of the largest of them", unit="MB")
LARGE_FIGURES = (*_GROWN.values(), *_WORST.values(), *_DRAWN.values(), _LARGE_PEAK)


class _Comparison(NamedTuple):
    figure: Figure
    command: Command
    baseline: Command


def reading(books: Books) -> Iterator[Result]:
    """What only reads costs little more than starting Python with the libraries it needs."""
    home = books.small()
    begun = start(home)
    silent = [_Comparison(figure, commands.reading(home, words), begun) for words, figure in _SILENT.items()]
    shown = [_Comparison(figure, line(home, words, terminal=True), begun) for words, figure in _SHOWN.items()]
    yield from _measured([*silent, *shown], _PEAK, books.scale.rounds)


def large(books: Books) -> Iterator[Result]:
    """A book of ten thousand people and a million interactions reads like one of ten people."""
    small, many, everybody = books.small(), books.large(), books.large_all_cadences()
    few = {words: commands.reading(small, words) for words in _GROWN}
    grown = [_Comparison(figure, commands.reading(many, words), few[words]) for words, figure in _GROWN.items()]
    worst = [_Comparison(figure, line(everybody, words), few[words]) for words, figure in _WORST.items()]
    drawn = [
        _Comparison(figure, line(many, words, terminal=True), line(small, words, terminal=True))
        for words, figure in _DRAWN.items()
    ]
    yield from _measured([*grown, *worst, *drawn], _LARGE_PEAK, books.scale.rounds)


def _measured(comparisons: Sequence[_Comparison], peak: Figure, rounds: int) -> Iterator[Result]:
    """All of it in one interleaved run; a command that several are compared with runs once a round."""
    turns = {id(each): each for comparison in comparisons for each in (comparison.baseline, comparison.command)}
    series: Mapping[int, Series] = dict(zip(turns, interleaved(list(turns.values()), rounds), strict=True))
    for figure, command, baseline in comparisons:
        yield figure.compared(series[id(command)], series[id(baseline)])
    largest = max(comparisons, key=lambda each: series[id(each.command)].peak)
    yield peak.peak(series[id(largest.command)])._replace(detail=largest.figure.what)
