"""The text of HTML that somebody else wrote: mails, attached pages.

Lines and paragraphs are as a browser would break them, items of lists have a dash or their number, quotations the `> `
of mails, and links their address behind them. The standard library's parser takes quadratic time on tags that are never
closed, so the tags are found by one expression here, in linear time.
"""

import re
from html import unescape

_ATTRIBUTES = r"""(?:[^<>"']+|"[^"<]*"|'[^'<]*'|["'])*+"""
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)(?:(?P<attributes>{_ATTRIBUTES})>|[^<>]*(?:>|\Z))",
    re.DOTALL,
)
_HREF = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:)(\S+)\Z", re.IGNORECASE)
# More digits than any character has; Python refuses to read very long numbers.
_NO_CHARACTER = re.compile(r"&#[0-9]{8,};?|&#[xX][0-9a-fA-F]{7,};?")
# Not the blanks of other scripts: U+3000 indents Chinese paragraphs.
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_SURROGATES = re.compile("[\ud800-\udfff]")

# Nothing of these is shown, up to where they are closed.
_HIDDEN = {
    name: re.compile(rf"</{name}(?![a-z0-9:-])[^>]*(?:>|\Z)", re.IGNORECASE)
    for name in ("script", "style", "head", "title", "template", "noframes", "svg")
}
_LINES = frozenset({
    "address", "article", "aside", "body", "center", "dd", "details", "dir", "div", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "html", "legend", "main", "nav", "section", "summary", "tr",
})  # fmt: skip
_PARAGRAPHS = frozenset({
    "blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul",
})  # fmt: skip
_CELLS = frozenset(("td", "th"))
# Deeper than anybody indents; what is deeper is shown at this depth.
_DEEPEST = 20


def html_to_text(html: str) -> str:
    """The text of `html`, without blank lines at its ends; never raises."""
    page = _Page()
    place = 0
    unclosed: set[str] = set()
    while match := _TOKEN.search(html, place):
        if match.start() > place:
            page.text(html[place : match.start()])
        place = match.end()
        name = (match["name"] or "").lower()
        if not name:
            continue
        if match["close"]:
            page.closed(name)
            continue
        if name in _HIDDEN:
            place = _behind(html, name, place, unclosed)
        else:
            page.opened(name, match["attributes"] or "")
    page.text(html[place:])
    return page.whole()


def _behind(html: str, name: str, place: int, unclosed: set[str]) -> int:
    """Where what is hidden ends. A head that is never closed hides nothing, and is not looked for twice."""
    if name in unclosed:
        return place
    if end := _HIDDEN[name].search(html, place):
        return end.end()
    unclosed.add(name)
    return place if name in ("head", "title") else len(html)


class _Page:
    """The lines that were made so far, and the one that is being made."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._lists: list[int | None] = []
        self._links: list[tuple[str, int]] = []
        self._preformatted = 0
        self._mark = ""
        self._shown: list[str] = []

    def text(self, raw: str) -> None:
        text = _decoded(raw)
        if self._preformatted:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._add(first)
            for line in others:
                self._end_line()
                self._add(line)
            return
        text = _BLANKS.sub(" ", text)
        if text.startswith(" ") and (not self._line or self._line[-1].endswith(" ")):
            text = text[1:]
        if text:
            self._add(text)

    def opened(self, name: str, attributes: str) -> None:
        if name == "br":
            self._end_line(always=True)
        elif name in _LINES:
            self._end_line()
        elif name in _CELLS:
            self.text(" ")
        elif name == "a":
            self._link(attributes)
        elif name == "li":
            self._item()
        elif name in _PARAGRAPHS:
            self._paragraph()
            self._count(name, 1)

    def closed(self, name: str) -> None:
        if name == "a" and self._links:
            self._end_link(*self._links.pop())
        elif name in _PARAGRAPHS:
            self._paragraph()
            self._count(name, -1)
        elif name in _LINES or name == "li":
            self._end_line()

    def whole(self) -> str:
        self._end_line()
        return "\n".join(self._lines).strip("\n")

    def _count(self, name: str, step: int) -> None:
        """Note that an element whose content is shown in another way begins (1) or ends (-1)."""
        if name == "blockquote":
            self._quotes = max(0, self._quotes + step)
        elif name == "pre":
            self._preformatted = max(0, self._preformatted + step)
        elif name in ("ol", "ul"):
            if step > 0:
                self._lists.append(0 if name == "ol" else None)
            elif self._lists:
                self._lists.pop()

    def _item(self) -> None:
        self._end_line()
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        indent = "  " * min(len(self._lists) - 1, _DEEPEST)
        self._mark = f"{indent}- " if number is None else f"{indent}{number + 1}. "

    def _link(self, attributes: str) -> None:
        found = _HREF.search(attributes)
        target = _decoded(next(filter(None, found.groups()), "")).strip() if found else ""
        self._links = self._links[-_DEEPEST:]
        self._links.append((target, len(self._shown)))

    def _end_link(self, target: str, begun: int) -> None:
        words = "".join(self._shown[begun:]).strip()
        link = _LINK.match(target)
        if words and link and link[1].rstrip("/") not in words:
            self._add(f" ({target.removeprefix('mailto:')})")

    def _add(self, text: str) -> None:
        if self._mark and text.strip():
            self._line.insert(0, self._mark)
            self._mark = ""
        self._line.append(text)
        if self._links:
            self._shown.append(text)
        else:
            self._shown.clear()

    def _end_line(self, *, always: bool = False) -> None:
        line = "".join(self._line).rstrip()
        self._line.clear()
        if line or always or self._preformatted:
            self._lines.append(f"{'> ' * min(self._quotes, _DEEPEST)}{line}".rstrip())

    def _paragraph(self) -> None:
        """A blank line, but never two of them."""
        self._end_line()
        mark = ("> " * min(self._quotes, _DEEPEST)).rstrip()
        if not self._lists and self._lines and self._lines[-1].strip("> "):
            self._lines.append(mark)


def _decoded(text: str) -> str:
    """Without entities; what the numbers of no characters stand for is left out."""
    if "&" not in text:
        return text
    return _SURROGATES.sub("\ufffd", unescape(_NO_CHARACTER.sub("\ufffd", text)))
