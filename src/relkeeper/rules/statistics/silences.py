"""How long nothing was heard between two contacts with the same person."""

from collections.abc import Sequence
from itertools import pairwise
from operator import sub
from typing import NamedTuple

SHORTEST = 2
"""From so many days on it is a silence: a day without contact lies between two with it."""


class Silence(NamedTuple):
    """From one day of contact to the next, as ordinals; to today where it is `going_on`."""

    began: int
    ended: int
    going_on: bool

    @property
    def days(self) -> int:
        return self.ended - self.began


def silences(days: Sequence[int], today: int | None) -> list[Silence]:
    """The silences between ascending days of contact, the longest first, of equal ones the later.

    The last of the days is followed by silence to `today`; where that is None it is not known by what.
    """
    found = [Silence(*each, False) for each in pairwise(days)]
    if days and today is not None:
        found.append(Silence(days[-1], today, True))
    lasting = [each for each in found if each.days >= SHORTEST]
    return sorted(lasting, key=lambda each: (each.days, each.began), reverse=True)


def longest(days: Sequence[int], today: int | None) -> Silence | None:
    """The first of `silences`, found more quickly; None where there is none."""
    ends = days if today is None else [*days, today]
    gaps = list(map(sub, ends[1:], ends))
    if not days or max(gaps, default=0) < SHORTEST:
        return None
    place = len(gaps) - 1 - gaps[::-1].index(max(gaps))
    return Silence(ends[place], ends[place + 1], today is not None and place == len(days) - 1)
