"""What commands cost: each in a process of its own, in turns, compared with a baseline of the same turns.

A machine that is busy, or throttled, slows all commands of a round alike; so ratios mean something where milliseconds
do not. CPU is user and system time of the process and of those it waited for.
"""

import marshal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

# Isolated and without site-packages: what is measured starts from a process that is as small as can be.
_WATCHING = (sys.executable, "-I", "-S", str(Path(__file__).with_name("watching.py")))


def nothing(number: int) -> None:
    """The preparation of a command that needs none."""


class Limits(NamedTuple):
    """What a program of others may take: seconds on the clock, and bytes that it prints."""

    seconds: float
    output: int


@dataclass(frozen=True, slots=True)
class Command:
    """What to run. `argv` is asked with the number of the run, for commands that cannot be repeated word by word.

    `environ` is all of the environment. With `terminal` the three standard streams are a terminal of 120 columns, else
    there is none. `prepare` is called before each run and not measured. `says` must stand in what the command prints.
    With `limits` it is killed where it takes more. What it leaves running is killed with it (see watching.py).
    """

    name: str
    argv: Callable[[int], Sequence[str]]
    environ: Mapping[str, str]
    terminal: bool = False
    prepare: Callable[[int], None] = nothing
    says: str = ""
    limits: Limits | None = None


class Sample(NamedTuple):
    """One run: seconds, bytes, and what it printed. A peak of less than `floor` cannot be seen."""

    cpu: float
    wall: float
    peak: int
    said: str
    floor: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """All runs of one command."""

    samples: list[Sample] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """The median, in seconds."""
        return median(sample.cpu for sample in self.samples)

    @property
    def least_cpu(self) -> float:
        return min(sample.cpu for sample in self.samples)

    @property
    def wall(self) -> float:
        """The median, in seconds."""
        return median(sample.wall for sample in self.samples)

    @property
    def peak(self) -> int:
        """The largest resident set, in bytes."""
        return max(sample.peak for sample in self.samples)

    def ratio(self, baseline: "Series") -> float:
        """CPU as a multiple of the baseline's, round by round, and of that the median."""
        return median(one.cpu / other.cpu for one, other in zip(self.samples, baseline.samples, strict=True))

    def least_ratio(self, baseline: "Series") -> float:
        """The same of the quickest runs: what is left when nothing disturbs."""
        return self.least_cpu / baseline.least_cpu


class CommandFailedError(Exception):
    """A command that was to be measured did not do its work."""


class LimitExceededError(CommandFailedError):
    """It was killed; `limit` is `time` or `output`."""

    def __init__(self, name: str, limit: str) -> None:
        super().__init__(f"{name} was killed: too much {limit}")
        self.limit = limit


def interleaved(commands: Sequence[Command], rounds: int, warm_up: bool = True) -> list[Series]:
    """Run the commands one after the other, `rounds` times over; the series come in the order of the commands.

    A round before the first is not counted: it fills the caches of the system and of Python's bytecode. Runs are
    numbered from 0, which is that round.
    """
    series = [Series() for _ in commands]
    for number in range(0 if warm_up else 1, rounds + 1):
        for command, runs in zip(commands, series, strict=True):
            sample = run(command, number)
            if number:
                runs.samples.append(sample)
    return series


def run(command: Command, number: int) -> Sample:
    """Run it once. Raises CommandFailedError for an exit code other than 0, or where it does not say what it should;
    LimitExceededError where it took more than it may. Whatever is raised meanwhile, nothing is left running.
    """
    command.prepare(number)
    ended, floor, limit, said = _watched(command, number)
    if limit:
        raise LimitExceededError(command.name, limit)
    code, cpu, wall, peak = ended
    text = said.decode("utf-8", "replace")
    if code or command.says not in text:
        raise CommandFailedError(f"{command.name} ended with {code} and said:\n{text[-2000:]}")
    return Sample(cpu, wall, peak, text, floor)


def _watched(command: Command, number: int) -> tuple[tuple[int, float, float, int], int, str, bytes]:
    """What watching.py tells. Its standard input is closed whatever happens: then it ends, and the command with it."""
    seconds, output = command.limits or (None, None)
    home = command.environ["HOME"]
    environ = ({"TERM": "xterm-256color"} if command.terminal else {}) | dict(command.environ)
    wanted = (list(map(str, command.argv(number))), environ, home, command.terminal, seconds, output)
    # A session of its own: Ctrl-C is for this process, which then lets go.
    pipes = subprocess.Popen(_WATCHING, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    with pipes as watching:
        assert watching.stdin
        assert watching.stdout
        try:
            watching.stdin.write(marshal.dumps(wanted))
            watching.stdin.flush()
            told = watching.stdout.read()
        finally:
            watching.stdin.close()
            watching.wait()
    if watching.returncode:
        raise CommandFailedError(f"{command.name} was not watched to its end")
    return marshal.loads(told)
