"""Temporary folders that killed programs left: which they are, and that others stay."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from relkeeper import temporary

YESTERDAY = time.time() - 25 * 60 * 60


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_of_a_process_that_is_gone(place: Path, ended: int) -> None:
    gone = place / f"{temporary.IMPORT}{ended}-x"
    (gone / "0").mkdir(parents=True)
    (gone / "0" / "chat.txt").write_text("x")
    (place / f"{temporary.prefix_of_process(temporary.IMPORT)}x").mkdir()
    assert list(temporary.left(temporary.IMPORT)) == [gone]
    temporary.remove_left(temporary.IMPORT)
    assert [folder.name for folder in place.iterdir()] == [f"{temporary.IMPORT}{os.getpid()}-x"]


def test_older_than_a_day_whoever_made_it(place: Path) -> None:
    names = [f"{temporary.IMPORT}x", f"{temporary.prefix_of_process(temporary.IMPORT)}x", "another-x"]
    for name in names:
        (place / name).mkdir()
    assert list(temporary.left(temporary.IMPORT)) == []
    for name in names:
        os.utime(place / name, (YESTERDAY, YESTERDAY))
    assert sorted(folder.name for folder in temporary.left(temporary.IMPORT)) == sorted(names[:2])


def test_never_through_a_link(place: Path, tmp_path: Path, ended: int) -> None:
    (tmp_path / "mine").mkdir()
    (place / f"{temporary.IMPORT}{ended}-x").symlink_to(tmp_path / "mine")
    (place / f"{temporary.IMPORT}{ended}-y").write_text("x")
    assert list(temporary.left(temporary.IMPORT)) == []
