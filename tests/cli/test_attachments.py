"""Files in the book: attached, listed, saved, opened, removed."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.terminals import terminal

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
MIB = 2**20


@pytest.fixture(autouse=True)
def people(once: Run, home: Path) -> None:
    once("add 'Ada Example'")
    once("add 'Grace Sampleton'")
    (home / "chat.txt").write_text("a word of Ada\n")
    (home / "photo.png").write_bytes(PNG)


def contents(book: Path) -> int:
    with closing(sqlite3.connect(book)) as db:
        return int(db.execute("SELECT count(*) FROM content").fetchone()[0])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestAttach:
    def test_to_a_contact(self, run: Run, home: Path) -> None:
        assert run("attach ada chat.txt photo.png").out == (
            "Attached #1 chat.txt (14 bytes) to Ada Example.\nAttached #2 photo.png (56 bytes) to Ada Example.\n"
        )
        assert run("show ada --json").json["attachments"] == [
            {"id": 2, "name": "photo.png"},
            {"id": 1, "name": "chat.txt"},
        ]
        assert "files: photo.png (#2), chat.txt (#1)" in run("show ada").out
        assert run("show grace --json").json["attachments"] == []
        assert (home / "chat.txt").exists()

    def test_as_json(self, run: Run) -> None:
        (row,) = run("attach ada chat.txt --note 'from her phone' --json").json
        assert len(row.pop("uid")) == 36
        assert row == {
            "id": 1,
            "name": "chat.txt",
            "media_type": "text/plain",
            "size": 14,
            "sha256": sha256(b"a word of Ada\n").hexdigest(),
            "added_at": "2026-11-21T10:00:00Z",
            "contacts": [{"id": 1, "name": "Ada Example"}],
            "interaction_id": None,
            "note": "from her phone",
            "original": False,
            "private": False,
        }

    def test_to_an_entry_in_which_the_contact_need_not_take_part(self, run: Run) -> None:
        run("log grace tea")
        assert (
            run("attach ada chat.txt --entry 1").out == "Attached #1 chat.txt (14 bytes) to Ada Example and entry #1.\n"
        )
        assert run("entry show 1 --json").json["attachments"] == [{"id": 1, "name": "chat.txt"}]
        assert run("timeline --json").json[0]["attachments"] == [{"id": 1, "name": "chat.txt"}]
        assert "files: chat.txt (#1)" in run("entry show 1").out
        assert [row["id"] for row in run("attachment list grace --json").json] == [1]

    def test_to_an_entry_that_is_not_there(self, run: Run, book_path: Path) -> None:
        assert "no entry #9" in run("attach ada chat.txt --entry 9", code=3).err
        assert run("attachment list --json").json == []
        assert contents(book_path) == 0

    def test_with_the_line_it_belongs_to(self, run: Run) -> None:
        said = run("log ada tea --with grace --attach chat.txt --attach photo.png").out
        assert said.splitlines()[1:] == ["Attached #1 chat.txt.", "Attached #2 photo.png."]
        assert [row["interaction_id"] for row in run("attachment list --json").json] == [1, 1]
        assert [row["id"] for row in run("attachment list grace --json").json] == [2, 1]
        run("undo")
        assert run("timeline --json").json == run("attachment list --json").json == []

    def test_with_a_line_only_where_the_file_is_there(self, run: Run) -> None:
        assert "there is no file missing.txt" in run("log ada tea --attach chat.txt --attach missing.txt", code=5).err
        assert run("timeline --json").json == []

    def test_the_same_file_is_attached_once_under_the_same_ties(self, run: Run, book_path: Path) -> None:
        run("log ada tea --attach chat.txt")
        run("attach ada chat.txt")
        before = run("history list --json").json
        assert run("attach ada chat.txt").out == "chat.txt is attached already, as #2.\n"
        assert run("history list --json").json == before
        run("attach grace chat.txt")
        assert len(run("attachment list --json").json) == 3
        assert contents(book_path) == 1

    @pytest.mark.parametrize("line", ["attach ada {}", "log ada tea --attach {}"])
    def test_what_is_no_file_is_refused_before_anything_is_written(
        self, run: Run, home: Path, book_path: Path, line: str
    ) -> None:
        os.mkfifo(home / "pipe")
        before = book_path.read_bytes()
        for name, code, words in (
            ("missing", 5, "no file missing"),
            ("pipe", 5, "save what it holds"),
            (".", 5, "is no file"),
            ("-", 2, "standard input has no name"),
        ):
            assert words in run(line.format(name), code=code).err
        assert book_path.read_bytes() == before

    def test_what_cannot_be_read_is_a_sentence(self, run: Run, home: Path) -> None:
        if os.geteuid() == 0:
            pytest.skip("root reads everything")
        (home / "chat.txt").chmod(0)
        assert "chat.txt cannot be read" in run("attach ada chat.txt", code=5).err

    def test_over_the_limit(self, run: Run, book_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run("config set attachment_limit 20")
        said = run("attach ada chat.txt photo.png", code=2).err
        assert "photo.png is larger than 20 bytes" in said
        assert "relkeeper config set attachment_limit" in said
        assert run("attachment list --json").json == []
        monkeypatch.setenv("RELKEEPER_ATTACHMENT_LIMIT", "1KB")
        run("attach ada photo.png")

    def test_an_empty_file(self, run: Run, home: Path) -> None:
        (home / "empty").touch()
        assert run("attach ada empty --json").json[0]["size"] == 0
        run("attachment save 1 copy")
        assert (home / "copy").read_bytes() == b""
        assert "Nothing is wrong" in run("db check").out

    def test_a_name_is_kept_safe(self, run: Run, home: Path) -> None:
        (home / "a\u202etxt.exe").write_text("x")
        assert run("attach ada a\u202etxt.exe --json").json[0]["name"] == "atxt.exe"

    def test_progress_on_a_terminal_and_nothing_elsewhere(self, run: Run, home: Path) -> None:
        (home / "large").write_bytes(bytes(3 * MIB))
        assert "Attaching" in terminal("attach", "ada", "large").raw
        (home / "larger").write_bytes(bytes(4 * MIB))
        assert run("attach ada larger").err == ""


class TestList:
    def test_of_everybody_and_of_one(self, run: Run) -> None:
        assert run("attachment list").out == ""
        run("attach ada chat.txt --note draft")
        run("log grace tea --attach photo.png")
        assert run("attachment list").out == (
            "2\tphoto.png\timage/png\t56 bytes\t21 Nov\tentry #1\n"
            "1\tchat.txt (draft)\ttext/plain\t14 bytes\t21 Nov\tAda Example\n"
        )
        assert run("attachment list ada").out.startswith("1\t")
        run("attachment list nobody", code=3)

    def test_counts_in_what_db_info_tells(self, run: Run) -> None:
        run("attach ada chat.txt")
        run("attach grace chat.txt")
        assert "attachments: 2, 14 bytes" in run("db info").out


class TestSave:
    @pytest.fixture(autouse=True)
    def attached(self, once: Run) -> None:
        once("attach ada chat.txt photo.png")

    def test_under_its_name_in_the_current_folder(self, run: Run, home: Path) -> None:
        (home / "out").mkdir()
        os.chdir(home / "out")
        assert run("attachment save 2").out == "Wrote photo.png: 56 bytes.\n"
        assert (home / "out" / "photo.png").read_bytes() == PNG
        assert mode(home / "out" / "photo.png") == 0o600

    def test_to_a_path_or_into_a_folder(self, run: Run, home: Path) -> None:
        (home / "out").mkdir()
        run("attachment save 2 out/copy.png")
        run("attachment save '#2' out")
        assert sorted(os.listdir(home / "out")) == ["copy.png", "photo.png"]

    def test_over_nothing_unless_it_is_wanted(self, run: Run, home: Path) -> None:
        (home / "photo.png").write_text("mine")
        assert "exists already" in run("attachment save 2", code=1).err
        assert (home / "photo.png").read_text() == "mine"
        run("attachment save 2 --force")
        assert (home / "photo.png").read_bytes() == PNG

    def test_to_standard_output_byte_for_byte(self, home: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "relkeeper", "attachment", "save", "2", "-"], capture_output=True, check=True
        )
        assert (done.stdout, done.stderr) == (PNG, b"")

    def test_never_to_a_terminal(self) -> None:
        screen = terminal("attachment", "save", "2", "-")
        assert screen.code == 2
        assert "not written to a terminal" in screen.text
        assert "PNG" not in screen.raw

    def test_of_a_damaged_one_nothing_is_left(self, run: Run, home: Path, book_path: Path) -> None:
        (home / "large").write_bytes(os.urandom(3 * MIB))
        run("attach ada large")
        with closing(sqlite3.connect(book_path)) as db, db:
            db.execute("UPDATE chunk SET data = zeroblob(length(data)) WHERE number = 2")
        before = os.listdir(home)
        assert "damaged" in run("attachment save 3 copy", code=8).err
        assert os.listdir(home) == before
        assert "damaged" in run("attachment save 3 large --force", code=8).err
        assert len((home / "large").read_bytes()) == 3 * MIB

    def test_what_is_not_there(self, run: Run) -> None:
        assert "no attachment #9" in run("attachment save 9", code=3).err
        assert "is no number of an attachment" in run("attachment save photo.png", code=2).err
        assert "cannot be written" in run("attachment save 2 no/folder/x", code=1).err


class TestOpen:
    @pytest.fixture(autouse=True)
    def opener(self, once: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An opener that says what it was given, and a place for temporary files."""
        once("attach ada chat.txt photo.png")
        (home / "bin").mkdir()
        (home / "tmp").mkdir()
        (home / "bin" / "xdg-open").write_text(
            f'#!/bin/sh\nstat -c "%a" "$1" "$(dirname "$1")" > {home}/seen\ncat "$1" >> {home}/seen\necho "$1" >> {home}/names\n'
        )
        (home / "bin" / "xdg-open").chmod(0o700)
        monkeypatch.setenv("PATH", f"{home / 'bin'}:{os.environ['PATH']}")
        monkeypatch.setenv("TMPDIR", str(home / "tmp"))

    def test_a_private_copy_with_the_program_of_the_system(self, home: Path) -> None:
        screen = terminal("attachment", "open", "1", columns=200)
        assert screen.code == 0
        (copy,) = (home / "tmp").glob("*/*")
        assert f"Opened {copy}" in screen.text
        assert (home / "seen").read_text() == "600\n700\na word of Ada\n"
        assert (home / "names").read_text() == f"{copy}\n"

    def test_copies_of_earlier_days_are_removed(self, home: Path) -> None:
        terminal("attachment", "open", "1")
        (first,) = (home / "tmp").iterdir()
        terminal("attachment", "open", "1")
        assert first.exists()
        yesterday = time.time() - 25 * 60 * 60
        os.utime(first, (yesterday, yesterday))
        (home / "tmp" / "relkeeper-opened-link").symlink_to(home / "bin")
        terminal("attachment", "open", "1")
        assert not first.exists()
        assert (home / "bin" / "xdg-open").exists()

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("holiday.jpg", b"MZ" + bytes(60)),
            ("holiday.jpg", b"\x7fELF" + bytes(60)),
            ("notes.txt", b"#!/bin/sh\ntouch pwned\n"),
            ("notes.desktop", b"[Desktop Entry]\nExec=touch pwned\n"),
            ("notes.bat", b"echo x\n"),
            ("letter.pdf.exe", b"%PDF-1.4\n"),
            ("notes.js", b"x()\n"),
            ("data.bin", b"\x00\x01\x02"),
            ("page.html", b"<!DOCTYPE html><html><body><script>x()</script></body></html>"),
            ("letter.txt", b"<!DOCTYPE html><html><body><img src='http://example.org/x'></body></html>"),
            ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"),
            ("data.xml", b"<?xml version='1.0'?><x/>"),
        ],
    )
    def test_never_what_may_do_something(self, run: Run, home: Path, name: str, content: bytes) -> None:
        (home / name).write_bytes(content)
        run(f"attach ada {name}")
        screen = terminal("attachment", "open", "3", columns=200)
        assert screen.code == 2
        assert "relkeeper attachment save 3" in screen.text
        assert not (home / "seen").exists()
        assert os.listdir(home / "tmp") == []

    def test_under_an_ending_that_fits_what_is_in_it(self, run: Run, home: Path) -> None:
        (home / "photo").write_bytes(PNG + b"x")
        run("attach ada photo")
        terminal("attachment", "open", "3")
        assert (home / "names").read_text().endswith("/photo.png\n")

    def test_without_a_terminal(self, run: Run, home: Path) -> None:
        assert "there is no terminal" in run("attachment open 1", code=2).err
        assert os.listdir(home / "tmp") == []

    def test_without_a_program_to_open_with(self, home: Path) -> None:
        screen = terminal("attachment", "open", "1", columns=200, PATH=str(home))
        assert screen.code == 1
        assert "no program to open files with" in screen.text

    def test_where_the_program_fails(self, home: Path) -> None:
        (home / "bin" / "xdg-open").write_text("#!/bin/sh\nexit 3\n")
        screen = terminal("attachment", "open", "1", columns=200)
        assert screen.code == 1
        assert "ended with 3" in screen.text
        assert os.listdir(home / "tmp") == []


