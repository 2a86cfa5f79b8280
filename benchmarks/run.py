"""Measures the budgets and prints one table: `python -m benchmarks.run [--quick] [--only NAME]`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.budgets import BUDGETS
from benchmarks.measure import CommandFailedError
from benchmarks.places import QUICK, Books, Scale
from benchmarks.results import Result, as_markdown, as_text


def measure(folder: Path, scale: Scale, wanted: Sequence[str]) -> Iterator[Result]:
    """The results of the budgets of these names, as they come."""
    books = Books(folder, scale)
    for name in wanted:
        print(f"measuring {name} ...", file=sys.stderr)
        yield from BUDGETS[name](books)


def main() -> None:
    """The command line; ends with 1 when a budget is exceeded or a command fails."""
    given = _arguments()
    wanted = [given.only] if given.only else list(BUDGETS)
    if "importing" in wanted and find_spec("vobject") is None:
        sys.exit("importing is compared with vobject; install it (pip install vobject), or measure others with --only")
    scale = QUICK if given.quick else Scale()
    scale = replace(scale, rounds=given.rounds or scale.rounds)
    results: list[Result] = []
    failure = ""
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(TemporaryDirectory(prefix="relkeeper-benchmarks-")))
        try:
            results.extend(measure(folder.resolve(), scale, wanted))
        except CommandFailedError as error:
            failure = str(error)
    for line in as_text(results):
        print(line)
    if given.markdown:
        given.markdown.write_text("".join(f"{line}\n" for line in as_markdown(results, str(scale))), encoding="utf-8")
    sys.exit(failure or any(result.verdict == "over" for result in results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Measure the budgets of relkeeper.")
    parser.add_argument("--quick", action="store_true", help="little of everything: whether it runs, not what it costs")
    parser.add_argument("--only", choices=BUDGETS, help="one budget")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each command runs")
    parser.add_argument("--folder", type=Path, help="where books are made, and found again by the next run")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table there too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
