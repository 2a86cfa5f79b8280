"""Measures relkeeper beside its peers: `python -m benchmarks.peers [--quick] [--only PEER] [--markdown FILE]`."""

import argparse
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Limits
from benchmarks.peers.all import OURS, PEERS
from benchmarks.peers.running import measure
from benchmarks.peers.table import page

_SIZES = (10, 1_000, 10_000)
_QUICK = (10,)
_ROUNDS = 7
_SECONDS = 120
_WRITING = 300
_OUTPUT = 10 * 10**6


def main() -> None:
    """The command line."""
    given = _arguments()
    names = [name for name in PEERS if given.only in (None, name) or name == OURS]
    limits = Limits(given.seconds, _OUTPUT)
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(TemporaryDirectory(prefix="relkeeper-peers-")))
        sizes = given.sizes or (_QUICK if given.quick else _SIZES)
        rounds = given.rounds or (2 if given.quick else _ROUNDS)
        found = measure(folder.resolve(), names, sizes, rounds, limits, given.writing)
    lines = list(page(found))
    for line in lines:
        print(line)
    if given.markdown:
        given.markdown.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="Measure relkeeper and its peers.")
    parser.add_argument("--quick", action="store_true", help="ten people, two rounds: whether it runs")
    parser.add_argument("--only", choices=[name for name in PEERS if name != OURS], help="beside one peer")
    parser.add_argument("--sizes", type=_numbers, metavar="N,N", help="how many people (10,1000,10000)")
    parser.add_argument("--rounds", type=int, metavar="N", help=f"how often each command runs ({_ROUNDS})")
    parser.add_argument("--seconds", type=float, default=_SECONDS, metavar="S", help="when a command is killed")
    parser.add_argument("--writing", type=float, default=_WRITING, metavar="S", help="when its book is given up")
    parser.add_argument("--folder", type=Path, help="where environments and books are made, and found by the next run")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page there too")
    return parser.parse_args()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


if __name__ == "__main__":
    main()