class TestRemove:
    @pytest.fixture(autouse=True)
    def attached(self, once: Run) -> None:
        once("attach ada chat.txt")

    def test_after_a_yes(self, run: Run) -> None:
        assert "only with --yes" in run("attachment remove 1", code=1).err
        assert terminal("attachment", "remove", "1", typed="n\n").code == 1
        assert len(run("attachment list --json").json) == 1
        assert "Remove #1 chat.txt?" in terminal("attachment", "remove", "1", typed="y\n").text
        assert run("attachment list --json").json == []
        run("attachment remove 1 --yes", code=3)

    def test_is_undone_after_other_operations(self, run: Run, home: Path) -> None:
        before = run("attachment list --json").json
        run("attachment remove 1 --yes")
        run("attach grace photo.png")
        run("db compact")
        run("undo 4")
        assert run("attachment list ada --json").json == before
        run("attachment save 1 copy")
        assert (home / "copy").read_text() == "a word of Ada\n"

    def test_attaching_is_undone_after_other_operations(self, run: Run, book_path: Path) -> None:
        run("attach grace photo.png")
        assert "attachment #1 chat.txt gone again" in run("undo 3").out
        assert [row["id"] for row in run("attachment list --json").json] == [2]
        assert "attachment #1 chat.txt back" in run("undo 5").out
        run("undo 6")
        run("db compact")
        assert contents(book_path) == 2

    def test_it_goes_with_what_it_was_tied_to_and_comes_back_with_it(self, run: Run) -> None:
        run("log ada tea --attach photo.png")
        run("log ada --with grace lunch")
        run("attach ada photo.png --entry 2")
        before = run("attachment list --json").json
        run("contact delete ada --yes")
        assert [(row["id"], row["contacts"], row["interaction_id"]) for row in run("attachment list --json").json] == [
            (3, [], 2)
        ]
        assert "Nothing is wrong" in run("db check").out
        run("undo")
        assert run("attachment list --json").json == before
        run("entry delete 2 --yes")
        assert run("attachment list --json").json[0]["interaction_id"] is None
        run("undo")
        assert run("attachment list --json").json == before

    def test_what_stands_in_the_way_of_an_undo_is_named(self, run: Run) -> None:
        run("log ada tea")
        run("attach grace photo.png --entry 1")
        run("entry delete 1 --yes")
        said = run("undo 5", code=1).err
        assert "attachment #2 was changed again by operation 6" in said


