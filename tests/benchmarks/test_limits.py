"""A program of others that does not end is ended, and all that it started; and its memory is its own."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.measure import Command, CommandFailedError, LimitExceededError, Limits, run

LIMITS = Limits(seconds=20, output=200_000)
ORPHANS = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere orphans have nobody who finds them")


def command(home: Path, code: str, limits: Limits | None) -> Command:
    return Command("child", lambda _: (sys.executable, "-c", code), {"HOME": str(home)}, limits=limits)


def starting(child: Path, *, apart: bool, after: str = "p.wait()") -> str:
    """A program that starts another, in a session of its own or not, and writes its number into a file."""
    code = f"import subprocess, sys; p = subprocess.Popen(['sleep', '600'], start_new_session={apart})"
    return f"{code}; open({str(child)!r}, 'w').write(str(p.pid)); {after}"


@contextmanager
def nothing_left(child: Path) -> Iterator[None]:
    """What is done does not wait for the child, and ends it."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 10
    pid = int(child.read_text(encoding="ascii"))
    # Where the child went to another parent, that one may be slow to take note.
    while is_alive(pid):
        assert time.monotonic() - began < 10
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_that_prints_for_ever_is_ended_at_its_output(tmp_path: Path) -> None:
    with pytest.raises(LimitExceededError) as raised:
        run(command(tmp_path, "while True: print('again')", LIMITS), 0)
    assert raised.value.limit == "output"


@pytest.mark.parametrize("apart", [False, pytest.param(True, marks=ORPHANS)])
def test_one_that_waits_for_ever_is_ended_in_time_with_what_it_started(tmp_path: Path, apart: bool) -> None:
    child = tmp_path / "child"
    limits = LIMITS._replace(seconds=1)
    with nothing_left(child), pytest.raises(LimitExceededError) as raised:
        run(command(tmp_path, starting(child, apart=apart), limits), 0)
    assert raised.value.limit == "time"


@ORPHANS
def test_what_a_program_leaves_behind_is_ended_with_it(tmp_path: Path) -> None:
    with nothing_left(tmp_path / "child"):
        run(command(tmp_path, starting(tmp_path / "child", apart=True, after=""), None), 0)


@pytest.mark.parametrize("limits", [LIMITS, None])
def test_when_measuring_is_broken_off_the_program_ends(tmp_path: Path, limits: Limits | None) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    slow = command(tmp_path, starting(tmp_path / "child", apart=False), limits)
    try:
        signal.setitimer(signal.ITIMER_REAL, 1)
        with nothing_left(tmp_path / "child"), pytest.raises(KeyboardInterrupt):
            run(slow, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_one_that_closes_its_output_and_goes_on_is_ended_too(tmp_path: Path) -> None:
    code = "import os, time; os.close(1); os.close(2); time.sleep(600)"
    with pytest.raises(LimitExceededError):
        run(command(tmp_path, code, LIMITS._replace(seconds=0.3)), 0)


def test_one_within_its_limits_is_measured(tmp_path: Path) -> None:
    sample = run(command(tmp_path, "print('x' * 100_000)", LIMITS), 0)
    assert len(sample.said) == 100_001
    assert sample.cpu > 0


def test_one_that_fails_was_not_limited(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError) as raised:
        run(command(tmp_path, "raise SystemExit(3)", LIMITS), 0)
    assert not isinstance(raised.value, LimitExceededError)


def test_one_that_cannot_be_started_has_failed(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="cannot be started"):
        run(Command("none", lambda _: (str(tmp_path / "none"),), {"HOME": str(tmp_path)}), 0)


def test_on_a_terminal_it_is_120_columns_wide(tmp_path: Path) -> None:
    code = "import os, sys; print(os.get_terminal_size().columns, sys.stdin.isatty(), os.environ['TERM'])"
    sample = run(Command("child", lambda _: (sys.executable, "-c", code), {"HOME": str(tmp_path)}, terminal=True), 0)
    assert sample.said == "120 True xterm-256color\r\n"


def test_the_peak_is_its_own_and_not_of_what_measures(tmp_path: Path) -> None:
    grown = bytearray(100_000_000)
    sample = run(command(tmp_path, "pass", LIMITS), 0)
    assert 0 < sample.floor < sample.peak < len(grown) / 3
