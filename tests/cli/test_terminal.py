"""On a real terminal (a pty): tables that fit, questions that can be answered, an editor that loses nothing."""

import re
import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from tests.conftest import Run
from tests.terminals import terminal


def width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


@pytest.fixture
def people(once: Run) -> None:
    once("add 'Ada Example' --every 2w --tag friends --org 'Engines Ltd'")
    once("add 样张三 --every 1w --phone '+86 138 0000 0000'")
    once(
        "log ada 'a rather long talk about gardens, engines, the sea and all the rest of it' --when 2026-09-20 --via call"
    )
    once("log 样张三 毕业二十年聚会的事情，他来订餐厅，我来通知其他的同学，大家都很期待 --when 2026-10-01 --via 微信")


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("words", [["overdue"], ["list"], ["timeline"], ["show", "ada"]])
@pytest.mark.usefixtures("people")
def test_tables_fit_the_width_with_wide_characters(words: list[str], columns: int) -> None:
    screen = terminal(*words, columns=columns)
    assert screen.code == 0
    assert max(map(width, screen.lines)) <= columns
    # Wrapped, but whole: nothing of a name is cut.
    assert {"Ada", "Example"} <= set(screen.text.split())


@pytest.mark.usefixtures("people")
def test_columns_stand_below_each_other(run: Run) -> None:
    lines = terminal("overdue", columns=120).lines
    late = [width(line[: line.index("days late")]) for line in lines if "days late" in line]
    assert len(late) == 2
    assert len(set(late)) == 1


@pytest.mark.usefixtures("people")
def test_colours_are_left_out_when_not_wanted() -> None:
    assert "\x1b[" in terminal("overdue").raw
    assert "\x1b[3" not in terminal("overdue", NO_COLOR="1").raw


@pytest.mark.usefixtures("people")
def test_a_long_text_goes_through_the_pager(home: Path, run: Run) -> None:
    for number in range(30):
        run(f"add 'Person {number} Muster'")
    screen = terminal("list", PAGER="sed -e 's/^/> /'")
    assert all(line.startswith("> ") for line in screen.lines)
    assert not terminal("overdue", PAGER="sed -e 's/^/> /'").text.startswith("> ")


def test_a_person_is_told_how_to_begin() -> None:
    assert "relkeeper add NAME" in terminal("overdue").text


def test_a_person_is_told_that_nobody_is_overdue(run: Run) -> None:
    run("add Ada")
    assert "Nobody is overdue." in terminal("overdue").text


class TestQuestions:
    @pytest.fixture(autouse=True)
    def ada(self, once: Run) -> None:
        once("add 'Ada Example'")

    @pytest.mark.parametrize(("answer", "code", "left"), [("y", 0, 0), ("是", 0, 0), ("n", 1, 1), ("", 1, 1)])
    def test_delete_asks(self, run: Run, answer: str, code: int, left: int) -> None:
        screen = terminal("contact", "delete", "ada", typed=f"{answer}\n")
        assert "Delete #1 Ada Example?" in screen.text
        assert screen.code == code
        assert len(run("list --json").json) == left

    def test_the_loss_that_is_told_is_the_loss_that_comes(self, run: Run) -> None:
        run("add Bob")
        run("log ada alone")
        run("log ada shared --with bob")
        assert "and 1 entry (what others took part in stays)?" in terminal("contact", "delete", "ada", typed="n\n").text

    def test_nobody_waits_for_a_question(self, run: Run, home: Path) -> None:
        """Another program can write while a person is asked which Ada is meant."""
        run("add 'Ada Muster'")
        (home / "asked").write_text("")
        asking = (
            "import sys\nfrom relkeeper.cli import ask\n"
            "def answer(question):\n"
            "    import subprocess\n"
            "    subprocess.run([sys.executable, '-m', 'relkeeper', 'add', 'Grace'], check=True, stdin=subprocess.DEVNULL)\n"
            "    return '1'\n"
            "ask._answer = answer\n"
            "ask.somebody = lambda: True\n"
            "from relkeeper.cli import main\nmain()\n"
        )
        subprocess.run([sys.executable, "-c", asking, "log", "ada", "tea"], check=True)
        assert len(run("list --json").json) == 3
        assert len(run("timeline --json").json) == 1

    def test_the_end_of_the_input_is_a_no(self, run: Run) -> None:
        screen = terminal("contact", "delete", "ada", hang_up=True)
        assert screen.code == 1
        assert "nothing was changed" in screen.text
        assert len(run("list --json").json) == 1

    def test_a_namesake_is_added_on_a_yes(self, run: Run) -> None:
        assert terminal("add", "ADA EXAMPLE", typed="n\n").code == 1
        assert terminal("add", "ADA EXAMPLE", typed="y\n").code == 0
        assert len(run("list --json").json) == 2

    def test_the_choice_among_several_is_offered(self, run: Run) -> None:
        run("add 'Ada Muster'")
        screen = terminal("log", "ada", "tea", typed="2\n")
        assert screen.code == 0
        assert "with Ada Muster" in screen.text
        assert terminal("log", "ada", "tea", typed="\n").code == 4
        assert len(run("timeline --json").json) == 1


