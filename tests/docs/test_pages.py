"""What the pages say is what happens: their commands run, and what they show is what comes."""

import re
from pathlib import Path

import pytest

from tests.docs import runner
from tests.docs.pages import Block, blocks, name, prose, run_pages
from tests.docs.typed import plain_words, simple_commands, steps, unknown

DAILY_BACKUPS = True
QUESTION = "Remove #1 Ada for good? This cannot be undone. [y/N]"
PAGES = run_pages()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_runs_and_says_what_is_shown(page: Path, home: Path) -> None:
    with runner.home_of(page, home):
        for step, said in runner.play(page):
            where = f"{name(page)}:{step.line}: {step.command}"
            complains = any(line.startswith("relkeeper: ") for line in step.shown)
            assert said.code == 0 or complains, f"{where}\nended with {said.code}:\n{said.text}"
            assert not step.shown or runner.fits(step.shown, said.text), (
                f"{where}\nsays\n{said.text}\nand not what the page shows; see it with: "
                f"python -m tests.docs.runner {name(page)}"
            )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_named_in_the_text_exists(page: Path) -> None:
    for inline in re.findall(r"`(?:relkeeper|rk)\s([^`]+)`", prose(page.read_text(encoding="utf-8"))):
        for words in simple_commands(f"relkeeper {' '.join(inline.split())}"):
            if words[0] == "relkeeper":
                assert not unknown(words[1:]), f"{name(page)}: {inline}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_stand_in_blocks_that_are_run(page: Path) -> None:
    assert not re.findall(r"^(?: {4}|\t)(?:\$ )?relkeeper .*", prose(page.read_text(encoding="utf-8")), re.MULTILINE)


class TestTheRunner:
    def test_leaves_out_only_programs_that_pages_use(self) -> None:
        shells = [
            block.text for page in PAGES for block in blocks(page.read_text(encoding="utf-8")) if block.kind == "sh"
        ]
        used = {words[0] for shell in shells for words in simple_commands(shell)}
        assert set(runner.NOT_RUN) <= used

    def test_takes_the_lines_behind_a_prompt_with_what_comes(self) -> None:
        block = Block("console", "$ relkeeper list \\\n  --archived\nNobody.\n...\n$ relkeeper undo\n", 7)
        assert [tuple(step) for step in steps(block)] == [
            ("relkeeper list \\\n  --archived", ["Nobody.", "..."], 7),
            ("relkeeper undo", [], 11),
        ]

    def test_takes_all_lines_where_there_is_no_prompt(self) -> None:
        assert [step.command for step in steps(Block("console", "relkeeper list\nrelkeeper undo\n", 1))] == [
            "relkeeper list",
            "relkeeper undo",
        ]

    @pytest.mark.parametrize(
        ("shown", "fits"),
        [
            (["one", "two"], True),
            (["one"], False),
            (["two"], False),
            (["one", "..."], True),
            (["...", "two"], True),
            (["...", "three"], False),
            (["...", "one", "two", "..."], True),
            (["one ", "", "two"], True),
            (["o.e", "two"], False),
        ],
    )
    def test_compares_what_is_shown(self, shown: list[str], fits: bool) -> None:
        assert runner.fits(shown, "one  \ntwo\n\n") is fits

    @pytest.mark.parametrize(
        ("command", "words"),
        [
            ("relkeeper show '#12'  # a comment", ["show", "#12"]),
            ('rk log ada "tea; cake?"', ["log", "ada", "tea; cake?"]),
            ("relkeeper list | head", None),
            ('relkeeper list "$HOME"', None),
            ("relkeeper list > a", None),
            ("relkeeper import *.vcf", None),
            ("NO_COLOR=1 relkeeper list", None),
            ("ls", None),
        ],
    )
    def test_leaves_to_the_shell_what_is_of_the_shell(self, command: str, words: list[str] | None) -> None:
        assert plain_words(command) == words

    @pytest.mark.parametrize(
        ("words", "wrong"),
        [
            ("list --archived", ""),
            ("remind install --cron --at 7:30", ""),
            ("remind --lead 3d", ""),
            ("backup create --to x --keep=3", ""),
            ("--db x.db list", ""),
            ("lisst", "relkeeper has no command lisst"),
            ("list --archve", "relkeeper list has no option --archve"),
            ("backup make", "relkeeper backup has no command make"),
            ("backup create --from x", "relkeeper backup create has no option --from"),
        ],
    )
    def test_knows_which_commands_and_options_there_are(self, words: str, wrong: str) -> None:
        assert unknown(words.split()) == wrong

    def test_finds_the_commands_in_a_piece_of_shell(self) -> None:
        shell = "cat > a <<'END'\nrelkeeper nothing\nEND\nA=1 relkeeper list | \\\n  head -1 && rk undo\n"
        assert [words[0] for words in simple_commands(shell)] == ["cat", "relkeeper", "head", "rk"]

    def test_sees_what_is_wrong_in_a_page(self, home: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("```console\n$ relkeeper add Ada\nAdded #2: Ada.\n$ relkeeper show bob\n```\n")
        with runner.home_of(page, home):
            (added, said), (_, missing) = runner.play(page)
        assert not runner.fits(added.shown, said.text)
        assert runner.fits(["Added #1: Ada."], said.text)
        assert missing.code == 3

    @pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1)])
    def test_answers_what_is_asked(self, home: Path, tmp_path: Path, answer: str, code: int) -> None:
        page = tmp_path / "page.md"
        page.write_text(
            f"```console\n$ relkeeper add Ada\n$ relkeeper contact erase ada\n{QUESTION} {answer}\n...\n```\n"
        )
        with runner.home_of(page, home):
            (_, _), (step, said) = runner.play(page)
        assert said.code == code
        assert runner.fits(step.shown, said.text)

    def test_keeps_its_clock_where_a_page_leaves_a_book_of_its_own(self, home: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text(
            "```console\n$ export RELKEEPER_DB=$HOME/other.db\n$ relkeeper add Ada\n"
            "$ unset RELKEEPER_NOW RELKEEPER_DB\n$ relkeeper add Bob --every 1w\n```\n"
        )
        with runner.home_of(page, home):
            *_, (_, said) = runner.play(page)
        assert runner.fits(["Added #1: Bob. Next due 28 Nov."], said.text)

    def test_wants_an_answer_to_a_question(self, home: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("```console\nrelkeeper add Ada\nrelkeeper contact erase ada\n```\n")
        with (
            runner.home_of(page, home),
            pytest.raises(pytest.fail.Exception, match="no answer to the question 'Remove"),
        ):
            list(runner.play(page))

    def test_lets_cron_run_its_lines_with_little(self, home: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("```crontab\nMAILTO=ada\n# a comment\n30 7 * * 1-5  env; echo 7\\%\n```\n")
        with runner.home_of(page, home):
            ((_, said),) = runner.play(page)
        assert "PATH=/usr/bin:/bin\n" in said.text
        assert "COLUMNS" not in said.text
        assert "MAILTO=ada\n" in said.text
        assert said.text.endswith("7%\n")
