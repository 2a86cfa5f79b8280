"""Cards that leave: they are vCard 4.0, and our importer reads them back."""

from dataclasses import replace

import pytest

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from tests.exporters.rows import UID
from tests.exporters.vcards import lines, read, written

ADA = ContactDraft(
    name="Ada Example",
    given_name="Ada",
    family_name="Example",
    organization="Engines; Sons, Ltd",
    title="Analyst",
    pronouns="she/her",
    notes="likes tea,\nand C:\\engines; really",
    aliases=("Countess", "A, E"),
    points=(
        PointDraft("phone", "+1 212 555 0101", "cell,my phone"),
        PointDraft("email", "ada@example.org", "work"),
        PointDraft("url", "https://example.org/?a=1,2;b", "home page"),
        PointDraft("address", "1 Main St, 12345 Town", "home"),
        PointDraft("qq", "12345"),
        PointDraft("豆瓣", "爱 达"),
    ),
    tags=("friends", "数学"),
    occasions=(
        OccasionDraft("birthday", 12, 10, 1985),
        OccasionDraft("birthday", 10, 29, 1985, "chinese", leap=True),
        OccasionDraft("anniversary", 7, 8),
        OccasionDraft("name day", 1, 6),
        OccasionDraft("Hochzeit", 8, 15, 2001, "chinese"),
    ),
    relations=(RelationDraft("spouse", "Bob, Muster"), RelationDraft("old friend", "Grace")),
    uid=f"urn:uuid:{UID}",
    line=1,
)


def test_a_contact_comes_back_as_it_was() -> None:
    assert read(written(ADA)) == [ADA]


def test_the_lines_are_those_of_the_standard() -> None:
    said = lines(ADA)
    assert said[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert said[-1] == "END:VCARD"
    for line in (
        f"UID:urn:uuid:{UID}",
        "FN:Ada Example",
        "N:Example;Ada;;;",
        "NICKNAME:Countess,A\\, E",
        "ORG:Engines\\; Sons\\, Ltd",
        "NOTE:likes tea\\,\\nand C:\\\\engines\\; really",
        "item1.TEL;TYPE=cell:+1 212 555 0101",
        "item1.X-ABLabel:my phone",
        "EMAIL;TYPE=work:ada@example.org",
        "item2.URL:https://example.org/?a=1,2;b",
        "ADR;TYPE=home:;;1 Main St\\, 12345 Town;;;;",
        "IMPP:qq:12345",
        "IMPP;SERVICE-TYPE=豆瓣:im:%E7%88%B1%20%E8%BE%BE",
        "CATEGORIES:friends,数学",
        "BDAY:19851210",
        "ANNIVERSARY:--0708",
        "RELATED;VALUE=text;TYPE=spouse:Bob\\, Muster",
        "item5.X-ABRELATEDNAMES:Grace",
        "item5.X-ABLabel:old friend",
        "PRONOUNS:she/her",
    ):
        assert line in said


def test_no_line_is_longer_than_75_octets_and_no_character_is_divided() -> None:
    card = written(ContactDraft("样" * 80, notes="x" * 300 + "é" * 100)).encode()
    for line in card.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert b"\n" not in card.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "hostile", ["x\r\nTEL:+1", "x\nEND:VCARD", "x\rNOTE:y", "x\x00\x1b[2J\x85y", "x\ud800", '\\n;,:"^']
)
def test_no_value_can_begin_a_property_of_its_own(hostile: str) -> None:
    draft = ContactDraft(
        name=hostile,
        given_name=hostile,
        organization=hostile,
        notes=hostile,
        aliases=(f"a{hostile}",),
        tags=(hostile,),
        points=tuple(PointDraft(kind, hostile, hostile) for kind in ("phone", "email", "url", "address", "qq", hostile)),
        occasions=(OccasionDraft(hostile, 1, 2),),
        relations=(RelationDraft(hostile, hostile),),
        properties=(PropertyDraft("X-OWN", hostile, f"TYPE={hostile}", hostile), PropertyDraft(hostile, "value")),
    )  # fmt: skip
    harmless = lines(replace(draft, **dict.fromkeys(("name", "given_name", "organization", "notes"), "x")))
    said = [line for line in lines(draft) if not line.startswith(" ")]
    known = (
        "UID",
        "FN",
        "N:",
        "NICKNAME",
        "ORG",
        "item",
        "RELATED",
        "CATEGORIES",
        "NOTE",
        "X-OWN",
        "X-RELKEEPER-KEPT",
        "BEGIN",
        "VERSION",
        "END",
    )
    assert all(line.startswith((*known, "TEL;", "EMAIL;", "URL;", "ADR;", "IMPP")) for line in said)
    assert sum(line == "END:VCARD" for line in said) == 1
    assert len(said) == len([line for line in harmless if not line.startswith(" ")])
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for line in said for char in line)


def test_a_year_alone_is_a_date_too() -> None:
    assert "BDAY:1985" in lines(ContactDraft("Ada", occasions=(OccasionDraft("birthday", 0, 0, 1985),)))
