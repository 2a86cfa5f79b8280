"""What each everyday command costs as a book grows: `python -m benchmarks.growth [--svg FILE] [--markdown FILE]`.

Books of 10 to 100,000 contacts are made, or found again in the folder, and of each a copy is measured: the commands in
turns, beside a Python that does nothing. The figures are kept in the folder as `growth.json`, and `--redraw` makes the
plot and the table of them again. The plot needs matplotlib.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.commands import adding, completing, line, logging
from benchmarks.growth_table import PYTHON, Cost, Step, tables
from benchmarks.measure import Command, CommandFailedError, Series, interleaved, run
from benchmarks.places import Books, Home, Scale
from benchmarks.results import machine

LADDER = ((10, 50), (100, 1_000), (1_000, 30_000), (10_000, 300_000), (100_000, 3_000_000))
"""How many contacts, and interactions."""
RARE, COMMON = "regatta", "project"
_LINES = (
    "overdue",
    "overdue --limit 20",
    "agenda",
    "suggest",
    "list --limit 20",
    "show ada",
    "timeline --limit 20",
    f"search {RARE}",
    f"search {COMMON}",
    "stats",
)
_MEGABYTE = 10**6
_KEPT = "growth.json"


def step(books: Books, size: tuple[int, int]) -> Step:
    """Measure everything on a copy of the book of that size, which is thrown away afterwards."""
    book = books.sized(*size)
    home = books.copy(book)
    try:
        # The first write of a day makes its backup, too; here that is not measured.
        run(home.relkeeper("log", "log", "ada", f"the {RARE} is in June", "--when", "2024-06-01", says="Logged"), 0)
        commands = _commands(home)
        series = interleaved(commands, books.scale.rounds)
        costs = {command.name: _cost(runs) for command, runs in zip(commands, series, strict=True)}
        return Step(*size, book.book.stat().st_size / _MEGABYTE, costs)
    finally:
        shutil.rmtree(home.folder)


def _commands(home: Home) -> list[Command]:
    reading = [line(home, words) for words in _LINES]
    return [home.python(PYTHON, "pass"), *reading, logging(home), replace(adding(home), name="add"), completing(home)]


def _cost(runs: Series) -> Cost:
    lines = len(runs.samples[0].said.splitlines())
    return Cost(runs.cpu * 1000, runs.wall * 1000, runs.peak / _MEGABYTE, lines)


def as_markdown(notes: Sequence[str], steps: Sequence[Step]) -> Iterator[str]:
    """The figures as a page: what they were measured on, time, memory, and the size of the file."""
    yield "# What commands cost as a book grows\n"
    yield from (f"- {note}" for note in notes)
    yield ""
    yield from tables(steps)


def kept(path: Path) -> tuple[list[str], list[Step]]:
    """The figures of an earlier run, with what they were measured on."""
    found = json.loads(path.read_text(encoding="utf-8"))
    steps = [
        Step(contacts, interactions, size, {name: Cost(*cost) for name, cost in costs.items()})
        for contacts, interactions, size, costs in found["steps"]
    ]
    return found["notes"], steps


def _measured(books: Books, upto: int) -> list[Step]:
    steps = []
    for size in LADDER:
        if size[0] <= upto:
            print(f"measuring {size[0]:,} contacts with {size[1]:,} interactions ...", file=sys.stderr)
            steps.append(step(books, size))
    return steps


def main() -> None:
    """The command line; ends with 1 when a command fails."""
    given = _arguments()
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(TemporaryDirectory(prefix="relkeeper-growth-")))
        file = folder.resolve() / _KEPT
        if not given.redraw:
            try:
                steps = _measured(Books(folder.resolve(), Scale(rounds=given.rounds)), given.upto)
            except CommandFailedError as error:
                sys.exit(str(error))
            figures = {"notes": [f"medians of {given.rounds} rounds", *machine()], "steps": steps}
            file.write_text(json.dumps(figures, indent=1), encoding="utf-8")
        notes, steps = kept(file)
    lines = list(as_markdown(notes, steps))
    print("\n".join(lines))
    if given.markdown:
        given.markdown.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if given.svg:
        # Whoever wants the figures alone does without matplotlib.
        from benchmarks.growth_plot import draw

        draw(steps, given.svg)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.growth", description="What commands cost as a book grows."
    )
    parser.add_argument(
        "--upto", type=int, default=LADDER[-1][0], metavar="N", help="no books of more contacts than that"
    )
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each command runs")
    parser.add_argument("--folder", type=Path, help="where books are made, and found again by the next run")
    parser.add_argument("--redraw", action="store_true", help="measure nothing: the figures of the last run")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the plot there")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables there too")
    given = parser.parse_args()
    if given.upto < LADDER[0][0] or given.rounds < 1:
        parser.error(f"--upto is at least {LADDER[0][0]}, and --rounds at least 1")
    if given.redraw and not given.folder:
        parser.error("--redraw needs the --folder of an earlier run")
    return given


if __name__ == "__main__":
    main()
