"""The text of a card -> a draft of its contact."""

from collections.abc import Sequence

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.importers.card_picture import words
from relkeeper.importers.card_picture.boxes import Box
from relkeeper.importers.card_picture.labels import waits
from relkeeper.importers.card_picture.layout import lines
from relkeeper.importers.card_picture.reach import reach
from relkeeper.importers.card_picture.roles import Roles, roles
from relkeeper.rules import names

_TELLING = {"phone", "email"}


def draft_of(boxes: Sequence[Box]) -> ContactDraft | None:
    """What a card says; None where it names nobody and gives no way to reach anybody.

    Lines that are nothing of it become notes, so that whoever looks at the draft sees all that was read.
    """
    found = reach(lines(boxes, waits))
    who = roles(found.left, [point.value for point in found.points if point.kind in ("email", "url")])
    name = _name(who, found.points)
    if not name:
        return None
    given, family = names.split(words.bare_name(name)) or ("", "")
    return ContactDraft(
        name=name,
        given_name=given,
        family_name=family,
        organization=who.organization,
        title=" / ".join(dict.fromkeys(who.titles)),
        notes="\n".join(who.notes),
        aliases=tuple(dict.fromkeys(who.aliases)),
        points=tuple(found.points),
    )


def _name(who: Roles, points: Sequence[PointDraft]) -> str:
    """The name; of a card without one the organisation, or how to reach it."""
    reachable = [point.value for point in points if point.kind in _TELLING]
    return who.name or who.organization or next(iter(reachable), "")
