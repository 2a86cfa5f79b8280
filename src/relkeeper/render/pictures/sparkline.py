"""A row of counts as bars the size of a word, which tells its course."""

from collections.abc import Sequence

from relkeeper.render.pictures.elements import Drawing, box, path

_STEP, _BAR, _HEIGHT = 5, 4, 18


def drawn(values: Sequence[int]) -> Drawing:
    """A bar for each count; the zeros as a foot of one pixel, so that their number can be seen."""
    most = max(values, default=0) or 1
    bars = (
        box(place * _STEP, _HEIGHT - height, _BAR, height)
        for place, height in enumerate(max(round(value / most * _HEIGHT, 1), 1) for value in values)
    )
    said = ", ".join(map(str, values)) or "nothing"
    return Drawing(max(len(values) * _STEP - 1, 1), _HEIGHT, said, "", path("".join(bars), class_="c0"))
