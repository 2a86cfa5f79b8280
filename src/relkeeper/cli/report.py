"""The book as a page to look at: report."""

from pathlib import Path
from typing import Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.exporting.options import STDOUT, Force
from relkeeper.cli.options import Reveal
from relkeeper.errors import UsageError
from relkeeper.exporters import writing
from relkeeper.render.page import document
from relkeeper.reports.page import Page
from relkeeper.rules.plurals import counted


def report(
    ctx: typer.Context,
    html: Annotated[
        Path | None, Option("--html", metavar="FILE", help="The page to write; - for standard output.")
    ] = None,
    days: Annotated[int, Option("--days", min=0, max=3660, metavar="N", help="So many days ahead in its agenda.")] = 14,
    reveal: Reveal = False,
    force: Force = False,
) -> None:
    """Write the book as one page to be read in a browser.

    Who is overdue, what comes up, the year day by day, everybody with what was said last, and how people are related.
    The page is one file: it loads nothing from anywhere, and runs without any network. What is private, and who is
    archived, is not on it.

    \b
    Examples:
      relkeeper report --html people.html
      relkeeper report --html people.html --days 30 --force
    """
    book: Book = ctx.obj
    if html is None:
        raise UsageError(
            "say where the page goes: relkeeper report --html people.html, or --html - for standard output"
        )
    page = book.reports.page(days, reveal=reveal)
    if html == STDOUT:
        output.document(document(page))
        return
    writing.file(html, document(page), replace=force)
    output.line(f"Wrote {html}: {counted(len(page.people), 'contact')}. {_holds(page)}")


def _holds(page: Page) -> str:
    private = ", and what is private" if page.revealed else ""
    verb = "does" if page.not_shared == 1 else "do"
    unwilling = f", {page.not_shared} of whom {verb} not want to be shared" if page.not_shared else ""
    return f"It holds what you know of people{private}{unwilling}: keep it to yourself."
