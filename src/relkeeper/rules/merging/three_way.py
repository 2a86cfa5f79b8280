"""What two sides changed since they last agreed, and what of it goes to the other side: field by field.

A side is known by its fingerprint: for each field that has a single value that value (or a hash of it; a field without
one is absent), for each field that is a list the set of its items. Each side is compared with itself as it was: the
two may say the same in different words, as two programs do.

Of lists what either side added is added, and what either removed is removed. A single value that both sides changed to
different ones is a conflict: one side's stands.
"""

from collections.abc import Mapping
from typing import NamedTuple

Fingerprint = Mapping[str, str | frozenset[str]]
# A field that is a list, and one of its items.
Item = tuple[str, str]


class Changes(NamedTuple):
    """What became different: the single values that were set, changed or taken away, and the items of lists."""

    values: frozenset[str] = frozenset()
    added: frozenset[Item] = frozenset()
    removed: frozenset[Item] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.values or self.added or self.removed)

    @property
    def fields(self) -> frozenset[str]:
        """The fields in which anything became different."""
        return self.values | {field for field, _ in self.added | self.removed}


class Merge(NamedTuple):
    """What each side has to take from the other, and the single values that both had changed."""

    to_ours: Changes
    to_theirs: Changes
    conflicts: frozenset[str]


def changes(before: Fingerprint, now: Fingerprint) -> Changes:
    """What makes `now` of `before`."""
    old, new = items(before), items(now)
    fields = values(before).keys() | values(now).keys()
    return Changes(
        values=frozenset(field for field in fields if values(before).get(field) != values(now).get(field)),
        added=new - old,
        removed=old - new,
    )


def merged(
    ours_before: Fingerprint,
    ours: Fingerprint,
    theirs_before: Fingerprint,
    theirs: Fingerprint,
    prefer_theirs: bool = False,
) -> Merge:
    """What goes where; in a conflict ours stands unless theirs is preferred. What both changed alike goes nowhere."""
    here, there = changes(ours_before, ours), changes(theirs_before, theirs)
    differing = frozenset(field for field in here.values | there.values if ours.get(field) != theirs.get(field))
    conflicts = here.values & there.values & differing
    lost_here, lost_there = (conflicts, frozenset[str]()) if prefer_theirs else (frozenset[str](), conflicts)
    return Merge(
        to_ours=Changes(
            (there.values & differing) - lost_there, there.added - items(ours), there.removed - here.removed
        ),
        to_theirs=Changes(
            (here.values & differing) - lost_here, here.added - items(theirs), here.removed - there.removed
        ),
        conflicts=conflicts,
    )


def patched(standing: Fingerprint, taken: Changes, source: Fingerprint) -> Fingerprint:
    """`standing` with changes that were taken from `source`."""
    single = {field: value for field, value in values(standing).items() if field not in taken.values}
    single |= {field: value for field, value in values(source).items() if field in taken.values}
    lists: dict[str, set[str]] = {}
    for field, item in (items(standing) - taken.removed) | taken.added:
        lists.setdefault(field, set()).add(item)
    return {**single, **{field: frozenset(found) for field, found in lists.items()}}


def followed(standing: Fingerprint, before: Fingerprint, after: Fingerprint, still: Fingerprint) -> Fingerprint:
    """`standing` with what made `after` of `before`, as far as `still` says that, too."""
    made = changes(before, after)
    kept = Changes(
        values=frozenset(field for field in made.values if after.get(field) == still.get(field)),
        added=made.added & items(still),
        removed=made.removed - items(still),
    )
    return patched(standing, kept, after)


def values(side: Fingerprint) -> dict[str, str]:
    """The single values."""
    return {field: value for field, value in side.items() if isinstance(value, str)}


def items(side: Fingerprint) -> frozenset[Item]:
    """The items of all lists."""
    return frozenset((field, item) for field, found in side.items() if not isinstance(found, str) for item in found)
