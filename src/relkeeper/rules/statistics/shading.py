"""Which of four shades a count has."""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil

_ALWAYS_BUSY = 7


class Shades:
    """Four shades from 1 to the largest count; 0 has none.

    Small counts have fixed steps, larger ones wider steps towards the top, so that a few busy days do not make all
    others look the same. Where no day is quiet, a quarter of the days has each shade.
    """

    def __init__(self, counts: Iterable[int]) -> None:
        found = sorted(filter(None, counts))
        most = found[-1] if found else 0
        parts = [max(least, ceil(most * part)) for least, part in ((2, 1 / 8), (4, 1 / 4), (7, 1 / 2))]
        quarters = [found[len(found) * quarter // 4] if found else 0 for quarter in (1, 2, 3)]
        busy = quarters[0] > _ALWAYS_BUSY and all(low < high for low, high in pairwise(quarters))
        self._from = [1, *(quarters if busy else parts)]

    def of(self, count: int) -> int:
        """0 for none, else 1 to 4."""
        return sum(count >= least for least in self._from)

    def named(self) -> list[str]:
        """What the shades 1 to 4 stand for."""
        spans = [f"{low:,}" if low == high - 1 else f"{low:,}–{high - 1:,}" for low, high in pairwise(self._from)]
        return [*spans, f"{self._from[-1]:,}+"]
