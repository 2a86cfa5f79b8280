"""What was changed, and taking it back: history, undo."""

from typing import Annotated, Any

import typer
from typer import Argument
from typer.core import TyperGroup

from relkeeper.book import Book
from relkeeper.cli import complete, output
from relkeeper.cli.options import Json, Limit, Reveal, operation, person
from relkeeper.errors import NotFoundError
from relkeeper.render import echo
from relkeeper.rules import who

_SHOWN = 20
_ROWS = 100
_HELP = """Show what was changed, by which command, before and after.

\b
  relkeeper history [WHO]    what was changed, newest first; with WHO only about this contact
    -n, --limit N            at most so many
    --reveal                 show what is private, too
    --json                   print JSON with every field

\b
Examples:
  relkeeper history
  relkeeper history ada --limit 50
  relkeeper history show 12
"""


class Listing(TyperGroup):
    """A group whose own words are those of its `list`: `history ada` is `history list ada`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=Listing,
    help=_HELP,
    subcommand_metavar="[WHO] | COMMAND ...",
    add_completion=False,
    rich_markup_mode=None,
)

OperationId = Annotated[
    int, Argument(metavar="ID", parser=operation, help="The number of the operation, as history shows it.")
]


@app.command("list")
def list_(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(metavar="[WHO]", parser=person, autocompletion=complete.names, help="Only about this contact."),
    ] = None,
    limit: Limit = _SHOWN,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """List what was changed, newest first. The word `list` may be left out.

    \b
    Examples:
      relkeeper history
      relkeeper history ada --limit 50
    """
    book: Book = ctx.obj
    contact_id = None if whom is None else book.find(whom).id
    output.show(book, "history", book.reports.history(contact_id, limit, reveal), json)


@app.command()
def show(
    ctx: typer.Context, operation_id: OperationId, limit: Limit = _ROWS, reveal: Reveal = False, json: Json = False
) -> None:
    """Show one operation: each row it changed, before and after.

    \b
    Example:
      relkeeper history show 12
    """
    book: Book = ctx.obj
    output.show(book, "operation", book.reports.operation(operation_id, limit, reveal), json)


def undo(
    ctx: typer.Context,
    operation_id: Annotated[
        int | None,
        Argument(metavar="[ID]", parser=operation, help="The operation, as history shows it; the newest without it."),
    ] = None,
    json: Json = False,
) -> None:
    """Take a whole operation back, and show what came back.

    An undo is an operation itself: undo its number to have things as they were before. An operation whose rows were
    changed again since is refused, with the number of what has to be undone first.

    \b
    Examples:
      relkeeper undo
      relkeeper undo 12
    """
    book: Book = ctx.obj
    if not book.reports.history(limit=1):  # no book is made to look for something to undo
        raise NotFoundError("there is nothing to undo; see: relkeeper history")
    with book.writing("undo") as write:
        done = write.history.undo(operation_id)
    undo = book.reports.operation(done.undo, limit=0).operation
    if json:
        output.show(book, "history", undo, as_json=True)
    else:
        target = book.reports.operation(done.target, limit=0).operation
        output.line(echo.undone(target, undo, book.now.date()))
