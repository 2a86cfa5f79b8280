"""One contact's place in the book: archive, restore, delete, snooze; consent and erase stand in files of their own."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.cli.card import card
from relkeeper.cli.consent import consent
from relkeeper.cli.doubles import duplicates
from relkeeper.cli.erasing import erase
from relkeeper.cli.knowing import knows
from relkeeper.cli.merging import distinct, merge
from relkeeper.cli.options import Json, Whom, Yes
from relkeeper.cli.relations import relate
from relkeeper.cli.tidying import tidy
from relkeeper.cli.when import future_day
from relkeeper.errors import UsageError
from relkeeper.rules import who
from relkeeper.rules.day_words import describe
from relkeeper.rules.plurals import counted

if TYPE_CHECKING:
    from relkeeper.reports.contact import ContactDetails

app = typer.Typer(
    help="Archive, delete, merge, relate, tidy, snooze; doubles.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command()(consent)
app.command()(erase)
app.command()(duplicates)
app.command()(merge)
app.command()(distinct)
app.command()(relate)
app.command()(knows)
app.command()(tidy)
app.command()(card)


@app.command()
def archive(ctx: typer.Context, whom: Whom, json: Json = False) -> None:
    """Put a contact away: kept with everything, but no longer listed or overdue.

    \b
    Example:
      relkeeper contact archive ada
    """
    book: Book = ctx.obj
    found = _put(book, whom, archived=True)
    count = len(book.reports.follow_ups(found.id))
    silent = f" Nothing reminds of {counted(count, 'open follow-up')} now." if count else ""
    done = f"Archived #{found.id}: {found.name}.{silent}"
    _tell(book, found, f"{done} Back with: relkeeper contact restore '#{found.id}'", json)


@app.command()
def restore(ctx: typer.Context, whom: Whom, json: Json = False) -> None:
    """Bring an archived contact back.

    \b
    Example:
      relkeeper contact restore ada
    """
    found = _put(ctx.obj, whom, archived=False)
    done = "Restored" if found.archived else "Not archived:"
    _tell(ctx.obj, found, f"{done} #{found.id}: {found.name}.", json)


@app.command()
def delete(ctx: typer.Context, whom: Whom, yes: Yes = False, json: Json = False) -> None:
    """Delete a contact, and the entries that are with nobody else.

    \b
    Example:
      relkeeper contact delete '#12' --yes
    """
    book: Book = ctx.obj
    contact = book.reports.contact(book.find(whom).id)
    if not yes:
        ask.confirm(
            f"Delete #{contact.id} {contact.name}{_loss(book, contact)}? "
            "To put away without loss: relkeeper contact archive.",
            f"#{contact.id} {contact.name} is deleted only with --yes; nothing was changed",
        )
    with book.writing("contact delete") as write:
        write.contacts.delete(contact.id)
    if json:
        output.show(book, "contact", contact, as_json=True)
    else:
        output.line(f"Deleted #{contact.id}: {contact.name}.")


@app.command()
def snooze(
    ctx: typer.Context,
    whom: Whom,
    until: Annotated[
        date | None, Option("--until", parser=future_day, metavar="WHEN", help="'in 3 weeks', 'jan 10', 下个月5号, ...")
    ] = None,
    off: Annotated[bool, Option("--off", help="End the silence.")] = False,
    json: Json = False,
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
    found = book.find(whom)
    with book.writing("contact snooze") as write:
        write.contacts.snooze(found.id, until)
    silence = f"silent until {describe(until, book.now.date())}" if until else "no longer silent"
    _tell(book, found, f"#{found.id} {found.name}: {silence}.", json)


def _put(book: Book, whom: who.Who, *, archived: bool) -> who.Candidate:
    found = book.find(whom)
    with book.writing("contact archive" if archived else "contact restore") as write:
        write.contacts.archive(found.id, archived)
    return found


def _loss(book: Book, contact: "ContactDetails") -> str:
    """What goes with a contact, and what stays."""
    alone = book.reports.alone_with(contact.id)
    shared = contact.interaction_count - alone
    gone = f" and {counted(alone, 'entry', 'entries')}" if alone else ""
    return f"{gone} (what others took part in stays)" if shared else gone


def _tell(book: Book, found: who.Candidate, words: str, json: bool) -> None:
    if json:
        output.show(book, "contact", book.reports.contact(found.id), as_json=True)
    else:
        output.line(words)
