"""One contact's place in the book: archive, restore, delete, snooze."""

from datetime import date
from typing import Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.cli.options import Whom, Yes
from relkeeper.cli.when import future_day
from relkeeper.errors import UsageError
from relkeeper.rules.day_words import describe

app = typer.Typer(
    help="Archive, restore, delete or snooze a contact.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.command()
def archive(ctx: typer.Context, whom: Whom) -> None:
    """Put a contact away: kept with everything, but no longer listed or overdue.

    \b
    Example:
      relkeeper contact archive ada
    """
    book: Book = ctx.obj
    with book.writing() as write:
        found = write.find(whom)
        write.contacts.archive(found.id)
    output.line(f"Archived #{found.id}: {found.name}. Back with: relkeeper contact restore '#{found.id}'")


@app.command()
def restore(ctx: typer.Context, whom: Whom) -> None:
    """Bring an archived contact back.

    \b
    Example:
      relkeeper contact restore ada
    """
    book: Book = ctx.obj
    with book.writing() as write:
        found = write.find(whom)
        write.contacts.archive(found.id, archived=False)
    output.line(f"Restored #{found.id}: {found.name}.")


@app.command()
def delete(ctx: typer.Context, whom: Whom, yes: Yes = False) -> None:
    """Delete a contact, and the entries that are with nobody else.

    \b
    Example:
      relkeeper contact delete '#12' --yes
    """
    book: Book = ctx.obj
    contact = book.reports.contact(whom, limit=0)
    if not yes:
        count = contact.interaction_count
        entries = f" and {count} entr{'y' if count == 1 else 'ies'}" if count else ""
        ask.confirm(
            f"Delete #{contact.id} {contact.name}{entries}? To put away without loss: relkeeper contact archive.",
            f"#{contact.id} {contact.name} is deleted only with --yes; nothing was changed",
        )
    with book.writing() as write:
        write.contacts.delete(contact.id)
    output.line(f"Deleted #{contact.id}: {contact.name}.")


@app.command()
def snooze(
    ctx: typer.Context,
    whom: Whom,
    until: Annotated[
        date | None, Option("--until", parser=future_day, metavar="WHEN", help="'in 3 weeks', 'jan 10', 下个月5号, ...")
    ] = None,
    off: Annotated[bool, Option("--off", help="End the silence.")] = False,
) -> None:
    """Be silent about a contact until a day, whatever its cadence.

    \b
    Examples:
      relkeeper contact snooze ada --until "in 3 weeks"
      relkeeper contact snooze ada --off
    """
    if (until is None) is not off:
        raise UsageError("say until when with --until, or end the silence with --off")
    book: Book = ctx.obj
    with book.writing() as write:
        found = write.find(whom)
        write.contacts.snooze(found.id, until)
    silence = f"silent until {describe(until, book.now.date())}" if until else "no longer silent"
    output.line(f"#{found.id} {found.name}: {silence}.")
