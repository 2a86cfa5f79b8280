"""Whether lines look like a table, a row like the head of one, and values like names of people."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from relkeeper.importers.tables.table import DELIMITERS, rows
from relkeeper.rules import names, points
from relkeeper.rules.texts.entered import key

_ROWS_LOOKED_AT = 20
_LONGEST_HEAD = 60
_VALUE = re.compile(r"[\d\s.,:/+()'-]*\d[\d\s.,:/+()'-]*|https?://.*|\S+@\S+\.\S+", re.IGNORECASE)

_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.·-])*")
_LONGEST_NAME = 40
_MOST_WORDS = 4
_CHINESE_NAME = range(2, 5)


def is_head(cells: Sequence[str]) -> bool:
    """Whether the cells of a row are names of columns: short, mostly there, all different, and no values themselves."""
    filled = [key(cell) for cell in cells if cell.strip()]
    return (
        len(filled) >= 2
        and len(filled) * 2 > len(cells)
        and len(set(filled)) == len(filled)
        and all(len(cell) <= _LONGEST_HEAD and "\n" not in cell and not is_value(cell) for cell in filled)
    )


def is_value(cell: str) -> bool:
    """Whether it can only be a value: a number, a date, an e-mail address, a web address."""
    return _VALUE.fullmatch(cell.strip()) is not None or points.is_email(cell)


def are_names(values: Sequence[str]) -> bool:
    """Whether nearly all values have the form of a name. That of a town has it too."""
    return _are_different(values) and sum(map(_is_name, values)) * 4 >= len(values) * 3


def are_surely_names(values: Sequence[str]) -> bool:
    """Whether most values divide into given and family name."""
    return _are_different(values) and sum(names.split(value) is not None for value in values) * 2 > len(values)


def _are_different(values: Sequence[str]) -> bool:
    return len(set(values)) * 2 > len(values)


def _is_name(text: str) -> bool:
    words = text.split()
    if names.is_cjk(text):
        return len("".join(words)) in _CHINESE_NAME and all(map(names.is_han, "".join(words)))
    fits = len(text) <= _LONGEST_NAME and 0 < len(words) <= _MOST_WORDS and all(map(_NAME_WORD.fullmatch, words))
    return fits and not words[0][0].islower() and not words[-1][0].islower()


def is_table(lines: Sequence[str]) -> bool:
    """Whether most rows are divided in as many cells, two or more, by one of the delimiters."""
    return any(_is_divided(lines, delimiter) for delimiter in DELIMITERS)


def _is_divided(lines: Sequence[str], delimiter: str) -> bool:
    widths = [len(cells) for _, cells in islice(rows(lines, delimiter), _ROWS_LOOKED_AT) if isinstance(cells, list)]
    if not widths:
        return False
    width, count = Counter(widths).most_common(1)[0]
    return width >= 2 and count * 3 >= len(widths) * 2