class TestHistory:
    def test_says_what_was_attached(self, run: Run) -> None:
        run("attach ada chat.txt")
        run("attachment remove 1 --yes")
        newest, before = run("history list").out.splitlines()[:2]
        assert before.endswith("attach\tadded attachment #1 chat.txt")
        assert newest.endswith("attachment remove\tdeleted attachment #1 chat.txt")
        assert "attachment #1\tof contact\t\t#1" in run("history show 3").out
        assert len(run("history list ada").out.splitlines()) == 3
        assert len(run("history list grace").out.splitlines()) == 1


class TestPrivate:
    @pytest.fixture(autouse=True)
    def secret(self, once: Run, home: Path) -> None:
        (home / "hushed.txt").write_text("x")
        once("log ada tea --private --attach hushed.txt")
        once("attach ada hushed.txt --entry 1 --note lowered")
        once("attachment remove 1 --yes")
        once("undo")

    @pytest.mark.parametrize(
        "line",
        [
            "show ada", "timeline", "entry show 1", "attachment list", "attachment list ada", "history list", "history show 3",
            "history show 4", "export json", "attachment remove 1 --yes", "undo",
        ],
    )  # fmt: skip
    def test_its_files_are_not_named(self, run: Run, line: str) -> None:
        for json in ("", " --json"):
            if json and line.startswith("export"):
                continue
            said = run(f"{line}{json}", code=3 if json and "remove" in line else 0)
            assert "hushed" not in said.out + said.err
            assert "lowered" not in said.out + said.err

    def test_they_are_where_it_is_asked_for(self, run: Run) -> None:
        for line in ("show ada", "entry show 1", "attachment list", "history show 3"):
            assert "hushed" in run(f"{line} --reveal").out
        for row in run("attachment list --json").json:
            assert (row["name"], row["note"], row["sha256"], row["private"]) == ("[private]", "", "", True)

    def test_they_are_had_only_by_asking(self, run: Run, home: Path) -> None:
        assert "--reveal" in run("attachment save 1 copy", code=2).err
        run("attachment save 1 copy --reveal")
        assert (home / "copy").read_text() == "x"

    def test_they_go_for_good_with_who_wants_none_kept(self, run: Run, book_path: Path) -> None:
        run("attach ada chat.txt")
        run("contact consent ada --no-sensitive --yes")
        assert [row["name"] for row in run("attachment list --json").json] == ["chat.txt"]
        with closing(sqlite3.connect(book_path)) as db:
            assert not db.execute("SELECT 1 FROM change WHERE instr(before, 'hushed')").fetchone()
        assert contents(book_path) == 1
        assert "Nothing is wrong" in run("db check").out


