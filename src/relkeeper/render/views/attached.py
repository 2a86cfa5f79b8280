"""The files of something, in a line."""

from collections.abc import Sequence

from relkeeper.reports.interactions import Named

_SHOWN = 5


def names(files: Sequence[Named]) -> str:
    """`chat.txt (#3), photo.jpg (#4)`; of many only the first few and their number."""
    some = ", ".join(f"{file.name} (#{file.id})" for file in files[:_SHOWN])
    more = len(files) - _SHOWN
    return f"{some} and {more:,} more" if more > 0 else some
