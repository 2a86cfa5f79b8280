"""The blanks between words: the recognition leaves most of them out, and the picture of a line still shows them."""

from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from relkeeper.rules.names import is_han

# In heights of the line. A blank is a quarter of it, what is between the letters of a word less than a tenth.
_BLANK = 0.26
_COLUMN = 1.1
# Chinese characters are square, and some of them narrow (一, 卜): a gap between two is a blank only if it is wide.
_BETWEEN_HAN = 0.75


def spaced(text: str, centres: list[float], line: Any) -> str:
    """`text` with blanks where `line`, its picture (rows of pixels), has gaps.

    `centres` is where each character stands, in pixels from the left. A gap in which a column could end becomes three
    blanks.
    """
    height = line.shape[0]
    blanks = {}
    for begin, end in _gaps(line):
        place = sum(centre <= (begin + end) / 2 for centre in centres)
        if 0 < place < len(text):
            blanks[place] = _blank(text[place - 1], text[place], (end - begin) / height)
    return "".join(blanks.get(place, "") + char for place, char in enumerate(text))


def _blank(before: str, after: str, width: float) -> str:
    if width > _COLUMN:
        return "   "
    is_wide = width > (_BETWEEN_HAN if is_han(before) or is_han(after) else _BLANK)
    return " " if is_wide and not (before.isspace() or after.isspace()) else ""


def _gaps(line: Any) -> list[tuple[int, int]]:
    """From where to where no letter stands in the picture, without its ends."""
    grey = cv2.GaussianBlur(cv2.cvtColor(line, cv2.COLOR_RGB2GRAY), (3, 3), 0)
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if ink.mean() > 0.5:
        ink = 1 - ink
    # The line above and below may look in.
    margin = line.shape[0] // 10
    rows = ink[margin : line.shape[0] - margin]
    inked = np.flatnonzero(rows.sum(axis=0) > max(1.0, 0.04 * line.shape[0]))
    return [(int(a) + 1, int(b)) for a, b in pairwise(inked) if b - a > 1]