class TestUpkeep:
    def test_what_no_undo_can_bring_back_is_collected(self, run: Run, home: Path, book_path: Path) -> None:
        (home / "large").write_bytes(os.urandom(2 * MIB))
        run("attach ada large")
        run("contact erase ada --yes")
        assert contents(book_path) == 0
        with closing(sqlite3.connect(book_path)) as db, db:
            db.execute("INSERT INTO content (sha256, size, media_type) VALUES (?, 0, 'text/plain')", ("0" * 64,))
        assert "1 removed file is gone for good" in run("db compact").out
        assert contents(book_path) == 0
        assert run("db compact --json").json["files"] == 0

    @pytest.mark.parametrize(
        "damage",
        ["UPDATE chunk SET data = zeroblob(length(data)) WHERE number = 1", "DELETE FROM chunk WHERE number = 1"],
    )
    def test_damage_is_told_by_numbers(self, run: Run, home: Path, book_path: Path, damage: str) -> None:
        (home / "large").write_bytes(os.urandom(2 * MIB))
        run("log grace tea")
        run("attach ada large chat.txt --entry 1")
        with closing(sqlite3.connect(book_path)) as db, db:
            db.execute(damage)
        said = run("db check", code=8).out
        assert "the bytes of attachment #1 (of contact #1 and entry #1) are damaged" in said
        assert "#2" not in said
        assert "backup restore" in said

    def test_a_removed_one_is_checked_as_long_as_it_can_come_back(self, run: Run, book_path: Path) -> None:
        run("attach ada chat.txt")
        run("attachment remove 1 --yes")
        with closing(sqlite3.connect(book_path)) as db, db:
            db.execute("UPDATE chunk SET data = x'00'")
        assert "a file that was removed" in run("db check", code=8).out

    def test_what_nobody_refers_to_is_no_fault(self, run: Run, book_path: Path) -> None:
        with closing(sqlite3.connect(book_path)) as db, db:
            db.execute("INSERT INTO chunk VALUES (99, 0, x'00')")
        assert "Nothing is wrong" in run("db check").out


