"""Tags: list, cadence."""

from typing import Annotated

import typer
from typer import Argument

from relkeeper.book import Book
from relkeeper.cli import complete, output
from relkeeper.cli.options import Json, rhythm, tag_word
from relkeeper.render.words import every

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
    tag: Annotated[str, Argument(metavar="TAG", parser=tag_word, autocompletion=complete.tags, help="A tag.")],
    days: Annotated[int, Argument(metavar="CADENCE", parser=rhythm, help="2w, 3m, monthly, 每两周; or none.")],
) -> None:
    """Set how often to be in touch with all who wear a tag.

    A contact's own cadence beats that of its tags; among its tags the shortest counts.

    \b
    Examples:
      relkeeper tag cadence family 2w
      relkeeper tag cadence family none
    """
    book: Book = ctx.obj
    with book.writing() as write:
        write.tags.set_cadence(tag, days or None)
    output.line(f"{tag}: {every(days) if days else 'no cadence'}.")
