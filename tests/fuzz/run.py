"""Fuzzes every reader for a bounded time: `python -m tests.fuzz.run [--minutes N] [--only NAME] [--engine NAME]`.

Each target has a process of its own, which is watched. What breaks it is kept in --folder, and printed as a line for
tests/fuzz/test_found.py. Whatever is written is for the user's own eyes: seeds may be files of theirs.
"""

import argparse
import json
import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz import engines, limits
from tests.fuzz.targets import Target
from tests.fuzz.trying import MEGABYTES, Trial, keep, tell
from tests.fuzz.watching import CURRENT, watched

ENGINES = ("atheris", "random", "stretch")


def main() -> None:
    """The command line; ends with 1 when something was found."""
    given = _arguments()
    os.umask(0o077)
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.child:
        _one(given)
        return

    # Asked to end, it still takes its temporary files along.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    known = _targets()
    names = given.only or list(known)
    if unknown := set(names) - set(known):
        sys.exit(f"there is no target {', '.join(sorted(unknown))}; known are {', '.join(known)}")
    seconds = given.minutes * 60 / len(names)
    found = 0
    tell("| target | executions | slowest, s | peak, MiB | found |\n|---|---|---|---|---|")
    for name in names:
        found += _told(given, name, seconds)
    sys.exit(found > 0)


def _targets() -> dict[str, Target]:
    """Imported when they are wanted: what is to be instrumented must not be imported before."""
    from tests.fuzz.everything import TARGETS

    return TARGETS


def _told(given: argparse.Namespace, name: str, seconds: float) -> int:
    """Fuzz one target in a process of its own, and print its row; returns how many faults it has."""
    kept = given.folder / f"{name}.json"
    kept.unlink(missing_ok=True)
    with TemporaryDirectory(prefix="relkeeper-fuzz-") as scratch:
        ended = watched(_command(given, name, seconds, scratch), Path(scratch))
    found = [ended.fault] if ended.fault else []
    if ended.data is not None:
        keep(name, ended.fault, ended.data, given.folder)
    if kept.exists():
        tally = json.loads(kept.read_text(encoding="utf-8"))
        found = tally["faults"] + found
        tell(
            f"| {name} | {tally['executions']:,} | {tally['slowest']} ({tally['slowest_bytes']:,} bytes) "
            f"| {tally['megabytes']} | {'; '.join(found) or 0} |"
        )
    else:
        found = found or ["the process ended before it tried anything"]
        tell(f"| {name} | | | | {found[0]}: {ended.cried[-600:]} |")
    if found:
        tell(ended.said, sys.stderr)
    return len(found)


def _command(given: argparse.Namespace, name: str, seconds: float, scratch: str) -> list[str]:
    seeds = ["--seeds", str(given.seeds)] if given.seeds else []
    return [
        sys.executable, "-m", "tests.fuzz.run", "--child", scratch, "--only", name, "--engine", given.engine, "--minutes",
        str(seconds / 60), "--folder", str(given.folder), "--seed", str(given.seed), *seeds,
    ]  # fmt: skip


def _one(given: argparse.Namespace) -> None:
    """Fuzz one target in this process."""
    if given.engine == "atheris" and not engines.instrumented():
        given.engine = "random"

    (name,) = given.only
    target = _targets()[name]
    seeds = [*target.seeds(), *_further(given.seeds)] or [b""]
    attempt = Trial(target, given.folder, given.child / CURRENT)
    limits.memory(MEGABYTES)
    seconds = given.minutes * 60
    if given.engine == "atheris":
        engines.by_atheris(attempt, seeds, seconds, given.seed, given.child)
    elif given.engine == "stretch":
        engines.by_stretching(attempt, seeds, seconds, Random(given.seed))
    else:
        engines.at_random(attempt, seeds, seconds, Random(given.seed))
    attempt.save()


def _further(folder: Path | None) -> list[bytes]:
    """Files to begin with that are not ours: never copied into the tree."""
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    return [data for path in found if len(data := path.read_bytes()) <= 2**16]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description="Fuzz every reader of relkeeper.")
    parser.add_argument(
        "--minutes", type=float, default=10.0, metavar="N", help="for all targets together (default: 10)"
    )
    parser.add_argument("--only", action="append", metavar="NAME", help="a target; repeatable")
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="atheris" if find_spec("atheris") else "random",
        help="what makes the inputs",
    )
    parser.add_argument("--seeds", type=Path, metavar="FOLDER", help="further files to begin with")
    parser.add_argument(
        "--folder", type=Path, default=Path("fuzzed"), help="where what is found is kept (default: fuzzed)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number makes other inputs")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
