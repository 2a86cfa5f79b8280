"""Backups: made without being asked, checked, kept as long as the settings say, and brought back whole."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.cli.test_history import rows
from tests.conftest import Run

DAY = "2026-11-{:02}T08:00:00+00:00"


@pytest.fixture
def folder(book_path: Path) -> Path:
    return book_path.parent / "relkeeper-backups"


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.exists() else []


class TestAutomatic:
    def test_one_is_made_at_the_first_change_of_a_day(
        self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("add Ada")
        run("list")
        assert names(folder) == []
        monkeypatch.setenv("RELKEEPER_NOW", DAY.format(22))
        run("log ada tea")
        run("log ada more")
        assert names(folder) == ["relkeeper-20261122T080000Z-daily.db"]
        monkeypatch.setenv("RELKEEPER_NOW", DAY.format(23))
        run("log ada again")
        assert [row["reason"] for row in run("backup list --json").json] == ["daily", "daily"]

    def test_it_is_the_book_before_the_change(self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run("add Ada")
        monkeypatch.setenv("RELKEEPER_NOW", DAY.format(22))
        run("contact delete ada --yes")
        (made,) = names(folder)
        assert [row["name"] for row in run(f"--db {folder / made} list --json").json] == ["Ada"]

    def test_one_is_made_before_an_import_and_none_before_a_rehearsal(self, run: Run, folder: Path, home: Path) -> None:
        run("add Ada")
        (home / "cards.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Grace Sample\nEND:VCARD\n")
        run("import cards.vcf --dry-run")
        assert names(folder) == []
        run("import cards.vcf")
        assert names(folder) == ["relkeeper-20261121T100000Z-import.db"]

    def test_it_is_private_and_stands_alone(self, run: Run, folder: Path, home: Path) -> None:
        run("add Ada")
        run("backup create")
        (made,) = names(folder)
        assert (folder / made).stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700
        with sqlite3.connect(f"file:{folder / made}?mode=ro&immutable=1", uri=True) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db.close()
        assert (folder / made).read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log

    def test_old_ones_are_pruned_by_the_settings(self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RELKEEPER_BACKUP_DAILY", "2")
        monkeypatch.setenv("RELKEEPER_BACKUP_WEEKLY", "0")
        monkeypatch.setenv("RELKEEPER_BACKUP_MONTHLY", "0")
        run("add Ada")
        run("backup create")
        for day in range(22, 27):
            monkeypatch.setenv("RELKEEPER_NOW", DAY.format(day))
            run("log ada tea")
        assert names(folder) == [
            "relkeeper-20261121T100000Z-manual.db",
            "relkeeper-20261125T080000Z-daily.db",
            "relkeeper-20261126T080000Z-daily.db",
        ]

    def test_none_is_made_where_none_is_wanted(self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run("add Ada")
        run("config set backup_daily 0")
        monkeypatch.setenv("RELKEEPER_NOW", DAY.format(22))
        run("log ada tea")
        assert names(folder) == []

    def test_the_folder_is_a_setting(self, run: Run, home: Path) -> None:
        run("add Ada")
        run(f"config set backup_folder {home / 'elsewhere'}")
        run("backup create")
        assert len(names(home / "elsewhere")) == 1

    def test_one_that_cannot_be_made_warns_and_stops_nothing(
        self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("add Ada")
        folder.write_text("a file where the folder should be")
        monkeypatch.setenv("RELKEEPER_NOW", DAY.format(22))
        assert "no backup" in run("log ada tea").err
        assert len(run("timeline --json").json) == 1


class TestCreate:
    def test_it_says_where(self, run: Run, folder: Path) -> None:
        run("add Ada")
        assert run("backup create").out == f"Backed up to {folder}/relkeeper-20261121T100000Z-manual.db\n"
        run("backup create")
        assert len(names(folder)) == 2

    def test_as_a_file_of_a_name(self, run: Run, home: Path) -> None:
        run("add Ada")
        run("backup create mine.db")
        assert (home / "mine.db").stat().st_mode & 0o777 == 0o600
        assert "exists" in run("backup create mine.db", code=2).err
        assert run("--db mine.db list --json").json[0]["name"] == "Ada"

    def test_for_cron_it_is_silent_and_keeps_so_many(
        self, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("add Ada")
        for day in range(1, 6):
            monkeypatch.setenv("RELKEEPER_NOW", DAY.format(day))
            assert run("backup create --to usb --keep 3") == (0, "", "")
        assert [name[:20] for name in names(home / "usb")] == [f"relkeeper-202611{day:02}T0" for day in (3, 4, 5)]

    def test_what_stands_in_the_folder_beside_is_left_alone(
        self, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (home / "usb").mkdir()
        for name in ("other-20261101T080000Z-daily.db", "relkeeper.db", "notes.txt"):
            (home / "usb" / name).write_text("mine")
        run("add Ada")
        run("backup create --to usb --keep 1")
        monkeypatch.setenv("RELKEEPER_NOW", DAY.format(22))
        run("backup create --to usb --keep 1")
        assert len(names(home / "usb")) == 4

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("backup create --keep 3", 2),
            ("backup create x.db --to usb", 2),
            ("backup create --to usb --keep 0", 2),
            ("backup create /nowhere/at/all.db", 1),
        ],
    )
    def test_what_makes_no_sense_is_a_sentence(self, run: Run, line: str, code: int) -> None:
        run("add Ada")
        assert len(run(line, code=code).err.splitlines()) == 1

    def test_without_a_book_there_is_nothing_to_back_up(self, run: Run) -> None:
        assert "no book" in run("backup create", code=3).err
        assert run("backup list").out == ""


class TestRestore:
    def test_the_book_is_what_it_was_and_what_it_replaced_is_kept(
        self, run: Run, book_path: Path, folder: Path
    ) -> None:
        run("add Ada")
        before = rows(book_path)
        made = run("backup create --json").json["path"]
        run("add Bob")
        now = rows(book_path)
        said = run(f"backup restore {Path(made).stem}").out
        assert rows(book_path) == before
        assert book_path.stat().st_mode & 0o777 == 0o600
        kept = said.rpartition(" ")[2].strip()
        run(f"backup restore {kept}")
        assert rows(book_path) == now
        assert run("db check").code == 0

    def test_where_there_is_no_book_it_makes_one(self, run: Run, book_path: Path) -> None:
        run("add Ada")
        made = run("backup create --json").json["path"]
        book_path.unlink()
        run(f"backup restore {made}")
        assert run("list --json").json[0]["name"] == "Ada"
        assert book_path.stat().st_mode & 0o777 == 0o600

    def test_what_is_no_backup_changes_nothing(self, run: Run, home: Path, book_path: Path) -> None:
        run("add Ada")
        content = book_path.read_bytes()
        (home / "list.txt").write_text("a shopping list, no backup at all" * 200)
        (home / "empty.db").touch()
        with sqlite3.connect(home / "other.db") as db:
            db.execute("CREATE TABLE recipe (name TEXT)")
        db.close()
        assert "there is no backup" in run("backup restore nothing", code=3).err
        for name in ("list.txt", "empty.db", "other.db"):
            assert str(name) in run(f"backup restore {name}", code=8).err
        assert book_path.read_bytes() == content
        assert os.listdir(book_path.parent) == ["relkeeper.db"]

    def test_a_damaged_backup_changes_nothing(self, run: Run, book_path: Path) -> None:
        run("add Ada")
        made = Path(run("backup create --json").json["path"])
        content = bytearray(made.read_bytes())
        content[8192:] = os.urandom(len(content) - 8192)
        made.write_bytes(content)
        before = book_path.read_bytes()
        assert "damaged" in run(f"backup restore {made.stem}", code=8).err
        assert book_path.read_bytes() == before

    def test_a_damaged_book_is_set_aside(self, run: Run, book_path: Path, folder: Path) -> None:
        run("add Ada")
        made = Path(run("backup create --json").json["path"])
        broken = b"\0" * 5000
        book_path.write_bytes(broken)
        run(f"backup restore {made.stem}")
        assert run("list --json").json[0]["name"] == "Ada"
        (aside,) = folder.glob("*.damaged")
        assert aside.read_bytes() == broken

    def test_an_open_reader_sees_the_old_book_to_its_end(self, run: Run, book_path: Path) -> None:
        run("add Ada")
        made = run("backup create --json").json["path"]
        run("add Bob")
        reader = sqlite3.connect(book_path, isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM contact").fetchone() == (2,)
        run(f"backup restore {made}")
        assert reader.execute("SELECT count(*) FROM contact").fetchone() == (2,)
        reader.execute("ROLLBACK")
        assert reader.execute("SELECT count(*) FROM contact").fetchone() == (1,)
        reader.close()
