"""Contacts as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426), which our importer and other programs read.

Everything the book knows of a contact goes out, and what cards said besides: rules/vcard/own.py has the properties
of our own for what neither version has a place for. In 3.0 the rest is written as address books do: X-ABLabel is a
label of one's own, X-ABDATE a day, X-ABRELATEDNAMES a relation, X-ALTBDAY a lunar birthday, X-APPLE-OMIT-YEAR a date
without a year.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from relkeeper.drafts import PropertyDraft
from relkeeper.exporters.vcard import lines
from relkeeper.exporters.vcard.card import Among, Card
from relkeeper.exporters.vcard.kept import Kept
from relkeeper.reports.contact import ContactDetails
from relkeeper.reports.exporting import Export
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules.texts import file_names

VERSIONS = ("4.0", "3.0")


def card(
    row: ContactDetails,
    kept: Iterable[PropertyDraft] = (),
    version: str = "4.0",
    *,
    uids: Mapping[int, str] = MappingProxyType({}),
    said: Mapping[tuple[str, str], str] | None = None,
    entries: Iterable[InteractionRow] = (),
) -> str:
    """The card of one contact, ending in CRLF and folded at 75 octets; `version` is one of VERSIONS.

    What was `kept` of its cards goes out again, where the book does not know better. `uids` are those (`uid_of`) of the
    contacts, by number, whose cards go along: a relation to one of them names it. `said` are the relations that are the
    contact's own, by kind and name, with their inverse: another is marked as one that our reader knows from elsewhere;
    without `said` all are its own. `entries` go along as notes.
    """
    among = Among(uids, said, tuple(entries))
    return lines.card(Card(row, Kept(kept, version), version, among).content(), version)


def uid_of(row: ContactDetails, kept: Iterable[PropertyDraft] = ()) -> str:
    """The UID of a contact's card: what another program gave, else the book's own as a URN (RFC 9562)."""
    given = next((draft.value for draft in kept if draft.name == "UID"), "")
    return given or f"urn:uuid:{row.uid}"


def text(export: Export, version: str = "4.0", *, entries: bool = False) -> str:
    """The cards, one after the other; with `entries` what happened goes along as notes."""
    return "".join(cards(export, version, entries=entries))


def files(export: Export, version: str = "4.0", *, entries: bool = False) -> dict[str, str]:
    """A file for each card, by a name that is the contact's and no other's, in folders that know no case, too."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for row, written in zip(export.contacts, cards(export, version, entries=entries), strict=True):
        name = file_names.safe(f"{row.name}.vcf", f"contact-{row.id}.vcf")
        if name.casefold() in taken:
            name = file_names.safe(f"{name.removesuffix('.vcf')}-{row.id}.vcf", f"contact-{row.id}.vcf")
        taken.add(name.casefold())
        named[name] = written
    return named


def cards(export: Export, version: str = "4.0", *, entries: bool = False) -> list[str]:
    """The cards of an export in its order."""
    uids = {row.id: uid_of(row, export.kept.get(row.id, ())) for row in export.contacts}
    happened: dict[int, list[InteractionRow]] = {}
    for entry in export.interactions if entries else ():
        for person in entry.participants:
            happened.setdefault(person.id, []).append(entry)
    return [
        card(
            row,
            export.kept.get(row.id, ()),
            version,
            uids=uids,
            said=export.said.get(row.id),
            entries=happened.get(row.id, ()),
        )
        for row in export.contacts
    ]
