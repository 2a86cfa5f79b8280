"""The text between the name and the colon of a vCard property: its parameters, piece by piece.

RFC 6350 section 3.3, and RFC 6868 for what `^` stands for in a value.
"""

import re
from collections.abc import Mapping

# A quote that is never closed is a character like any other.
_UNQUOTED = {mark: re.compile(rf'((?:[^"{mark}]+|"[^"]*"|")*)(?:{mark}|\Z)') for mark in ";,"}
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}
_CARET = re.compile(r"\^[n'^]")


def pieces(text: str) -> list[str]:
    """The parameters, as they stand: `TYPE=a,b`, in 2.1 also a bare `HOME`."""
    return divided(text, ";", _UNQUOTED)


def values(text: str) -> tuple[str, ...]:
    """The values of one parameter, without their quotes."""
    return tuple(map(_value, divided(text, ",", _UNQUOTED)))


def divided(text: str, mark: str, patterns: Mapping[str, re.Pattern[str]]) -> list[str]:
    """`text` at every `mark`, as the pattern for it tells: one group, and the mark or the end."""
    found = []
    for piece in patterns[mark].finditer(text):
        found.append(piece[1])
        if piece.end() == piece.end(1):
            break
    return found


def _value(text: str) -> str:
    text = text.strip().strip('"')
    return _CARET.sub(lambda found: _CARETS[found[0]], text) if "^" in text else text
