"""EXPERTISE (RFC 6715) is a topic; what a card said besides goes out again."""

import pytest

from relkeeper.drafts import ContactDraft, PropertyDraft
from tests.exporters.vcards import read, unfolded, written

RUST = PropertyDraft("EXPERTISE", "Rust", "LEVEL=expert")


def again(draft: ContactDraft, version: str = "4.0") -> ContactDraft:
    (found,) = read(written(draft, version))
    assert isinstance(found, ContactDraft)
    return found


def expertise(draft: ContactDraft, version: str = "4.0") -> list[str]:
    return [line for line in unfolded(draft, version) if "EXPERTISE" in line]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_topic_is_an_expertise(version: str) -> None:
    draft = ContactDraft("Ada", topics=("tax law, Swiss", "Rust"))
    assert expertise(draft, version) == ["EXPERTISE:tax law\\, Swiss", "EXPERTISE:Rust"]
    assert (again(draft, version).topics, again(draft, version).properties) == (draft.topics, ())


def test_its_level_stays() -> None:
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEXPERTISE;LEVEL=expert:Rust\r\nEXPERTISE:Go\r\nHOBBY:Go\r\nEND:VCARD\r\n"
    (draft,) = read(card)
    assert isinstance(draft, ContactDraft)
    assert (draft.topics, draft.properties) == (("Rust", "Go"), (RUST, PropertyDraft("HOBBY", "Go")))
    assert expertise(draft) == ["EXPERTISE;LEVEL=expert:Rust", "EXPERTISE:Go"]
    assert (again(draft).topics, again(draft).properties) == (draft.topics, draft.properties)


def test_one_that_was_taken_away_does_not_come_back() -> None:
    draft = ContactDraft("Ada", topics=("Go",), properties=(RUST,))
    assert expertise(draft) == ["EXPERTISE:Go", "X-RELKEEPER-KEPT:EXPERTISE;LEVEL=expert;;Rust"]
    assert (again(draft).topics, again(draft).properties) == (("Go",), (RUST,))


def test_the_spelling_of_the_book_goes_before_that_of_a_card() -> None:
    draft = ContactDraft("Ada", topics=("rust",), properties=(RUST,))
    assert expertise(draft) == ["EXPERTISE:rust", "EXPERTISE;LEVEL=expert:Rust"]
    assert again(draft).topics == ("rust",)


@pytest.mark.parametrize("value", ["!", " ", "\\n"])
def test_what_is_no_topic_is_none(value: str) -> None:
    (draft,) = read(f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEXPERTISE:{value}\r\nEND:VCARD\r\n")
    assert isinstance(draft, ContactDraft)
    assert draft.topics == ()
