"""The stamp that says that the reminders of today were shown."""

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from platformdirs import user_state_path

from relkeeper.desktop import shown
from relkeeper.errors import RelkeeperError

LINE = ["remind", "--once-per-day", "--limit", "5"]


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setenv("RELKEEPER_NOW", "2026-11-22T00:00:00+00:00")


def test_a_line_is_marked_for_its_day_alone(tomorrow: Callable[[], None]) -> None:
    assert not shown.already(LINE)
    shown.claim(LINE)
    assert shown.already(LINE)
    assert not shown.already(LINE[:2])
    tomorrow()
    assert not shown.already(LINE)


def test_each_book_has_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown.claim(LINE)
    monkeypatch.setenv("RELKEEPER_DB", str(home / "other.db"))
    assert not shown.already(LINE)
    shown.claim(LINE)
    monkeypatch.setenv("RELKEEPER_CONFIG", str(home / "other.toml"))
    assert not shown.already(LINE)


@pytest.mark.parametrize("named", [["--db", "my.db"], ["--db=my.db"]])
def test_a_relative_place_is_another_one_elsewhere(
    home: Path, monkeypatch: pytest.MonkeyPatch, named: list[str]
) -> None:
    for line in ([*named, *LINE], LINE):
        shown.claim(line)
    (home / "folder").mkdir()
    monkeypatch.chdir(home / "folder")
    assert not shown.already([*named, *LINE])
    assert shown.already(LINE)


@pytest.mark.parametrize("named", [["--db", "{}/my.db"], ["--db={}/my.db"], ["--db", "~/my.db"], ["--db=~/my.db"]])
def test_a_whole_place_is_the_same_everywhere(home: Path, monkeypatch: pytest.MonkeyPatch, named: list[str]) -> None:
    line = [*(word.format(home) for word in named), *LINE]
    shown.claim(line)
    (home / "folder").mkdir()
    monkeypatch.chdir(home / "folder")
    assert shown.already(line)


def test_the_first_that_asks_shows_it() -> None:
    assert [shown.claim(LINE) for _ in range(3)] == [True, False, False]
    shown.give_back(LINE)
    assert not shown.already(LINE)
    assert shown.claim(LINE)


def test_of_many_that_ask_at_once_one_shows_it() -> None:
    together = Barrier(8)

    def asked(_: int) -> bool:
        together.wait()
        return shown.claim(LINE)

    with ThreadPoolExecutor(8) as shells:
        assert sum(shells.map(asked, range(8))) == 1


def test_giving_back_what_was_not_taken_is_no_error(home: Path) -> None:
    shown.give_back(LINE)
    (home / ".local").write_text("a file where a folder should be")
    shown.give_back(LINE)


def test_a_clock_that_is_none_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    shown.claim(LINE)
    monkeypatch.setenv("RELKEEPER_NOW", "noon")
    assert not shown.already(LINE)


def test_nobody_else_sees_the_stamp_and_its_name_tells_no_names(home: Path) -> None:
    shown.claim(["--db", "Grace Sampleton.db", *LINE])
    (stamp,) = shown.folder().iterdir()
    assert stat.S_IMODE(shown.folder().stat().st_mode) == 0o700
    assert stat.S_IMODE(stamp.stat().st_mode) == 0o600
    assert "grace" not in stamp.name.lower()
    assert stamp.name.endswith(".2026-11-21")
    assert stamp.read_bytes() == b""


def test_the_folder_is_the_one_of_the_system(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown.folder() == user_state_path("relkeeper", appauthor=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "states"))
    assert shown.folder() == user_state_path("relkeeper", appauthor=False) == home / "states" / "relkeeper"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert shown.folder() == home / ".local" / "state" / "relkeeper"


def test_a_stamp_that_cannot_be_written_is_a_sentence(home: Path) -> None:
    (home / ".local").write_text("a file where a folder should be")
    with pytest.raises(RelkeeperError, match=r"cannot be written .*shown again"):
        shown.claim(LINE)
    assert not shown.already(LINE)


def test_one_stamp_is_left_for_each_line(tomorrow: Callable[[], None]) -> None:
    for line in (LINE, LINE[:2]):
        shown.claim(line)
    tomorrow()
    shown.claim(LINE)
    assert sorted(stamp.suffix for stamp in shown.folder().iterdir()) == [".2026-11-21", ".2026-11-22"]
