"""Who makes up how much of the whole, and who are the vital few."""

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

MOST = 0.8
"""What the vital few make up."""

Key = TypeVar("Key")


class Share(NamedTuple, Generic[Key]):
    """`amount` of something, its `share` of the whole, and the `cumulative` share of this one and of all before."""

    key: Key
    amount: int
    share: float
    cumulative: float


def shares(amounts: Mapping[Key, int]) -> list[Share[Key]]:
    """The largest first, of equal ones in the order given. What has nothing of it is left out."""
    total = sum(amounts.values())
    found = []
    before = 0
    for key, amount in sorted(amounts.items(), key=lambda each: -each[1]):
        if amount:
            before += amount
            found.append(Share(key, amount, amount / total, before / total))
    return found


def vital_few(ordered: Sequence[Share[Key]]) -> int:
    """The fewest that make up MOST of the whole; 0 of nothing."""
    return next((number for number, each in enumerate(ordered, 1) if each.cumulative >= MOST), 0)
