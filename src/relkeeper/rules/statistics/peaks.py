"""Where there is the most of something."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def peak(counts: Mapping[Key, int]) -> Key | None:
    """What counts the most; None where several count as much, because to name one of them would say nothing."""
    most = max(counts.values(), default=0)
    first = [key for key, count in counts.items() if count == most and count]
    return first[0] if len(first) == 1 else None
