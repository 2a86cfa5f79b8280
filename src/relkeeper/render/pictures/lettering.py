"""How wide a text is about to be, in a font that is not known: wide characters measured, others estimated."""

from unicodedata import combining, east_asian_width

_SIZE = 11.0
_NARROW = frozenset("iljtfrI.,:;'|!()[] ")


def width(text: str, size: float = _SIZE) -> float:
    """Pixels that `text` takes at a size of letters, rather too many than too few."""
    return sum(map(_ems, text)) * size


def cut(text: str, room: float, size: float = _SIZE) -> str:
    """`text`, or its beginning and an ellipsis, in at most so many pixels."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _ems(char: str) -> float:
    if combining(char):
        return 0.0
    if east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW:
        return 0.33
    return 0.75 if char.isupper() else 0.64
