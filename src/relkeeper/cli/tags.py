"""Tags: list, cadence."""

from typing import Annotated

import typer
from typer import Argument

from relkeeper.book import Book
from relkeeper.cli import complete, output
from relkeeper.cli.options import Json, rhythm
from relkeeper.render.words import every
from relkeeper.rules.texts import entered

app = typer.Typer(
    help="List tags and set their cadence.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


@app.command("list")
def list_(ctx: typer.Context, json: Json = False) -> None:
    """List tags, how many wear them, and their cadence.

    \b
    Example:
      relkeeper tag list
    """
    book: Book = ctx.obj
    output.show(book, "tags", book.reports.tags(), json)


@app.command()
def cadence(
    ctx: typer.Context,
    tag: Annotated[str, Argument(metavar="TAG", parser=entered.tag, autocompletion=complete.tags, help="A tag.")],
    days: Annotated[int, Argument(metavar="CADENCE", parser=rhythm, help="2w, 3m, monthly, 每两周; or none.")],
    json: Json = False,
) -> None:
    """Set how often to be in touch with all who wear a tag.

    A contact's own cadence beats that of its tags; among its tags the shortest counts.

    \b
    Examples:
      relkeeper tag cadence family 2w
      relkeeper tag cadence family none
    """
    book: Book = ctx.obj
    with book.writing("tag cadence") as write:
        write.tags.set_cadence(tag, days or None)
    row = next(row for row in book.reports.tags() if entered.key(row.name) == entered.key(tag))
    if json:
        output.show(book, "tags", row, as_json=True)
    else:
        worn = f"worn by {row.contacts}" if row.contacts else "worn by nobody yet"
        output.line(f"{row.name}: {every(row.cadence_days) or 'no cadence'}, {worn}.")
