"""What it costs to write one entry or one contact, beside the least that a program with the same libraries can do."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.commands import adding, logging
from benchmarks.figures import MAIN_JOB, OWN, Figure, Result
from benchmarks.measure import Command, interleaved
from benchmarks.places import PROGRAM, ROOT, Books, Home

_BARE_WRITE = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pathlib import Path; from benchmarks import bare; "
    "bare.write(Path(sys.argv[1]))"
)
_BARE = "a bare write with SQLModel"
_LOG, _ADD, _CHINESE = "log", "add with phone and e-mail", "add with a Chinese name"
_PROMISED = {_LOG: MAIN_JOB, _ADD: MAIN_JOB, _CHINESE: OWN}
_SIZES = ("small", "large")
_RATIOS = {
    (size, what): Figure("writing", f"{what}, {size} book", 1.25, beside=_BARE, since=since)
    for size in _SIZES
    for what, since in _PROMISED.items()
}
_PEAK = Figure("writing", "peak memory of log, large book", unit="MB")
FIGURES = (*_RATIOS.values(), _PEAK)

_DIGITS = "零一二三四五六七八九"


def writing(books: Books) -> Iterator[Result]:
    """What writes costs little more than the ORM it writes with, whatever the size of the book."""
    homes = {"small": books.copy(books.small()), "large": books.copy(books.large())}
    commands = {(size, what): command for size, home in homes.items() for what, command in _commands(home).items()}
    series = dict(zip(commands, interleaved(list(commands.values()), books.scale.rounds), strict=True))
    for (size, what), figure in _RATIOS.items():
        yield figure.compared(series[size, what], series[size, _BARE])
    yield _PEAK.peak(series["large", _LOG])


def _commands(home: Home) -> Mapping[str, Command]:
    bare = home.python("bare", _BARE_WRITE, str(home.book))
    chinese = Command(_CHINESE, _chinese, home.environ, says="Added")
    return {_BARE: bare, _LOG: logging(home), _ADD: adding(home), _CHINESE: chinese}


def _chinese(number: int) -> Sequence[str]:
    """A name of its own in each run: nobody is added twice without being asked."""
    tens, ones = divmod(number, 10)
    return PROGRAM, "add", f"样{_DIGITS[tens]}{_DIGITS[ones]}"
