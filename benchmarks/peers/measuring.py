"""What each program's command for one task costs, in turns with the others and with a bare Python."""

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.measure import Command, CommandFailedError, LimitExceededError, Limits, Sample, nothing, run
from benchmarks.peers.peer import Home, Peer

BARE = "python -c pass"
_SLOW = 10.0  # seconds of CPU: of the program, not of whatever else the machine does


class Cost(NamedTuple):
    """Medians, in seconds, of so many runs, and the largest peak in bytes; nothing can be seen below `floor`."""

    cpu: float
    wall: float
    peak: int
    floor: int
    runs: int


Measured = Cost | str
"""`time` and `output` are limits that were exceeded, `failed` is another failure; with `book: ` in front of it, while
its book was written."""


def task_of(peer: Peer, task: str, folder: Path, programs: Path, limits: Limits) -> Command | None:
    """What a program does for the task, with the book that was prepared in `folder`; None where it has nothing."""
    line = peer.lines[task]
    if not line.argv:
        return None
    home = Home(folder / ("importing" if line.fresh else "book"), programs)
    argv = home.argv(line.argv)
    prepare = _afresh(folder) if line.fresh else nothing
    return Command(f"{peer.name} {task}", lambda _: argv, home.environ, prepare=prepare, says=line.says, limits=limits)


def bare(folder: Path, programs: Path) -> Command:
    """The start of Python, in the home of a book."""
    home = Home(folder / "book", programs)
    return Command(BARE, lambda _: (str(programs / "python"), "-c", "pass"), home.environ)


def in_turns(commands: Mapping[str, Command], rounds: int, slow: float = _SLOW) -> dict[str, Measured]:
    """Each command `rounds` times, one after the other, and once before, which is not counted.

    One that takes `slow` seconds of CPU runs once more, which counts, and then no more. One that fails, or exceeds its
    limits, is not repeated.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    ended: dict[str, Measured] = {}
    last = dict.fromkeys(commands, rounds)
    for number in range(rounds + 1):
        for name, command in commands.items():
            if name in ended or number > last[name]:
                continue
            found = outcome(command, number)
            if isinstance(found, str):
                ended[name] = found
            elif number:
                samples[name].append(found)
            elif found.cpu > slow:
                last[name] = 1
    return ended | {name: _cost(samples[name]) for name in commands if name not in ended}


def outcome(command: Command, number: int) -> Sample | str:
    """One run, or why there is none: the limit, or `failed`; what it said is seen then."""
    try:
        return run(command, number)
    except LimitExceededError as error:
        print(error, file=sys.stderr)
        return error.limit
    except CommandFailedError as error:
        print(error, file=sys.stderr)
        return "failed"


def _cost(samples: list[Sample]) -> Cost:
    return Cost(
        median([sample.cpu for sample in samples]),
        median([sample.wall for sample in samples]),
        max(sample.peak for sample in samples),
        max(sample.floor for sample in samples),
        len(samples),
    )


def _afresh(folder: Path) -> Callable[[int], None]:
    def copy(number: int) -> None:
        shutil.rmtree(folder / "importing", ignore_errors=True)
        shutil.copytree(folder / "empty", folder / "importing", symlinks=True)

    return copy
