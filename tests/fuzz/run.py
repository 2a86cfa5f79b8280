"""Fuzzes every reader for a bounded time: `python -m tests.fuzz.run [--minutes N] [--only NAME] [--engine NAME]`.

Each target has a process of its own. What breaks it is kept in --folder, and printed as a line for tests/fuzz/test_found.py.
"""

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from random import Random

from tests.fuzz import engines, limits
from tests.fuzz.targets import Target
from tests.fuzz.trying import MEGABYTES, Trial, tell

ENGINES = ("atheris", "random", "stretch")


def main() -> None:
    """The command line; ends with 1 when something was found."""
    given = _arguments()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.child:
        _one(given)
        return

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
    (given.folder / f"{name}.json").unlink(missing_ok=True)
    command = [
        sys.executable, "-m", "tests.fuzz.run", "--child", "--only", name, "--engine", given.engine, "--minutes",
        str(seconds / 60), "--folder", str(given.folder), "--seed", str(given.seed),
    ]  # fmt: skip
    if given.seeds:
        command += ["--seeds", str(given.seeds)]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    kept = given.folder / f"{name}.json"
    if not kept.exists():
        tell(f"| {name} | ended with {ended.returncode}: {ended.stderr[-600:]} | | | |")
        return 1
    tally = json.loads(kept.read_text(encoding="utf-8"))
    faults = tally["faults"] + ([f"the process ended with {ended.returncode}"] if ended.returncode else [])
    tell(
        f"| {name} | {tally['executions']:,} | {tally['slowest']} ({tally['slowest_bytes']:,} bytes) | {tally['megabytes']} "
        f"| {'; '.join(faults) or 0} |"
    )
    if faults:
        tell(ended.stdout, sys.stderr)
    return len(faults)


def _one(given: argparse.Namespace) -> None:
    """Fuzz one target in this process."""
    if given.engine == "atheris" and not engines.instrumented():
        given.engine = "random"

    (name,) = given.only
    target = _targets()[name]
    seeds = [*target.seeds(), *_further(given.seeds)]
    attempt = Trial(target, given.folder)
    limits.memory(MEGABYTES)
    seconds = given.minutes * 60
    if given.engine == "atheris":
        engines.by_atheris(attempt, seeds, seconds, given.seed)
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
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
