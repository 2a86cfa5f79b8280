"""What a contact does not want: contact consent."""

from typing import TYPE_CHECKING, Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.cli.options import Json, Whom, Yes
from relkeeper.errors import RelkeeperError
from relkeeper.rules.plurals import counted
from relkeeper.rules.private import OPT_OUTS

if TYPE_CHECKING:
    from relkeeper.reports.contact import ContactDetails


def consent(
    ctx: typer.Context,
    whom: Whom,
    no_greetings: Annotated[
        bool | None, Option("--no-greetings/--greetings", help="Leave out of digests of birthdays and other occasions.")
    ] = None,
    no_sharing: Annotated[
        bool | None, Option("--no-sharing/--sharing", help="Leave out of what is exported for others.")
    ] = None,
    no_automation: Annotated[
        bool | None, Option("--no-automation/--automation", help="Make no suggestions about, and put in no class.")
    ] = None,
    no_sensitive: Annotated[
        bool | None,
        Option("--no-sensitive/--sensitive", help="Keep no private notes; those that are kept go for good."),
    ] = None,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Set what a contact does not want; without options, show it.

    With --no-sensitive what is private about them goes for good: from the history, too, and no undo brings it back.
    Backups that were made before keep it.

    \b
    Examples:
      relkeeper contact consent ada --no-greetings --no-sharing
      relkeeper contact consent ada --sharing
      relkeeper contact consent ada
    """
    book: Book = ctx.obj
    contact = book.reports.contact(book.find(whom).id, limit=0)
    wanted = {name: value for name in OPT_OUTS if (value := ctx.params[name]) is not None}
    gone = _set(book, contact, wanted, yes) if wanted else 0
    contact = book.reports.contact(contact.id, None if json else 0)
    if json:
        output.show(book, "contact", contact, as_json=True)
    else:
        removed = f" {counted(gone, 'private thing')} removed." if gone else ""
        output.line(f"#{contact.id} {contact.name}: {_said(contact)}.{removed}")


def _set(book: Book, contact: "ContactDetails", wanted: dict[str, bool], yes: bool) -> int:
    """Write what is wanted, after a yes if private things go with it; returns how many went."""
    known = contact.private_count if wanted.get("no_sensitive") else 0
    if known and not yes:
        ask.confirm(
            f"Remove {counted(known, 'private thing')} kept about #{contact.id} {contact.name}?",
            f"#{contact.id} {contact.name} has {counted(known, 'private thing')}, removed only with --yes; "
            "nothing was changed",
        )
    with book.writing("contact consent") as write:
        gone = write.contacts.consent(contact.id, **wanted)
        if gone != known and not yes:
            raise RelkeeperError(f"#{contact.id} {contact.name} was changed meanwhile; nothing was changed")
    return gone


def _said(contact: "ContactDetails") -> str:
    return ", ".join(words for name, words in OPT_OUTS.items() if getattr(contact, name)) or "nothing is ruled out"
