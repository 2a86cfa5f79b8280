"""What was seen on a picture, before it is understood: pieces of text, each with its place."""

from typing import NamedTuple

Point = tuple[float, float]
# Top left, top right, bottom right, bottom left, as the letters stand.
Quad = tuple[Point, Point, Point, Point]


class Box(NamedTuple):
    """A piece of text in a row. `score` is how sure the reading is, from 0 to 1; y grows downwards.

    Two blanks or more stand for a gap in which a column could end.
    """

    text: str
    quad: Quad
    score: float = 1.0


class Seen(NamedTuple):
    """All of a picture: its text, and what its QR codes say."""

    boxes: tuple[Box, ...]
    codes: tuple[str, ...] = ()


def turned(quad: Quad, quarters: int, size: tuple[int, int]) -> Quad:
    """Where a quad of a picture (`size` is its width and height) is when it is turned clockwise by quarters.

    The corners are named anew, so that the first is the top left one again.
    """
    width, height = size
    corners = list(quad)
    for _ in range(quarters % 4):
        corners = [(height - y, x) for x, y in corners]
        width, height = height, width
    first = quarters % 4
    a, b, c, d = (corners[(place - first) % 4] for place in range(4))
    return a, b, c, d
