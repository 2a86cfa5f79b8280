"""A home that no test can leave, a clock that stands still, and commands as a user types them."""

import gc
import json
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from relkeeper.__main__ import main

# How long an example takes says how busy the machine is.
settings.register_profile("relkeeper", deadline=None)
settings.load_profile("relkeeper")

# A Saturday.
NOW = "2026-11-21T10:00:00+00:00"


@pytest.fixture(autouse=True)
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home in UTC, with no variable of the real one that relkeeper, Python or an editor looks at.

    The backup of the day is made only for modules that say `DAILY_BACKUPS = True`: it would be a third of the suite.
    """
    for name in list(os.environ):
        if name.startswith(("RELKEEPER_", "XDG_", "_RELKEEPER_")) or name in {
            "EDITOR",
            "VISUAL",
            "PAGER",
            "NO_COLOR",
            "COLUMNS",
            "PYTHONDONTWRITEBYTECODE",  # commands start as they do for a user, from compiled modules
        }:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    # What a killed command leaves there is told by `db check`, and must not be another test's.
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("RELKEEPER_NOW", NOW)
    if not getattr(request.module, "DAILY_BACKUPS", False):
        monkeypatch.setenv("RELKEEPER_BACKUP_DAILY", "0")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.chdir(home)
    time.tzset()
    yield home
    monkeypatch.undo()
    time.tzset()


class Result(NamedTuple):
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a line as the shell would give it to relkeeper, without a terminal; `code` is the exit code it must end with."""

    def run(line: str, code: int = 0) -> Result:
        monkeypatch.setattr(sys, "argv", ["relkeeper", *shlex.split(line)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        gc.enable()  # a command lives for a moment, a suite does not
        said = capsys.readouterr()
        result = Result(int(ended.value.code or 0), said.out, said.err)
        assert result.code == code, result
        assert "Traceback" not in result.err
        return result

    return run


@pytest.fixture
def book_path(home: Path) -> Path:
    """Where the book of the test home is, once there is one."""
    return home / ".local" / "share" / "relkeeper" / "relkeeper.db"
