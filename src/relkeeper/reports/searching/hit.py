"""Something found, before it is shown."""

from typing import NamedTuple

from relkeeper.rules.queries.ranking import Rank


class Hit(NamedTuple):
    """`kind` is one of KINDS; `rank` is None for a contact, since people have an order of their own."""

    kind: str
    id: int
    rank: Rank
