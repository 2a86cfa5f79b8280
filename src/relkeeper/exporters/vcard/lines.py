"""Content lines of vCard (RFC 6350 section 3.2 to 3.4, RFC 2426 section 2.3 to 2.4): what may stand in a name, a
parameter and a value.

Nothing that a value holds can end its line and begin a property of its own.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from relkeeper.rules.vcard.folding import fold
from relkeeper.rules.vcard.properties import as_it_goes, escaped, plain

Params = Sequence[tuple[str, str]]

# RFC 6868.
_IN_PARAMETER = str.maketrans({"^": "^^", '"': "^'", "\n": "^n"})
_NEEDS_QUOTES = re.compile(r"[:;,]")


class Content(NamedTuple):
    """A property: its name, its value escaped as it wants it, its parameters, and a label of one's own beside it."""

    name: str
    value: str
    params: Params = ()
    label: str = ""


def line(name: str, value: str, params: Params = (), group: str = "") -> str:
    """A content line; `value` is escaped as its property wants it. Unfolded and without its end."""
    dotted = f"{group}." if group else ""
    written = "".join(f";{key}={_parameter(text)}" for key, text in params)
    return as_it_goes(f"{dotted}{name}{written}:{value}")


def text(value: str) -> str:
    """A text value, escaped."""
    return escaped(value)


def uri(value: str) -> str:
    """A URI, in which commas and semicolons stand as they are."""
    return plain(value).replace("\\", "\\\\").replace("\n", "\\n")


def listed(values: Iterable[str], mark: str = ",") -> str:
    """Texts as one value: a list, or with `;` the parts of a compound one."""
    return mark.join(map(text, values))


def card(lines: Iterable[str], version: str) -> str:
    """Content lines as a card, folded, with the line ends of the standard."""
    whole = ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")
    return "".join(f"{fold(content.encode()).decode()}\n" for content in whole).replace("\n", "\r\n")


def _parameter(value: str) -> str:
    written = plain(value).translate(_IN_PARAMETER)
    return f'"{written}"' if _NEEDS_QUOTES.search(written) or written != written.strip() else written
