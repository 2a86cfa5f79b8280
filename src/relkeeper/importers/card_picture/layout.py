"""Pieces of text on a card -> its lines, in the order in which people read them: column by column.

Pure: the picture may be turned by some degrees, which is taken back here.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple

from relkeeper.importers.card_picture.boxes import Box
from relkeeper.rules.names import is_han

# In heights of a line.
_SAME_ROW = 0.5
_NEXT_WORD = 1.0
_NEXT_LINE = 1.4
_ALIGNED = 0.9
# Lines of one text are of one size.
_SAME_SIZE = 1.35
_COLUMN = re.compile(r" {2,}")


class Line(NamedTuple):
    """A text in a row, in the coordinates of the straightened card. `block` numbers the lines that stand together."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    block: int = 0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def lines(boxes: Sequence[Box], waits: Callable[[str], bool]) -> list[Line]:
    """The lines of a card. `waits` says of a text that what stands to the right of it belongs to it (a label)."""
    angle = _angle(boxes)
    pieces = [piece for box in boxes for piece in _divided(_straight(box, angle))]
    return _in_blocks(_joined(pieces, waits))


def _angle(boxes: Sequence[Box]) -> float:
    """By how much the lines are turned, in radians; long ones tell it best."""
    widths = [(math.dist(box.quad[0], box.quad[1]), box) for box in boxes]
    longest = max((width for width, _ in widths), default=0)
    slopes = [
        math.atan2(box.quad[1][1] - box.quad[0][1], box.quad[1][0] - box.quad[0][0])
        for width, box in widths
        if width * 2 >= longest
    ]
    return median(slopes) if slopes else 0.0


def _straight(box: Box, angle: float) -> Line:
    cos, sin = math.cos(-angle), math.sin(-angle)
    a, b, c, d = ((x * cos - y * sin, x * sin + y * cos) for x, y in box.quad)
    return Line(box.text, (a[0] + d[0]) / 2, (a[1] + b[1]) / 2, (b[0] + c[0]) / 2, (c[1] + d[1]) / 2)


def _divided(line: Line) -> Iterable[Line]:
    """The parts of what was taken for one text across a gap between columns."""
    step = (line.right - line.left) / max(len(line.text), 1)
    begin = 0
    for gap in [*_COLUMN.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        if text := line.text[begin:end].strip():
            yield line._replace(text=text, left=line.left + begin * step, right=line.left + end * step)
        begin = gap.end() if gap else end


def _joined(pieces: list[Line], waits: Callable[[str], bool]) -> list[Line]:
    """Words that were seen apart as one line, from left to right."""
    done: list[Line] = []
    for piece in sorted(pieces, key=lambda line: line.left):
        near = [line for line in done if _goes_on(line, piece, waits(line.text))]
        if not near:
            done.append(piece)
            continue
        before = max(near, key=lambda line: line.right)
        done[done.index(before)] = _one(before, piece)
    return done


def _goes_on(before: Line, after: Line, waiting: bool) -> bool:
    height = min(before.height, after.height)
    in_row = abs((before.top + before.bottom) - (after.top + after.bottom)) / 2 < _SAME_ROW * height
    gap = after.left - before.right
    reach = 12 * height if waiting else _NEXT_WORD * height
    return in_row and _of_one_size(before, after) and -height < gap < reach


def _of_one_size(one: Line, other: Line) -> bool:
    return max(one.height, other.height) <= _SAME_SIZE * min(one.height, other.height)


def _one(before: Line, after: Line) -> Line:
    blank = "" if is_han(before.text[-1]) and is_han(after.text[0]) else " "
    return Line(
        f"{before.text}{blank}{after.text}",
        before.left,
        min(before.top, after.top),
        after.right,
        max(before.bottom, after.bottom),
    )


def _in_blocks(found: list[Line]) -> list[Line]:
    """The lines block by block; a block is a run of lines below each other, with one left edge or one middle."""
    blocks: list[list[Line]] = []
    for line in sorted(found, key=lambda line: (line.top, line.left)):
        above = [block for block in blocks if _follows(block[-1], line)]
        if above:
            max(above, key=lambda block: block[-1].bottom).append(line)
        else:
            blocks.append([line])
    blocks.sort(key=lambda block: (block[0].top, block[0].left))
    return [line._replace(block=number) for number, block in enumerate(blocks) for line in block]


def _follows(above: Line, below: Line) -> bool:
    height = max(above.height, below.height)
    aligned = min(abs(above.left - below.left), abs(above.middle - below.middle)) < _ALIGNED * height
    return aligned and -0.5 * height < below.top - above.bottom < _NEXT_LINE * height


def is_continued(above: Line, below: Line) -> bool:
    """Whether a line may be the second half of the one above it: the same size, and close."""
    return above.block == below.block and _of_one_size(above, below) and below.top - above.bottom < 0.9 * above.height
