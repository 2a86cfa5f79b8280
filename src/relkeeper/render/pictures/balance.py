"""Who reaches out: what goes out to the left of a middle line, what comes in to the right."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from relkeeper.render.pictures import rows
from relkeeper.render.pictures.elements import Drawing, box, number, path, words
from relkeeper.rules.plurals import counted

_MIDDLE = 430
_LENGTH = 240


class Sides(NamedTuple):
    """How often each side reached out."""

    name: str
    out: int
    into: int


def drawn(people: Sequence[Sides], of_all: Sides, unsaid: int) -> Drawing:
    """A line for each person, all of one scale; of all entries so many are said by `of_all`, and `unsaid` are not."""
    foot = rows.TOP + len(people) * rows.HEIGHT
    body = "".join(
        (
            *rows.heads(("you", _MIDDLE - 6, "end"), ("they", _MIDDLE + 6, "")),
            *rows.names([person.name for person in people]),
            *_bars(people),
            path(f"M{_MIDDLE} {rows.TOP}V{number(foot)}", class_="grid"),
        )
    )
    return Drawing(rows.WIDTH, foot + 8, "Who reaches out", _summary(of_all, unsaid), body)


def _bars(people: Sequence[Sides]) -> Iterator[str]:
    most = max((max(person.out, person.into) for person in people), default=0) or 1
    for place, person in enumerate(people):
        base = rows.base(place)
        out, into = (count / most * _LENGTH for count in (person.out, person.into))
        yield path(box(_MIDDLE - out, base - 11, out, 14), f"you to {person.name}: {person.out:,}", class_="c0")
        yield path(box(_MIDDLE, base - 11, into, 14), f"{person.name} to you: {person.into:,}", class_="c1")
        yield words(f"{person.out:,}", _MIDDLE - out - 5, base, class_="end")
        yield words(f"{person.into:,}", _MIDDLE + into + 5, base)


def _summary(of_all: Sides, unsaid: int) -> str:
    said = f"You reached out {counted(of_all.out, 'time')}, {of_all.name} {counted(of_all.into, 'time')}"
    return f"{said}; of {counted(unsaid, 'entry', 'entries')} it is not known." if unsaid else f"{said}."
