"""Cards that leave: they are vCard 4.0, and our importer reads them back."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, Problem, PropertyDraft, RelationDraft
from relkeeper.exporters import vcard
from relkeeper.importers import Reading
from relkeeper.importers import vcard as reader
from relkeeper.importers.vcard.names import one_line
from tests.exporters.rows import UID, contact

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "vcard"
FILES = sorted(CORPUS.iterdir()) if CORPUS.is_dir() else []


def written(draft: ContactDraft) -> str:
    return vcard.card(contact(draft), draft.properties)


def read(card: str) -> list[ContactDraft | Problem]:
    return list(reader.read(BytesIO(card.encode()), "card.vcf", Reading()))


def lines(draft: ContactDraft) -> list[str]:
    return written(draft).removesuffix("\r\n").split("\r\n")


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
        "BEGIN",
        "VERSION",
        "END",
    )
    assert all(line.startswith((*known, "TEL;", "EMAIL;", "URL;", "ADR;", "IMPP")) for line in said)
    assert sum(line == "END:VCARD" for line in said) == 1
    assert len(said) == len([line for line in harmless if not line.startswith(" ")])
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for line in said for char in line)


def test_what_cards_said_besides_goes_out_again() -> None:
    draft = ContactDraft(
        "Ada Example",
        properties=(
            PropertyDraft("X-OWN-THING", "kept\\, yes", "TYPE=a;X-B=\"c:d\""),
            PropertyDraft("GENDER", "F"),
            PropertyDraft("X-COLOUR", "red", "", "item1"),
            PropertyDraft("X-ABLABEL", "favourite", "", "item1"),
        ),
        points=(PointDraft("phone", "1", "my own"),),
        uid=f"urn:uuid:{UID}",
        line=1,
    )  # fmt: skip
    assert read(written(draft)) == [draft]


def test_a_fuller_form_goes_out_in_place_of_its_sum() -> None:
    draft = ContactDraft(
        "Dr. Ada M. Example",
        given_name="Ada",
        family_name="Example",
        organization="Engines Ltd",
        points=(PointDraft("address", "1 Main St, Town, 12345, GB", "home"),),
        properties=(
            PropertyDraft("N", "Example;Ada;M.;Dr.;"),
            PropertyDraft("ORG", "Engines Ltd;R&D"),
            PropertyDraft("ADR", ";;1 Main St;Town;;12345;GB", "TYPE=home"),
        ),
        uid=f"urn:uuid:{UID}",
        line=1,
    )
    said = lines(draft)
    assert [line for line in said if line.startswith(("N", "ORG", "ADR"))] == [
        "N:Example;Ada;M.;Dr.;",
        "ORG:Engines Ltd;R&D",
        "ADR;TYPE=home:;;1 Main St;Town;;12345;GB",
    ]
    assert read(written(draft)) == [draft]


def test_a_fuller_form_of_what_was_changed_since_stays_behind() -> None:
    draft = ContactDraft(
        "Ada Muster",
        given_name="Ada",
        family_name="Muster",
        points=(PointDraft("address", "2 Other St"),),
        properties=(PropertyDraft("N", "Example;Ada;M.;Dr.;"), PropertyDraft("ADR", ";;1 Main St;Town;;12345;GB")),
    )
    assert [line for line in lines(draft) if line.startswith(("N", "ADR"))] == [
        "N:Muster;Ada;;;",
        "ADR:;;2 Other St;;;;",
    ]


def test_the_identity_that_another_program_gave_is_kept() -> None:
    assert "UID:abc" in lines(ContactDraft("Ada", properties=(PropertyDraft("UID", "abc"),)))


def test_properties_of_older_versions_are_made_new() -> None:
    said = lines(
        ContactDraft(
            "Ada",
            properties=(
                PropertyDraft("PHOTO", "AAAA", "ENCODING=b;TYPE=JPEG"),
                PropertyDraft("X-OLD", "für", "HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"),
                PropertyDraft("VERSION", "2.1"),
                PropertyDraft("PRODID", "another program"),
                PropertyDraft("REV", "19950101T000000Z"),
            ),
        )
    )
    assert said[4:-1] == ["PHOTO:data:image/jpeg;base64,AAAA", "X-OLD;TYPE=HOME:für"]


def test_an_archived_contact_is_marked_and_the_mark_does_not_stay() -> None:
    marked = vcard.card(contact(ContactDraft("Ada"), archived=True))
    assert "\r\nX-RELKEEPER-ARCHIVED:true\r\n" in marked
    (again,) = read(marked)
    assert isinstance(again, ContactDraft)
    assert "ARCHIVED" not in written(again)


def test_a_year_alone_is_a_date_too() -> None:
    assert "BDAY:1985" in lines(ContactDraft("Ada", occasions=(OccasionDraft("birthday", 0, 0, 1985),)))


# Without white space at the ends, and without what our importer takes for a part of the notation.
text = st.text(st.sampled_from('aB ,;:\\"^%é样\U0001f600/.-'), min_size=1, max_size=40).map(one_line).filter(bool)
words = text.map(lambda value: f"w{value}")
blocks = st.lists(words, min_size=1, max_size=3).map("\n".join)
labels = st.sampled_from(
    ["", "work", "home,fax", "cell", "my own", "pref", "büro", "voice,cell", "x-a", "a,a", "a:b;c"]
)


@st.composite
def drafts(draw: st.DrawFn) -> ContactDraft:
    name = draw(words)
    kinds = st.sampled_from(["phone", "email", "url", "qq", "wechat", "skype", "im", "豆瓣"])
    points = draw(
        st.lists(st.builds(PointDraft, kinds, words.filter(lambda value: ":" not in value), labels), max_size=5)
    )
    days = st.builds(
        OccasionDraft,
        st.sampled_from(["anniversary", "name day"]),
        st.integers(1, 12),
        st.integers(1, 28),
        st.none() | st.integers(1900, 2100),
        st.sampled_from(["gregorian", "chinese"]),
    )
    types = st.sampled_from(["spouse", "related", "Chef", "old friend", "a^b", 'b"c'])
    return ContactDraft(
        name=name,
        given_name=draw(words | st.just("")),
        family_name=draw(words | st.just("")),
        organization=draw(words | st.just("")),
        title=draw(words | st.just("")),
        pronouns=draw(words | st.just("")),
        notes=draw(blocks | st.just("")),
        aliases=tuple(dict.fromkeys(alias for alias in draw(st.lists(words, max_size=3)) if alias != name)),
        points=tuple(dict.fromkeys(points)),
        tags=tuple(dict.fromkeys(draw(st.lists(words.filter(lambda tag: "," not in tag), max_size=3)))),
        occasions=tuple(dict.fromkeys(draw(st.lists(days, max_size=3)))),
        relations=tuple(dict.fromkeys(draw(st.lists(st.builds(RelationDraft, types, words), max_size=3)))),
        uid=f"urn:uuid:{UID}",
        line=1,
    )


@given(drafts())
def test_every_contact_comes_back_as_it_was(draft: ContactDraft) -> None:
    assert read(written(draft)) == [draft]


@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_what_was_read_from_real_cards_comes_back() -> None:
    differing = []
    for path in FILES:
        with path.open("rb") as file:
            found = [record for record in reader.read(file, path.name, Reading()) if isinstance(record, ContactDraft)]
        for draft in found:
            (again, *_) = read(written(draft))
            assert isinstance(again, ContactDraft)
            same = replace(again, uid="", line=0, properties=()) == replace(draft, uid="", line=0, properties=())
            if not same:
                differing.append((path.name, draft, again))
    assert differing == []
