"""The files that imports read: as private as what was made of them, never handed over, and gone when that is wanted."""

import os
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_erase import content
from tests.conftest import Run
from tests.terminals import terminal

CHAT = """21/11/2025, 09:00 - Ada Example: the hushed word
21/11/2025, 09:01 - Bob Muster: and mine
"""
PROOF = "hushed word"
# What the entry that was made of it does not say.
RAW = b"21/11/2025, 09:00 - "


@pytest.fixture(autouse=True)
def imported(once: Run, home: Path) -> None:
    """Ada's chat is in the book as entry 1, its file as attachment 1."""
    once("config set me_names 'Bob Muster'")
    once("add 'Ada Example'")
    (home / "hers.txt").write_text(CHAT)
    once("import hers.txt")
    (row,) = once("attachment list --json").json
    assert (row["name"], row["original"], row["private"]) == ("hers.txt", True, False)
    assert once("timeline --json").json[0]["id"] == 1


class TestPrivate:
    @pytest.fixture(autouse=True)
    def hushed(self, once: Run) -> None:
        once("entry edit 1 --private")

    @pytest.mark.parametrize(
        "line",
        ["attachment list", "attachment list ada", "show ada", "history list", "history show 2", "export json"],
    )
    def test_its_name_is_hidden(self, run: Run, line: str) -> None:
        assert "hers.txt" not in run(line).out
        if not line.startswith("export"):
            assert "hers.txt" in run(f"{line} --reveal").out

    @pytest.mark.parametrize("line", ["attachment save 1 -", "attachment save 1 copy", "attachment open 1"])
    def test_it_is_had_only_by_asking(self, run: Run, home: Path, line: str) -> None:
        done = run(line, code=2)
        assert "say --reveal" in done.err
        assert PROOF not in done.out
        assert not (home / "copy").exists()

    def test_it_is_had_by_asking(self, run: Run, home: Path) -> None:
        run("attachment save 1 copy --reveal")
        assert (home / "copy").read_text() == CHAT

    def test_it_is_shown_again_with_the_entry(self, run: Run) -> None:
        run("undo")
        assert "hers.txt" in run("attachment list").out

    def test_what_was_attached_by_hand_is_shown(self, run: Run, home: Path) -> None:
        (home / "mine.txt").write_text("x")
        run("attach ada mine.txt")
        assert "mine.txt" in run("attachment list").out

    def test_what_was_typed_and_is_private_hides_no_file(self, run: Run) -> None:
        run("undo")
        run("log ada tea --private")
        assert "hers.txt" in run("attachment list").out

    def test_it_is_named_in_no_history_once_removed(self, run: Run) -> None:
        run("attachment remove 1 --yes")
        assert "hers.txt" not in run("history list").out
        assert (
            "[private]"
            in run("attachment remove 1 --for-good", code=1).err + run("attachment remove 1 --for-good --yes").out
        )

    @pytest.mark.parametrize("removed", [False, True])
    def test_it_goes_with_who_wants_nothing_private_kept(self, run: Run, book_path: Path, removed: bool) -> None:
        if removed:
            run("attachment remove 1 --yes")
        run("contact consent ada --no-sensitive --yes")
        assert run("attachment list --json --reveal").json == []
        run("db compact")
        assert PROOF.encode() not in book_path.read_bytes()
        assert "Nothing is wrong" in run("db check").out


class TestExport:
    def test_of_a_person_leaves_it_out_and_says_so(self, run: Run, home: Path) -> None:
        (home / "mine.txt").write_text("x")
        run("attach ada mine.txt")
        run("export person ada out")
        assert os.listdir(home / "out" / "files") == ["2-mine.txt"]
        readme = (home / "out" / "README.txt").read_text()
        assert "Files that were imported stay there, too, since they may hold what others wrote: hers.txt." in readme
        assert "files: 1" in readme


class TestErasing:
    def test_says_how_to_be_rid_of_what_stays_and_that_does_it(self, run: Run, book_path: Path) -> None:
        run("add 'Cara Sampleton'")
        run("attach cara hers.txt")
        said = run("contact erase ada --yes").out
        assert "relkeeper attachment remove 2 --for-good" in said
        assert RAW in book_path.read_bytes()
        run("attachment remove 2 --for-good --yes")
        assert RAW not in book_path.read_bytes()


class TestUnpacked:
    def test_what_a_killed_import_left_is_told_and_removed(self, run: Run, home: Path, tmp_path: Path) -> None:
        left = tmp_path / "tmp" / "relkeeper-import-999999999-x"
        left.mkdir()
        (left / "chat.txt").write_text(CHAT)
        said = run("db check", code=8).out
        assert f"{left} is what an interrupted import unpacked" in said
        with zipfile.ZipFile(home / "chats.zip", "w") as archive:
            archive.writestr("hers.txt", CHAT)
        run("import chats.zip")
        assert os.listdir(tmp_path / "tmp") == []
        assert "Nothing is wrong" in run("db check").out


class TestForGood:
    def test_the_bytes_leave_the_file(self, run: Run, book_path: Path) -> None:
        said = run("attachment remove 1 --for-good --yes").out
        assert "Removed #1 hers.txt for good" in said
        assert "Backups that were made before still hold it" in said
        assert RAW not in content(book_path)
        assert run("attachment list --json").json == []
        assert "is for good" in run("undo", code=1).err
        assert "Nothing is wrong" in run("db check").out

    def test_of_one_that_was_removed_before(self, run: Run, book_path: Path) -> None:
        run("attachment remove 1 --yes")
        run("db compact")
        assert RAW in book_path.read_bytes()
        run("attachment remove 1 --for-good --yes")
        assert RAW not in book_path.read_bytes()
        run("attachment remove 1 --for-good --yes", code=3)

    def test_bytes_that_another_has_stay(self, run: Run, home: Path) -> None:
        run("add 'Cara Sampleton'")
        run("attach cara hers.txt")
        run("log ada tea --attach hers.txt")
        run("attachment remove 3 --yes")
        done = run("attachment remove 1 --for-good --yes --json").json
        assert (done["id"], done["name"], done["kept_for"]) == (1, "hers.txt", [2, 3])
        run("attachment save 2 copy")
        assert (home / "copy").read_text() == CHAT
        assert "these have the same, or would have after an undo: #3" in run("attachment remove 2 --for-good --yes").out

    def test_only_after_a_yes(self, run: Run) -> None:
        assert "only with --yes" in run("attachment remove 1 --for-good", code=1).err
        screen = terminal("attachment", "remove", "1", "--for-good", typed="n\n")
        assert "Remove #1 hers.txt for good? This cannot be undone." in screen.text
        assert len(run("attachment list --json").json) == 1
        assert terminal("attachment", "remove", "1", "--for-good", typed="y\n").code == 0
        assert run("attachment list --json").json == []

    def test_the_import_is_still_undone(self, run: Run) -> None:
        run("attachment remove 1 --for-good --yes")
        imported = next(row["id"] for row in run("history list --json").json if row["command"] == "import")
        run(f"undo {imported}")
        assert run("timeline --json").json == []
        assert "Nothing is wrong" in run("db check").out
