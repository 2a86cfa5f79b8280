"""A clock that jumps: commands work, backups are made, and none goes that may be the newest good one."""

import os
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.faults.files import faults

DAILY_BACKUPS = True


def at(monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    monkeypatch.setenv("RELKEEPER_NOW", f"{when}+00:00")


@pytest.fixture
def shelf(run: Run, book_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The backups of many days, of which as few are kept as may be."""
    for period in ("WEEKLY", "MONTHLY"):
        monkeypatch.setenv(f"RELKEEPER_BACKUP_{period}", "1")
    at(monkeypatch, "2026-10-01T10:00:00")
    run("add 'Ada Example'")
    for day in range(17, 29):
        at(monkeypatch, f"2026-10-{day:02}T10:00:00")
        run(f"log ada 'day {day}'")
    return book_path.with_name("relkeeper-backups")


def test_what_is_made_after_the_clock_jumped_back_stays(
    run: Run, shelf: Path, book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(os.listdir(shelf))
    newest = max(before)
    for when in ("2019-01-01T00:00:05", "2019-01-01T00:00:05", "1999-12-31T23:59:59", "2019-01-02T08:00:00"):
        at(monkeypatch, when)
        run("edit ada --org 'Old Works'" if when < "2000" else f"edit ada --org 'Works of {when}'")
        made = {name for name in os.listdir(shelf) if name[10:18] == when[:10].replace("-", "")}
        assert len(made) == 1, when
        assert newest in os.listdir(shelf)
    assert run("db check").code == 0
    assert run("undo").code == 0
    for name in os.listdir(shelf):
        assert not faults(shelf / name)


def test_before_a_restore_into_the_past_a_copy_is_kept(run: Run, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = max(os.listdir(shelf))
    at(monkeypatch, "2019-01-01T00:00:00")
    kept = Path(run(f"backup restore {newest} --json").json["replaced"])
    assert kept.exists()
    assert not faults(kept)
    assert newest in os.listdir(shelf)
    run(f"backup restore {kept.name}")
    assert kept.exists()


def test_history_after_a_jump_is_in_the_order_things_were_done(
    run: Run, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2019-01-01T00:00:00")
    run("edit ada --org 'Old Works'")
    newest = run("history --json --limit 1").json[0]
    assert newest["at"].startswith("2019-01-01")
    run("undo")
    assert run("show ada --json").json["organization"] == ""


def test_a_backup_to_a_folder_stays_after_a_jump(
    run: Run, shelf: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup create --to usb --keep 1")
    at(monkeypatch, "2019-01-01T00:00:00")
    run("backup create --to usb --keep 1")
    assert {name[19:23] for name in os.listdir(home / "usb")} == {"2026", "2019"}


def test_the_backup_of_today_can_be_restored(run: Run, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making room for the copy of what it replaces must not take it away."""
    at(monkeypatch, "2026-10-28T18:00:00")
    run("log ada tea")
    today = max(os.listdir(shelf))
    assert today.startswith("relkeeper-20261028T100000Z")
    run(f"backup restore {today}")
    assert "day 27" in run("timeline").out
    assert "day 28" not in run("timeline").out
    assert today in os.listdir(shelf)
