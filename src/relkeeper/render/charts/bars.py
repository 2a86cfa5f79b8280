"""Bars and sparklines in cells."""

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = "▁▂▃▄▅▆▇█"
_NONE = "·"


def bar(part: float, width: int) -> str:
    """A bar of a part of so many cells, to an eighth of a cell; whatever is more than nothing is seen."""
    eighths = max(round(8 * width * part), 1 if part else 0)
    whole, rest = divmod(eighths, 8)
    return f"{'█' * whole}{_EIGHTHS[rest]}".rstrip()


def segments(values: Sequence[int], most: int, width: int) -> list[int]:
    """How many cells each part of a stacked bar has: rounded together, so that the whole is as long as it should be."""
    ends = [round(width * sum(values[: place + 1]) / most) if most else 0 for place in range(len(values))]
    return [end - before for before, end in zip([0, *ends], ends, strict=False)]


def sparkline(values: Sequence[int], width: int) -> str:
    """Counts as heights, one cell for each; where they are too many, neighbours are added up."""
    together = -(-len(values) // width) or 1
    sums = [sum(values[place : place + together]) for place in range(0, len(values), together)]
    most = max(sums, default=0)
    return "".join(_HEIGHTS[(len(_HEIGHTS) * value - 1) // most] if value else _NONE for value in sums)
