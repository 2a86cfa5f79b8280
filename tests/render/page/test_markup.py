"""The builder: whatever a text holds, a parser of HTML reads it back as text."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.render.page.markup import Markup, between, element, joined
from relkeeper.rules.texts import untrusted

HOSTILE = "</p><script>alert(1)</script>&amp;\"' onclick=x <!--"


class Reader(HTMLParser):
    """What a parser makes of a document: its elements, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


@given(st.text() | st.just(HOSTILE), st.text() | st.just(HOSTILE))
def test_texts_and_values_come_back_as_they_are_shown(words: str, value: str) -> None:
    page = read(element("p", words, [words], title=value))
    assert page.elements == [("p", {"title": untrusted.line(value)})]
    assert page.text == untrusted.line(words) * 2


def test_what_turns_the_direction_of_text_is_shown() -> None:
    assert element("b", "Mal\u202eyrol") == "<b>Mal\\u202eyrol</b>"


@pytest.mark.parametrize(
    ("made", "markup"),
    [
        (element("p", "a < b", class_="wide"), '<p class="wide">a &lt; b</p>'),
        (element("li", None, element("b", "x"), [element("i", "y"), "z"]), "<li><b>x</b><i>y</i>z</li>"),
        (element("input", type="search", hidden=True, name=None, value=False), '<input type="search" hidden>'),
        (element("a", aria_label="1", tabindex=0), '<a aria-label="1" tabindex="0"></a>'),
        (joined("<", Markup("<br>")), "&lt;<br>"),
        (between(" & ", [element("b", "x"), "<"]), "<b>x</b> &amp; &lt;"),
    ],
)
def test_elements(made: str, markup: str) -> None:
    assert made == markup
