"""What is due and what is coming up: agenda."""

from typing import Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import InClasses, Json


def agenda(
    ctx: typer.Context,
    days: Annotated[
        int, Option("--days", min=0, max=3660, metavar="N", help="So many days ahead; 0 for today alone.")
    ] = 14,
    in_class: InClasses = None,
    json: Json = False,
) -> None:
    """Show what is due and what is coming up, day by day.

    First all that is late, then each day with its birthdays, follow-ups, and whom it is time to get in touch with; of
    what returns, the next time. Birthdays and the like count as late for 2 days. Each line says what to know of the
    person: what was said last, what they like, eat and wish for, the last gift and the debts that were noted; on a
    terminal only where they come first. Private things are not told. Without a terminal nothing at all is printed when
    there is nothing.

    \b
    Examples:
      relkeeper agenda
      relkeeper agenda --days 3 --class A,B
    """
    book: Book = ctx.obj
    output.show(book, "agenda", book.reports.agenda(days, in_class or ()), json)
