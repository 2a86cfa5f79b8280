"""The whole book as a file: export json."""

from collections.abc import Iterable, Iterator
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
    gathered,
    say_left_out,
    say_written,
    write,
)
from relkeeper.cli.options import InClasses, WearingTags
from relkeeper.exporters import json_file, writing


def json_(
    ctx: typer.Context,
    path: ToPath = STDOUT,
    tag: WearingTags = None,
    in_class: InClasses = None,
    reveal: Reveal = False,
    redact: Redact = False,
    everyone: Everyone = False,
    attachments: Annotated[
        bool, Option("--attachments/--no-attachments", help="Whether the attached files go along.")
    ] = True,
    force: Force = False,
) -> None:
    """Write the book as JSON, with attached files.

    With --reveal and --everyone it is the whole book: import makes an equal one of it. The file says whether it is
    complete.

    \b
    Examples:
      relkeeper export json book.json --reveal --everyone
      relkeeper export json --tag family --redact
      relkeeper --db copy.db import book.json
    """
    book: Book = ctx.obj
    if redact:
        export = gathered(book, Wanted(tag, reveal, redact, everyone, None, in_class), entries=True)
        write(path, json_file.text(export, book.now, redacted=True), export, force)
        return
    whole = book.reports.whole_book(
        tag or (), everyone=everyone, reveal=reveal, files=attachments, classes=in_class or ()
    )
    say_left_out(whole.plan.left_out)
    contents = ((row, book.reports.bytes_in(row.content)) for row in whole.contents())
    pieces = json_file.whole(whole.sections(), contents, book.now, complete=whole.plan.complete)
    _put(path, pieces, force)
    if path != STDOUT:
        say_written(path, len(whole.plan.contacts))


def _put(path: Path, pieces: Iterable[str], force: bool) -> None:
    if path != STDOUT:
        writing.binary(path, (piece.encode() for piece in pieces), replace=force)
        return
    for lines in _lines(pieces):
        output.document(lines)


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in pieces that end with a line: on a terminal each is printed as lines."""
    rest = ""
    for piece in pieces:
        rest += piece
        whole, end, rest = rest.rpartition("\n")
        if end:
            yield whole + end
