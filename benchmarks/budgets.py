"""The budgets, and how each is measured. The limits are what the program promises to keep."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import NamedTuple

from benchmarks.correspondence import DRAFTS, NOW, correspondence
from benchmarks.doubles import doubles
from benchmarks.indexing import indexing
from benchmarks.measure import Command, Series, interleaved, run
from benchmarks.page import page
from benchmarks.places import PROGRAM, ROOT, Books, Home
from benchmarks.reminders import reminders
from benchmarks.results import Result, compared
from benchmarks.rhythms import rhythms
from benchmarks.safety import safety
from benchmarks.searching import searching
from benchmarks.shape import shape
from benchmarks.syncing import syncing

_START = "import typer, sqlite3"
_BARE_WRITE = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pathlib import Path; from benchmarks import bare; "
    "bare.write(Path(sys.argv[1]))"
)
_VOBJECT = (
    "import sys, vobject; from pathlib import Path; text = Path(sys.argv[1]).read_bytes().decode(); "
    "print(sum(1 for _ in vobject.readComponents(text, allowQP=True, ignoreUnreadable=True)), 'cards')"
)
_MEGABYTE = 10**6

_READING = ("overdue", "list --limit 20", "show ada", "timeline --limit 20")
_SHORTER = "overdue --limit 20"
_TAB = "TAB after 'show ad'"
_COMPLETING = {"_RELKEEPER_COMPLETE": "complete_bash", "COMP_WORDS": "relkeeper\nshow\nad", "COMP_CWORD": "2"}

_DIGITS = "零一二三四五六七八九"


class Comparison(NamedTuple):
    """A command, and what its CPU is a multiple of."""

    what: str
    command: Command
    baseline: Command
    limit: float
    binding: bool = True


def reading(books: Books) -> Iterator[Result]:
    """What only reads costs little more than starting Python with the libraries it needs."""
    home = books.small()
    start = home.python("start", _START)
    silent = [Comparison(line, _line(home, line), start, 1.5) for line in _READING]
    shown = [Comparison(f"{line}, terminal", _line(home, line, terminal=True), start, 2) for line in _READING]
    tab = Comparison(_TAB, _tab(home), start, 1.5)
    yield from _measured("reading / start of Python", [*silent, tab, *shown], books.scale.rounds)


def growth(books: Books) -> Iterator[Result]:
    """A book of ten thousand people and a million interactions reads like one of ten people."""
    small, large, everybody = books.small(), books.large(), books.large_all_cadences()
    few = {line: _line(small, line) for line in (*_READING, _SHORTER)}
    silent = [Comparison(line, _line(large, line), few[line], 1.5) for line in few]
    tab = Comparison(_TAB, _tab(large), _tab(small), 1.5)
    worst = [
        Comparison(f"{line}, all have cadences", _line(everybody, line), few[line], 1.5, binding=False)
        for line in ("overdue", _SHORTER)
    ]
    shown = [
        Comparison(
            f"{line}, terminal",
            _line(large, line, terminal=True),
            _line(small, line, terminal=True),
            1.5,
            binding=False,
        )
        for line in few
    ]
    yield from _measured("large / small book", [*silent, tab, *worst, *shown], books.scale.rounds)


def writing(books: Books) -> Iterator[Result]:
    """What writes costs little more than the ORM it writes with, whatever the size of the book."""
    comparisons = [
        Comparison(f"{command.name}, {size} book", command, bare, 1.25)
        for size, home in (("small", books.copy(books.small())), ("large", books.copy(books.large())))
        for bare in [_bare(home)]
        for command in _writing(home)
    ]
    yield from _measured("writing / bare SQLModel", comparisons, books.scale.rounds)


def importing(books: Books) -> Iterator[Result]:
    """Ten thousand cards go in within a small multiple of what another parser needs to read them."""
    home, file, many = books.empty(), str(books.cards()), books.scale.cards
    parsing = home.python("vobject", _VOBJECT, file, says=f"{many} cards")
    drafts = home.python("drafts", DRAFTS, "vcard", file, NOW, says=f"{many} records")
    first = home.relkeeper("import", "import", file, says="added")
    again = home.relkeeper("import again", "import", file, says="0 added, 0 updated")
    # One run of each, in this order: the second import is of what the first one left.
    parsed, read, added, unchanged = (Series([run(command, 1)]) for command in (parsing, drafts, first, again))
    yield compared("drafts / vobject", f"{many:,} cards read into drafts", read, parsed, 1)
    yield compared("import / vobject", f"import of {many:,} cards", added, parsed, 4)
    yield Result("import", "peak memory", added.peak / _MEGABYTE, 150, "MB")
    yield Result("import", "rows", _rows(home) / added.wall, unit="rows/s", detail=f"{many / added.wall:,.0f} cards/s")
    yield compared("import / vobject", "import again, unchanged", unchanged, parsed, 4, binding=False)
    yield Result("import again", "peak memory", unchanged.peak / _MEGABYTE, 150, "MB", binding=False)


BUDGETS: Mapping[str, Callable[[Books], Iterator[Result]]] = {
    budget.__name__: budget
    for budget in (
        reading,
        growth,
        writing,
        importing,
        safety,
        correspondence,
        doubles,
        syncing,
        reminders,
        rhythms,
        indexing,
        searching,
        shape,
        page,
    )
}


def _measured(budget: str, comparisons: Sequence[Comparison], rounds: int) -> Iterator[Result]:
    """All of it in one interleaved run; a command that several are compared with runs once a round."""
    commands = {id(each): each for comparison in comparisons for each in (comparison.baseline, comparison.command)}
    series = dict(zip(commands, interleaved(list(commands.values()), rounds), strict=True))
    for what, command, baseline, limit, binding in comparisons:
        yield compared(budget, what, series[id(command)], series[id(baseline)], limit, binding=binding)


def _line(home: Home, line: str, *, terminal: bool = False) -> Command:
    return home.relkeeper(line, *line.split(), terminal=terminal)


def _tab(home: Home) -> Command:
    command = home.relkeeper(_TAB, says="ada_example")
    return replace(command, environ={**command.environ, **_COMPLETING})


def _bare(home: Home) -> Command:
    return home.python("bare", _BARE_WRITE, str(home.book))


def _writing(home: Home) -> list[Command]:
    """Names of their own in each run: nobody is added twice without being asked."""

    def latin(number: int) -> Sequence[str]:
        phone, email = f"+1 212 555 01{number:02}", f"newcomer.{number}@post.example"
        return PROGRAM, "add", f"Newcomer Placeholder {number}", "--phone", phone, "--email", email

    def chinese(number: int) -> Sequence[str]:
        tens, ones = divmod(number, 10)
        return PROGRAM, "add", f"样{_DIGITS[tens]}{_DIGITS[ones]}"

    return [
        home.relkeeper("log", "log", "ada", "tea, she will send the deck", "--via", "call", says="Logged"),
        Command("add with phone and e-mail", latin, home.environ, says="Added"),
        Command("add with a Chinese name", chinese, home.environ, says="Added"),
    ]


def _rows(home: Home) -> int:
    """All rows of the book, in whatever table."""
    with closing(sqlite3.connect(home.book)) as db:
        every = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_index%'"
        tables = [row[0] for row in db.execute(every)]
        return sum(int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in tables)
