"""The links of the page: whatever stands in a point, they are links to mail and to the phone."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.render.page.parts import last_words, mail_link, phone_link
from tests.render.page.test_markup import read


@given(st.text(min_size=1) | st.just("javascript:alert(1)@example.org?subject=x"))
def test_a_link_to_mail_holds_the_whole_address(address: str) -> None:
    address = address.encode("utf-8", "replace").decode()
    page = read(mail_link("typed", address))
    ((tag, attributes),) = page.elements
    link = urlsplit(attributes["href"])
    assert page.text == "typed"
    assert (tag, link.scheme, link.query, link.fragment) == ("a", "mailto", "", "")
    assert unquote(str(link.path)) == address


@pytest.mark.parametrize(
    ("number", "link"),
    [("+12125550100", "tel:+12125550100"), ("5550100", None), ("+1;ext=2", None), ("+", None), ("+１２", None)],
)
def test_only_an_international_number_is_a_link(number: str, link: str | None) -> None:
    page = read(phone_link("typed", number))
    assert [attributes.get("href") for _, attributes in page.elements] == [link]
    assert page.text == "typed"


@pytest.mark.parametrize(
    ("channel", "words", "told"),
    [
        ("wechat", "hello", "wechat hello"),
        ("email", "the photos", "email the photos"),
        ("call", "", "call"),
        ("other", "hi", "hi"),
        ("other", "", None),
        (None, None, None),
    ],
)
def test_how_and_what_was_said(channel: str | None, words: str | None, told: str | None) -> None:
    shown = last_words(channel, words)
    assert (None if shown is None else read(shown).text) == told
