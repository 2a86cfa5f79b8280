"""Content lines of vCard 4.0 (RFC 6350 section 3.2 to 3.4): what may stand in a name, a parameter and a value.

Nothing that a value holds can end its line and begin a property of its own.
"""

import re
from collections.abc import Sequence

from relkeeper.importers.vcard.lines import fold
from relkeeper.rules import names

Params = Sequence[tuple[str, str]]

# Line ends are escaped, tabs are text; no other control character has a place in a card.
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
# RFC 6868.
_IN_PARAMETER = str.maketrans({"^": "^^", '"': "^'", "\n": "^n"})
# A line end, and the backslash of programs that mean to escape it so.
_LINE_END = re.compile(r"(?<!\\)((?:\\\\)*)\\?\n")
_NEEDS_QUOTES = re.compile(r"[:;,]")


def line(name: str, value: str, params: Params = (), group: str = "") -> str:
    """A content line; `value` is escaped as its property wants it. Unfolded and without its end."""
    dotted = f"{group}." if group else ""
    written = "".join(f";{key}={_parameter(text)}" for key, text in params)
    return as_it_is(f"{dotted}{name}{written}:{value}")


def as_it_is(content: str) -> str:
    """A content line without what would break it: an unescaped line end in it becomes an escaped one."""
    return _LINE_END.sub(r"\1\\n", _plain(content))


def text(value: str) -> str:
    """A text value, escaped."""
    return _plain(value).translate(_ESCAPED)


def uri(value: str) -> str:
    """A URI, in which commas and semicolons stand as they are."""
    return _plain(value).replace("\\", "\\\\").replace("\n", "\\n")


def card(lines: Sequence[str]) -> str:
    """Content lines as a card, folded, with the line ends of the standard."""
    folded = (fold(content.encode()).decode() for content in ("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD"))
    return "".join(f"{content}\n" for content in folded).replace("\n", "\r\n")


def _plain(value: str) -> str:
    return names.clean(value.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS))


def _parameter(value: str) -> str:
    written = _plain(value).translate(_IN_PARAMETER)
    return f'"{written}"' if _NEEDS_QUOTES.search(written) or written != written.strip() else written
