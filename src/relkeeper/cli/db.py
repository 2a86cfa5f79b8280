"""The file of the book: check, compact, info, reindex; encrypt, decrypt, change-passphrase."""

import typer

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.encryption import change_passphrase, decrypt, encrypt
from relkeeper.cli.options import Json
from relkeeper.errors import ExitCode
from relkeeper.render.words import size

app = typer.Typer(
    help="Look after the file of the book: check, compact, encrypt.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.command()
def check(ctx: typer.Context, json: Json = False) -> None:
    """Look the whole file over: say what is wrong, and what to do. Nothing is changed.

    Looked at are the file itself, what its rows refer to, its tables and triggers, the indexes of names and of words,
    the history against the rows, who else may read it, and what killed commands left. Ends with 8 if anything is wrong.

    \b
    Example:
      relkeeper db check
    """
    book: Book = ctx.obj
    found = book.check()
    if json or found:
        output.show(book, "findings", found, json)
    else:
        output.line(f"Nothing is wrong with {book.path}.")
    if found:
        raise typer.Exit(ExitCode.DAMAGED)


@app.command()
def compact(ctx: typer.Context, json: Json = False) -> None:
    """Give the space of what was deleted back to the disk.

    \b
    Example:
      relkeeper db compact
    """
    book: Book = ctx.obj
    done = book.upkeep.compact()
    if json:
        output.show(book, "file", done, as_json=True)
    else:
        files = (
            f" {done.files} removed {'file is' if done.files == 1 else 'files are'} gone for good."
            if done.files
            else ""
        )
        output.line(f"{size(max(0, done.before - done.after))} freed; {book.path} has {size(done.after)}.{files}")


@app.command()
def info(ctx: typer.Context, json: Json = False) -> None:
    """Say where the book is, how large it is and what it holds, and when it was last backed up.

    \b
    Example:
      relkeeper db info
    """
    book: Book = ctx.obj
    output.show(book, "file", book.info(), json)


@app.command()
def reindex(ctx: typer.Context, json: Json = False) -> None:
    """Make the indexes anew: by which names people are found, and all words.

    \b
    Example:
      relkeeper db reindex
    """
    book: Book = ctx.obj
    done = book.upkeep.reindex()
    if json:
        output.show(book, "file", done, as_json=True)
    else:
        names = f"Mended the keys of {done.mended} contacts." if done.mended else "All keys were right."
        output.line(f"{names} The words of {done.documents} contacts, entries and other rows are indexed anew.")


app.command()(encrypt)
app.command()(decrypt)
app.command("change-passphrase")(change_passphrase)
