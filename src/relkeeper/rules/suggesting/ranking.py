"""Who comes first of many, where what one is worth is costly to know and what one is worth at most is cheap."""

from collections.abc import Callable, Iterable
from heapq import heappush, heappushpop
from typing import TypeVar

LEAST_SCORE = 0.2
"""Who is worth less is not named: all is as usual, or hardly anything is known."""

P = TypeVar("P")
T = TypeVar("T")


def best(
    people: Iterable[P],
    at_most: Callable[[P], float],
    weighed: Callable[[P], T],
    worth: Callable[[T], float],
    limit: int,
    least: float = 0,
) -> list[T]:
    """All of `weighed(person)` that can be among the `limit` (1 or more) that are worth most, in no order.

    The same as weighing everybody, also where several are worth the same: who is not weighed is worth less than
    `limit` others, by `at_most`, or less than `least`, which all are worth that are given back.
    """
    chosen: list[T] = []
    highest: list[float] = []
    for person in sorted(people, key=at_most, reverse=True):
        if at_most(person) < (highest[0] if len(highest) == limit else least):
            break
        one = weighed(person)
        if worth(one) < least:
            continue
        chosen.append(one)
        if len(highest) < limit:
            heappush(highest, worth(one))
        else:
            heappushpop(highest, worth(one))
    return chosen
