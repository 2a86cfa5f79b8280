"""What happened: timeline. Apart from `log`, which loads what it takes to write."""

from typing import Annotated

import typer
from typer import Argument

from relkeeper.book import Book
from relkeeper.cli import complete, output
from relkeeper.cli.options import InClasses, Json, Limit, Reveal, Via, WearingTags, person
from relkeeper.cli.when import Since, Until
from relkeeper.rules import who


def timeline(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(metavar="[WHO]", parser=person, autocompletion=complete.names, help="Only with this contact."),
    ] = None,
    since: Since = None,
    until: Until = None,
    via: Via = None,
    tag: WearingTags = None,
    in_class: InClasses = None,
    limit: Limit = None,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """Show what happened, newest first.

    \b
    Examples:
      relkeeper timeline ada --since 2026-01-01
      relkeeper timeline --tag family --via call --limit 20
    """
    book: Book = ctx.obj
    contact_id = None if whom is None else book.find(whom).id
    rows = book.reports.timeline(
        limit,
        contact_id,
        since=since,
        until=until,
        channel=via or "",
        tags=tag or (),
        classes=in_class or (),
        reveal=reveal,
    )
    output.show(book, "timeline", rows, json)
