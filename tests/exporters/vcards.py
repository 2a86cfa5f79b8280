"""Contacts as the book would hand them to the vCard exporter, made of drafts, and their cards."""

from io import BytesIO

from relkeeper.drafts import ContactDraft, Problem
from relkeeper.exporters import vcard
from relkeeper.importers import Reading
from relkeeper.importers import vcard as reader
from relkeeper.reports.contact import ContactDetails, FieldRow
from relkeeper.rules.private import OPT_OUTS
from tests.exporters.rows import contact


def row_of(draft: ContactDraft) -> ContactDetails:
    """The contact, with what is private."""
    row = contact(draft, archived=draft.archived)
    return row._replace(
        cadence_days=draft.cadence_days,
        cadence_from="own" if draft.cadence_days else None,
        fields=(*row.fields, *(FieldRow(name, value, True) for name, value in draft.private_fields)),
        **{flag: flag in draft.opt_outs for flag in OPT_OUTS},
    )


def written(draft: ContactDraft, version: str = "4.0") -> str:
    return vcard.card(row_of(draft), draft.properties, version)


def lines(draft: ContactDraft, version: str = "4.0") -> list[str]:
    """The lines of the card as they are folded, without their ends."""
    return written(draft, version).removesuffix("\r\n").split("\r\n")


def unfolded(draft: ContactDraft, version: str = "4.0") -> list[str]:
    return written(draft, version).replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def read(card: str) -> list[ContactDraft | Problem]:
    return list(reader.read(BytesIO(card.encode()), "card.vcf", Reading()))
