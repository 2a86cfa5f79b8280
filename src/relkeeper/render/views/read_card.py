"""A card as it was read from a picture, before it is taken."""

from datetime import date
from typing import TYPE_CHECKING

from relkeeper.render.view import Field, Record

if TYPE_CHECKING:
    # Only a name here: that module imports the ORM.
    from relkeeper.services.importing.reviewing import ReadCard


def _record(card: "ReadCard", today: date) -> Record:
    points = (
        Field(f"{point.kind} ({point.label})" if point.label else point.kind, point.value)
        for point in card.contact_points
    )
    fields = [
        Field("also", ", ".join(card.aliases)),
        Field("given name", card.given_name),
        Field("family name", card.family_name),
        Field("organization", card.organization),
        Field("title", card.title),
        *points,
        Field("notes", card.notes),
        Field("in the book", _in_the_book(card)),
    ]
    return Record(f"{card.name} ({card.file})", fields)


def _in_the_book(card: "ReadCard") -> str:
    if card.taken:
        return "this card was taken before"
    if card.contact:
        return f"#{card.contact.id} {card.contact.name}, to be updated"
    return "\n".join(f"perhaps #{each.id} {each.name} ({', '.join(each.evidence)})" for each in card.likely)


VIEW = _record
