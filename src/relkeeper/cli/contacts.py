"""Contacts: show and list."""

from typing import Annotated, Literal

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import InClasses, Json, Limit, Reveal, WearingTags, Whom
from relkeeper.reports.contact_with_notes import Shown
from relkeeper.rules.texts import entered

Order = Literal["name", "last", "due", "added", "org"]

# How many notes `show` has: the newest.
_NOTES = 10


def show(
    ctx: typer.Context,
    whom: Whom,
    limit: Annotated[
        int, Option("--limit", "-n", min=0, max=10_000, metavar="N", help="At most so many entries.")
    ] = 10,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """Show all that is kept about a contact.

    \b
    Examples:
      relkeeper show ada
      relkeeper show '#12' --json
      relkeeper show ada --reveal
    """
    book: Book = ctx.obj
    if json:
        told = book.told_of(whom, lambda found: book.reports.contact(found, reveal=reveal))
        output.show(book, "contact", told, json)
        return

    def shown(found: int) -> Shown:
        # What is private, and not revealed, is noted with the entries: that there is something.
        newest = book.reports.notes(found, limit=_NOTES, reveal=reveal)
        noted = [note for note in newest if reveal or not note.private]
        return Shown(book.reports.contact(found, limit + len(noted), reveal=reveal), noted, limit)

    output.show(book, "contact_with_notes", book.told_of(whom, shown))


def list_(
    ctx: typer.Context,
    text: Annotated[
        str | None,
        Argument(metavar="[TEXT]", parser=entered.filled, help="Part of a name, an organisation or a contact point."),
    ] = None,
    tag: WearingTags = None,
    in_class: InClasses = None,
    org: Annotated[
        str | None, Option("--org", parser=entered.filled, metavar="TEXT", help="Of this organisation.")
    ] = None,
    never: Annotated[bool, Option("--never", help="Who was never contacted.")] = False,
    archived: Annotated[bool, Option("--archived", help="Archived contacts instead of active ones.")] = False,
    sort: Annotated[Order, Option("--sort", help="What to sort by.")] = "name",
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List contacts.

    \b
    Examples:
      relkeeper list --tag family --tag berlin
      relkeeper list example --sort last --limit 20
    """
    book: Book = ctx.obj
    rows = book.reports.contacts(
        sort,
        limit,
        text=text or "",
        tags=tag or (),
        org=org or "",
        never=never,
        archived=archived,
        classes=in_class or (),
    )
    output.show(book, "contacts", rows, json)
