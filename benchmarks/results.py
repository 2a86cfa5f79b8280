"""What was measured, as a table for a terminal or for Markdown, and whether it keeps what is promised."""

import os
import platform
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure, Result, quantity

PASS, SHORT, MISSING = "pass", "falls short", "not measured"
TITLES = ("subject", "what", "at most", "measured", "verdict", "detail")


def as_text(results: Iterable[Result], missing: Collection[Figure], *, judged: bool) -> Iterator[str]:
    """Aligned columns."""
    rows = [TITLES, *_rows(results, missing, judged=judged)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def as_markdown(results: Sequence[Result], missing: Collection[Figure], scale: str, *, judged: bool) -> Iterator[str]:
    """A page: what it was measured on, the sum of it, then a table for each subject."""
    yield "# What relkeeper costs\n"
    yield from (f"- {line}" for line in (scale, *machine()))
    yield f"\n{summary(results, missing, judged=judged)}"
    subject = ""
    for row in _rows(results, missing, judged=judged):
        if row[0] != subject:
            subject = row[0]
            yield f"\n## {subject}\n\n| {' | '.join(TITLES[1:])} |\n|{'---|' * len(TITLES[1:])}"
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row[1:])} |"


def summary(results: Iterable[Result], missing: Collection[Figure], *, judged: bool) -> str:
    """`66 budgets: 63 pass, 2 fall short, 1 not measured`, and which fall short."""
    promised = [each for each in results if each.figure.limit is not None]
    counted = f"{len(promised) + len(missing)} budgets"
    if not judged:
        return f"{counted}, none judged: so little costs the start of the program and not much else"
    short = [each for each in promised if each.falls_short]
    parts = [f"{len(promised) - len(short)} pass", f"{len(short)} fall short", f"{len(missing)} not measured"]
    named = "".join(f"\n- {SHORT}: {each.figure.subject}: {each.figure.what}" for each in short)
    return f"{counted}: {', '.join(parts)}{named}"


def machine() -> Iterator[str]:
    """The date, and what the figures depend on."""
    yield f"{date.today().isoformat()}"  # noqa: DTZ011 - the day by the clock on the wall
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    yield f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def _rows(results: Iterable[Result], missing: Collection[Figure], *, judged: bool) -> Iterator[tuple[str, ...]]:
    """Those of a subject together, in the order in which they were measured; what was not comes last of them."""
    every = list(results)
    for subject in dict.fromkeys([each.figure.subject for each in every] + [figure.subject for figure in missing]):
        for result in every:
            if result.figure.subject == subject:
                yield cells(result, judged=judged)
        for figure in missing:
            if figure.subject == subject:
                yield subject, figure.what, figure.at_most, "", MISSING, ""


def cells(result: Result, *, judged: bool) -> tuple[str, ...]:
    """One line, in the order of TITLES."""
    figure = result.figure
    # The limit says what a budget is a multiple of; what has none says so itself.
    found = quantity(result.measured, figure.unit, "" if figure.at_most else figure.beside)
    return figure.subject, figure.what, figure.at_most, found, _verdict(result) if judged else "", result.detail


def _verdict(result: Result) -> str:
    if result.figure.limit is None:
        return ""
    return SHORT if result.falls_short else PASS


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if sys.platform == "linux" and information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
