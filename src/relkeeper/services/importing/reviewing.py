"""Cards whose reading is a guess (a photographed one): what a person has to see before they are taken."""

import sqlite3
from typing import NamedTuple

from relkeeper.drafts import ContactDraft
from relkeeper.services.importing.placing import Likely, Placing, digest


class ReadPoint(NamedTuple):
    kind: str
    label: str
    value: str


class Known(NamedTuple):
    id: int
    name: str


class ReadCard(NamedTuple):
    """A card as it was read from `file`, not yet in the book.

    `contact` is whom it belongs to for certain, who would be updated; `likely` are those it may belong to. `taken`
    where a card that said the same came in before.
    """

    file: str
    name: str
    given_name: str
    family_name: str
    aliases: tuple[str, ...]
    organization: str
    title: str
    contact_points: tuple[ReadPoint, ...]
    notes: str
    contact: Known | None = None
    likely: tuple[Likely, ...] = ()
    taken: bool = False


def read_card(file: str, draft: ContactDraft) -> ReadCard:
    """What is to be seen of a draft where there is no book yet."""
    return ReadCard(
        file=file,
        name=draft.name,
        given_name=draft.given_name,
        family_name=draft.family_name,
        aliases=draft.aliases,
        organization=draft.organization,
        title=draft.title,
        contact_points=tuple(ReadPoint(point.kind, point.label, point.value) for point in draft.points),
        notes=draft.notes,
    )


def placed(db: sqlite3.Connection, region: str, card: ReadCard, draft: ContactDraft) -> ReadCard:
    """The card with whom of the book it belongs to. `region` is that of phone numbers."""
    placing = Placing(db, region)
    place = placing.place(draft)
    called = db.execute("SELECT id, name FROM contact WHERE id = ?", (place.id,)).fetchone()
    return card._replace(
        contact=Known(*called) if called else None,
        likely=place.likely,
        taken=placing.is_taken(digest(draft)),
    )
