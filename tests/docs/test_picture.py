"""The pictures of the terminal: wide characters at their columns, nothing loaded from anywhere."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docs.making.screen import svg
from tests.docs.pages import ROOT

PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
_CELL, _EDGE = 8.4, 16.0


def placed(said: str) -> list[tuple[str, float, float]]:
    """Each text of the picture, with the column it begins at and how many it takes."""
    drawn = ElementTree.fromstring(svg(said, 40, "a title", "a summary"))
    return [
        (each.text or "", (float(each.get("x", 0)) - _EDGE) / _CELL, float(each.get("textLength", 0)) / _CELL)
        for each in drawn.iter("{http://www.w3.org/2000/svg}text")
    ]


def test_words_stand_at_their_columns_whatever_the_font() -> None:
    found = placed("Ada  样张三 x\n\x1b[1m样\x1b[0m2\n")
    assert [word for word, _, _ in found] == ["Ada", "样张三", "x", "样", "2"]
    assert [round(column) for _, column, _ in found] == [0, 5, 12, 0, 2]
    assert [round(width) for _, _, width in found] == [3, 6, 1, 2, 1]


def test_markup_stays_text() -> None:
    assert placed("<b>&")[0][0] == "<b>&"


def test_a_line_wider_than_the_terminal_is_refused() -> None:
    with pytest.raises(ValueError, match="wider"):
        svg("样" * 21, 40, "", "")


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_nothing_is_loaded_or_run(path: Path) -> None:
    text = re.sub(r'xmlns(:\w+)?="[^"]*"', "", path.read_text(encoding="utf-8"))
    assert not re.search(r"https?:|url\((?!#)|<script|<image|<foreignObject|@import|@font-face|\bon\w+=", text)


def test_there_are_pictures() -> None:
    assert {"terminal-everyday.svg", "terminal-stats.svg"} <= {path.name for path in PICTURES}
