"""A command that was forked is like one that was started: the same words, the same code, the same end."""

import os
import signal
import subprocess
import sys

import pytest

from tests import forks
from tests.conftest import Run

# Waits for its stdin, which nobody writes to.
WAITS = ("log", "ada", "-")


@pytest.mark.parametrize("line", ["show ada --json", "show nobody", "nonsense", "log ada -"])
def test_it_says_what_a_true_start_says(run: Run, line: str) -> None:
    run("add 'Ada Example'")
    forked = forks.run(*line.split(), given="tea with 样张三\n".encode())
    started = subprocess.run(
        [sys.executable, "-m", "relkeeper", *line.split()],
        input="tea with 样张三\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (forked.returncode, forked.stderr) == (started.returncode, started.stderr)
    assert forked.stdout.replace("#1", "#2") == started.stdout.replace("#1", "#2")


@pytest.mark.parametrize(
    ("number", "codes"), [(signal.SIGINT, {130, -2}), (signal.SIGKILL, {-9}), (signal.SIGTERM, {-15})]
)
def test_a_signal_ends_it_as_it_would_a_true_start(run: Run, number: int, codes: set[int]) -> None:
    """Though a job in the background ignores SIGINT. 130 is said by relkeeper, -2 by Python before it has begun."""
    run("add 'Ada Example'")
    ours, theirs = os.pipe()
    nowhere = os.open(os.devnull, os.O_RDWR)
    with forks.start(WAITS, (ours, nowhere, nowhere), os.environ) as waiting:
        assert waiting.poll() is None
        waiting.send_signal(number)
        assert waiting.wait(20) in codes
    for descriptor in (ours, theirs, nowhere):
        os.close(descriptor)


def test_each_has_its_own_settings_and_folder(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("--db other.db add Grace")
    assert forks.run("list").stdout == ""
    assert "Grace" in forks.run("list", RELKEEPER_DB="other.db").stdout
    monkeypatch.chdir("/")
    assert forks.run("list", RELKEEPER_DB="other.db").stdout == ""
