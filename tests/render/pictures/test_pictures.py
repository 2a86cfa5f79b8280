"""What holds for every picture."""

import re
from xml.etree import ElementTree as ET

import pytest

from relkeeper.render.pictures import page_style
from tests.render.pictures.reading import SVG, attributes, classes, summary, texts, told
from tests.render.pictures.samples import DATA, HOSTILE, PICTURES

pytestmark = pytest.mark.parametrize("name", PICTURES)
_SAFE = {
    "class", "role", "viewBox", "width", "height", "d", "x", "y", "cx", "cy", "r", "transform",
}  # fmt: skip


def test_it_is_as_it_was(name: str) -> None:
    assert PICTURES[name]() + "\n" == (DATA / f"{name}.svg").read_text(encoding="utf-8")


def test_it_says_what_it_is_to_those_who_do_not_see_it(name: str) -> None:
    root = ET.fromstring(PICTURES[name]())
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text
    assert summary(PICTURES[name]()) or name == "sparkline"


def test_it_needs_nothing_from_outside_and_runs_nothing(name: str) -> None:
    found = dict(attributes(PICTURES[name]()))
    assert set(found) <= _SAFE
    assert {element.tag.removeprefix(SVG) for element in ET.fromstring(PICTURES[name]()).iter()} <= {
        "svg", "title", "desc", "style", "g", "path", "rect", "circle", "text",
    }  # fmt: skip
    assert "url(" not in PICTURES[name]()


def test_its_classes_have_rules_in_a_page(name: str) -> None:
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", page_style()))
    assert classes(PICTURES[name]()) <= known


def test_its_numbers_are_short(name: str) -> None:
    places = " ".join(value for key, value in attributes(PICTURES[name]()) if key != "class")
    assert not re.search(r"\d\.\d\d|\de[+-]?\d|nan|inf", places)


def test_what_is_hostile_is_text(name: str) -> None:
    drawn = PICTURES[name]()
    assert "<script" not in drawn
    if HOSTILE[:9] in str(told(drawn) + texts(drawn)):
        assert HOSTILE in "".join(told(drawn) + texts(drawn))
