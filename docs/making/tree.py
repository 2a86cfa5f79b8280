"""The commands as values, read from the tree that runs: names, words of their help, arguments and options."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import typer
from typer.main import get_command

from relkeeper.cli import COMMANDS, app, build

PROGRAM = "relkeeper"
# How Click marks a paragraph whose lines stay as they are.
_AS_IT_STANDS = "\b\n"
# How Typer marks an argument that must be there; those that need not stand in brackets.
_BRACES = re.compile(r"\{([^{}]*)\}")


class Parameter(NamedTuple):
    """An argument (without `spellings`) or an option. `value` is what to write for it, empty for a switch.

    `default` and `limits` are empty where there are none.
    """

    spellings: tuple[str, ...]
    value: str
    help: str
    default: str
    limits: str
    repeatable: bool
    required: bool


class Paragraph(NamedTuple):
    """Part of a help text: words that flow, or lines that stay as they stand."""

    text: str
    as_it_stands: bool


class Command(NamedTuple):
    """A command or a group. `name` is without the program, and empty for the root; `usage` has a line for each way."""

    name: str
    summary: str
    description: tuple[Paragraph, ...]
    examples: tuple[str, ...]
    usage: tuple[str, ...]
    arguments: tuple[Parameter, ...]
    options: tuple[Parameter, ...]
    commands: tuple["Command", ...]

    @property
    def takes_json(self) -> bool:
        return any("--json" in option.spellings for option in self.options)


@cache
def commands() -> tuple[Command, ...]:
    """Every command and group of the table of contents, in its order."""
    return tuple(_command(name, build(name)) for name in COMMANDS)


@cache
def root() -> Command:
    """The program itself, without its commands."""
    return _command("", get_command(app))


def every() -> Iterator[Command]:
    """Every command that does something: those of groups, and groups that are commands of their own."""
    for command in commands():
        if not command.commands or command.options or command.arguments:
            yield command
        yield from command.commands


def _command(name: str, built: Any) -> Command:
    whole = f"{PROGRAM} {name}".strip()
    context = typer.Context(built, info_name=whole)
    inner = {word: built.resolve_command(context, [word])[1] for word in getattr(built, "commands", {})} if name else {}
    summary, description, examples = _help(built.help or "")
    visible = [each for each in built.params if not getattr(each, "hidden", False)]
    return Command(
        name=name,
        summary=summary,
        description=description,
        examples=examples,
        usage=tuple(_usage(whole, built, context)),
        arguments=tuple(_parameter(each, context) for each in visible if each.param_type_name == "argument"),
        options=tuple(_parameter(each, context) for each in visible if each.param_type_name == "option"),
        commands=tuple(_command(f"{name} {word}", found) for word, found in inner.items()),
    )


def _usage(whole: str, built: Any, context: Any) -> Iterator[str]:
    pieces = [_BRACES.sub(r"\1", piece) for piece in built.collect_usage_pieces(context)]
    if getattr(built, "invoke_without_command", False):
        yield f"{whole} [OPTIONS]"
        pieces = [piece for piece in pieces if piece != "[OPTIONS]"]
    elif not any(each.param_type_name == "option" for each in built.params) and hasattr(built, "commands"):
        pieces = [piece for piece in pieces if piece != "[OPTIONS]"]
    yield " ".join((whole, *pieces))


def _parameter(parameter: Any, context: Any) -> Parameter:
    switch = bool(getattr(parameter, "is_flag", False))
    kind = parameter.type
    return Parameter(
        spellings=(*parameter.opts, *parameter.secondary_opts) if parameter.param_type_name == "option" else (),
        value="" if switch else parameter.make_metavar(ctx=context),
        help=parameter.help or "",
        default="" if switch or parameter.default in (None, "") else str(parameter.default),
        limits=_limits(getattr(kind, "min", None), getattr(kind, "max", None)),
        repeatable=bool(getattr(parameter, "multiple", False)),
        required=parameter.required,
    )


def _limits(least: int | None, most: int | None) -> str:
    # The largest number that a file has a use for is no limit that anybody meets.
    if most is not None and most < 2**31 - 1:
        return f"from {least or 0} to {most}"
    return "" if least is None else f"at least {least}"


def _help(text: str) -> tuple[str, tuple[Paragraph, ...], tuple[str, ...]]:
    """The first line, the other paragraphs, and the lines of the examples."""
    summary, *rest = text.strip().split("\n\n")
    description: list[Paragraph] = []
    examples: list[str] = []
    for part in rest:
        as_it_stands = part.startswith(_AS_IT_STANDS)
        lines = part.removeprefix(_AS_IT_STANDS).rstrip().splitlines()
        if as_it_stands and lines[0].strip() in {"Example:", "Examples:"}:
            examples += [line.strip() for line in lines[1:]]
        elif as_it_stands:
            description.append(Paragraph("\n".join(lines), as_it_stands=True))
        else:
            description.append(Paragraph(" ".join(line.strip() for line in lines), as_it_stands=False))
    return " ".join(summary.split()), tuple(description), tuple(examples)
