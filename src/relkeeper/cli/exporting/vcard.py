"""Contacts for other address books: export vcard."""

from pathlib import Path
from typing import Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.exporting.options import (
    STDOUT,
    Everyone,
    Force,
    Redact,
    Reveal,
    ToPath,
    Wanted,
    chosen,
    gathered,
    write,
)
from relkeeper.cli.options import InClasses, VcardVersion, WearingTags, WhoOnly
from relkeeper.errors import UsageError
from relkeeper.exporters import vcard, writing
from relkeeper.rules.plurals import counted


def vcard_(
    ctx: typer.Context,
    path: ToPath = STDOUT,
    version: VcardVersion = None,
    split: Annotated[
        Path | None, Option("--split", metavar="FOLDER", help="A new folder, with a file for each contact.")
    ] = None,
    tag: WearingTags = None,
    in_class: InClasses = None,
    whom: WhoOnly = None,
    with_entries: Annotated[bool, Option("--with-entries", help="What happened, too, as notes.")] = False,
    reveal: Reveal = False,
    redact: Redact = False,
    everyone: Everyone = False,
    force: Force = False,
) -> None:
    """Write contacts as vCard 4.0 or 3.0, for any address book.

    \b
    Examples:
      relkeeper export vcard contacts.vcf
      relkeeper export vcard family.vcf --tag family --force
      relkeeper export vcard phone.vcf --version 3.0
      relkeeper export vcard --split cards --with-entries
    """
    if split is not None and (path != STDOUT or force or split == STDOUT):
        raise UsageError("--split makes a new folder, and goes with no other file and without --force")
    book: Book = ctx.obj
    export = gathered(book, Wanted(tag, reveal, redact, everyone, chosen(book, whom), in_class), entries=with_entries)
    if split is None:
        write(path, vcard.text(export, version or vcard.VERSIONS[0], entries=with_entries), export, force)
        return
    files = vcard.files(export, version or vcard.VERSIONS[0], entries=with_entries)
    writing.folder(split, files)
    output.line(f"Wrote {split}: {counted(len(files), 'file')}.")
