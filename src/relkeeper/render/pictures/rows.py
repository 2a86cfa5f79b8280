"""Charts with a line for each person: their names, and what each line has in common."""

from collections.abc import Iterator, Sequence

from relkeeper.render.pictures.elements import shown, words
from relkeeper.render.pictures.lettering import cut

WIDTH = 720
NAMES = 150
HEIGHT = 20
TOP = 22


def names(people: Sequence[str]) -> Iterator[str]:
    """The names in a column, with the whole of those that are cut."""
    for place, name in enumerate(map(shown, people)):
        fitting = cut(name, NAMES - 6)
        yield words(fitting, NAMES - 6, base(place), "" if fitting == name else name, class_="end")


def heads(*texts: tuple[str, float, str]) -> Iterator[str]:
    """What the columns hold: text, place and class of each."""
    for text, x, side in texts:
        yield words(text, x, TOP - 8, class_=f"quiet {side}".rstrip())


def base(place: int) -> float:
    """The base line of a row."""
    return TOP + place * HEIGHT + 14
