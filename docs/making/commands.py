"""The command reference: a page for each command or group, and the index."""

from collections.abc import Iterator, Mapping

from docs.making import json_page, markdown, tree, words
from docs.making.tree import Command, Parameter
from relkeeper.cli import COMMANDS

_INDEX = """\
Every command, with its arguments and options, as `relkeeper COMMAND --help` tells them. `rk` is the same program under
a shorter name. What words like WHO and WHEN may be stands under [words](#words-of-the-command-line)."""

_ELSEWHERE = """\
## Elsewhere

- [Exit codes](exit-codes.md)
- [Settings and environment variables](settings.md)
- [The JSON of each command](json.md)
- [The tables of the file](schema.md)
- [What can be imported](../formats.md)
- [relkeeper's own JSON](../own-json.md), which `export json` writes
- [The fields of a search](../search.md)"""


def pages() -> Mapping[str, str]:
    """The text of each page by its path from the folder of the reference."""
    return {"index.md": _index()} | {f"commands/{each.name}.md": _page(each) for each in tree.commands()}


def _index() -> str:
    panels = dict.fromkeys(entry.panel for entry in COMMANDS.values())
    return markdown.page(
        "# Reference",
        _INDEX,
        *(_panel(panel) for panel in panels),
        "## Options of every command",
        "They stand before the command: `relkeeper --db work.db overdue`.",
        _options(tree.root()),
        "## Words of the command line",
        markdown.table(("word", "what may stand there"), [(f"`{word.name}`", word.told) for word in words.ALL]),
        _ELSEWHERE,
    )


def _panel(panel: str) -> str:
    rows = [
        (f"[`{name}`](commands/{name}.md)", markdown.text(entry.summary))
        for name, entry in COMMANDS.items()
        if entry.panel == panel
    ]
    return markdown.page(f"## {panel}", markdown.table(("command", "what it does"), rows)).rstrip()


def _page(command: Command) -> str:
    return markdown.page(
        f"# relkeeper {command.name}",
        *_body(command, level=2),
        _subcommands(command),
        *(_section(inner) for inner in command.commands),
        "[All commands](../index.md)",
    )


def _section(command: Command) -> str:
    return markdown.page(f"## relkeeper {command.name}", *_body(command, level=3)).rstrip()


def _body(command: Command, level: int) -> Iterator[str]:
    marks = "#" * level
    yield markdown.text(command.summary)
    yield markdown.block(command.usage)
    for paragraph in command.description:
        yield markdown.block(paragraph.text.splitlines()) if paragraph.as_it_stands else markdown.text(paragraph.text)
    if command.examples:
        yield f"{marks} Examples"
        yield markdown.block(command.examples, "sh")
    if command.arguments:
        yield f"{marks} Arguments"
        rows = [(markdown.code(each.value), _help(each)) for each in command.arguments]
        yield markdown.table(("argument", "meaning"), rows)
    if command.options:
        yield f"{marks} Options"
        yield _options(command)
    if command.takes_json:
        yield f"`--json` prints {json_page.told(command.name, '../json.md')}."


def _options(command: Command) -> str:
    rows = [(_spelled(each), _help(each)) for each in command.options]
    return markdown.table(("option", "meaning"), rows)


def _spelled(option: Parameter) -> str:
    return ", ".join(markdown.code(f"{spelling} {option.value}".strip()) for spelling in option.spellings)


def _help(parameter: Parameter) -> str:
    return " ".join([markdown.text(parameter.help), *(markdown.text(f"{note}.") for note in notes(parameter))])


def notes(parameter: Parameter) -> Iterator[str]:
    """What the help does not say of a parameter: whether it must be there, how often, its default, its limits."""
    if parameter.required and parameter.spellings:
        yield "Required"
    if parameter.repeatable and "repeat" not in parameter.help:
        yield "Repeatable"
    if parameter.default:
        yield f"Default: {parameter.default}"
    if parameter.limits:
        yield parameter.limits[0].upper() + parameter.limits[1:]


def _subcommands(command: Command) -> str:
    if not command.commands:
        return ""
    rows = [
        (f"[`{inner.name}`](#{markdown.anchor(f'relkeeper {inner.name}')})", markdown.text(inner.summary))
        for inner in command.commands
    ]
    return markdown.page("## Commands", markdown.table(("command", "what it does"), rows)).rstrip()
