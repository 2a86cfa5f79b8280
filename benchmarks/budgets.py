"""All figures that are measured, by subject, and which of them are budgets: `python -m benchmarks.budgets [README]`.

Prints the budgets as a table, or writes it where it stands in the README.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks import (
    attaching,
    correspondence,
    doubles,
    indexing,
    page,
    reading,
    reminders,
    rhythms,
    safety,
    searching,
    shape,
    syncing,
    writing,
)
from benchmarks import importing as cards
from benchmarks.figures import Figure, Result
from benchmarks.places import Books

BEGIN, END = "<!-- made by python -m benchmarks.budgets -->", "<!-- end of what is made -->"


class Subject(NamedTuple):
    """What is measured together, and how. `figures` are all that it may yield, in that order or another."""

    measure: Callable[[Books], Iterator[Result]]
    figures: tuple[Figure, ...]


SUBJECTS: Mapping[str, Subject] = {
    "reading": Subject(reading.reading, reading.READING_FIGURES),
    "large": Subject(reading.large, reading.LARGE_FIGURES),
    "writing": Subject(writing.writing, writing.FIGURES),
    "importing": Subject(cards.importing, cards.FIGURES),
    "safety": Subject(safety.safety, safety.FIGURES),
    "correspondence": Subject(correspondence.correspondence, correspondence.FIGURES),
    "attaching": Subject(attaching.attaching, attaching.FIGURES),
    "doubles": Subject(doubles.doubles, doubles.FIGURES),
    "syncing": Subject(syncing.syncing, syncing.FIGURES),
    "reminders": Subject(reminders.reminders, reminders.FIGURES),
    "rhythms": Subject(rhythms.rhythms, rhythms.FIGURES),
    "indexing": Subject(indexing.indexing, indexing.FIGURES),
    "searching": Subject(searching.searching, searching.FIGURES),
    "shape": Subject(shape.shape, shape.FIGURES),
    "page": Subject(page.page, page.FIGURES),
}


def budgets(subject: str) -> tuple[Figure, ...]:
    """What is promised of a subject."""
    return tuple(figure for figure in SUBJECTS[subject].figures if figure.limit is not None)


def table() -> Iterator[str]:
    """All budgets, as Markdown."""
    yield "| subject | what is measured | at most | promised with |"
    yield "|---|---|---|---|"
    for name in SUBJECTS:
        for figure in budgets(name):
            yield f"| `{name}` | {figure.what} | {figure.at_most} | {figure.since} |"


def with_table(text: str) -> str:
    """A page whose table of budgets is the one of today."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    made = "\n".join(table())
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


def main() -> None:
    """The command line."""
    for path in map(Path, sys.argv[1:]):
        path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")
    if len(sys.argv) == 1:
        print("\n".join(table()))


if __name__ == "__main__":
    main()
