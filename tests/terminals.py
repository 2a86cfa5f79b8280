"""relkeeper on a real terminal: a pty."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterable, Mapping, Sequence
from fcntl import ioctl
from struct import pack
from typing import NamedTuple

import pytest

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
    return on_terminal([sys.executable, "-m", "relkeeper", *words], answers, columns, environ)


def on_terminal(program: Sequence[str], answers: Iterable[str], columns: int, environ: Mapping[str, str]) -> Screen:
    """Run a program on a terminal of that width; each answer is sent when the program waits for one."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, pack("HHHH", 24, columns, 0, 0))
    running = subprocess.Popen(
        program,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", **environ},
        start_new_session=True,
    )
    os.close(theirs)
    left = iter(answers)
    said = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([ours], [], [], 0.1)
        if ready:
            try:
                said += os.read(ours, 65536)
            except OSError:
                break
            if said.endswith((b"] ", b"? ")) and (answer := next(left, "")):
                os.write(ours, answer.encode())
        elif running.poll() is not None:
            break
    else:
        running.send_signal(signal.SIGKILL)
        pytest.fail(f"still waiting: {said!r}")
    os.close(ours)
    raw = said.decode().replace("\r\n", "\n")
    return Screen(STYLE.sub("", raw), raw, running.wait())
