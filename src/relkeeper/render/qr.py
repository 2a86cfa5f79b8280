"""A text as a QR code (ISO/IEC 18004) in characters: half blocks, two modules above each other in each."""

from collections.abc import Iterator

import segno

# The ground that a reader needs on each side, in modules.
_GROUND = 4
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
# Black and white of the fixed part of the palette (xterm's 256 colours), which themes leave alone.
_BLACK_ON_WHITE, _AS_BEFORE = "\x1b[38;5;16;48;5;231m", "\x1b[0m"


def drawn(text: str, *, coloured: bool) -> Iterator[str]:
    """The lines of the smallest code that holds `text` in UTF-8. Dark modules are blocks.

    `coloured` makes them black on white; without it they have the colours of the terminal.
    """
    code = segno.make(text, error="l", mode="byte", encoding="utf-8", micro=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=_GROUND)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        line = "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        yield f"{_BLACK_ON_WHITE}{line}{_AS_BEFORE}" if coloured else line
