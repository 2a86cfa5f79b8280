"""Where names are written: beside their dot, on the side where they cover least of what is written and drawn there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import hypot
from typing import NamedTuple

from relkeeper.render.pictures.elements import shown
from relkeeper.render.pictures.lettering import cut, width

Spot = tuple[float, float]
Box = tuple[float, float, float, float]
_ROOM = 130.0
_HIGH = 13.0
_FIELD = 40.0
_LETTER = 11.0
_KIND_ROOM = 80.0
_KIND_SIZE = 9.0


class Label(NamedTuple):
    """A line of text in a box (left, top, right, bottom), at its left side, its `middle` or its `end`."""

    text: str
    box: Box
    side: str = ""

    @property
    def at(self) -> complex:
        """Where the text is placed, on its base line."""
        left, _, right, foot = self.box
        return complex({"": left, "middle": (left + right) / 2, "end": right}[self.side], foot - 3)


class _Taken:
    """Boxes by the fields that they touch, so that few must be looked at."""

    def __init__(self) -> None:
        self._fields: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for field in _fields(box):
            self._fields[field].append(box)

    def covered(self, box: Box) -> float:
        """How much of what is there the box would cover, in square pixels."""
        return sum(_common(box, other) for field in _fields(box) for other in self._fields.get(field, ()))


def of(
    names: Mapping[int, str], spots: Mapping[int, Spot], kinds: Mapping[tuple[int, int], str]
) -> tuple[list[Label], list[Label]]:
    """The names of all who stand somewhere, and of the relations those that cover nothing."""
    taken, lines = _Taken(), _Taken()
    for x, y in spots.values():
        taken.add((x - 5, y - 5, x + 5, y + 5))
    for one, other in kinds:
        for x, y in _along(spots[one], spots[other]):
            lines.add((x - 2, y - 2, x + 2, y + 2))
    people = []
    for person, (x, y) in sorted(spots.items(), key=lambda item: (item[1][1], item[1][0])):
        text = cut(shown(names[person]), _ROOM)
        beside = _beside(text, x, y)
        best = min(beside, key=lambda label: 5 * taken.covered(label.box) + lines.covered(label.box))
        taken.add(best.box)
        people.append(best)
    return people, list(_between(spots, kinds, taken))


def _between(spots: Mapping[int, Spot], kinds: Mapping[tuple[int, int], str], taken: _Taken) -> Iterator[Label]:
    for (one, other), kind in kinds.items():
        text = cut(shown(kind), _KIND_ROOM, _KIND_SIZE)
        half = width(text, _KIND_SIZE) / 2 + 3
        places = (_between_two(spots[one], spots[other], part) for part in (0.5, 0.4, 0.6, 0.3, 0.7))
        boxes = ((x - half, y - _HIGH / 2, x + half, y + _HIGH / 2) for x, y in places)
        box = next((box for box in boxes if not taken.covered(box)), None)
        if box:
            taken.add(box)
            yield Label(text, box, "middle")


def _along(start: Spot, end: Spot) -> Iterator[Spot]:
    """Places on a line, about a letter apart."""
    steps = max(round(hypot(end[0] - start[0], end[1] - start[1]) / _LETTER), 1)
    return (_between_two(start, end, step / steps) for step in range(1, steps))


def _between_two(start: Spot, end: Spot, part: float) -> Spot:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _beside(text: str, x: float, y: float) -> Sequence[Label]:
    """Right of the dot, left of it, below and above: the first is taken where all are as good."""
    wide, top, foot = width(text), y - _HIGH / 2, y + _HIGH / 2
    return (
        Label(text, (x + 7, top, x + 7 + wide, foot)),
        Label(text, (x - 7 - wide, top, x - 7, foot), "end"),
        Label(text, (x - wide / 2, y + 6, x + wide / 2, y + 6 + _HIGH), "middle"),
        Label(text, (x - wide / 2, y - 6 - _HIGH, x + wide / 2, y - 6), "middle"),
    )


def _fields(box: Box) -> Iterator[tuple[int, int]]:
    columns = range(int(box[0] // _FIELD), int(box[2] // _FIELD) + 1)
    rows = range(int(box[1] // _HIGH), int(box[3] // _HIGH) + 1)
    return product(columns, rows)


def _common(one: Box, other: Box) -> float:
    if one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]:
        return 0.0
    return (min(one[2], other[2]) - max(one[0], other[0])) * (min(one[3], other[3]) - max(one[1], other[1]))
