"""Contacts that may be one person twice: contact duplicates."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import Json, Limit

if TYPE_CHECKING:
    from relkeeper.reports.doubles import Doubles

# More pairs than anybody looks through at once.
_MANY = 100
# Of names that very many have, so many are told.
_MOST_CROWDS = 3


def duplicates(
    ctx: typer.Context,
    limit: Limit = None,
    least: Annotated[
        int | None, Option("--least", min=0, max=100, metavar="SCORE", help="From this score on: 50 unless told.")
    ] = None,
    json: Json = False,
) -> None:
    """List pairs of contacts that may be one person, and why.

    Best first, archived ones too. Left out are pairs that were called distinct, and people who are related; of more
    than 60 of one name, those who have nothing else in common. Nothing is changed.

    \b
    Examples:
      relkeeper contact duplicates
      relkeeper contact duplicates --least 80 --limit 10
    """
    book: Book = ctx.obj
    found = book.reports.duplicates(least, limit)
    output.show(book, "doubles", found.rows, json)
    if not json:
        for words in _hints(found):
            output.hint(words)


def _hints(found: "Doubles") -> Iterator[str]:
    """What to do about the best pair, and what is not shown."""
    if found.rows:
        one, other = found.rows[0].contacts
        yield (
            f"If they are one: relkeeper contact merge '#{one.id}' '#{other.id}'\n"
            f"If they are two: relkeeper contact distinct '#{one.id}' '#{other.id}'"
        )
    if found.more:
        yield f"There {'is' if found.more == 1 else 'are'} {found.more:,} more, less likely than these; see --limit."
    elif len(found.rows) > _MANY:
        yield f"These are {len(found.rows):,} pairs; --limit 20 shows the likeliest only."
    for crowd in found.crowds[:_MOST_CROWDS]:
        yield (
            f"{crowd.contacts:,} contacts are called {crowd.name} or nearly so: of them only those were compared who "
            "share something besides the name, or of whom nothing else is known."
        )
    if (untold := len(found.crowds) - _MOST_CROWDS) > 0:
        yield f"So it is with {untold:,} more names."
