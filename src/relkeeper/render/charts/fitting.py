"""Texts and counts in columns of cells, wide characters measured right."""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text

from relkeeper.rules.texts.untrusted import line


def names(texts: Iterable[str], most: int) -> list[Text]:
    """Names as wide as the widest of them, and at most so many cells; what does not fit ends with an ellipsis."""
    shown = [line(text) for text in texts]
    width = min(max(map(cell_len, shown), default=0), most)
    return [fitted(text, width) for text in shown]


def fitted(text: str, width: int) -> Text:
    """A text cut or filled up to exactly so many cells."""
    made = Text(text)
    made.truncate(width, overflow="ellipsis", pad=True)
    return made


def counts(numbers: Iterable[int]) -> list[str]:
    """Counts with a comma for thousands, as wide as the widest."""
    said = [f"{number:,}" for number in numbers]
    width = max(map(len, said), default=0)
    return [number.rjust(width) for number in said]


def percent(share: float) -> str:
    """`12 %`, in 5 cells; what is less than a half of one is told to be there."""
    return "< 1 %" if 0 < share < 0.005 else f"{round(100 * share):3} %"
