"""What a contact does not want, and that it is not done."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_history import rows
from tests.cli.test_terminal import terminal
from tests.conftest import Run

UNWANTED = "#1 Ada Example wants no private notes kept"


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example'")
    once("add 'Grace Sampleton'")


def opt_outs(run: Run) -> list[str]:
    shown = run("show ada --json").json
    return [name for name in ("no_greetings", "no_sharing", "no_automation", "no_sensitive") if shown[name] is True]


@pytest.mark.parametrize("name", ["greetings", "sharing", "automation", "sensitive"])
def test_each_is_set_and_taken_back_alone(run: Run, name: str) -> None:
    assert run(f"contact consent ada --no-{name} --json").json[f"no_{name}"] is True
    assert opt_outs(run) == [f"no_{name}"]
    run(f"contact consent ada --{name}")
    assert opt_outs(run) == []


def test_what_is_not_said_stays_and_all_is_shown(run: Run) -> None:
    assert run("contact consent ada").out == "#1 Ada Example: nothing is ruled out.\n"
    assert "consent" not in run("show ada").out
    run("contact consent ada --no-greetings")
    said = "#1 Ada Example: no greetings, no sharing.\n"
    assert run("contact consent ada --no-sharing").out == said
    assert run("contact consent ada").out == said
    assert "consent: no greetings, no sharing\n" in run("show ada").out


def test_showing_changes_nothing(run: Run, book_path: Path) -> None:
    before = book_path.read_bytes()
    run("contact consent ada")
    assert book_path.read_bytes() == before
    assert "nobody" in run("contact consent nobody --no-sharing", code=3).err


class TestNothingPrivateIsKept:
    @pytest.fixture(autouse=True)
    def unwilling(self, once: Run) -> None:
        once("log grace hushed --private")
        once("log ada open")
        once("contact consent ada --no-sensitive")

    @pytest.mark.parametrize(
        "line",
        [
            "log ada hushed --private",
            "log grace hushed --with ada --private",
            "entry edit 1 --with ada",
            "entry edit 2 --private",
            "edit ada --private --notes hushed",
            "edit ada --private --field diet=strict",
        ],
    )
    def test_what_would_keep_it_is_refused(self, run: Run, book_path: Path, line: str) -> None:
        before = book_path.read_bytes()
        assert UNWANTED in run(line, code=2).err
        assert book_path.read_bytes() == before

    def test_what_is_not_private_is_taken(self, run: Run) -> None:
        run("log ada hushed --with grace")
        run("edit ada --notes open --field diet=any")
        run("entry edit 1 --with ada --not-private")
        run("entry edit 1 --private --without ada")
        assert run("show ada --json").json["private_count"] == 0

    def test_a_form_is_refused_too(self, run: Run, home: Path) -> None:
        contact = 'sed -i \'s/^private_notes.*/private_notes = "hushed"/\' "$1"'
        entry = 'sed -i \'s/^with.*/with = ["ada"]/\' "$1"'
        for words, script in ((["edit", "ada"], contact), (["entry", "edit", "1"], entry)):
            editor = home / "editor"
            editor.write_text(f"#!/bin/sh\n{script}\n")
            editor.chmod(0o755)
            screen = terminal(*words, "--reveal", EDITOR=str(editor), typed="n\n")
            assert UNWANTED in screen.text
            assert screen.code == 2
        assert run("show ada --reveal --json").json["private_count"] == 0
        assert [person["id"] for person in run("entry show 1 --json").json["participants"]] == [2]

    def test_no_editor_opens_for_what_would_be_refused(self, home: Path) -> None:
        editor = home / "editor"
        editor.write_text("#!/bin/sh\ntouch $HOME/opened\necho tea > $1\n")
        editor.chmod(0o755)
        assert UNWANTED in terminal("log", "ada", "--private", EDITOR=str(editor)).text
        assert not (home / "opened").exists()


class TestWhatIsKeptGoes:
    @pytest.fixture(autouse=True)
    def private_things(self, once: Run) -> None:
        once("edit ada --notes open --field tea=green")
        once("edit ada --private --notes hushed --field diet=strict")
        once("log ada whispered --outcome agreed --place here --private --via call")
        once("log grace 'not hers' --private")
        once("log ada open")

    def test_only_after_a_yes(self, run: Run, book_path: Path) -> None:
        before = book_path.read_bytes()
        refused = run("contact consent ada --no-sensitive --no-sharing", code=1)
        assert "3 private things" in refused.err
        assert "--yes" in refused.err
        assert book_path.read_bytes() == before
        screen = terminal("contact", "consent", "ada", "--no-sensitive", typed="n\n")
        assert "Remove 3 private things kept about #1 Ada Example?" in screen.text
        assert opt_outs(run) == []
        assert terminal("contact", "consent", "ada", "--no-sensitive", typed="y\n").code == 0
        assert opt_outs(run) == ["no_sensitive"]

    def test_all_of_it_and_nothing_else(self, run: Run) -> None:
        run("entry edit 1 --with grace --body 'a long talk'")
        before = run("entry show 1 --json").json
        said = run("contact consent ada --no-sensitive --yes").out
        assert said == "#1 Ada Example: no private notes. 3 private things removed.\n"
        shown = run("show ada --reveal --json").json
        assert (shown["notes"], shown["private_notes"], shown["private_count"]) == ("open", "", 0)
        assert [field["name"] for field in shown["fields"]] == ["tea"]
        assert run("entry show 1 --json").json == before | {"summary": "[removed]", "private": False}
        assert [entry["summary"] for entry in run("timeline --reveal --json").json] == ["open", "not hers", "[removed]"]

    def test_history_forgets_it_too(self, run: Run) -> None:
        run("entry edit 1 --not-private")
        run("entry edit 1 --private --note whispered2")
        run("edit ada --private --field diet=stricter")
        run("entry delete 1 --yes")
        run("log ada whispered3")
        run("entry edit 4 --private")
        run("contact consent ada --no-sensitive --yes")
        told = run("history --reveal --json").out
        for operation in run("history --json").json:
            told += run(f"history show {operation['id']} --reveal --json").out
        assert not [word for word in ("hushed", "strict", "whispered", "agreed") if word in told]
        assert "not hers" in told
        assert "tea" in told
        assert "Nothing is wrong" in run("db check").out

    def test_no_undo_brings_it_back(self, run: Run) -> None:
        run("entry delete 1 --yes")
        deleted = run("history --json --limit 1").json[0]["id"]
        run("contact consent ada --no-sensitive --yes")
        run(f"undo {deleted}")
        entry = run("entry show 1 --reveal --json").json
        assert (entry["summary"], entry["outcome"], entry["private"]) == ("[removed]", "", False)
        assert [person["name"] for person in entry["participants"]] == ["Ada Example"]

    def test_undoing_the_wish_brings_nothing_back(self, run: Run) -> None:
        run("contact consent ada --no-sensitive --yes")
        run("undo")
        assert opt_outs(run) == []
        shown = run("show ada --reveal --json").json
        assert (shown["notes"], shown["private_notes"], shown["private_count"]) == ("open", "", 0)
        assert [entry["summary"] for entry in shown["interactions"]] == ["open", "[removed]"]
        assert "Nothing is wrong" in run("db check").out

    def test_an_undo_that_would_bring_it_back_is_refused(self, run: Run, book_path: Path) -> None:
        """It was private with somebody else alone; or it came while the wish was taken back."""
        run("entry edit 2 --with ada")
        run("entry edit 2 --without ada")
        taken_off = run("history --json --limit 1").json[0]["id"]
        run("contact consent ada --no-sensitive --yes")
        run("contact consent ada --sensitive")
        taken_back = run("history --json --limit 1").json[0]["id"]
        run("log ada hushed --private")
        logged = run("history --json --limit 1").json[0]["id"]
        before = rows(book_path)
        assert UNWANTED in run(f"undo {taken_back}", code=1).err
        assert rows(book_path) == before
        run(f"undo {logged}")
        run(f"undo {taken_back}")
        assert UNWANTED in run(f"undo {taken_off}", code=1).err
        assert [person["name"] for person in run("entry show 2 --json").json["participants"]] == ["Grace Sampleton"]

    def test_other_wishes_ask_nothing(self, run: Run) -> None:
        run("contact consent ada --no-greetings --sensitive")
        assert run("show ada --json").json["private_count"] == 3

    def test_what_came_while_nobody_asked_is_not_removed_unasked(self, run: Run, home: Path) -> None:
        """Another program logs something private while the question waits for its answer."""
        program = home / "ask.py"
        program.write_text(
            "import subprocess, sys\nfrom relkeeper.cli import ask, main\n"
            "def answer(question):\n"
            "    subprocess.run([sys.executable, '-m', 'relkeeper', 'log', 'ada', 'late', '--private'], check=True,\n"
            "                   stdin=subprocess.DEVNULL)\n"
            "    return 'y'\n"
            "ask._answer = answer\nask.somebody = lambda: True\nmain()\n"
        )
        ended = subprocess.run(
            [sys.executable, str(program), "contact", "consent", "ada", "--no-sensitive"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 1
        assert "meanwhile" in ended.stderr
        assert run("show ada --json").json["private_count"] == 4
