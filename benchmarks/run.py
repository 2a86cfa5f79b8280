"""Measures all budgets and says which are kept: `python -m benchmarks.run [--quick] [--only SUBJECT]...`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.budgets import SUBJECTS, budgets
from benchmarks.figures import Figure, Result
from benchmarks.measure import CommandFailedError
from benchmarks.places import QUICK, Books, Scale
from benchmarks.results import as_markdown, as_text, cells, summary


def measure(folder: Path, scale: Scale, wanted: Sequence[str]) -> Iterator[Result]:
    """The results of these subjects, as they come. A command that fails ends its subject, and is told."""
    books = Books(folder, scale)
    for name in wanted:
        print(f"measuring {name} ...", file=sys.stderr)
        try:
            yield from SUBJECTS[name].measure(books)
        except CommandFailedError as error:
            print(error, file=sys.stderr)


def unmeasured(wanted: Sequence[str], results: Sequence[Result]) -> list[Figure]:
    """The budgets of these subjects that have no result."""
    found = {result.figure for result in results}
    return [figure for name in wanted for figure in budgets(name) if figure not in found]


def main() -> None:
    """The command line; ends with 1 when a budget is not kept, or was not measured."""
    given = _arguments()
    wanted = given.only or list(SUBJECTS)
    scale = QUICK if given.quick else Scale()
    scale = replace(scale, rounds=given.rounds or scale.rounds)
    judged = scale.is_full
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(TemporaryDirectory(prefix="relkeeper-benchmarks-")))
        results = []
        for result in measure(folder.resolve(), scale, wanted):
            # An hour is long: who looks on sees what is known already, and has it if they end it.
            print("  " + "  ".join(cell for cell in cells(result, judged=judged) if cell), file=sys.stderr)
            results.append(result)
    missing = unmeasured(wanted, results)
    for line in as_text(results, missing, judged=judged):
        print(line)
    print(f"\n{summary(results, missing, judged=judged)}")
    if given.markdown:
        page = as_markdown(results, missing, str(scale), judged=judged)
        given.markdown.write_text("".join(f"{line}\n" for line in page), encoding="utf-8")
    sys.exit(bool(missing) or (judged and any(result.falls_short for result in results)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Measure the budgets of relkeeper.")
    parser.add_argument("--quick", action="store_true", help="little of everything: whether it runs, not what it costs")
    parser.add_argument("--only", choices=SUBJECTS, action="append", help="one subject; may be repeated")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each command runs")
    parser.add_argument("--folder", type=Path, help="where books are made, and found again by the next run")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables there too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
