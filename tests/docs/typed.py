"""Commands as the pages show them: what of a block is typed, in which words, and whether relkeeper knows them."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from typer import TyperException
from typer.main import get_command

from relkeeper.cli import app
from tests.docs.pages import Block

# What a shell would do something about, where no quotes stop it.
_FOR_THE_SHELL = re.compile(r"[|<>$;&`~*?(){}\\\n]|^\w+=")
_BETWEEN_COMMANDS = {"|", "||", "&", "&&", ";", ";;", "(", ")", "$(", "\n"}


class Step(NamedTuple):
    """One command of a page, what the page shows below it, and the line it stands on."""

    command: str
    shown: list[str]
    line: int


def steps(block: Block) -> Iterator[Step]:
    """The commands of a `console` block: the lines behind `$`, each with what comes; without any `$` all lines."""
    lines = block.text.splitlines()
    prompts = any(line.startswith("$ ") for line in lines)
    found: list[Step] = []
    goes_on = False
    for number, line in enumerate(lines, block.line):
        if goes_on:
            found[-1] = found[-1]._replace(command=f"{found[-1].command}\n{line}")
        elif line.startswith("$ ") or not prompts:
            found.append(Step(line.removeprefix("$ "), [], number))
        else:
            assert found, f"line {number} shows something before the first command"
            found[-1].shown.append(line)
            continue
        goes_on = line.endswith("\\")
    return (step for step in found if step.command.strip() and not step.command.startswith("#"))


def plain_words(command: str) -> list[str] | None:
    """The words of a command that is relkeeper and nothing else; None for what needs a shell. `~/` is the home."""
    command = re.sub(r"(?<= )~/", f"{Path.home()}/", command)
    unquoted = re.sub(r"'[^']*'", "", command)
    if re.search(r"[$`]", unquoted) or _FOR_THE_SHELL.search(re.sub(r'"[^"]*"', "", unquoted)):
        return None
    words = shlex.split(command, comments=True)
    return words[1:] if words and words[0] in {"relkeeper", "rk"} else None


def simple_commands(shell: str) -> Iterator[list[str]]:
    """The commands within a piece of shell, each as its words; those in `$(...)` and heredocs are not looked for."""
    shell = re.sub(r"<<-?\s*'?(\w+)'?(.*?)\n.*?^\1$", r"\2", shell, flags=re.MULTILINE | re.DOTALL)
    shell = re.sub(r"\\\n", " ", shell)
    for line in shell.splitlines():
        split = shlex.shlex(line, posix=True, punctuation_chars=True)
        split.whitespace_split = True
        words: list[str] = []
        for word in [*split, "\n"]:
            if word not in _BETWEEN_COMMANDS:
                words.append(word)
                continue
            while words and re.match(r"\w+=|(?:if|then|do|while|!|else|exec|export)$", words[0]):
                words.pop(0)
            if words:
                yield words
            words = []


def unknown(words: list[str]) -> str:
    """What of the words behind `relkeeper` there is not: a command or an option; empty where all is well."""
    command: Any = get_command(app)
    path = "relkeeper"
    value_follows = False
    for word in words:
        if word == "--":
            break
        if value_follows:
            value_follows = False
        elif re.match(r"--?[a-zA-Z]", word):
            option, equals, _ = word.partition("=")
            options = _options(command)
            if option not in options:
                return f"{path} has no option {option}"
            value_follows = options[option] and not equals
        elif hasattr(command, "commands") and not word.isupper():
            try:
                name, command, _ = command.resolve_command(command.context_class(command), [word])
            except TyperException:
                return f"{path} has no command {word}"
            path = f"{path} {name}"
    return ""


def _options(command: Any) -> dict[str, bool]:
    """The options of a command, each with whether a value follows it."""
    named = {name: parameter for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    taking = {name: not getattr(parameter, "is_flag", False) for name, parameter in named.items()}
    return {**taking, "--help": False, "-h": False}
