"""Which contact points go first, and say so, so that they are read in the order that the book has them in.

A reader sorts points of all kinds by their preference. So one is said only where none before it goes without; the only
point of its kind may say one that it never had, which tells nobody anything.
"""

from collections import Counter
from collections.abc import Sequence

from relkeeper.reports.contact import PointRow
from relkeeper.rules.vcard.points import NOT_PREFERRED


def preferences(rows: Sequence[PointRow], wanted: Sequence[int | None]) -> list[int]:
    """The preference that each point is written with; `wanted` is that of the property that goes out in its place."""
    kinds = Counter(row.kind for row in rows)
    found: list[int] = []
    following = NOT_PREFERRED
    for row, own in zip(reversed(rows), reversed(wanted), strict=True):
        alone = kinds[row.kind] == 1
        following = own if own is not None else following if alone else NOT_PREFERRED
        found.insert(0, following)
    last = 0
    for place, preference in enumerate(found):
        last = found[place] = preference if last <= preference < NOT_PREFERRED else NOT_PREFERRED
    return found
