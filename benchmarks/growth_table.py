"""What commands cost in books of several sizes, and that as tables."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

PYTHON = "python -c pass"
"""The name of a Python that does nothing, which stands beside the commands."""


class Cost(NamedTuple):
    """Medians of CPU and clock in milliseconds, the largest peak in MB, and how many lines were printed."""

    cpu: float
    wall: float
    peak: float
    lines: int


class Step(NamedTuple):
    """One book: how much is in it, how large its file is (MB), and what each command costs."""

    contacts: int
    interactions: int
    size: float
    costs: dict[str, Cost]


def tables(steps: Sequence[Step]) -> Iterator[str]:
    """Time, and memory with the size of the file; one column for each book."""
    books = [f"{each.contacts:,} contacts, {each.interactions:,} entries" for each in steps]
    yield "CPU in milliseconds. The last column has the lines that were printed of the smallest and the largest book.\n"
    yield from _head(["command", *books, "lines"])
    for name in steps[0].costs:
        lines = f"{steps[0].costs[name].lines:,} to {steps[-1].costs[name].lines:,}"
        yield _row([f"`{name}`", *(f"{each.costs[name].cpu:,.0f}" for each in steps), lines])
    yield "\nPeak memory, and the size of the file, in MB.\n"
    yield from _head(["command", *books])
    for name in steps[0].costs:
        yield _row([f"`{name}`", *(f"{each.costs[name].peak:,.0f}" for each in steps)])
    yield _row(["size of the file", *(f"{each.size:,.1f}" for each in steps)])


def _head(titles: Sequence[str]) -> Iterator[str]:
    yield _row(titles)
    yield f"|---|{'---:|' * (len(titles) - 1)}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
