"""The table of an .mht export, row by row.

    <tr><td><div style=padding-left:10px;>消息对象:小样</div></td></tr>
    <tr><td style=border-bottom-width:1px;...>日期: 2020-02-11</td></tr>
    <tr><td><div style=color:#006EFE;...><div style=float:left;...>小样</div>4:36:46</div><div ...>text</div></td></tr>

A row is read by how its <div> stand in each other, so that attributes may be quoted or not and stand in any order.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

_TOKEN = re.compile(r"<([^<>]*)>|([^<]+)")
_END = re.compile(r"</tr\s*>", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_UNSEEN = frozenset({"style", "script", "title"})
_OWN_COLOUR = "#42B475"
LARGEST = 4 * 2**20


class Row(NamedTuple):
    """`title` and `clock` are the two halves of a message's first line, empty in other rows; `pictures` what it shows.

    `own` is QQ's colour for the owner, which is wrong in the first row of each day.
    """

    number: int
    text: str
    title: str = ""
    clock: str = ""
    own: bool = False
    pictures: tuple[str, ...] = ()


def rows(chunks: Iterable[str]) -> Iterator[Row | int]:
    """Each row; only its number where it is larger than LARGEST."""
    for number, source in enumerate(_sources(chunks), 1):
        yield _row(number, source) if source is not None else number


def _sources(chunks: Iterable[str]) -> Iterator[str | None]:
    rest, too_large = "", False
    for chunk in chunks:
        looked_at = max(0, len(rest) - 64)
        rest += chunk
        begin = 0
        while found := _END.search(rest, max(begin, looked_at)):
            yield None if too_large else rest[begin : found.start()]
            begin, too_large = found.end(), False
        rest = rest[begin:]
        if len(rest) > LARGEST:
            rest, too_large = rest[-64:], True
    if rest.strip():
        yield None if too_large else rest


class _Cells:
    """What is gathered of a row while its tags open and close."""

    def __init__(self) -> None:
        self.depth = 0
        self.outside: list[str] = []
        self.divs: list[list[str]] = []
        self.name: list[str] = []
        self.pictures: list[str] = []
        self.own = False

    def put(self, text: str) -> None:
        if not self.depth:
            self.outside.append(text)
        elif len(self.divs) == 1 and self.depth > 1:
            self.name.append(text)
        else:
            self.divs[-1].append(text)

    def tag(self, tag: str) -> str:
        name = tag.split(None, 1)[0].rstrip("/").lower() if tag.strip("/ ") else ""
        if name == "div":
            self.depth += 1
            if self.depth == 1:
                self.own = self.own or (not self.divs and _OWN_COLOUR in tag.upper())
                self.divs.append([])
        elif name == "/div":
            self.depth = max(0, self.depth - 1)
        elif name == "br":
            self.put("\n")
        elif name == "img":
            found = _SOURCE.search(tag)
            self.pictures.append(unescape(found[found.lastindex or 0]) if found else "")
            self.put("[图片]")
        return name


def _row(number: int, source: str) -> Row:
    cells, unseen = _Cells(), ""
    for tag, text in _TOKEN.findall(source):
        if text:
            if not unseen:
                cells.put(unescape(_BREAKS.sub(" ", text) if "\n" in text or "\r" in text else text))
            continue
        name = cells.tag(tag) if not unseen else tag.strip().lower()
        if name in _UNSEEN:
            unseen = name
        elif name == f"/{unseen}":
            unseen = ""
    first, *others = ["".join(div) for div in cells.divs] or [""]
    if cells.name or others:
        text = "".join(others)
        return Row(number, _plain(text), "".join(cells.name), first.strip(), cells.own, tuple(cells.pictures))
    return Row(number, _plain("".join(cells.outside) + first))


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\0", "").strip()
