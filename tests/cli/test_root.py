"""The root: help, near misses, exit codes, and every command's own help."""

import inspect
import subprocess
import sys
from importlib import import_module

import pytest
from typer import Typer

from relkeeper.cli import COMMANDS
from relkeeper.errors import ExitCode
from tests.conftest import Run


def test_without_words_the_help_is_shown(run: Run) -> None:
    assert run("").out == run("--help").out
    for name, entry in COMMANDS.items():
        assert name in run("-h").out
        assert entry.summary in run("-h").out


def test_the_help_names_every_exit_code(run: Run) -> None:
    words = " ".join(run("--help").out.split())
    for code in ExitCode:
        assert f" {int(code)} " in words


def test_the_version(run: Run) -> None:
    assert run("--version").out.startswith("relkeeper 0.")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_command_says(name: str) -> None:
    module, attribute = COMMANDS[name].place.split(":")
    found = getattr(import_module(f"relkeeper.cli.{module}"), attribute)
    said = found.info.help if isinstance(found, Typer) else inspect.getdoc(found)
    assert said.splitlines()[0] == COMMANDS[name].summary


def _commands() -> list[str]:
    words = []
    for name, entry in COMMANDS.items():
        module, attribute = entry.place.split(":")
        found = getattr(import_module(f"relkeeper.cli.{module}"), attribute)
        if isinstance(found, Typer):
            commands = found.registered_commands
            words += [f"{name} {command.name or command.callback.__name__}" for command in commands if command.callback]
        else:
            words.append(name)
    return words


@pytest.mark.parametrize("words", _commands())
def test_every_command_has_help_with_an_example(run: Run, words: str) -> None:
    out = run(f"{words} --help").out
    assert "Example" in out
    assert f"relkeeper {words}" in out


def test_a_near_miss_is_proposed(run: Run) -> None:
    assert "Did you mean 'overdue'?" in run("overdu", code=2).err


@pytest.mark.parametrize("line", ["--nonsense", "list --nonsense", "log", "show", "entry show", "config get"])
def test_wrong_words_are_one_sentence_and_exit_code_2(run: Run, line: str) -> None:
    result = run(line, code=2)
    assert result.out == ""
    assert result.err.startswith("relkeeper: ")
    assert "--help" in result.err


def test_a_group_without_a_command_shows_its_help(run: Run) -> None:
    assert "archive" in run("contact", code=2).err


def test_a_closed_pipe_is_no_error(run: Run) -> None:
    for number in range(40):
        run(f"add 'Person {number:03} Muster'")
    program = f"{sys.executable} -m relkeeper"
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; for i in 1 2 3; do {program} list --json | head -1; done"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "[\n" * 3, "")


def test_an_argument_that_is_no_text_is_refused(run: Run) -> None:
    assert "UTF-8" in run("add 'Ada \udcff'", code=2).err


def test_debug_shows_where_an_error_came_from(run: Run) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "relkeeper", "--debug", "show", "nobody"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NotFoundError" in result.stderr
