"""What shades and colours stand for, beside the picture."""

from collections.abc import Mapping
from itertools import accumulate

from relkeeper.render.pictures.elements import box, path, words
from relkeeper.render.pictures.lettering import cut, width
from relkeeper.rules.statistics.shading import Shades

_SHORT = 45.0


def shades(scale: Shades, right: float, base: float) -> str:
    """The shades with their counts, in one line that ends at `right`; `base` is its base line."""
    x, pieces = right, []
    for shade, name in reversed(list(enumerate(("0", *scale.named())))):
        x -= width(name)
        pieces.append(words(name, x, base, class_="quiet"))
        x -= 14
        pieces.append(path(box(x, base - 9, 9, 9), class_=f"s{shade}"))
        x -= 12
    return "".join(reversed(pieces))


def series(counts: Mapping[str, int], room: float) -> str:
    """The names of series with their colours and what each counts, in one line of at most so many pixels."""
    labels = [[f"{cut(name, longest)} {count:,}" for name, count in counts.items()] for longest in (room, _SHORT)]
    fitting = next((found for found in labels if sum(map(_taken, found)) <= room), labels[-1])
    starts = accumulate(map(_taken, fitting), initial=0.0)
    return "".join(
        f"{path(box(x, 1, 10, 10), name, class_=f'c{place}')}{words(said, x + 15, 10)}"
        for place, (name, said, x) in enumerate(zip(counts, fitting, starts, strict=False))
    )


def _taken(label: str) -> float:
    return 15 + width(label) + 12
