"""What commands cost: each in a process of its own, in turns, compared with a baseline of the same turns.

A machine that is busy, or throttled, slows all commands of a round alike; so ratios mean something where milliseconds
do not. CPU is user and system time of the process and of those it waited for.
"""

import fcntl
import os
import pty
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

_LINES, _COLUMNS = 40, 120
# Linux counts the peak in KiB; macOS in bytes, where the figure is that much too large.
_RSS_UNIT = 1024


def nothing(number: int) -> None:
    """The preparation of a command that needs none."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run. `argv` is asked with the number of the run, for commands that cannot be repeated word by word.

    `environ` is all of the environment. With `terminal` the three standard streams are a terminal of 120 columns, else
    there is none. `prepare` is called before each run and not measured. `says` must stand in what the command prints.
    """

    name: str
    argv: Callable[[int], Sequence[str]]
    environ: Mapping[str, str]
    terminal: bool = False
    prepare: Callable[[int], None] = nothing
    says: str = ""


class Sample(NamedTuple):
    """One run: seconds, bytes, and what it printed."""

    cpu: float
    wall: float
    peak: int
    said: str


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
    """Run it once. Raises CommandFailedError for an exit code other than 0, or where it does not say what it should.

    The peak of a child begins at the size of the process that started it, so this one has to stay small.
    """
    command.prepare(number)
    began = time.perf_counter()
    process, source = (_in_terminal if command.terminal else _in_pipe)(command, number)
    said = _all_of(source)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    text = said.decode("utf-8", "replace")
    if process.returncode or command.says not in text:
        raise CommandFailedError(f"{command.name} ended with {process.returncode} and said:\n{text[-2000:]}")
    return Sample(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * _RSS_UNIT, text)


def _in_pipe(command: Command, number: int) -> tuple["subprocess.Popen[bytes]", int]:
    reader, writer = os.pipe()
    process = subprocess.Popen(
        command.argv(number),
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.STDOUT,
        env=dict(command.environ),
        cwd=command.environ["HOME"],
    )
    os.close(writer)
    return process, reader


def _in_terminal(command: Command, number: int) -> tuple["subprocess.Popen[bytes]", int]:
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    process = subprocess.Popen(
        command.argv(number),
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={"TERM": "xterm-256color", **command.environ},
        cwd=command.environ["HOME"],
        start_new_session=True,
    )
    os.close(follower)
    return process, leader


def _all_of(source: int) -> bytes:
    pieces = []
    try:
        while piece := os.read(source, 65536):
            pieces.append(piece)
    except OSError:
        pass  # Linux says so when the last process at the other end of a terminal has gone
    finally:
        os.close(source)
    return b"".join(pieces)
