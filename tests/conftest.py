"""A home that no test can leave, a clock that stands still, and commands as a user types them."""

import gc
import json
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from relkeeper import cli
from relkeeper.__main__ import main
from tests.kept import Homes

# How long an example takes says how busy the machine is. `HYPOTHESIS_PROFILE=thorough pytest` is for a release.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

_MEMORY = Path("/dev/shm")
_ENOUGH = 2 << 30

# A process of the suite runs thousands of commands: the tree of each is made when it is first called.
cli.build = cache(cli.build)

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


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Homes stand in memory, where there is some: a command waits until its line is on the disk, the suite need not.

    Of several processes, one that is done takes over tests of another (`worksteal`), so that all end together.
    """
    if _can_hold_homes(_MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    if getattr(config.option, "numprocesses", None) and config.option.dist == "no":
        config.option.dist = "worksteal"


def _can_hold_homes(folder: Path) -> bool:
    """Whether programs may be put there, too: some tests have an editor of their own."""
    if not os.access(folder, os.W_OK):
        return False
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize > _ENOUGH and not there.f_flag & os.ST_NOEXEC


def pytest_collection_finish() -> None:
    """The collector of cycles need not look again and again at thousands of tests, which stay."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture(scope="module")
def homes() -> Homes:
    """What the commands of this module have made of a home, to be copied."""
    return Homes()


@pytest.fixture
def once(run: Run, home: Path, homes: Homes) -> Run:
    """As `run`, for what a test finds there and does not test: it is done once for a module, and copied from then on."""

    def once(line: str, code: int = 0) -> Result:
        said: Result = homes.run(run, home, line, code)
        return said

    return once


@pytest.fixture
def book_path(home: Path) -> Path:
    """Where the book of the test home is, once there is one."""
    return home / ".local" / "share" / "relkeeper" / "relkeeper.db"
