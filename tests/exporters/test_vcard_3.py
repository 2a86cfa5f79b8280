"""Cards of version 3.0 (RFC 2426), as phones and older address books read them."""

import pytest

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, RelationDraft
from tests.exporters.test_vcard import ADA
from tests.exporters.vcards import lines, read, written


def test_a_contact_comes_back_as_it_was() -> None:
    assert read(written(ADA, "3.0")) == [ADA]


def test_the_lines_are_those_that_address_books_write() -> None:
    said = lines(ADA, "3.0")
    assert said[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    for line in (
        "N:Example;Ada;;;",
        "EMAIL;TYPE=INTERNET;TYPE=work:ada@example.org",
        "IMPP;X-SERVICE-TYPE=qq:x-apple:12345",
        "IMPP;X-SERVICE-TYPE=豆瓣:x-apple:%E7%88%B1%20%E8%BE%BE",
        "BDAY:1985-12-10",
        "X-ALTBDAY;CALSCALE=chinese:0078000210L29",
        "item3.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-07-08",
        "item3.X-ABLabel:_$!<Anniversary>!$_",
        "item6.X-ABRELATEDNAMES:Bob\\, Muster",
        "item6.X-ABLabel:_$!<Spouse>!$_",
        "item7.X-ABLabel:old friend",
    ):
        assert line in said
    assert not any(line.startswith(("RELATED", "ANNIVERSARY")) for line in said)


def test_a_birthday_without_a_year_has_the_one_that_stands_for_none() -> None:
    draft = ContactDraft("Ada", occasions=(OccasionDraft("birthday", 2, 29),))
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29" in lines(draft, "3.0")


@pytest.mark.parametrize("draft", [ContactDraft("Engines, Sons"), ContactDraft("样张三", organization="样张三")])
def test_every_card_has_a_name_in_parts_which_is_not_read_where_it_was_made_up(draft: ContactDraft) -> None:
    (said,) = (line for line in lines(draft, "3.0") if line.startswith("N;"))
    assert said.startswith("N;X-RELKEEPER-DERIVED=true:;")
    (again,) = read(written(draft, "3.0"))
    assert isinstance(again, ContactDraft)
    assert (again.name, again.given_name, again.family_name) == (draft.name, "", "")
    assert not any(line.startswith("N") for line in lines(draft, "4.0"))


def test_no_line_is_longer_than_75_octets() -> None:
    draft = ContactDraft(
        "样" * 80,
        notes="x" * 300,
        points=(PointDraft("微" * 20, "é" * 90, "l" * 100),),
        relations=(RelationDraft("y" * 90, "z"),),
    )
    assert max(len(line.encode()) for line in lines(draft, "3.0")) <= 75
