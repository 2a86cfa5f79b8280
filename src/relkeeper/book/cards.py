"""A contact as a card to be handed on, without what is private.

Exporters are imported here inside functions, on purpose: other commands about a contact never need them.
"""

from typing import TYPE_CHECKING

from relkeeper.errors import RelkeeperError
from relkeeper.rules.who import Candidate

if TYPE_CHECKING:
    from relkeeper.book import Book
    from relkeeper.exporters.short_card import ShortCard
    from relkeeper.reports.exporting import Export


def vcard(book: "Book", found: Candidate, version: str, *, everyone: bool) -> str:
    """The vCard. Raises RelkeeperError for who does not want to be shared, unless `everyone` is."""
    from relkeeper.exporters import vcard

    return vcard.text(_export(book, found, everyone=everyone), version)


def short_card(book: "Book", found: Candidate, columns: int, rows: int | None = None, *, everyone: bool) -> "ShortCard":
    """What a QR code holds that so many columns and rows of a terminal show whole, rows only where they are said.

    Raises RelkeeperError as above, and where none is enough.
    """
    from relkeeper.exporters import short_card

    (row,) = _export(book, found, everyone=everyone).contacts
    return short_card.within(row, short_card.Screen(columns, rows))


def _export(book: "Book", found: Candidate, *, everyone: bool) -> "Export":
    export = book.reports.export(only=[found.id], everyone=everyone, entries=False)
    if not export.contacts:
        raise RelkeeperError(f"#{found.id} {found.name} does not want to be shared; --everyone writes the card even so")
    return export
