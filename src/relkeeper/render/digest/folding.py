"""Lines folded for a terminal: between words, and what goes on stands further in."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

_INDENT = "  "
# Chinese, Japanese and Korean text has no spaces and goes on anywhere; of the rest a word stays whole.
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(rf"[^\s{_WIDE}]+|\s+|[{_WIDE}]")


def folded(lines: Iterable[str], width: int) -> Iterator[str]:
    """No line is wider than `width` cells; a word that is wider than a whole line is cut."""
    for line in lines:
        yield from _folded(line, max(width, len(_INDENT) + 2))


def _folded(line: str, width: int) -> Iterator[str]:
    if cell_len(line) <= width:
        yield line
        return
    row = ""
    for piece in _pieces(line, width - len(_INDENT)):
        if cell_len(row) + cell_len(piece) > width and row.strip():
            yield row.rstrip()
            row = _INDENT + piece.lstrip()
        else:
            row += piece
    if row.strip():
        yield row.rstrip()


def _pieces(line: str, width: int) -> Iterator[str]:
    for piece in _PIECES.findall(line):
        if cell_len(piece) <= width:
            yield piece
        else:
            yield from piece
