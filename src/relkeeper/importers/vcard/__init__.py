"""vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), as programs write it: bytes in, contact drafts out.

One card after the other, so that memory does not grow with their number. A card that cannot be used is a problem, and
so is what could not be read whole; the other cards go in. A group of contacts (KIND:group) is nobody: it is named and
left out.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ContactDraft, Problem
from relkeeper.importers.encoding import TextCodec
from relkeeper.importers.head import Head
from relkeeper.importers.vcard.contact import contact_of
from relkeeper.importers.vcard.encoding import CardText, card_text
from relkeeper.importers.vcard.lines import LARGEST_CARD, Card, cards
from relkeeper.importers.vcard.properties import property_of
from relkeeper.rules.texts.charsets import named
from relkeeper.rules.vcard import groups
from relkeeper.rules.vcard.content_lines import Property

if TYPE_CHECKING:
    from relkeeper.importers import Reading

STREAMS = True
NAME = "vcard"
TITLE = "vCard contacts"
ENDINGS: tuple[str, ...] = (".vcf", ".vcard")
WHERE = "In your address book or phone: export or share contacts as a .vcf file."

_BEGIN = re.compile(r"^[ \t]*(?:[\w-]{1,40}\.)?BEGIN[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LONGEST_SHOWN = 60


def recognises(head: Head) -> bool:
    """Whether a line of `head` begins a card. Mail and chats can hold one too: ask the readers of those first."""
    return _BEGIN.search(head.text) is not None


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ContactDraft | Problem]:
    """The cards of a seekable file, each a draft or a problem; a draft may be followed by problems with parts of it.

    The user's encoding goes before what the cards declare. Raises UsageError if there is none such.
    """
    return _records(file, name, named(reading.encoding) if reading.encoding else None)


def _records(file: BinaryIO, name: str, codec: str | None) -> Iterator[ContactDraft | Problem]:
    text = card_text(file, codec)
    for card in cards(text.chunks(file)):
        yield from _card(card, name, text)


def _card(card: Card, name: str, text: CardText) -> Iterator[ContactDraft | Problem]:
    found = [(line, property_of(line, card.version, text.codec, whole=text.whole)) for line in card.lines]
    properties = [prop for _, prop in found if prop is not None]
    if members := groups.members(properties):
        yield Problem(name, f"line {card.line}", _is_group(groups.name(properties), members))
        return
    draft, no_dates = contact_of(properties, card.line, _name_of_card)
    if draft is None:
        yield Problem(
            name, f"line {card.line}", "this card has no name, organisation, e-mail or phone, and was left out"
        )
        return
    yield draft
    nameless = [line.number for line, prop in found if prop is None]
    yield from (
        Problem(name, f"line {line}", message) for line, message in _complaints(card, properties, no_dates, nameless)
    )


def _is_group(named: str, members: int) -> str:
    count = f"{members} member{'' if members == 1 else 's'}"
    return f"this card is the group '{_shortened(named)}' of {count}; only people are taken in, it was left out"


def _complaints(
    card: Card, properties: list[Property], no_dates: list[Property], nameless: list[int]
) -> Iterator[tuple[int, str]]:
    """What of a card could not be taken as it was meant."""
    if not card.closed:
        yield card.line, "this card has no END:VCARD; what there is of it was taken"
    if card.cut:
        yield card.line, f"this card is larger than {LARGEST_CARD // 2**20} MiB; the rest of it was left out"
    for number in (*card.strays, *nameless):
        yield number, "this line is no property of a card and was left out"
    for prop in no_dates:
        yield prop.line, f"{prop.name} '{_shortened(prop.text)}' is no date; it is kept as text"
    for prop in properties:
        if prop.unreadable:
            yield prop.line, f"some characters of {prop.name} could not be read; try --encoding"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _name_of_card(text: str) -> str:
    """The name on a card that stands inside another one."""
    for card in cards([text.encode()]):
        properties = [
            prop for line in card.lines if (prop := property_of(line, card.version, TextCodec("utf-8"), whole=True))
        ]
        draft, _ = contact_of(properties, card.line, lambda _: "")
        if draft is not None:
            return draft.name
    return ""
