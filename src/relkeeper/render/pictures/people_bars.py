"""People by their share of the entries, with the cumulated line beside them and where it passes 80 %."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from relkeeper.render.pictures import rows
from relkeeper.render.pictures.elements import Drawing, box, number, path, words
from relkeeper.rules.plurals import counted

VITAL = 0.8
_BARS, _BARS_END = rows.NAMES + 4, 345
_LINE, _LINE_END = 410, 600


class Share(NamedTuple):
    """What one person has of all entries; `cumulative` is the share of all up to this one."""

    name: str
    entries: int
    share: float
    cumulative: float


def drawn(people: Sequence[Share], vital_few: int) -> Drawing:
    """A line for each, the most entries first; so many people make 80 %, whether or not they are all among them."""
    foot = rows.TOP + len(people) * rows.HEIGHT
    body = "".join(
        (
            *rows.names([person.name for person in people]),
            *rows.heads(("entries", _BARS, ""), ("up to here", rows.WIDTH, "end")),
            *_bars(people, vital_few),
            *_axis(foot),
            *_trend(people),
        )
    )
    return Drawing(rows.WIDTH, foot + 8, "People by share", _summary(people, vital_few), body)


def _bars(people: Sequence[Share], vital_few: int) -> Iterator[str]:
    most = max((person.entries for person in people), default=0) or 1
    for place, person in enumerate(people):
        length = person.entries / most * (_BARS_END - _BARS)
        bar = box(_BARS, rows.base(place) - 11, max(length, 1), 14)
        yield path(
            bar, f"{person.name}: {person.entries:,}, {person.share:.1%}", class_="c0" if place < vital_few else "c5"
        )
        yield words(f"{person.entries:,}", _BARS + max(length, 1) + 5, rows.base(place))


def _axis(foot: float) -> Iterator[str]:
    """The scale of the cumulated line."""
    for share in (0.0, 0.25, 0.5, 1.0):
        yield path(f"M{number(_x(share))} {rows.TOP}V{number(foot)}", class_="grid")
        yield words(f"{share:.0%}", _x(share), rows.TOP - 8, class_="quiet middle")
    yield path(f"M{number(_x(VITAL))} {rows.TOP}V{number(foot)}", f"{VITAL:.0%}", class_="mark")
    yield words(f"{VITAL:.0%}", _x(VITAL), rows.TOP - 8, class_="marked middle")


def _trend(people: Sequence[Share]) -> Iterator[str]:
    points = [(_x(person.cumulative), rows.base(place) - 4) for place, person in enumerate(people)]
    if points:
        yield path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), class_="trend")
    for (x, y), person in zip(points, people, strict=True):
        yield path(box(x - 2, y - 2, 4, 4), f"up to {person.name}: {person.cumulative:.1%}", class_="dot")
        yield words(f"{person.cumulative:.0%}", rows.WIDTH, y + 4, class_="end")


def _x(share: float) -> float:
    return _LINE + share * (_LINE_END - _LINE)


def _summary(people: Sequence[Share], vital_few: int) -> str:
    if not people:
        return "No entries."
    few = counted(vital_few, "person makes", "people make")
    return f"{few} {VITAL:.0%} of the entries; {people[0].name} has {people[0].share:.0%}."
