from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.render.pictures import relations_graph
from relkeeper.render.pictures.elements import number, shown, told, words
from tests.render.pictures.reading import texts
from tests.render.pictures.reading import told as said

ANY = st.text(st.characters(), max_size=30)


@given(ANY)
def test_any_text_comes_back_as_it_is_shown(text: str) -> None:
    assert ET.fromstring(words(text, 0, 0)).text == (shown(text) or None)
    assert ET.fromstring(told(text)).text == (shown(text) or None)


@given(ANY, ANY, ANY)
def test_any_name_comes_back_from_a_whole_picture(one: str, other: str, kind: str) -> None:
    drawn = relations_graph({1: one, 2: other}, [(1, 2, kind)])
    assert f"{shown(kind)} of {shown(one)}: {shown(other)}" in said(drawn)


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30))
def test_a_name_is_shown_as_it_is(name: str) -> None:
    assert shown(name) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada\x00\x1b[31m", "Ada\\x00\\x1b[31m"),
        ("Ada\u202egnp.exe", "Ada\\u202egnp.exe"),
        ("Ada\ufffe\uffff", "Ada\\ufffe\\uffff"),
        ("Ada\ud800", "Ada\\ud800"),
        ("Ada\nExample", "Ada Example"),
    ],
)
def test_what_xml_may_not_hold_and_what_deceives_is_shown_escaped(text: str, expected: str) -> None:
    assert ET.fromstring(words(text, 0, 0)).text == expected


def test_a_text_stands_in_the_picture_once() -> None:
    assert texts(relations_graph({1: "Ada & <b>", 2: "样张三"}, [(1, 2, "friend")])).count("Ada & <b>") == 1


@given(st.floats(-1e7, 1e7))
def test_a_number_is_within_a_tenth_of_a_pixel(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.0501
    assert number(value) != "-0"


@pytest.mark.parametrize(("value", "expected"), [(1 / 3, "0.3"), (-0.01, "0"), (720.0, "720"), (1234.56, "1234.6")])
def test_a_number_is_short(value: float, expected: str) -> None:
    assert number(value) == expected
