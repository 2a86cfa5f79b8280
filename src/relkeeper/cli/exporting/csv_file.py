"""Contacts for a spreadsheet: export csv."""

from typing import Annotated

import typer
from typer import Option

from relkeeper.book import Book
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
from relkeeper.cli.options import InClasses, WearingTags, WhoOnly
from relkeeper.errors import UsageError
from relkeeper.exporters import csv_file

_DELIMITERS = {"tab": "\t", "\\t": "\t"}


def _delimiter(word: str) -> str:
    mark = _DELIMITERS.get(word.casefold(), word)
    if mark not in csv_file.DELIMITERS:
        raise UsageError(f"'{word}' is no delimiter; one of , ; | and tab is expected")
    return mark


def csv(
    ctx: typer.Context,
    path: ToPath = STDOUT,
    tag: WearingTags = None,
    in_class: InClasses = None,
    whom: WhoOnly = None,
    delimiter: Annotated[
        str | None,
        Option("--delimiter", parser=_delimiter, metavar="MARK", help="Between cells: , ; | or tab; else a comma."),
    ] = None,
    reveal: Reveal = False,
    redact: Redact = False,
    everyone: Everyone = False,
    force: Force = False,
) -> None:
    """Write contacts as a table for a spreadsheet.

    A cell that begins like a formula, a phone number in international form too, stands behind an apostrophe. Several
    values stand on several lines of a cell, their labels in brackets behind them. relkeeper import reads it again.

    \b
    Examples:
      relkeeper export csv contacts.csv
      relkeeper export csv kontakte.csv --delimiter ";" --who ada
    """
    book: Book = ctx.obj
    export = gathered(book, Wanted(tag, reveal, redact, everyone, chosen(book, whom), in_class))
    write(path, csv_file.text(export, delimiter or ","), export, force)