class TestExport:
    def test_of_a_person_takes_that_persons_files_along(self, run: Run, home: Path) -> None:
        run("log ada --with grace lunch --attach photo.png")
        run("attach ada chat.txt")
        run("attach grace chat.txt")
        run("export person ada out")
        assert os.listdir(home / "out" / "files") == ["2-chat.txt"]
        assert (home / "out" / "files" / "2-chat.txt").read_text() == "a word of Ada\n"
        assert mode(home / "out" / "files") == 0o700
        readme = (home / "out" / "README.txt").read_text()
        assert "files: 1" in readme
        assert "Files that belong to others as well stay in the book: photo.png." in readme

    def test_as_a_zip(self, run: Run, home: Path) -> None:
        run("attach ada photo.png")
        run("export person ada ada.zip --zip")
        done = subprocess.run(
            [sys.executable, "-m", "zipfile", "-l", "ada.zip"], capture_output=True, text=True, check=True
        )
        assert "Ada Example/files/1-photo.png" in done.stdout

    def test_private_ones_only_where_they_are_asked_for(self, run: Run, home: Path) -> None:
        run("log ada tea --private --attach photo.png")
        run("export person ada out")
        assert not (home / "out" / "files").exists()
        assert "photo.png" not in (home / "out" / "README.txt").read_text()
        run("export person ada all --reveal")
        assert os.listdir(home / "all" / "files") == ["1-photo.png"]

    def test_a_damaged_one_leaves_no_folder(self, run: Run, home: Path, book_path: Path) -> None:
        run("attach ada photo.png")
        with closing(sqlite3.connect(book_path)) as db, db:
            db.execute("UPDATE chunk SET data = x'00'")
        before = os.listdir(home)
        run("export person ada out", code=8)
        run("export person ada out.zip --zip", code=8)
        assert os.listdir(home) == before

    def test_json_lists_them_without_bytes_and_pseudonyms_without_them(self, run: Run) -> None:
        run("attach ada chat.txt")
        run("log grace tea --attach photo.png")
        listed = run("attachment list --json").json
        exported = run("export json").json["attachments"]
        assert [{name: row[name] for name in ("name", "sha256", "size")} for row in exported] == [
            {name: row[name] for name in ("name", "sha256", "size")} for row in reversed(listed)
        ]
        run("edit grace --tag friends")
        assert [row["name"] for row in run("export json --tag friends").json["attachments"]] == ["photo.png"]
        redacted = run("export json --redact")
        assert redacted.json["attachments"] == []
        assert "chat.txt" not in redacted.out
