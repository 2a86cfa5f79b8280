"""A table of text: its delimiter, its head, and its rows with their lines."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple

from relkeeper.drafts import Notice, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.rules.texts.entered import key

DELIMITERS = ",;\t|"
# What stands above the head is a few lines; a row may run over several.
_LINES_LOOKED_AT = 60
_ROWS_LOOKED_AT = 20

Heads = tuple[str, ...]
IsHead = Callable[[Sequence[str]], bool]


class Shape(NamedTuple):
    """The delimiter of a table and the cells of its head, which is the row of that number."""

    delimiter: str
    heads: Heads
    row: int


def has(*needed: str) -> IsHead:
    """Tells the head in which all of these columns are, in the form of `key`."""
    return set(needed).issubset


def begins_so(head: Head, is_head: IsHead) -> bool:
    """Whether a file that begins so has a row near its beginning that `is_head`."""
    return shape(head.lines, is_head) is not None


def shape(lines: Iterable[str], is_head: IsHead) -> Shape | None:
    """Where the first row is that `is_head`, told by the keys of its cells; of several delimiters, by the one that
    divides it in most."""
    first = list(islice(lines, _LINES_LOOKED_AT))
    found = [each for delimiter in DELIMITERS for each in _shape_by(first, delimiter, is_head)]
    return min(found, key=lambda each: (each.row, -len(each.heads)), default=None)


def _shape_by(lines: Sequence[str], delimiter: str, is_head: IsHead) -> Iterator[Shape]:
    for number, (_, cells) in enumerate(islice(rows(lines, delimiter), _ROWS_LOOKED_AT)):
        if isinstance(cells, list) and is_head([key(cell) for cell in cells]):
            yield Shape(delimiter, tuple(cell.strip() for cell in cells), number)
            return


def rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The cells of each row that is not blank, with the line on which it begins, or why it cannot be read."""
    reader = csv.reader((f"{line}\n".replace("\0", "") for line in lines), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
            continue
        if cells:
            yield line, cells


class Table:
    """The rows of a seekable file below its head, from the first one each time they are asked for.

    `heads` are empty where no row `is_head`. Raises UsageError for an encoding that does not exist.
    """

    def __init__(self, file: BinaryIO, name: str, encoding: str | None, is_head: IsHead) -> None:
        self._text = TextFile(file, name, encoding)
        self._name = name
        found = shape(self._text.lines(), is_head)
        self._shape = found or Shape(",", (), 0)
        self.heads = self._shape.heads
        self.keys = tuple(map(key, self.heads))

    def rows(self) -> Iterator[tuple[int, Heads] | Problem]:
        """Each row that holds anything, as long as the head, with its line; a problem for one that cannot be read."""
        width = len(self.heads)
        for line, cells in islice(rows(self._text.lines(), self._shape.delimiter), self._shape.row + 1, None):
            if isinstance(cells, csv.Error):
                yield Problem(self._name, f"line {line}", f"this row cannot be read: {cells}")
            elif any(cell.strip() for cell in cells[width:]):
                message = f"this row has {len(cells)} cells, and the table {width} columns; it was left out"
                yield Problem(self._name, f"line {line}", message)
            elif any(cell.strip() for cell in cells):
                yield line, tuple(cell.strip() for cell in cells[:width]) + ("",) * (width - len(cells))

    def column(self, *keys: str) -> Iterator[str]:
        """The filled cells of these columns."""
        places = [place for place, found in enumerate(self.keys) if found in keys]
        for row in self.rows():
            if not isinstance(row, Problem):
                yield from (row[1][place] for place in places if row[1][place])

    def remarks(self) -> Iterator[Notice | Problem]:
        """What is to be said of the encoding, once the rows were read."""
        return self._text.remarks()
