"""The longest times between two contacts with the same person."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from relkeeper.render.pictures import rows
from relkeeper.render.pictures.elements import Drawing, box, path, words
from relkeeper.rules.plurals import counted

_BARS, _BARS_END = rows.NAMES + 4, 480


class Silence(NamedTuple):
    """From one contact to the next, or to today where it is still going on (`until` is None)."""

    name: str
    days: int
    since: date
    until: date | None


def drawn(silences: Sequence[Silence]) -> Drawing:
    """A line for each silence, as they come."""
    heads = rows.heads(("without contact", _BARS, ""), ("from, to", rows.WIDTH, "end"))
    body = "".join((*heads, *rows.names([silence.name for silence in silences]), *_bars(silences)))
    height = rows.TOP + len(silences) * rows.HEIGHT + 8
    return Drawing(rows.WIDTH, height, "Longest silences", _summary(silences), body)


def _bars(silences: Sequence[Silence]) -> Iterator[str]:
    most = max((silence.days for silence in silences), default=0) or 1
    for place, silence in enumerate(silences):
        length = max(silence.days / most * (_BARS_END - _BARS), 1)
        going_on = silence.until is None
        span = f"since {silence.since}, going on" if going_on else f"{silence.since} to {silence.until}"
        yield path(
            box(_BARS, rows.base(place) - 11, length, 14),
            f"{silence.name}: {counted(silence.days, 'day')}, {span}",
            class_="c1" if going_on else "c5",
        )
        yield words(counted(silence.days, "day"), _BARS + length + 5, rows.base(place))
        yield words(span, rows.WIDTH, rows.base(place), class_="quiet end")


def _summary(silences: Sequence[Silence]) -> str:
    if not silences:
        return "No silences."
    longest = max(silences, key=lambda silence: silence.days)
    said = f"The longest: {longest.name}, {counted(longest.days, 'day')} from {longest.since} on"
    ended = [silence.until is not None for silence in silences]
    # Where all of them end, or none does, there is one colour.
    return f"{said}; those in orange are still going on." if any(ended) and not all(ended) else f"{said}."
