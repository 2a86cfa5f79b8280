"""A whole run: environments, books, then each task at each size."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.measure import Command, Limits
from benchmarks.peers.all import OURS, PEERS
from benchmarks.peers.environments import ROOT, Environment, prepared
from benchmarks.peers.measuring import BARE, Measured, bare, in_turns, outcome, task_of
from benchmarks.peers.peer import SIZE, TASKS
from benchmarks.peers.table import Found

_OWN_SECONDS = 3600
_SAID = 10 * 10**6


def measure(
    folder: Path, names: Iterable[str], sizes: Sequence[int], rounds: int, limits: Limits, writing: float
) -> Found:
    """Everything, one size after the other; what is prepared stays in `folder`. A book takes `writing` seconds at most.

    Exits where this tree cannot be installed, or its book not be written: then there is nothing to compare.
    """
    environments = {name: prepared(PEERS[name], folder / "environments") for name in names}
    if environments[OURS].missing:
        sys.exit(f"this tree cannot be installed: {environments[OURS].missing}")
    there = {name: each for name, each in environments.items() if not each.missing}
    costs, disk = {}, {}
    for size in sizes:
        print(f"with {size:,} people:", file=sys.stderr)
        homes, unwritten = _homes(folder / "homes", size, there, writing)
        disk[size] = {name: int((home / SIZE).read_text(encoding="ascii")) for name, home in homes.items()}
        costs[size] = {task: _task(task, homes, there, rounds, limits) | _why(task, unwritten) for task in TASKS}
    told = f"limits of a command: {limits.seconds:,.0f} s, {limits.output // 10**6:,} MB of output; "
    return Found(environments, costs, disk, rounds, f"{told}of the writing of a peer's book: {writing:,.0f} s")


def _task(
    task: str, homes: Mapping[str, Path], there: Mapping[str, Environment], rounds: int, limits: Limits
) -> dict[str, Measured]:
    print(f"measuring {task} ...", file=sys.stderr)
    commands = {BARE: bare(homes[OURS], there[OURS].programs)}
    for name, home in homes.items():
        command = task_of(PEERS[name], task, home, there[name].programs, limits)
        if command:
            commands[name] = command
    return in_turns(commands, rounds)


def _why(task: str, unwritten: Mapping[str, str]) -> dict[str, Measured]:
    return {name: f"book: {why}" for name, why in unwritten.items() if PEERS[name].lines[task].argv}


def _homes(
    folder: Path, size: int, there: Mapping[str, Environment], seconds: float
) -> tuple[dict[str, Path], dict[str, str]]:
    """Where the books of that size are, made where the last run left none; and why some could not be made."""
    homes, unwritten = {}, {}
    for name, environment in there.items():
        home = folder / f"{name}-{environment.version}-{size}"
        why = "" if home.exists() else written(home, name, size, environment, seconds)
        if why:
            unwritten[name] = why
        else:
            homes[name] = home
    if OURS in unwritten:
        sys.exit(f"the book of {OURS} cannot be written: {unwritten[OURS]}")
    return homes, unwritten


def written(home: Path, name: str, size: int, environment: Environment, seconds: float) -> str:
    """Whole or not at all; `time` or `failed` where it is not."""
    print(f"writing the book of {name} ...", file=sys.stderr)
    part = home.with_name(f"{home.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    line = (sys.executable, "-m", "benchmarks.peers.prepare", name, str(size), str(part), str(environment.programs))
    environ = os.environ | {"HOME": str(home.parent), "PYTHONPATH": str(ROOT)}
    limits = Limits(_OWN_SECONDS if name == OURS else seconds, _SAID)
    done = outcome(Command(f"the book of {name}", lambda _: line, environ, limits=limits), 0)
    if isinstance(done, str):
        shutil.rmtree(part, ignore_errors=True)
        return done
    part.rename(home)
    return ""
