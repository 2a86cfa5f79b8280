"""What leaves the book: export json, vcard, csv, person."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import WearingTags, Whom
from relkeeper.errors import UsageError
from relkeeper.exporters import csv_file, json_file, person, redacting, vcard, writing
from relkeeper.reports.exporting import Export
from relkeeper.rules import file_names

app = typer.Typer(
    help="Write the book, or all about one person, to files.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

_STDOUT = Path("-")

ToPath = Annotated[Path, Argument(metavar="[PATH]", help="The file to write; standard output without it, or for -.")]
Reveal = Annotated[bool, Option("--reveal", help="What is private too.")]
Redact = Annotated[bool, Option("--redact", help="Pseudonyms for names, points and tags; no notes, no words.")]
Everyone = Annotated[bool, Option("--everyone", help="Also who does not want to be shared.")]
Force = Annotated[bool, Option("--force", help="Replace a file that exists.")]


class _Wanted(NamedTuple):
    tags: list[str] | None
    reveal: bool
    redact: bool
    everyone: bool


@app.command("json")
def json_(
    ctx: typer.Context,
    path: ToPath = _STDOUT,
    tag: WearingTags = None,
    reveal: Reveal = False,
    redact: Redact = False,
    everyone: Everyone = False,
    force: Force = False,
) -> None:
    """Write contacts and entries as JSON.

    \b
    Examples:
      relkeeper export json book.json
      relkeeper export json --tag family --redact
    """
    book: Book = ctx.obj
    export = _gathered(book, _Wanted(tag, reveal, redact, everyone), entries=True)
    _write(path, json_file.text(export, book.now), export, force)


@app.command("vcard")
def vcard_(
    ctx: typer.Context,
    path: ToPath = _STDOUT,
    tag: WearingTags = None,
    reveal: Reveal = False,
    redact: Redact = False,
    everyone: Everyone = False,
    force: Force = False,
) -> None:
    """Write contacts as vCard 4.0, for any address book.

    \b
    Examples:
      relkeeper export vcard contacts.vcf
      relkeeper export vcard family.vcf --tag family --force
    """
    export = _gathered(ctx.obj, _Wanted(tag, reveal, redact, everyone))
    _write(path, vcard.text(export), export, force)


@app.command()
def csv(
    ctx: typer.Context,
    path: ToPath = _STDOUT,
    tag: WearingTags = None,
    reveal: Reveal = False,
    redact: Redact = False,
    everyone: Everyone = False,
    force: Force = False,
) -> None:
    """Write contacts as a table for a spreadsheet.

    A cell that begins like a formula, a phone number in international form too, stands behind an apostrophe.

    \b
    Example:
      relkeeper export csv contacts.csv
    """
    export = _gathered(ctx.obj, _Wanted(tag, reveal, redact, everyone))
    _write(path, csv_file.text(export), export, force)


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
    if path == _STDOUT:
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


def _gathered(book: Book, wanted: _Wanted, *, entries: bool = False) -> Export:
    """What goes out. Under pseudonyms nothing private does, whatever is asked for."""
    reveal = wanted.reveal and not wanted.redact
    export = book.reports.export(wanted.tags or (), everyone=wanted.everyone, reveal=reveal, entries=entries)
    if export.left_out:
        who = "contact who does" if export.left_out == 1 else "contacts who do"
        was = "was" if export.left_out == 1 else "were"
        output.complain(f"{export.left_out} {who} not want to be shared {was} left out; --everyone takes them along")
    return redacting.redacted(export) if wanted.redact else export


def _write(path: Path, text: str, export: Export, force: bool) -> None:
    if path == _STDOUT:
        output.document(text)
        return
    writing.file(path, text, replace=force)
    count = len(export.contacts)
    output.line(f"Wrote {path}: {count} contact{'' if count == 1 else 's'}.")
