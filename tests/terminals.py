"""relkeeper on a real terminal: a pty."""

import os
import pty
import re
import select
import signal
import subprocess
import termios
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fcntl import ioctl
from struct import pack
from typing import NamedTuple

import pytest

from tests import forks

# Seconds: what says nothing for as long waits for somebody.
_SILENCE = 60
STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Screen(NamedTuple):
    """What stood on the terminal (colours taken off), what came with them, and the exit code."""

    text: str
    raw: str
    code: int

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def terminal(*words: str, typed: str = "", columns: int = 80, hang_up: bool = False, **environ: str) -> Screen:
    """Run relkeeper on a terminal of that width; each line of `typed` is sent when the program waits."""
    answers = [f"{line}\n" for line in typed.splitlines()] + (["\x04"] if hang_up else [])
    with _pty(columns) as (ours, theirs):
        running = forks.start(words, (theirs, theirs, theirs), _environ(environ))
        os.close(theirs)
        return _talk(ours, running, answers)


def on_terminal(program: Sequence[str], answers: Iterable[str], columns: int, environ: Mapping[str, str]) -> Screen:
    """Run a program on a terminal of that width; each answer is sent when the program waits for one."""
    with _pty(columns) as (ours, theirs):
        running = subprocess.Popen(
            program, stdin=theirs, stdout=theirs, stderr=theirs, env=_environ(environ), start_new_session=True
        )
        os.close(theirs)
        return _talk(ours, running, answers)


@contextmanager
def _pty(columns: int) -> Iterator[tuple[int, int]]:
    """Our end of a terminal, and theirs, which is to be closed once they have it."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, pack("HHHH", 24, columns, 0, 0))
    try:
        yield ours, theirs
    finally:
        os.close(ours)


def _environ(changed: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "TERM": "xterm-256color", **changed}


def _talk(ours: int, running: "forks.Started | subprocess.Popen[bytes]", answers: Iterable[str]) -> Screen:
    left = iter(answers)
    said = b""
    deadline = time.monotonic() + _SILENCE
    while time.monotonic() < deadline:
        ready, _, _ = select.select([ours], [], [], 0.1)
        if ready:
            try:
                said += os.read(ours, 65536)
            except OSError:
                break
            deadline = time.monotonic() + _SILENCE
            if said.endswith((b"] ", b"? ")) and (answer := next(left, "")):
                os.write(ours, answer.encode())
        elif running.poll() is not None:
            break
    else:
        running.send_signal(signal.SIGKILL)
        pytest.fail(f"still waiting: {said!r}")
    raw = said.decode().replace("\r\n", "\n")
    return Screen(STYLE.sub("", raw), raw, running.wait())
