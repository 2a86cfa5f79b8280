"""Budgets and what was measured, as a table for a terminal or for Markdown."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Series


class Result(NamedTuple):
    """One line. `measured` and `limit` are in `unit`; without a limit it is told and not judged.

    `binding` says whether the limit is a budget, or only what to compare with.
    """

    budget: str
    what: str
    measured: float
    limit: float | None = None
    unit: str = "x"
    binding: bool = True
    detail: str = ""

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        word = "ok" if self.measured <= self.limit else "over"
        return word if self.binding else f"({word})"

    @property
    def cells(self) -> tuple[str, ...]:
        limit = "" if self.limit is None else _number(self.limit, self.unit)
        return (self.budget, self.what, limit, _number(self.measured, self.unit), self.verdict, self.detail)


TITLES = ("budget", "what", "limit", "measured", "", "detail")


def compared(budget: str, what: str, series: Series, baseline: Series, limit: float, *, binding: bool = True) -> Result:
    """The CPU of a command as a multiple of its baseline's, and beside it what the figures were."""
    detail = (
        f"quickest {series.least_ratio(baseline):.2f} x; "
        f"{series.cpu * 1000:,.0f} against {baseline.cpu * 1000:,.0f} ms CPU, {series.wall * 1000:,.0f} ms wall"
    )
    return Result(budget, what, series.ratio(baseline), limit, binding=binding, detail=detail)


def as_text(results: Iterable[Result]) -> Iterator[str]:
    """Aligned columns."""
    rows = [TITLES, *(result.cells for result in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def as_markdown(results: Sequence[Result], scale: str) -> Iterator[str]:
    """A page: what it was measured on, then the table."""
    yield "# What relkeeper costs\n"
    yield from (f"- {line}" for line in (scale, *machine()))
    yield ""
    yield f"| {' | '.join(title or 'verdict' for title in TITLES)} |"
    yield f"|{'---|' * len(TITLES)}"
    yield from (f"| {' | '.join(result.cells)} |" for result in results)


def machine() -> Iterator[str]:
    """The date, and what the figures depend on."""
    yield f"{date.today().isoformat()}"  # noqa: DTZ011 - the day by the clock on the wall
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    yield f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if sys.platform == "linux" and information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _number(value: float, unit: str) -> str:
    return f"{value:.2f} {unit}" if value < 20 else f"{value:,.0f} {unit}"
