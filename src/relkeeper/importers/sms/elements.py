"""The elements of an XML file that may be larger than memory, and may have been made to break its reader.

expat reads it, in pieces. Refused are a DOCTYPE and entities (of which bombs are made, and which read other files), and
elements nested deeper than any backup has them.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

_PIECE = 2**16
_DEEPEST = 20

Mender = Callable[[Iterator[bytes]], Iterator[bytes]]


class Element(NamedTuple):
    """A start tag and its line, or with `end` an end tag."""

    name: str
    attributes: dict[str, str]
    line: int
    end: bool = False


class BrokenXmlError(Exception):
    """The XML cannot be read from `where` on; says why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(why)
        self.where = where


def elements(file: BinaryIO, mend: Mender) -> Iterator[Element]:
    """All tags in their order. `mend` may change the bytes before they are parsed. Raises BrokenXmlError."""
    found: list[Element] = []
    parser = _parser(found)
    file.seek(0)
    try:
        for piece in mend(iter(lambda: file.read(_PIECE), b"")):
            parser.Parse(piece, False)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        yield from found
        raise BrokenXmlError(
            f"line {error.lineno}", f"the XML is cut or broken here: {expat.ErrorString(error.code)}"
        ) from None
    yield from found


def _parser(found: list[Element]) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise BrokenXmlError(
                f"line {parser.CurrentLineNumber}", "the XML is nested too deep; the rest was left out"
            )
        found.append(Element(name, attributes, parser.CurrentLineNumber))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(Element(name, {}, parser.CurrentLineNumber, end=True))

    def refused(*_: object) -> None:
        raise BrokenXmlError(
            f"line {parser.CurrentLineNumber}",
            "the XML declares things of its own, as no backup does; it is not read",
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    return parser
