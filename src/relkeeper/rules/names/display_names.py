"""What a contact is called whose source does not say it outright."""

from collections.abc import Iterable

from relkeeper.drafts import PointDraft

_RANKS = {"email": 0, "phone": 1}


def first_of(*names: str, aliases: Iterable[str], organization: str, points: Iterable[PointDraft]) -> str:
    """The first that there is: a name, an alias, the organisation, an e-mail, a phone, a handle; else empty."""
    reached = sorted(points, key=lambda point: _RANKS.get(point.kind, len(_RANKS)))
    values = (point.value for point in reached if point.kind not in ("address", "url"))
    return next(filter(None, (*names, *aliases, organization, *values)), "")
