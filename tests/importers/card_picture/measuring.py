"""The cards, disturbed in many ways, and how many of their fields are read right."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from relkeeper.drafts import ContactDraft
from relkeeper.importers import READERS, Reading
from tests.importers.card_picture import drawing
from tests.importers.card_picture.people import PEOPLE, Printed

_LAYOUTS = ("plain", "columns", "below", "centred")
_DISTURBANCES = ("rotated", "noisy", "dark", "rotated and noisy")


@dataclass(slots=True)
class Row:
    """How one card was read: which fields are `right`, and what was read instead of the `wrong` ones."""

    disturbance: str
    layout: str
    card: Printed
    right: list[str] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    invented: list[str] = field(default_factory=list)


class Drawn(NamedTuple):
    """How a card is drawn; the `number` decides how far it is turned, and its grain."""

    disturbance: str
    layout: str
    card: Printed
    number: int


_STRAIGHT = [Drawn("straight", _LAYOUTS[number % 4], card, number) for number, card in enumerate(PEOPLE)]
_DISTURBED = [
    Drawn(_DISTURBANCES[number % 4], _LAYOUTS[(number // 4 + number) % 4], card, number)
    for number, card in enumerate((*PEOPLE, *PEOPLE[:6]))
]
# Each person on a straight card, then on a disturbed one, some on two.
EVERY = (*_STRAIGHT, *_DISTURBED)
# Each layout straight, each disturbance twice; Chinese, English and mixed.
FEW = (
    *(_STRAIGHT[number] for number in (0, 5, 10, 15)),
    *(_DISTURBED[number] for number in (0, 3, 5, 6, 8, 10, 13, 15)),
)


def rows(cards: Iterable[Drawn]) -> Iterator[Row]:
    """How each of the cards is read."""
    for disturbance, layout, card, number in cards:
        picture = _disturbed(drawing.drawn(card, layout), disturbance, number)
        yield compared(Row(disturbance, layout, card), read(drawing.saved(picture)))


def _disturbed(picture: Image.Image, disturbance: str, number: int) -> Image.Image:
    if "rotated" in disturbance:
        picture = drawing.rotated(picture, (10, -10, 6, -8, 4)[number % 5])
    if "noisy" in disturbance:
        picture = drawing.noisy(picture, number)
    return drawing.dark(picture) if disturbance == "dark" else picture


def read(data: bytes) -> ContactDraft:
    """The one card of a picture."""
    (draft,) = READERS["card-picture"].read(BytesIO(data), "card.jpg", Reading())
    assert isinstance(draft, ContactDraft)
    return draft


def compared(row: Row, draft: ContactDraft) -> Row:
    """The row with what was read of its card. Blanks and punctuation of addresses and numbers do not count."""
    found = _fields(draft)
    for key, value in row.card.fields.items():
        if _plain(key, value) in {_plain(key, one) for one in found.get(key, [])}:
            row.right.append(key)
        else:
            row.wrong[key] = "; ".join(found.get(key, []))
    said = {_plain(key, value) for key, value in row.card.fields.items()}
    row.invented = [f"{key}: {one}" for key, values in found.items() for one in values
                    if key not in row.wrong and key in ("email", "url", "qq", "wechat", "address", "cell", "work", "fax") and _plain(key, one) not in said]  # fmt: skip
    return row


def _fields(draft: ContactDraft) -> dict[str, list[str]]:
    name = " ".join((draft.name, *draft.aliases))
    found = {
        "name": [name, draft.name],
        "organization": [draft.organization],
        "title": [draft.title.replace(" / ", " ")],
    }
    for point in draft.points:
        # A number without a label may be of any telephone.
        for kind in (point.label or "cell,work").split(",") if point.kind == "phone" else [point.kind]:
            found.setdefault(kind, []).append(point.value)
    return found


def _plain(key: str, value: str) -> str:
    if key in ("cell", "work", "fax", "qq"):
        return re.sub(r"\D", "", value)
    return re.sub(r"[\s,，.。:：]", "", value) if key in ("address", "organization", "name", "title") else value
