"""SVG 1.1 as text: elements, and what of a text XML 1.0 can carry.

A picture is one element without script, style attribute or reference to anything outside; its colours are classes,
which `palette` explains. Lengths are CSS pixels, counted from the upper left corner.
"""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from relkeeper.rules.texts import untrusted as harmless

# Characters that no XML 1.0 document may hold (section 2.2), besides those that are never shown as they are.
_FORBIDDEN = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}


class Drawing(NamedTuple):
    """What is drawn, with what a screen reader says of it."""

    width: float
    height: float
    title: str
    summary: str
    body: str


def shown(text: str) -> str:
    """`text` on one line, as it comes back out of the picture: what could act, or deceive, is shown escaped."""
    return harmless.line(text).translate(_FORBIDDEN)


def number(value: float) -> str:
    """A length or place, to a tenth of a pixel."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def element(name: str, *children: str, **attributes: str | float) -> str:
    """An element; `class_` is its class, other underscores stand for hyphens, and numbers are rounded."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def group(class_: str, children: Iterable[str]) -> str:
    """Elements of one class; nothing where there are none."""
    inside = "".join(children)
    return element("g", inside, class_=class_) if inside else ""


def words(text: str, x: float, y: float, said: str = "", **attributes: str | float) -> str:
    """A line of text, and what is said of it; `y` is its base line."""
    return element("text", escape(shown(text)), *([told(said)] if said else []), x=x, y=y, **attributes)


def told(text: str) -> str:
    """What is said of the element that this stands in, when one points at it."""
    return element("title", escape(shown(text)))


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as a piece of a path, which takes fewer letters than an element."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def path(data: str, said: str = "", **attributes: str | float) -> str:
    """A path, and what is said of it."""
    return element("path", *([told(said)] if said else []), d=data, **attributes)


def picture(drawing: Drawing, *inside: str) -> str:
    """The drawing as an `<svg>` element, which scales, for a page or as a file of its own."""
    width, height = number(drawing.width), number(drawing.height)
    summary = [element("desc", escape(shown(drawing.summary)))] if drawing.summary else []
    return element(
        "svg",
        told(drawing.title),
        *summary,
        *inside,
        drawing.body,
        xmlns="http://www.w3.org/2000/svg",
        class_="picture",
        role="img",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
