"""A contact as a card to be handed on: contact card."""

import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book, cards
from relkeeper.cli import complete, output
from relkeeper.cli.options import Json, VcardVersion, person
from relkeeper.errors import UsageError
from relkeeper.rules import who

if TYPE_CHECKING:
    from relkeeper.exporters.short_card import ShortCard


def card(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(metavar="[WHO]", parser=person, autocompletion=complete.names, help="A contact; or use --me."),
    ] = None,
    me: Annotated[bool, Option("--me", help="Your own card, see the setting me_contact.")] = False,
    qr: Annotated[bool, Option("--qr", help="As a QR code, to be scanned by a phone.")] = False,
    version: VcardVersion = None,
    everyone: Annotated[bool, Option("--everyone", help="Also of who does not want to be shared.")] = False,
    json: Json = False,
) -> None:
    """Write the card of a contact, as vCard or as a QR code.

    Nothing private is on it. A code holds little, and phones read small ones best: it has name, phones, e-mails,
    organisation, title, web and postal addresses, as far as the terminal shows the code whole, up to 80 columns.

    \b
    Examples:
      relkeeper contact card ada > ada.vcf
      relkeeper contact card ada --version 3.0
      relkeeper contact card --me --qr
    """
    book: Book = ctx.obj
    if qr and version:
        raise UsageError("the card in a QR code is of version 3.0; leave out --version")
    if qr and json:
        raise UsageError("a QR code is no JSON; leave out --qr or --json")
    found = book.find(_meant(book, whom, me))
    if qr:
        size = get_terminal_size()
        rows = size.lines if sys.stdout.isatty() else None
        _draw(cards.short_card(book, found, size.columns, rows, everyone=everyone or me))
        return
    written = cards.vcard(book, found, version or "4.0", everyone=everyone or me)
    if json:
        told = {"id": found.id, "name": found.name, "version": version or "4.0", "vcard": written}
        output.show(book, "contact", told, as_json=True)
    else:
        output.document(written)


def _meant(book: Book, whom: who.Who | None, me: bool) -> who.Who:
    if whom is not None and me:
        raise UsageError("say whose card, by WHO or with --me: one of the two, not both")
    if whom is not None:
        return whom
    if not me:
        raise UsageError("say whose card, by WHO or with --me")
    if not book.config.me_contact:
        raise UsageError("which contact you are is not known; say so: relkeeper config set me_contact '#1'")
    return person(book.config.me_contact)


def _draw(made: "ShortCard") -> None:
    """What was left out is said first: lines below the code would move its upper part off the screen."""
    if made.left_out:
        larger = " (a larger terminal takes more)" if made.cramped else ""
        output.hint(f"Left out, to keep the code small{larger}: {', '.join(made.left_out)}")
    output.qr_code(made.text)
