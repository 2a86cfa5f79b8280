"""Every made page is what the code says; `python -m docs.making` makes them anew."""

import re
from pathlib import Path

import pytest

from docs.making import commands, exit_codes, json_page, manual, markdown, pages, roff, schema, settings, tree, words
from relkeeper import errors
from relkeeper.book import Book
from relkeeper.errors import ExitCode, RelkeeperError
from relkeeper.store.backups import folder_beside
from tests.conftest import Run


@pytest.mark.parametrize("path", sorted(pages.standing()))
def test_the_page_is_what_the_code_says(path: str) -> None:
    (folder,) = (folder for folder in pages.FOLDERS if path.startswith(f"{folder}/"))
    assert pages.standing()[path] == pages.made_in(folder).get(path), f"run {pages.MAKE}"


@pytest.mark.parametrize("folder", pages.FOLDERS)
def test_no_page_is_missing(folder: str) -> None:
    assert pages.made_in(folder).keys() <= pages.standing().keys(), f"run {pages.MAKE}"


def test_every_argument_and_option_has_help() -> None:
    for command in (tree.root(), *tree.every()):
        for parameter in (*command.arguments, *command.options):
            assert parameter.help.endswith("."), (command.name, parameter)


@pytest.mark.parametrize("command", [pytest.param(command, id=command.name) for command in tree.every()])
def test_the_page_has_all_that_the_help_has(run: Run, command: tree.Command) -> None:
    page = pages.made_in("docs/reference")[f"docs/reference/commands/{command.name.partition(' ')[0]}.md"].replace(
        "\\", ""
    )
    out = run(f"{command.name} --help").out
    said = " ".join(out.split())
    assert command.examples
    for parameter in (*command.arguments, *command.options):
        assert " ".join(parameter.help.split()) in said
        assert parameter.help in page
    for example in command.examples:
        assert example in said
        assert f"\n{example}\n" in page
    for line in re.findall(r"^  (--.*?)(?:  |$)", out.rpartition("--help")[0], re.MULTILINE):
        for spelling in re.findall(r"--[a-z][\w-]*", line):
            assert f"`{spelling}" in page


def test_the_check_names_what_differs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    assert set(pages.differing()) == pages.made().keys()
    pages.write()
    assert pages.differing() == []
    (tmp_path / "docs/man/relkeeper-gone.1").write_text("nobody makes this", "utf-8")
    (tmp_path / "docs/reference/schema.md").write_text("changed by hand", "utf-8")
    assert pages.differing() == ["docs/man/relkeeper-gone.1", "docs/reference/schema.md"]
    pages.write()
    assert pages.differing() == []


def test_making_touches_no_home(home: Path) -> None:
    schema.tables.cache_clear()
    tree.commands.cache_clear()
    assert schema.page()
    assert json_page.page()
    assert commands.pages()
    assert list(home.iterdir()) == []


def test_the_tree_of_errors_is_that_of_the_classes() -> None:
    classes = [
        found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, RelkeeperError)
    ]
    told = {error.name: error.code for error in exit_codes.tree()}
    assert told == {found.__name__: int(found.exit_code) for found in classes}


def test_every_exit_code_has_words() -> None:
    assert [code for code, _ in exit_codes.meanings()] == [int(code) for code in ExitCode]
    assert exit_codes.summaries().keys() == {int(code) for code in ExitCode}


def test_the_files_are_where_the_page_says(home: Path) -> None:
    book, backups, config = (Path(path).expanduser() for path, _ in settings.files())
    assert Book().path == book
    assert folder_beside(book) == backups
    assert Book().config_path == config


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a `code_word` and *stars*", r"a `code_word` and \*stars\*"),
        ("snake_case, _emphasis_", r"snake_case, \_emphasis\_"),
        ("# no heading, '#12'", r"\# no heading, '#12'"),
        ("[a](link) and [LABEL:]NUMBER", r"\[a](link) and [LABEL:]NUMBER"),
        ("<tag>, 毕业聚会", r"\<tag>, 毕业聚会"),
    ],
)
def test_words_are_no_markup(words: str, told: str) -> None:
    assert markdown.text(words) == told


def test_bars_part_no_cells() -> None:
    assert markdown.table(["a"], [["`x|y`"]]).splitlines()[-1] == r"| `x\|y` |"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (".PP", r"\&.PP"),
        ("'12' --all", r"\(aq12\(aq \-\-all"),
        (r"a\b", r"a\eb"),
        ("`x` ^ ~ 每两周", r"\(gax\(ga \(ha \(ti 每两周"),
    ],
)
def test_words_are_no_requests_of_roff(words: str, told: str) -> None:
    assert roff.escape(words) == told


def test_every_man_page_says_how_it_ends_and_the_first_what_words_stand_for() -> None:
    texts = {name: text.replace("\\-", "-") for name, text in manual.pages().items() if name != "rk.1"}
    for text in texts.values():
        _, _, ending = text.partition('.SH "EXIT STATUS"')
        assert all(f"{int(code)}" in ending for code in ExitCode)
    section = texts["relkeeper.1"].partition('.SH "WORDS OF THE COMMAND LINE"')[2].partition(".SH")[0]
    assert section.count(".TP") == len(words.ALL)
    assert "segment.md" not in section


def test_no_line_of_a_man_page_is_an_unknown_request() -> None:
    known = (".TH ", ".SH ", ".SS ", ".PP", ".TP", ".RS 4", ".RE", ".nf", ".fi", ".br", ".ad l", ".nh", ".so ", '.\\"')
    for name, text in manual.pages().items():
        for line in text.splitlines():
            assert not line.startswith("'"), (name, line)
            assert not line.startswith(".") or line.startswith(known), (name, line)
            assert "-" not in re.sub(r"\\-|^\.\\\".*", "", line), (name, line)
