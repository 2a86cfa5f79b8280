"""Text for the cells of a spreadsheet, and back.

A program that opens a CSV file takes a cell that begins like a formula for one, and a formula can run programs or send
what stands in other cells away (https://owasp.org/www-community/attacks/CSV_Injection).

Whatever is written here is read here as it was, but for blanks at the beginning and the end of a value.
"""

from collections.abc import Iterable

# The full-width forms work like the plain ones in some programs (and are what a Chinese keyboard gives).
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNSEEN = ' "\u00a0\u200b\u3000\ufeff'
_GUARD = "'"
_GOES_ON = "\n  "


def cell(text: str) -> str:
    """`text`, behind an apostrophe where it would be read as a formula: a phone number in international form too.

    What goes before it and is not seen (blanks, a byte order mark) does not hide a formula. Text that begins as if it
    had been guarded gets one more apostrophe.
    """
    return f"{_GUARD}{text}" if _begins_like_a_formula(text.lstrip(_GUARD)) else text


def plain(text: str) -> str:
    """The text that `cell` was given."""
    guarded = text.startswith(_GUARD) and _begins_like_a_formula(text.lstrip(_GUARD))
    return text[1:] if guarded else text


def _begins_like_a_formula(text: str) -> bool:
    return text.startswith(_BEGINNINGS) or text.lstrip(_UNSEEN).startswith(_BEGINNINGS)


def listed(values: Iterable[str]) -> str:
    """A cell of several values, each on a line of its own; further lines of a value are indented."""
    filled = (stripped for value in values if (stripped := value.strip()))
    return "\n".join(cell(value.replace("\n", _GOES_ON)) for value in filled)


def items(text: str) -> tuple[str, ...]:
    """The values of a cell that `listed` made."""
    joined = text.replace(_GOES_ON, "\0")
    return tuple(plain(line.replace("\0", "\n")) for line in joined.split("\n") if line)


def pair(name: str, value: str) -> str:
    """`name: value`; a name in which that cannot be told is quoted."""
    unclear = ":" in name or name.startswith('"')
    return f'"{_doubled(name)}": {value}' if unclear else f"{name}: {value}"


def unpaired(text: str) -> tuple[str, str]:
    """Name and value of what `pair` made; without a name where there is none."""
    if text.startswith('"'):
        name, closed, value = text[1:].replace('""', "\0").partition('":')
        if closed:
            return name.replace("\0", '"'), value.replace("\0", '""').removeprefix(" ")
    name, colon, value = text.partition(":")
    return (name, value.removeprefix(" ")) if colon else ("", text)


def _doubled(name: str) -> str:
    return name.replace('"', '""')


def noted(value: str, note: str) -> str:
    """`value (note)`: in an e-mail address (RFC 5322) that is a comment, on an envelope everybody understands it."""
    if not note:
        return f"{value} ()" if value.endswith(")") else value
    return f"{value} ({note.replace(' (', '(')})"


def unnoted(text: str) -> tuple[str, str]:
    """Value and note of what `noted` made; the note may be empty."""
    value, opened, note = text.rpartition(" (")
    return (value, note[:-1]) if opened and text.endswith(")") else (text, "")
