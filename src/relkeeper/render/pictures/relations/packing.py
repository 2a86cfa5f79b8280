"""Boxes beside and below each other, in the order they come."""

from collections.abc import Sequence

_GAP = 22.0


def packed(sizes: Sequence[tuple[float, float]], width: float) -> tuple[float, float, list[tuple[float, float]]]:
    """The width and height that all take, and the upper left corner of each; a wider box makes it wider."""
    room = max((wide for wide, _ in sizes), default=0)
    width = max(width, room)
    corners, x, y, highest = [], 0.0, 0.0, 0.0
    for wide, high in sizes:
        if x and x + wide > width:
            x, y, highest = 0.0, y + highest + _GAP, 0.0
        corners.append((x, y))
        x, highest = x + wide + _GAP, max(highest, high)
    return width, max(y + highest, 1.0), corners
