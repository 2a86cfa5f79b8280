"""People and what they are to each other, as dots and lines; who has no relation is left out.

The places follow from the relations alone: `places` moves the people of each group of relatives apart, `labels` finds
room for their names, and `packing` puts the groups beside each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from relkeeper.render.pictures.elements import Drawing, group, number, path, told, words
from relkeeper.render.pictures.elements import element as drawn_element
from relkeeper.render.pictures.relations import labels, packing, places
from relkeeper.render.pictures.relations.labels import Label

Edge = tuple[int, int, str]
_WIDTH = 720.0
_TOLD = 40
# Letters may be wider than they are taken for.
_MARGIN = 4.0


def drawn(names: Mapping[int, str], edges: Sequence[Edge]) -> Drawing:
    """`names` by id; an edge says that the kind of the first is the second."""
    tied = [edge for edge in edges if edge[0] != edge[1] and edge[0] in names and edge[1] in names]
    groups = [_Group(names, members, tied) for members in places.groups([edge[:2] for edge in tied])]
    width, height, corners = packing.packed([found.size for found in groups], _WIDTH)
    body = "".join(found.drawn(x, y) for found, (x, y) in zip(groups, corners, strict=True))
    return Drawing(width, height, "Relations", _summary(names, tied), body)


class _Group:
    """People who hang together, drawn from the upper left corner of what they and their names take."""

    def __init__(self, names: Mapping[int, str], members: Sequence[int], tied: Sequence[Edge]) -> None:
        self._names = names
        inside = set(members)
        self._kinds = _kinds([edge for edge in tied if edge[0] in inside])
        self._places = places.of(members, list(self._kinds))
        spots = {member: (place.real, place.imag) for member, place in self._places.items()}
        said = {pair: ", ".join(kind for _, _, kind in found) for pair, found in self._kinds.items()}
        self._labels, self._said = labels.of(names, spots, said)
        boxes = [label.box for label in (*self._labels, *self._said)]
        self._left = min(min(x for x, _ in spots.values()) - 5, *(box[0] for box in boxes)) - _MARGIN
        self._top = min(min(y for _, y in spots.values()) - 5, *(box[1] for box in boxes))
        right = max(max(x for x, _ in spots.values()) + 5, *(box[2] for box in boxes)) + _MARGIN
        foot = max(max(y for _, y in spots.values()) + 5, *(box[3] for box in boxes))
        self.size = (right - self._left, foot - self._top)

    def drawn(self, x: float, y: float) -> str:
        move = complex(x - self._left, y - self._top)
        return "".join(
            (
                group("edge", self._lines(move)),
                group("c0", self._dots(move)),
                group("label quiet small", _texts(self._said, move)),
                group("label", _texts(self._labels, move)),
            )
        )

    def _lines(self, move: complex) -> Iterator[str]:
        for (one, other), found in self._kinds.items():
            start, end = self._places[one] + move, self._places[other] + move
            line = f"M{number(start.real)} {number(start.imag)}L{number(end.real)} {number(end.imag)}"
            yield path(line, "; ".join(_told(self._names, edge) for edge in found))

    def _dots(self, move: complex) -> Iterator[str]:
        for member, place in self._places.items():
            at = place + move
            yield drawn_element("circle", told(self._names[member]), cx=at.real, cy=at.imag, r=4)


def _texts(found: Sequence[Label], move: complex) -> Iterator[str]:
    for label in found:
        at = label.at + move
        side = {"class_": label.side} if label.side else {}
        yield words(label.text, at.real, at.imag, **side)


def _kinds(edges: Sequence[Edge]) -> dict[tuple[int, int], list[Edge]]:
    """The edges between each two people, whoever said it."""

    def pair(edge: Edge) -> tuple[int, int]:
        return min(edge[:2]), max(edge[:2])

    return {both: list(found) for both, found in groupby(sorted(edges, key=pair), key=pair)}


def _told(names: Mapping[int, str], edge: Edge) -> str:
    one, other, kind = edge
    return f"{kind} of {names[one]}: {names[other]}"


def _summary(names: Mapping[int, str], tied: Sequence[Edge]) -> str:
    if not tied:
        return "No relations."
    people = len({person for edge in tied for person in edge[:2]})
    said = "; ".join(_told(names, edge) for edge in tied[:_TOLD])
    more = f"; and {len(tied) - _TOLD} more" if len(tied) > _TOLD else ""
    return f"{people} people, {len(tied)} relations: {said}{more}."
