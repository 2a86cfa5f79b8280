"""Backups: create, list, restore."""

from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import Json
from relkeeper.errors import UsageError

app = typer.Typer(
    help="Make, list and restore backups of the book.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.command()
def create(
    ctx: typer.Context,
    path: Annotated[
        Path | None, Argument(metavar="[PATH]", help="The file to make; else one among the other backups.")
    ] = None,
    to: Annotated[
        Path | None, Option("--to", metavar="FOLDER", help="A folder for backups by cron; silent when all is well.")
    ] = None,
    keep: Annotated[
        int | None, Option("--keep", min=1, max=10_000, metavar="N", help="With --to: remove all but the newest N.")
    ] = None,
    json: Json = False,
) -> None:
    """Make a backup: a checked copy of the book of this moment, readable by you alone.

    \b
    Examples:
      relkeeper backup create
      relkeeper backup create --to /media/usb/people --keep 30
    """
    if to is None and keep is not None:
        raise UsageError("--keep belongs to --to; how many of the others are kept is a setting: relkeeper config list")
    if to is not None and path is not None:
        raise UsageError("name a file, or a folder with --to, not both")
    book: Book = ctx.obj
    made = book.backups.create_in(to, keep) if to else book.backups.create(path)
    if json:
        output.show(book, "backups", {"path": str(made), "size": made.stat().st_size}, as_json=True)
    elif to is None:
        output.line(f"Backed up to {made}")


@app.command("list")
def list_(ctx: typer.Context, json: Json = False) -> None:
    """List the backups, newest first: when and why each was made.

    \b
    Example:
      relkeeper backup list
    """
    book: Book = ctx.obj
    output.show(book, "backups", book.backups.all(), json)


@app.command()
def restore(
    ctx: typer.Context,
    name: Annotated[str, Argument(metavar="NAME", help="A backup, as `backup list` shows it, or a file.")],
    json: Json = False,
) -> None:
    """Put a backup in the place of the book. What it replaces is backed up first.

    \b
    Example:
      relkeeper backup restore relkeeper-20261121T080000Z-daily
    """
    book: Book = ctx.obj
    done = book.restore(name)
    if json:
        output.show(book, "backups", done, as_json=True)
    else:
        kept = f" What it replaced is kept: relkeeper backup restore {done.replaced}" if done.replaced else ""
        output.line(f"Restored {done.backup}.{kept}")
