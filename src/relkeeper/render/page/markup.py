"""HTML by functions: what is no markup yet is text, and is escaped.

Text is shown as on a terminal, so that no character of it turns the direction of what is read, or hides.
"""

from collections.abc import Iterable
from html import escape

from relkeeper.rules.texts import untrusted

# Elements without content have no end tag (HTML, section 13.1.2).
_VOID = frozenset({"meta", "input", "br", "hr"})

Child = str | Iterable[str] | None
Value = str | int | bool | None


class Markup(str):
    """HTML that is safe as it stands."""

    __slots__ = ()


def element(name: str, /, *children: Child, **attributes: Value) -> Markup:
    """`element("p", "a < b", class_="wide")` is `<p class="wide">a &lt; b</p>`.

    Of an attribute's name a closing `_` is dropped, and other ones are hyphens; one that is None or False is left out,
    and one that is True stands without a value.
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Markup(start) if name in _VOID else Markup(f"{start}{joined(*children)}</{name}>")


def joined(*children: Child) -> Markup:
    """Several pieces as one."""
    return Markup("".join(_inner(child) for child in children))


def between(divider: str, pieces: Iterable[str]) -> Markup:
    """The pieces with a text between each two of them."""
    return Markup(escape(divider).join(_inner(piece) for piece in pieces))


def _inner(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return escape(untrusted.line(child))
    return "".join(map(_inner, child))


def _attribute(key: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(untrusted.line(str(value)))}"'
