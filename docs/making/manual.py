"""The man pages: relkeeper(1) and rk(1), and one for each command or group, from the same tree as the reference."""

from collections.abc import Iterator, Mapping

from docs.making import environment, exit_codes, roff, settings, tree, words
from docs.making.commands import notes
from docs.making.tree import Command, Parameter
from relkeeper import __version__
from relkeeper.cli import COMMANDS


def pages() -> Mapping[str, str]:
    """The text of each page by its file name."""
    return {"relkeeper.1": _joined(_root()), "rk.1": ".so man1/relkeeper.1\n"} | {
        f"relkeeper-{command.name}.1": _joined(_page(command)) for command in tree.commands()
    }


def _joined(parts: Iterator[str]) -> str:
    return "\n".join(parts) + "\n"


def _root() -> Iterator[str]:
    root = tree.root()
    yield from _head("relkeeper", root.summary)
    yield roff.section("synopsis")
    yield f"{roff.bold('relkeeper')} [{roff.italic('OPTIONS')}] {roff.italic('COMMAND')} [{roff.italic('ARGS')}]..."
    yield roff.section("commands")
    for panel in dict.fromkeys(entry.panel for entry in COMMANDS.values()):
        yield roff.subsection(panel)
        for name, entry in COMMANDS.items():
            if entry.panel == panel:
                yield roff.tagged(roff.bold(f"relkeeper-{name}") + "(1)", entry.summary)
    yield from _parameters("options", root.options)
    yield roff.section("words of the command line")
    for word in words.ALL:
        yield roff.tagged(roff.bold(word.name), word.plain)
    yield roff.section("exit status")
    for code, meaning in exit_codes.meanings():
        yield roff.tagged(roff.bold(str(code)), meaning)
    yield roff.section("environment")
    yield roff.paragraph("Every setting may be given by a variable: RELKEEPER_ and its name in capitals.")
    for variable in environment.VARIABLES:
        yield roff.tagged(roff.bold(variable.name), variable.meaning.replace("`", ""))
    yield roff.section("files")
    for path, meaning in settings.files():
        yield roff.tagged(roff.italic(path), meaning)
    yield from _see_also([f"relkeeper-{name}" for name in COMMANDS])


def _page(command: Command) -> Iterator[str]:
    yield from _head(f"relkeeper-{command.name}", command.summary)
    yield roff.section("synopsis")
    yield from _synopsis(command)
    if command.description:
        yield roff.section("description")
        yield from _description(command)
    yield from _parameters("arguments", command.arguments)
    yield from _parameters("options", command.options)
    if command.commands:
        yield roff.section("commands")
    for inner in command.commands:
        yield from _subcommand(inner)
    examples = [line for each in (command, *command.commands) for line in each.examples]
    if examples:
        yield roff.section("examples")
        yield roff.lines(dict.fromkeys(examples))
    yield roff.section("exit status")
    yield roff.paragraph(f"{exit_codes.in_short()}. relkeeper(1) says more of each.")
    yield from _see_also(["relkeeper"])


def _head(name: str, summary: str) -> Iterator[str]:
    yield '.\\" Made from the code by: python -m docs.making'
    yield roff.title(name, __version__)
    yield roff.section("name")
    yield f"{roff.escape(name)} \\- {roff.escape(summary[0].lower() + summary[1:].rstrip('.'))}"


def _synopsis(command: Command) -> Iterator[str]:
    name = f"relkeeper {command.name}"
    for number, line in enumerate(command.usage):
        if number:
            yield ".br"
        yield f"{roff.bold(name)} {roff.escape(line.removeprefix(name).strip())}".rstrip()


def _description(command: Command) -> Iterator[str]:
    for paragraph in command.description:
        if paragraph.as_it_stands:
            yield roff.lines(paragraph.text.splitlines())
        else:
            yield roff.paragraph(paragraph.text)


def _subcommand(command: Command) -> Iterator[str]:
    yield roff.subsection(f"relkeeper {command.name}")
    yield roff.paragraph(command.summary)
    yield ".PP"
    yield from _synopsis(command)
    yield from _description(command)
    for parameter in (*command.arguments, *command.options):
        yield _parameter(parameter)


def _parameters(heading: str, parameters: tuple[Parameter, ...]) -> Iterator[str]:
    if parameters:
        yield roff.section(heading)
        yield from map(_parameter, parameters)


def _parameter(parameter: Parameter) -> str:
    value = f" {roff.italic(parameter.value)}" if parameter.value else ""
    spelled = ", ".join(f"{roff.bold(spelling)}{value}" for spelling in parameter.spellings)
    words = " ".join([parameter.help, *(f"{note}." for note in notes(parameter))])
    return roff.tagged(spelled or roff.italic(parameter.value), words)


def _see_also(names: list[str]) -> Iterator[str]:
    yield roff.section("see also")
    yield ",\n".join(f"{roff.bold(name)}(1)" for name in names)
