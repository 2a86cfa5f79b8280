"""Whom to get in touch with: overdue."""

from typing import Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import InClasses, Json, Limit, WearingTags, Within
from relkeeper.errors import ExitCode


def overdue(
    ctx: typer.Context,
    within: Within = None,
    tag: WearingTags = None,
    in_class: InClasses = None,
    limit: Limit = None,
    exit_code: Annotated[bool, Option("--exit-code", help="End with 10 if anybody is shown.")] = False,
    json: Json = False,
) -> None:
    """Show whom you have not been in touch with for too long.

    Most urgent first: days late relative to the cadence. Contacts without any cadence are left alone. Without a
    terminal nothing at all is printed when nobody is overdue.

    \b
    Examples:
      relkeeper overdue
      relkeeper overdue --within 7d --tag family
      relkeeper overdue --class A
    """
    book: Book = ctx.obj
    rows = book.reports.overdue(within, tuple(tag or ()), limit, in_class or ())
    output.show(book, "overdue", rows, json)
    if exit_code and rows:
        raise typer.Exit(ExitCode.DUE)
