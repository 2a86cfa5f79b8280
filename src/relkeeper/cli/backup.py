"""Backups: create, list, restore."""

from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.cli.options import Force, Json, Yes
from relkeeper.errors import UsageError
from relkeeper.exporters import writing

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
        str | None, Option("--to", metavar="FOLDER", help="A folder for backups by cron; silent when all is well.")
    ] = None,
    keep: Annotated[
        int | None, Option("--keep", min=1, max=10_000, metavar="N", help="With --to: remove all but the newest N.")
    ] = None,
    force: Force = False,
    json: Json = False,
) -> None:
    """Make a backup: a checked copy of the book of this moment, readable by you alone.

    In a folder that other books may have, too, its name has a number made of the place of the book, so that --keep
    never counts the backups of another book of that name. With --force a file of that PATH is replaced, once the new
    backup is whole and checked.

    \b
    Examples:
      relkeeper backup create
      relkeeper backup create ~/people.db --force
      relkeeper backup create --to /media/usb/people --keep 30
    """
    if to is None and keep is not None:
        raise UsageError("--keep belongs to --to; how many of the others are kept is a setting: relkeeper config list")
    if to is not None and path is not None:
        raise UsageError("name a file, or a folder with --to, not both")
    if to == "":
        raise UsageError("--to names no folder; is a variable of the shell empty?")
    if force and path is None:
        raise UsageError("--force belongs to a file that is named; without one nothing is replaced")
    if path is not None:
        writing.refuse_what_stands(path, writing.FORCE, replace=force)
    book: Book = ctx.obj
    made = book.backups.create_in(Path(to).expanduser(), keep) if to else book.backups.create(path)
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
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Put a backup in the place of the book. What it replaces is backed up first.

    A file that cannot be read is set aside among the backups as it is. One in which nothing tells of a book is replaced
    only after a question, or with --yes: it begins neither as a database nor with zeros, and has no backups. A backup
    that the passphrase of the book does not open is opened by what the command in RELKEEPER_OLD_PASSPHRASE_COMMAND
    prints, or you type.

    \b
    Example:
      relkeeper backup restore relkeeper-20261121T080000Z-daily
    """
    book: Book = ctx.obj

    def consent() -> None:
        if not yes:
            ask.confirm(
                f"{book.path} does not look like a book. Replace it?",
                f"{book.path} does not look like a book, and is replaced only with --yes; nothing was changed",
            )

    done = book.restore(name, consent)
    if json:
        output.show(book, "backups", done, as_json=True)
    else:
        way = "relkeeper backup restore " if done.can_be_taken_back else ""
        kept = f" What it replaced is kept: {way}{done.replaced}" if done.replaced else ""
        output.line(f"Restored {done.backup}.{kept}")
