"""What a terminal shows, as an SVG that loads nothing: every word stands at its column, whatever the font.

Fonts differ in how wide they draw; Chinese seldom is exactly twice as wide as Latin. So each word has its place in
cells, and `textLength` (SVG 1.1, section 10.5) says how many cells it takes.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from relkeeper.render.pictures.elements import Drawing, element, picture, shown

# Pixels of a cell, and around the whole.
_CELL, _LINE, _EDGE, _BAR = 8.4, 19.0, 16.0, 30.0
_SIZE = 14
_BUTTON = 5.5

_GROUND, _INK, _DIM = "#1b1f27", "#dde1e8", "#9aa3b2"
# Black, red, green, yellow, blue, magenta, cyan, white: at least 4.5 to 1 against the ground (WCAG 2.2, 1.4.3), but for
# black.
_COLOURS = [
    (0x3B, 0x42, 0x52), (0xFF, 0x7B, 0x72), (0x7E, 0xE0, 0x87), (0xF2, 0xCC, 0x60),
    (0x79, 0xB8, 0xFF), (0xE2, 0x9B, 0xFF), (0x76, 0xE3, 0xEA), (0xDD, 0xE1, 0xE8),
]  # fmt: skip
_THEME = TerminalTheme((0x1B, 0x1F, 0x27), (0xDD, 0xE1, 0xE8), _COLOURS, _COLOURS)
_FONTS = 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace'

# Characters of which bars are made (Unicode, Block Elements), as rectangles: how wide, how high, how dense. Fonts
# leave seams between them. Those that are not a whole cell wide stand alone.
_BLOCK = _LINE - 2
_BLOCKS = (
    {chr(0x2580 + eighths): (1.0, eighths / 8, 1.0) for eighths in range(1, 9)}
    | {chr(0x2590 - eighths): (eighths / 8, 1.0, 1.0) for eighths in range(1, 8)}
    | dict(zip("░▒▓", ((1.0, 1.0, 0.4), (1.0, 1.0, 0.6), (1.0, 1.0, 0.8)), strict=True))
)


class Word(NamedTuple):
    """Text of one style and width that stands at a column."""

    column: int
    text: str
    style: Style


def svg(said: str, columns: int, title: str, summary: str) -> str:
    """The picture of what a program wrote to a terminal `columns` wide, with its colours as escape sequences.

    Raises ValueError for a line that the terminal would have broken.
    """
    lines = [list(_words(line)) for line in said.rstrip("\n").split("\n")]
    if any(line[-1].column + cell_len(line[-1].text) > columns for line in lines if line):
        raise ValueError(f"{title}: a line is wider than {columns} columns")
    width = columns * _CELL + 2 * _EDGE
    height = _BAR + len(lines) * _LINE + _EDGE
    body = "".join(_drawn(word, _BAR + number * _LINE) for number, line in enumerate(lines) for word in line)
    drawing = Drawing(
        width, height, title, summary, _window(width, height) + element("g", body, font_size=_SIZE, fill=_INK)
    )
    return picture(drawing, _style()) + "\n"


def _window(width: float, height: float) -> str:
    buttons = "".join(
        element("circle", cx=_EDGE + _BUTTON + place * 18, cy=_BAR / 2, r=_BUTTON, fill="#454c5a") for place in range(3)
    )
    return element("rect", width=width, height=height, rx=8, fill=_GROUND) + buttons


def _style() -> str:
    return element("style", f"text{{font-family:{_FONTS};white-space:pre}}.b{{font-weight:bold}}")


def _words(line: str) -> Iterator[Word]:
    """The pieces of a line: of one style, all wide or all narrow, and without blanks at their ends."""
    column = 0
    for segment in Text.from_ansi(line).render(Console(), end=""):
        for _, chars in groupby(segment.text, _kind):
            piece = "".join(chars)
            if piece.strip():
                yield Word(column, piece, segment.style or Style())
            column += cell_len(piece)


def _kind(char: str) -> tuple[str, int]:
    # An accent that is a character of its own takes no cell, and belongs to the letter before it.
    return char if char == " " or char in _BLOCKS else "", cell_len(char) or 1


def _drawn(word: Word, top: float) -> str:
    x, width = _EDGE + word.column * _CELL, cell_len(word.text) * _CELL
    style: dict[str, str | float] = {"class_": "b"} if word.style.bold else {}
    if word.style.color and not word.style.color.is_default:
        style["fill"] = word.style.color.get_truecolor(_THEME).hex
    elif word.style.dim:
        style["fill"] = _DIM
    if word.text[0] in _BLOCKS:
        wide, high, opacity = _BLOCKS[word.text[0]]
        style |= {"opacity": opacity} if opacity < 1 else {}
        return element("rect", x=x, y=top + _BLOCK * (1 - high), width=width * wide, height=_BLOCK * high, **style)
    return element(
        "text", escape(shown(word.text)), x=x, y=top + _SIZE, textLength=width, lengthAdjust="spacingAndGlyphs", **style
    )
