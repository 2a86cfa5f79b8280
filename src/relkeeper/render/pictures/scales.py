"""Values as lengths: an axis from 0 to a round number."""

from math import floor, log10

_STEPS = (1, 2, 5, 10)


def ticks(most: float, about: int = 4) -> list[int]:
    """Whole round numbers from 0 on, the last at or above `most`, at least two and about so many steps apart."""
    rough = max(most / about, 1)
    power = 10 ** floor(log10(rough))
    step = next(size * power for size in _STEPS if size * power >= rough)
    count = max(-(-int(-(-most // 1)) // step), 1)
    return [place * step for place in range(count + 1)]
