"""A sample of `python -m tests.faults.kill`, in a process of its own, because it forks."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_nothing_confirmed_is_lost_to_kill_9() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill", "--times", "7"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "backup restore" in done.stdout
