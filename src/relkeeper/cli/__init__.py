"""The table of contents of the command line, the global options, and what becomes of errors.

Typer turns every function it is given into parameters, so the tree is built only where the arguments go: the root knows
each command by one line of this table, and imports its module when it is called.
"""

import sys
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from relkeeper import __version__
from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.errors import ExitCode, RelkeeperError
from relkeeper.store import faults

EVERY_DAY = "Every day"
KEEPING = "Keeping the book"
SETTING_UP = "Setting up"


class Entry(NamedTuple):
    """A command: `module:function` (or `module:app` for a group) in this package, its summary and its panel."""

    place: str
    summary: str
    panel: str


COMMANDS = {
    "add": Entry("contact_changes:add", "Add a contact.", EVERY_DAY),
    "log": Entry("interactions:log", "Log a call, a meeting or a message with one or more contacts.", EVERY_DAY),
    "overdue": Entry("reminders:overdue", "Show whom you have not been in touch with for too long.", EVERY_DAY),
    "agenda": Entry("agenda:agenda", "Show what is due and what is coming up, day by day.", EVERY_DAY),
    "remind": Entry("remind:app", "Print what is due, for cron, mail and shells.", EVERY_DAY),
    "suggest": Entry("suggest:suggest", "Say whom to contact next, by your own rhythm.", EVERY_DAY),
    "note": Entry("notes:app", "Note a gift, a debt, a liking: dated facts about people.", EVERY_DAY),
    "show": Entry("contacts:show", "Show all that is kept about a contact.", EVERY_DAY),
    "list": Entry("contacts:list_", "List contacts.", EVERY_DAY),
    "timeline": Entry("timeline:timeline", "Show what happened, newest first.", EVERY_DAY),
    "search": Entry("search:search", "Find any word: in names, entries, notes and files.", EVERY_DAY),
    "stats": Entry("stats:stats", "Show where the time went: by month, person, hour.", EVERY_DAY),
    "segment": Entry("segment:segment", "Sort contacts into classes A to F, and show who moved.", EVERY_DAY),
    "edit": Entry("contact_changes:edit", "Change a contact, by options or in your editor.", EVERY_DAY),
    "attach": Entry("attachments:attach", "Keep files in the book: of a contact, or of an entry.", EVERY_DAY),
    "undo": Entry("history:undo", "Take a whole operation back, and show what came back.", EVERY_DAY),
    "import": Entry("importing.command:import_", "Bring in contacts, chats, mails and meetings from files.", KEEPING),
    "report": Entry("report:report", "Write the book as one page to be read in a browser.", KEEPING),
    "export": Entry("exporting.command:app", "Write the book, or all about one person, to files.", KEEPING),
    "sync": Entry("sync:app", "Keep contacts in step with a folder of .vcf files.", KEEPING),
    "contact": Entry(
        "contact:app",
        "Archive, delete, merge, relate, tidy, snooze; doubles.",
        KEEPING,
    ),
    "entry": Entry("entry:app", "Show, change or delete a logged entry.", KEEPING),
    "attachment": Entry("attachments:app", "List, save, open or remove attached files.", KEEPING),
    "follow-up": Entry("follow_ups:app", "Promises with a date: add, list, done, snooze.", KEEPING),
    "occasion": Entry("occasions:app", "Birthdays and other days that return each year.", KEEPING),
    "cadence": Entry("cadence:app", "Propose how often to be in touch, from your history.", KEEPING),
    "tag": Entry("tags:app", "List tags and set their cadence.", KEEPING),
    "backup": Entry("backup:app", "Make, list and restore backups of the book.", KEEPING),
    "db": Entry("db:app", "Look after the file of the book: check, compact, encrypt.", KEEPING),
    "history": Entry("history:app", "Show what was changed, by which command, before and after.", KEEPING),
    "config": Entry("settings:app", "Show and change settings.", SETTING_UP),
    "demo": Entry("demo:demo", "Show relkeeper at work on a throw-away book.", SETTING_UP),
}


class TableOfContents(TyperGroup):
    """The root group: help, TAB and near misses come from the table, and only the called command is built."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        for name, entry in COMMANDS.items():
            self.add_command(TyperCommand(name, help=entry.summary, rich_help_panel=entry.panel), name)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        return name, name and build(name), rest

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for panel in dict.fromkeys(entry.panel for entry in COMMANDS.values()):
            with formatter.section(panel):
                formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items() if entry.panel == panel])

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except RelkeeperError as error:
            if ctx.params["debug"]:
                output.trace()
            else:
                output.complain(str(error))
            raise typer.Exit(error.exit_code) from None
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as fault:
            # A fault of ours, or of bytes that nobody wrote. Its text may quote what is in the book, so only its kind
            # is told.
            if ctx.params["debug"]:
                output.trace()
                raise typer.Exit(ExitCode.FAILED) from fault
            if ctx.obj is not None and ctx.obj.is_damaged():
                output.complain(str(faults.damaged(ctx.obj.path)))
                raise typer.Exit(ExitCode.DAMAGED) from None
            output.complain(f"{type(fault).__name__} should not have happened; please report what --debug shows")
            raise typer.Exit(ExitCode.FAILED) from None


def build(name: str) -> Any:
    """The command or group called `name`, made from its module, which may say by `Command` how its words are read."""
    place, attribute = COMMANDS[name].place.split(":")
    module = import_module(f"relkeeper.cli.{place}")
    found = getattr(module, attribute)
    if isfunction(found):
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command(name, cls=getattr(module, "Command", None))(found)
        return get_command(app)
    return get_command(found)


app = typer.Typer(
    cls=TableOfContents,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        output.line(f"relkeeper {__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog="""Exit codes: 0 done, 1 failed (the message says why), 2 usage, 3 not found (or no book yet), 4 ambiguous, 5
    input unreadable, 6 file from a newer version, 7 file busy, 8 file damaged, 10 something is due (with --exit-code),
    130 interrupted.""",
)
def root(
    ctx: typer.Context,
    db: Annotated[Path | None, typer.Option(metavar="FILE", help="The file of the book.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error came from.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A card-holder with a memory: who people are, when you were last in touch, and whom it is time for."""
    ctx.obj = Book(
        db,
        chooser=ask.chooser(),
        ask_passphrase=ask.passphrase(),
        warn=output.complain,
        progress=output.progress,
    )
    if ctx.invoked_subcommand is None:
        output.line(ctx.get_help())


def main() -> None:
    """The program: `relkeeper` and `rk`."""
    output.open_missing_streams()
    name = "rk" if Path(sys.argv[0]).name == "rk" else "relkeeper"
    try:
        code = get_command(app).main(prog_name=name, standalone_mode=False)
    except typer.TyperException as error:
        code = output.usage(error)
    except (typer.Abort, KeyboardInterrupt):
        code = ExitCode.INTERRUPTED
    sys.exit(code)
