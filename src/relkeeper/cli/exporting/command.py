"""What leaves the book: export person here; json, vcard, csv and ics stand in files of their own."""

from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.exporting.csv_file import csv
from relkeeper.cli.exporting.ics import ics_
from relkeeper.cli.exporting.json_file import json_
from relkeeper.cli.exporting.options import STDOUT, Reveal
from relkeeper.cli.exporting.vcard import vcard_
from relkeeper.cli.options import Whom
from relkeeper.errors import UsageError
from relkeeper.exporters import person, writing
from relkeeper.rules.texts import file_names

app = typer.Typer(
    help="Write the book, or all about one person, to files.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("json")(json_)
app.command("vcard")(vcard_)
app.command("csv")(csv)
app.command("ics")(ics_)


@app.command("person")
def person_(
    ctx: typer.Context,
    whom: Whom,
    path: Annotated[
        Path | None, Argument(metavar="[PATH]", help="The folder or file to make; else one called like the person.")
    ] = None,
    zipped: Annotated[bool, Option("--zip", help="One zip file instead of a folder.")] = False,
    reveal: Reveal = False,
) -> None:
    """Write all that is kept about one person, to be given to that person.

    \b
    Examples:
      relkeeper export person ada
      relkeeper export person 'ada example' ada.zip --zip --reveal
    """
    book: Book = ctx.obj
    if path == STDOUT:
        raise UsageError("a folder or a zip file cannot go to standard output; name a place for it")
    export = book.reports.export_person(book.find(whom).id, reveal=reveal)
    (contact,) = export.contacts
    history = book.reports.history_about(contact.id, reveal)
    inner = file_names.safe(contact.name, f"contact-{contact.id}")
    contents = person.files(export, history, book.now, book.reports.bytes_of)
    if zipped:
        path = path or Path(file_names.safe(f"{contact.name}.zip", f"contact-{contact.id}.zip"))
        writing.zipped(path, inner, contents, book.now)
    else:
        path = path or Path(inner)
        writing.folder(path, contents)
    output.line(f"Wrote {path}: all about #{contact.id} {contact.name}.")
    if private := person.left_out(contact):
        output.complain(private)
