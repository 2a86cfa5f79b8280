"""Backups: made without being asked, checked, kept as long as the settings say, and brought back whole."""

import os
import re
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.test_history import rows
from tests.conftest import Run
from tests.faults.files import ask, contents

DAILY_BACKUPS = True

DAY = "2026-11-{:02}T08:00:00+00:00"
V1 = Path(__file__).parents[1] / "data" / "schema" / "v1.db"
CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Grace Sampleton\nEND:VCARD\n"


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


def foreign(path: Path) -> None:
    """A database of another program."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipe (name TEXT)")


class TestMigration:
    @pytest.fixture
    def old(self, home: Path) -> Path:
        return Path(shutil.copy(V1, home / "old.db"))

    def test_one_backup_is_made_of_the_old_file(self, run: Run, old: Path, home: Path) -> None:
        (home / "cards.vcf").write_text(CARD)
        run("--db old.db import cards.vcf")
        assert names(home / "old-backups") == ["old-20261121T100000Z-migration.db"]
        assert contents(home / "old-backups" / "old-20261121T100000Z-migration.db") == contents(V1)

    def test_what_comes_on_the_same_day_does_not_take_it_away(
        self, run: Run, old: Path, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (home / "cards.vcf").write_text(CARD)
        run("--db old.db log ada tea")
        monkeypatch.setenv("RELKEEPER_NOW", "2026-11-21T12:00:00+00:00")
        run("--db old.db import cards.vcf")
        assert names(home / "old-backups") == [
            "old-20261121T100000Z-migration.db",
            "old-20261121T120000Z-import.db",
        ]

    def test_without_a_place_for_it_the_file_stays_and_one_sentence_says_why(
        self, run: Run, old: Path, home: Path
    ) -> None:
        (home / "old-backups").write_text("a file where the folder should be")
        before = contents(old)
        said = run("--db old.db log ada tea", code=1).err
        assert len(said.splitlines()) == 1
        assert "brought up to date" in said
        assert "relkeeper config set backup_folder" in said
        assert contents(old) == before

    def test_a_restored_one_that_cannot_be_brought_up_to_date_is_restored_all_the_same(
        self, run: Run, home: Path
    ) -> None:
        (home / "new-backups").write_text("a file where the folder should be")
        said = run(f"--db new.db backup restore {V1}")
        assert said.out.startswith("Restored")
        assert "was restored, but" in said.err
        assert contents(home / "new.db") == contents(V1)


class TestSharedFolder:
    """Books of one name, whose backups stand in one folder."""

    @pytest.fixture
    def books(self, once: Run, home: Path) -> list[str]:
        for folder in ("one", "two"):
            once(f"--db {folder}/people.db add 'Ada of {folder}'")
        return ["one/people.db", "two/people.db"]

    @pytest.mark.parametrize("way", ["setting", "--to"])
    def test_none_takes_those_of_the_other(
        self, run: Run, home: Path, books: list[str], monkeypatch: pytest.MonkeyPatch, way: str
    ) -> None:
        for period in ("DAILY", "WEEKLY", "MONTHLY"):
            monkeypatch.setenv(f"RELKEEPER_BACKUP_{period}", "1")
        if way == "setting":
            monkeypatch.setenv("RELKEEPER_BACKUP_FOLDER", str(home / "shared"))
        for day in (22, 23):
            monkeypatch.setenv("RELKEEPER_NOW", DAY.format(day))
            for book in books:
                run(
                    f"--db {book} log ada tea"
                    if way == "setting"
                    else f"--db {book} backup create --to shared --keep 1"
                )
        people = [ask(file, "SELECT name FROM contact") for file in sorted((home / "shared").iterdir())]
        assert sorted(people) == [[("Ada of one",)], [("Ada of two",)]]

    def test_each_lists_its_own(self, run: Run, home: Path, books: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RELKEEPER_BACKUP_FOLDER", str(home / "shared"))
        run(f"--db {books[0]} backup create")
        assert len(run(f"--db {books[0]} backup list --json").json) == 1
        assert run(f"--db {books[1]} backup list --json").json == []

    def test_books_beside_each_other_differ_by_their_ending(self, run: Run, home: Path) -> None:
        for name in ("people.db", "people.sqlite", "people"):
            run(f"--db {name} add Ada")
            run(f"--db {name} backup create")
        assert len(names(home / "people-backups")) == 3
        for name in ("people.db", "people.sqlite", "people"):
            assert len(run(f"--db {name} backup list --json").json) == 1

    def test_a_book_moved_with_its_folder_keeps_its_backups(self, run: Run, home: Path, books: list[str]) -> None:
        run(f"--db {books[0]} backup create")
        (home / "one").rename(home / "elsewhere")
        assert len(run("--db elsewhere/people.db backup list --json").json) == 1


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
        assert "exists already; nothing was written; --force" in run("backup create mine.db", code=1).err
        assert run("--db mine.db list --json").json[0]["name"] == "Ada"

    def test_another_backup_is_replaced_if_that_is_said(self, run: Run, home: Path) -> None:
        run("add Ada")
        run("backup create mine.db")
        run("add 'Bob Muster'")
        assert run("backup create mine.db --force").out == "Backed up to mine.db\n"
        assert len(run("--db mine.db list --json").json) == 2

    def test_what_stands_there_is_as_it_was_where_the_book_is_damaged(self, run: Run, home: Path) -> None:
        run("add Ada")
        run("--db broken.db add 'Bob Muster'")
        with (home / "broken.db").open("r+b") as opened:
            opened.seek(8192)
            opened.write(b"\xff" * 60_000)
        run("backup create mine.db")
        before = (home / "mine.db").read_bytes()
        run("--db broken.db backup create mine.db --force", code=8)
        assert (home / "mine.db").read_bytes() == before

    def test_the_book_and_what_is_in_use_are_never_replaced(self, run: Run, home: Path, book_path: Path) -> None:
        run("add Ada")
        assert "the book itself" in run(f"backup create {book_path} --force", code=1).err
        run("backup create mine.db")
        (home / "mine.db-wal").write_bytes(b"log")
        assert "in use" in run("backup create mine.db --force", code=1).err
        assert "is a folder" in run(f"backup create {home} --force", code=1).err

    def test_for_cron_it_is_silent_and_keeps_so_many(
        self, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("add Ada")
        for day in range(1, 6):
            monkeypatch.setenv("RELKEEPER_NOW", DAY.format(day))
            assert run("backup create --to usb --keep 3") == (0, "", "")
        shape = re.compile(r"relkeeper-[0-9a-f]{8}-(\d{8})T080000Z-manual\.db")
        assert [shape.fullmatch(name)[1] for name in names(home / "usb")] == ["20261103", "20261104", "20261105"]  # type: ignore[index]

    def test_of_one_second_the_newest_is_the_last_one(self, run: Run, home: Path) -> None:
        run("add Ada")
        for number in range(11):
            run(f"log ada 'note {number}'")
            run("backup create --to usb --keep 1")
        (left,) = (home / "usb").iterdir()
        assert len(ask(left, "SELECT id FROM interaction")) == 11

    def test_the_newest_of_a_second_is_listed_first(self, run: Run) -> None:
        run("add Ada")
        for _ in range(11):
            run("backup create")
        listed = [row["name"].removesuffix(".db").rpartition("-")[2] for row in run("backup list --json").json]
        assert listed == [*map(str, range(11, 1, -1)), "manual"]

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
            ("backup create --to ''", 2),
            ("backup create --force", 2),
            ("backup create --to usb --force", 2),
            ("backup create --to usb.db", 2),
            ("backup create --to .local/share/relkeeper/relkeeper.db", 2),
            ("backup create /nowhere/at/all.db", 1),
        ],
    )
    def test_what_makes_no_sense_is_a_sentence(self, run: Run, home: Path, line: str, code: int) -> None:
        run("add Ada")
        before = names(home)
        assert len(run(line, code=code).err.splitlines()) == 1
        assert names(home) == before

    def test_another_programs_database_is_named_as_that(self, run: Run, home: Path) -> None:
        foreign(home / "recipes.db")
        assert "another program" in run("--db recipes.db backup create", code=8).err
        assert not (home / "recipes-backups").exists()

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
        said = run(f"backup restore {made.stem}").out
        assert run("list --json").json[0]["name"] == "Ada"
        (aside,) = folder.glob("*.damaged")
        assert aside.read_bytes() == broken
        assert said.endswith(f" What it replaced is kept: {aside}\n")

    def test_twice_on_a_day_each_keeps_what_it_replaced(
        self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("add Ada")
        monkeypatch.setenv("RELKEEPER_NOW", DAY.format(22))
        run("log ada tea")
        (daily,) = names(folder)
        kept = []
        for hour, note in ((9, "first"), (10, "second")):
            monkeypatch.setenv("RELKEEPER_NOW", f"2026-11-22T{hour:02}:00:00+00:00")
            run(f"log ada '{note}'")
            kept.append(Path(run(f"backup restore {daily} --json").json["replaced"]))
        summaries = [[row for (row,) in ask(copy, "SELECT summary FROM interaction ORDER BY id")] for copy in kept]
        assert summaries == [["tea", "first"], ["second"]]

    def test_what_is_written_while_it_is_copied_is_in_the_copy(self, run: Run, book_path: Path, folder: Path) -> None:
        """Somebody commits between the copy of what is replaced and the moment in which it is replaced."""
        run("add Ada")
        made = run("backup create --json").json["path"]
        with closing(sqlite3.connect(book_path, isolation_level=None, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("INSERT INTO tag (name, key) VALUES ('late', 'late')")

            def confirm() -> None:
                until = time.monotonic() + 20
                while not list(folder.glob("*-restore.db")) and time.monotonic() < until:
                    time.sleep(0.001)
                time.sleep(0.1)
                other.execute("COMMIT")

            confirming = Thread(target=confirm)
            confirming.start()
            kept = run(f"backup restore {made} --json").json["replaced"]
            confirming.join()
        assert ask(book_path, "SELECT name FROM tag") == []
        assert ask(Path(kept), "SELECT name FROM tag") == [("late",)]
        assert len(list(folder.glob("*-restore*.db"))) == 1

    def test_a_file_that_is_no_book_is_replaced_only_with_a_yes(self, run: Run, home: Path) -> None:
        run("add Ada")
        made = run("backup create --json").json["path"]
        (home / "list.txt").write_text("a shopping list\n" * 200)
        assert "--yes" in run(f"--db list.txt backup restore {made}", code=1).err
        assert names(home / "list-backups") == []
        assert (home / "list.txt").read_text() == "a shopping list\n" * 200
        run(f"--db list.txt backup restore {made} --yes")
        (aside,) = (home / "list-backups").iterdir()
        assert aside.read_text() == "a shopping list\n" * 200
        assert run("--db list.txt list --json").json[0]["name"] == "Ada"

    def test_another_programs_database_is_neither_replaced_nor_a_backup(self, run: Run, home: Path) -> None:
        foreign(home / "recipes.db")
        run("add Ada")
        made = run("backup create --json").json["path"]
        content = (home / "recipes.db").read_bytes()
        assert "another program" in run(f"--db recipes.db backup restore {made} --yes", code=8).err
        said = run("backup restore recipes.db", code=8).err
        assert "recipes.db is a database of another program, no backup of a book" in said
        assert "--db" not in said
        assert (home / "recipes.db").read_bytes() == content
        assert not (home / "recipes-backups").exists()

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
