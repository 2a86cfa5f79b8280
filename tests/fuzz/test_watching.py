"""What fuzzes is watched: nothing makes it hang, and nothing of what it tried is left lying about."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import Target
from tests.fuzz.trying import Trial
from tests.fuzz.watching import CURRENT, Ended, watched

_TREE = Path(__file__).parents[2]
# One statement: no signal is heard by Python before it is done.
_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def _fed(data: bytes) -> None:
    if data == b"stuck":
        sqlite3.connect(":memory:").execute(_ENDLESS).fetchall()
    if data == b"abort":
        os.abort()


def tried(scratch: str, *inputs: str) -> None:
    """What the watched process does."""
    attempt = Trial(Target("fed", _fed, list), Path(scratch), Path(scratch) / CURRENT, 0.05)
    for data in inputs:
        attempt(data.encode())


def _watched(scratch: Path, *inputs: str, patience: float = 30.0) -> Ended:
    code = f"import sys; from tests.fuzz.test_watching import tried; tried{(str(scratch), *inputs)!r}"
    return watched([sys.executable, "-c", code], scratch, patience)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(_TREE)
    (tmp_path / "scratch").mkdir()
    return tmp_path / "scratch"


def test_a_long_statement_is_ended_from_outside(scratch: Path) -> None:
    ended = _watched(scratch, "good", "stuck", "never", patience=1.0)
    assert (ended.fault, ended.data) == ("no end after 1 seconds", b"stuck")


def test_what_takes_the_process_down_is_known(scratch: Path) -> None:
    ended = _watched(scratch, "good", "abort", "never")
    assert (ended.fault, ended.data) == ("the process ended with -6", b"abort")


def test_what_ends_well_is_no_fault(scratch: Path) -> None:
    ended = _watched(scratch, "good", "better")
    assert (ended.fault, ended.data) == ("", None)
