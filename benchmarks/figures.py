"""What is measured: a figure, which with a limit is a budget, and its result."""

from statistics import median
from typing import NamedTuple

from benchmarks.measure import Series

# What a budget was promised with.
MAIN_JOB = "the main job"
NOTHING_LOST = "nothing is ever lost"
CORRESPONDENCE = "the correspondence itself"
CARD_HOLDER = "the card-holder"
REMEMBERING = "remember for me"
FINDING = "find anything"
# What was promised nowhere, and set while measuring.
OWN = "our own"

START = "importing Typer and sqlite3"
"""Of `python -c "import typer, sqlite3"`: what reads has to import, and nothing else."""
MEGABYTE = 10**6


class Result(NamedTuple):
    """A figure, and what it was; in its unit."""

    figure: "Figure"
    measured: float
    detail: str = ""

    @property
    def falls_short(self) -> bool:
        """Of a promise. What has no limit never does."""
        limit = self.figure.limit
        return limit is not None and self.measured > limit


class Figure(NamedTuple):
    """Something that is measured. `subject` is what `--only` knows; with `what` it is the name.

    With a limit it is a budget: what is measured is at most that, in `unit`. `beside` says what it is a multiple of, or
    counted from. `since` is what it was promised with.
    """

    subject: str
    what: str
    limit: float | None = None
    unit: str = "x"
    beside: str = ""
    since: str = OWN

    @property
    def at_most(self) -> str:
        return "" if self.limit is None else f"{self.limit:g} {self.unit} {self.beside}".rstrip()

    def result(self, value: float, detail: str = "") -> Result:
        """What was found, in the unit of the figure."""
        return Result(self, value, detail)

    def compared(self, series: Series, baseline: Series) -> Result:
        """The CPU of a command as a multiple of its baseline's, round by round, and of that the median."""
        detail = f"quickest {series.least_ratio(baseline):.2f} x; {_times(series, baseline)}"
        return self.result(series.ratio(baseline), detail)

    def elapsed(self, series: Series, baseline: Series) -> Result:
        """The same of the time on the clock."""
        ratio = median(one.wall / other.wall for one, other in zip(series.samples, baseline.samples, strict=True))
        return self.result(ratio, f"{series.wall:,.2f} against {baseline.wall:,.2f} s")

    def above(self, series: Series, start: Series) -> Result:
        """The CPU of a command beyond that of another, in `s` or `ms`."""
        more = series.cpu - start.cpu
        return self.result(more * (1000 if self.unit == "ms" else 1), _times(series, start))

    def peak(self, series: Series, start: int = 0) -> Result:
        """The largest resident set of a command in MB, beyond so many bytes."""
        detail = f"{series.peak / MEGABYTE:.0f} MB, with next to nothing {start / MEGABYTE:.0f} MB" if start else ""
        return self.result((series.peak - start) / MEGABYTE, detail)


def quantity(value: float, unit: str, beside: str = "") -> str:
    """`1.25 x the start of Python`, `150 MB`."""
    number = f"{value:.2f}" if abs(value) < 20 and value != int(value) else f"{value:,.0f}"
    return f"{number} {unit} {beside}".rstrip()


def _times(series: Series, baseline: Series) -> str:
    return f"{series.cpu * 1000:,.0f} against {baseline.cpu * 1000:,.0f} ms CPU, {series.wall * 1000:,.0f} ms wall"
