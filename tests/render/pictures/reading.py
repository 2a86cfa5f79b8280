"""What a picture says, read back by an XML parser."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    """The texts that are seen."""
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]


def told(svg: str) -> list[str]:
    """What is said of the whole, and of what one points at."""
    return [title.text or "" for title in ET.fromstring(svg).iter(f"{SVG}title")]


def summary(svg: str) -> str:
    return ET.fromstring(svg).findtext(f"{SVG}desc") or ""


def classes(svg: str) -> set[str]:
    return {name for element in ET.fromstring(svg).iter() for name in element.get("class", "").split()}


def attributes(svg: str) -> Iterator[tuple[str, str]]:
    for element in ET.fromstring(svg).iter():
        yield from element.items()