class TestEditor:
    @pytest.fixture(autouse=True)
    def ada(self, once: Run) -> None:
        once("add 'Ada Example' --phone 'work:+44 20 7946 0018' --every 2w --field tea=green")

    def editor(self, home: Path, *scripts: str) -> str:
        """An editor that does to the file what the next of the sed scripts says each time it is started."""
        for number, script in enumerate(scripts):
            (home / f"script{number}").write_text(script)
        program = home / "editor"
        program.write_text(
            '#!/bin/sh\ncount=$(cat "$HOME/count" 2>/dev/null || echo 0)\necho $((count + 1)) > "$HOME/count"\n'
            'sed -i -f "$HOME/script$count" "$1"\n'
        )
        program.chmod(0o755)
        return str(program)

    def test_a_contact_is_edited_as_a_form(self, run: Run, home: Path) -> None:
        editor = self.editor(home, 's/^organization = .*/organization = "Engines Ltd"/\ns/green/black/')
        screen = terminal("edit", "ada", EDITOR=editor)
        assert screen.code == 0, screen
        shown = run("show ada --json").json
        assert shown["organization"] == "Engines Ltd"
        assert shown["fields"] == [{"name": "tea", "value": "black", "private": False}]
        assert shown["contact_points"][0]["label"] == "work"
        assert shown["cadence_days"] == 14

    def test_an_unchanged_form_changes_nothing(self, run: Run, home: Path) -> None:
        before = run("show ada --json").json
        assert "nothing was changed" in terminal("edit", "ada", EDITOR="true").text
        assert run("show ada --json").json == before

    def test_a_mistake_can_be_mended(self, run: Run, home: Path) -> None:
        editor = self.editor(home, 's/^every = .*/every = "sometimes"/', 's/^every = .*/every = "3 weeks"/')
        screen = terminal("edit", "ada", EDITOR=editor, typed="y\n")
        assert "sometimes" in screen.text
        assert screen.code == 0
        assert run("show ada --json").json["cadence_days"] == 21

    def test_a_mistake_that_stays_is_kept_in_a_file(self, run: Run, home: Path) -> None:
        editor = self.editor(home, 's/^every = .*/every = "sometimes"/')
        screen = terminal("edit", "ada", EDITOR=editor, typed="n\n")
        assert screen.code == 2
        kept = re.search(r"kept in (\S+)", screen.text)
        assert kept is not None
        assert 'every = "sometimes"' in Path(kept[1]).read_text()
        assert Path(kept[1]).stat().st_mode & 0o777 == 0o600
        assert run("show ada --json").json["cadence_days"] == 14
        Path(kept[1]).unlink()

    def test_a_note_is_written_in_the_editor(self, run: Run, home: Path) -> None:
        editor = self.editor(home, "1i tea\\\n\\\nshe will send the deck")
        screen = terminal("log", "ada", EDITOR=editor)
        assert screen.code == 0, screen
        entry = run("timeline --json").json[0]
        assert (entry["summary"], entry["body"]) == ("tea", "she will send the deck")

    def test_a_note_is_kept_when_it_cannot_be_logged(self, run: Run, home: Path, book_path: Path) -> None:
        editor = self.editor(home, "1i tea")
        with (home / "editor").open("a") as program:
            program.write(f"head -c 100 /dev/zero > {book_path}\n")
        screen = terminal("log", "ada", EDITOR=editor)
        assert screen.code == 8
        kept = re.search(r"kept in (\S+)", screen.text)
        assert kept is not None
        assert "tea" in Path(kept[1]).read_text()
        Path(kept[1]).unlink()

    def test_an_entry_is_edited_as_a_form(self, run: Run, home: Path) -> None:
        run("add 张三")
        run("log ada tea --duration 1h30 --when '2026-11-20 14:30'")
        editor = self.editor(home, 's/^outcome = .*/outcome = "more tea"/\ns/^with = .*/with = ["zs"]/')
        assert terminal("entry", "edit", "1", EDITOR=editor).code == 0
        entry = run("entry show 1 --json").json
        assert (entry["outcome"], entry["duration_minutes"], entry["at"]) == (
            "more tea",
            90,
            "2026-11-20T14:30:00+00:00",
        )
        assert [person["name"] for person in entry["participants"]] == ["张三"]

    def test_a_change_by_another_program_meanwhile_is_not_lost(self, run: Run, home: Path) -> None:
        program = home / "editor"
        program.write_text(
            f"#!/bin/sh\n{sys.executable} -m relkeeper edit ada --tag new < /dev/null\nsed -i 's/^title.*/title = \"X\"/' $1\n"
        )
        program.chmod(0o755)
        screen = terminal("edit", "ada", EDITOR=str(program))
        assert screen.code == 1
        assert "changed meanwhile" in screen.text
        assert "kept in" in screen.text
        shown = run("show ada --json").json
        assert (shown["tags"], shown["title"]) == (["new"], "")

    def test_a_line_that_looks_like_a_hint_is_kept(self, run: Run, home: Path) -> None:
        editor = self.editor(home, "1i tea\\\n# 1 priority: call the bank")
        assert terminal("log", "ada", EDITOR=editor).code == 0
        assert run("timeline --json").json[0]["body"] == "# 1 priority: call the bank"

    def test_what_is_wrong_is_said_before_the_editor_opens(self, run: Run, home: Path) -> None:
        for words in (["--via", "nonsense"], ["--in", "--out"], ["--with", "nobody"]):
            assert terminal("log", "ada", *words, EDITOR=self.editor(home, "1i tea")).code in (2, 3)
        assert not (home / "count").exists()

    def test_no_editor_is_a_sentence(self) -> None:
        screen = terminal("edit", "ada", EDITOR="/nowhere/at/all")
        assert "set VISUAL or EDITOR" in screen.text
        assert screen.code == 1
