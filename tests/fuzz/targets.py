"""What is fuzzed: a name, what is done with bytes, and what mutations begin with."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Target(NamedTuple):
    """`feed` returns for what it understands and for what it refuses in a sentence; whatever else it does is a fault.

    `seeds` are where mutations begin.
    """

    name: str
    feed: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
