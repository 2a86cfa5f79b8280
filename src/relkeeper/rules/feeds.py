"""What a calendar may be told."""

from collections.abc import Collection
from typing import NamedTuple

DUE, FOLLOW_UPS, OCCASIONS = WHAT = ("due", "follow-ups", "occasions")
"""What there is to tell."""


class Selection(NamedTuple):
    """What is to be told: words of WHAT, of whom (folded keys of tags that all must be worn, and classes of
    which they are in one), and how openly."""

    what: Collection[str] = WHAT
    tags: tuple[str, ...] = ()
    everyone: bool = False
    reveal: bool = False
    classes: tuple[str, ...] = ()
