"""Where people stand, so that relatives stand near and nobody stands on another: values in, the same places out.

Each group begins as rings around the one with the most relations, and is then moved by springs along the relations and
by a push between those who are near (Fruchterman and Reingold, "Graph drawing by force-directed placement", 1991, in
the variant that looks only at neighbours in a grid).
"""

from cmath import rect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import pi, sqrt

# How long a relation wants to be, in pixels, and how much wider than high a picture is: names are written across.
_LENGTH = 62.0
_WIDER = 1.5
_NEAR = 2 * _LENGTH
_ROUNDS = 40
# So many on a ring stand too near to each other.
_FULL = 12
# Square pixels for a name and the space around it.
_ROOM = 100.0 * 28

Pair = tuple[int, int]
Places = dict[int, complex]


def groups(pairs: Sequence[Pair]) -> list[list[int]]:
    """People who hang together by any number of relations, the largest group first."""
    near = _neighbours(pairs)
    found, seen = [], set[int]()
    for person in sorted(near):
        if person not in seen:
            members = [member for ring in _rings(person, near) for member in ring]
            seen.update(members)
            found.append(members)
    return sorted(found, key=lambda members: (-len(members), members))


def of(members: Sequence[int], pairs: Sequence[Pair]) -> Places:
    """The places of a group; x is the real part, and grows to the right, y the imaginary one, and grows downwards."""
    near = _neighbours(pairs)
    centre = max(members, key=lambda member: (len(near[member]), -member))
    standing = _on_rings(_rings(centre, near))
    springs = {(one, other): _length(len(near[one]), len(near[other])) for one, other in pairs}
    for turn in range(_ROUNDS):
        standing = _moved(standing, springs, _LENGTH * (1 - turn / _ROUNDS))
    wider = _roomier(standing)
    return {member: complex(place.real * _WIDER, place.imag) * wider for member, place in standing.items()}


def _roomier(standing: Places) -> float:
    """How many times farther apart all must stand for their names to have room; 1 where they have it."""
    wide, high = (
        max(along) - min(along) + _LENGTH
        for along in zip(*((place.real * _WIDER, place.imag) for place in standing.values()), strict=True)
    )
    return float(max(1.0, sqrt(len(standing) * _ROOM / (wide * high))))


def _neighbours(pairs: Sequence[Pair]) -> dict[int, list[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    return {person: sorted(others) for person, others in near.items()}


def _rings(centre: int, near: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The centre, those beside it, those beside them, and so on, each once; children of one parent stay together."""
    rings, seen = [[centre]], {centre}
    while True:
        ring = []
        for member in rings[-1]:
            fresh = [other for other in near[member] if other not in seen]
            seen.update(fresh)
            ring.extend(fresh)
        if not ring:
            return rings
        rings.append(ring)


def _on_rings(rings: Sequence[Sequence[int]]) -> Places:
    """Each ring as a circle, in the order of the ring before; a full one in three, so that springs can order it."""
    standing = {rings[0][0]: 0j}
    for depth, ring in enumerate(rings[1:], start=1):
        radius = _LENGTH * max(float(depth), sqrt(len(ring)) / 2)
        for place, member in enumerate(ring):
            farther = 1 + place % 3 / 3 if len(ring) > _FULL else 1.0
            # Not from angle 0: two and three people would stand on one level line, and so would their names.
            standing[member] = rect(radius * farther, 0.4 + place * 2 * pi / len(ring))
    return standing


def _length(relations: int, of_other: int) -> float:
    """Longer springs around somebody with many relations, who all need room."""
    return _LENGTH * max(1.0, sqrt(max(relations, of_other) / 6))


def _moved(standing: Places, springs: Mapping[Pair, float], furthest: float) -> Places:
    """One round: everybody moves at most so far."""
    forces = _pushes(standing)
    for (one, other), length in springs.items():
        apart = standing[other] - standing[one]
        pull = apart * abs(apart) / length
        forces[one] += pull
        forces[other] -= pull
    return {
        member: place + force * min(1.0, furthest / size) if (size := abs(force := forces[member])) else place
        for member, place in standing.items()
    }


def _pushes(standing: Places) -> Places:
    forces = dict.fromkeys(standing, 0j)
    for one, other in _near_pairs(standing):
        apart = standing[one] - standing[other]
        square = apart.real * apart.real + apart.imag * apart.imag
        # The edges of the fields would show if all of them pushed.
        if square > _NEAR * _NEAR:
            continue
        # On one spot there is no direction to push in: the ids give one.
        push = apart * (_LENGTH * _LENGTH / square) if square > 0.01 else rect(_LENGTH, one * 2.4)
        forces[one] += push
        forces[other] -= push
    return forces


def _near_pairs(standing: Places) -> Iterator[Pair]:
    """Each two who stand in the same or in neighbouring fields of a grid."""
    fields: dict[tuple[int, int], list[int]] = defaultdict(list)
    for member, place in standing.items():
        fields[int(place.real // _NEAR), int(place.imag // _NEAR)].append(member)
    for (column, row), members in fields.items():
        for place, member in enumerate(members):
            yield from ((member, other) for other in members[place + 1 :])
        for across, down in ((1, -1), (1, 0), (1, 1), (0, 1)):
            yield from product(members, fields.get((column + across, row + down), ()))
