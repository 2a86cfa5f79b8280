"""What cards said besides goes out again: as it came where that can stand, else within a property of our own."""

import pytest

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft
from relkeeper.rules.vcard.properties import key
from tests.exporters.rows import UID
from tests.exporters.vcards import lines, read, unfolded, written


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


def test_how_an_organisation_is_sorted_goes_out_with_it() -> None:
    kept = PropertyDraft("ORG", "The Engines Ltd", "SORT-AS=Engines")
    said = lines(ContactDraft("Ada", organization="The Engines Ltd", properties=(kept,)))
    assert [line for line in said if "ORG" in line] == ["ORG;SORT-AS=Engines:The Engines Ltd"]


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


JPEG = "/9j/4AAQSkZJRgABAQEAYABgAAD/2Q=="
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="


@pytest.mark.parametrize(
    ("kept", "in_4", "in_3"),
    [
        (
            PropertyDraft("PHOTO", JPEG, "ENCODING=b;TYPE=JPEG"),
            f"PHOTO:data:image/jpeg;base64,{JPEG}",
            f"PHOTO;ENCODING=b;TYPE=JPEG:{JPEG}",
        ),
        (
            PropertyDraft("PHOTO", JPEG, "JPEG;BASE64"),
            f"PHOTO:data:image/jpeg;base64,{JPEG}",
            f"PHOTO;ENCODING=b;TYPE=JPEG:{JPEG}",
        ),
        (
            PropertyDraft("PHOTO", f"data:image/png;base64,{PNG}"),
            f"PHOTO:data:image/png;base64,{PNG}",
            f"PHOTO;ENCODING=b;TYPE=PNG:{PNG}",
        ),
        # Nobody said what it is.
        (
            PropertyDraft("PHOTO", PNG, "ENCODING=B"),
            f"PHOTO:data:image/png;base64,{PNG}",
            f"PHOTO;ENCODING=b;TYPE=PNG:{PNG}",
        ),
        (
            PropertyDraft("PHOTO", JPEG, "ENCODING=b;X-CROP=1;TYPE=JPEG", "item1"),
            f"item1.PHOTO;X-CROP=1:data:image/jpeg;base64,{JPEG}",
            f"item1.PHOTO;ENCODING=b;TYPE=JPEG;X-CROP=1:{JPEG}",
        ),
        (
            PropertyDraft("PHOTO", "https://example.org/ada.jpg"),
            "PHOTO:https://example.org/ada.jpg",
            "PHOTO;VALUE=uri:https://example.org/ada.jpg",
        ),
        (
            PropertyDraft("KEY", "AAAA", "ENCODING=b;TYPE=application/pgp-keys"),
            "KEY:data:application/pgp-keys;base64,AAAA",
            "KEY;ENCODING=b;TYPE=PGP-KEYS:AAAA",
        ),
        # Base64 of what is no file, and what is no base64.
        (PropertyDraft("X-BLOB", "AAAA", "ENCODING=b"), "X-BLOB;ENCODING=b:AAAA", "X-BLOB;ENCODING=b:AAAA"),
        (PropertyDraft("PHOTO", "A-A", "ENCODING=b"), "PHOTO:A-A", "PHOTO:A-A"),
        (PropertyDraft("KIND", "org"), "KIND:org", "X-ADDRESSBOOKSERVER-KIND:org"),
        (PropertyDraft("GENDER", "F"), "GENDER:F", "X-GENDER:F"),
    ],
)  # fmt: skip
def test_each_version_has_it_in_its_way(kept: PropertyDraft, in_4: str, in_3: str) -> None:
    draft = ContactDraft("Ada", properties=(kept,))
    for version, line in (("4.0", in_4), ("3.0", in_3)):
        assert unfolded(draft, version)[-2] == line
        (again,) = read(written(draft, version))
        assert isinstance(again, ContactDraft)
        assert list(map(key, again.properties)) == [key(kept)]


@pytest.mark.parametrize(("version", "params"), [("3.0", ";VALUE=text"), ("4.0", "")])
@pytest.mark.parametrize(
    "kept",
    [
        (),
        (PropertyDraft("TZ", "+0100"),),
        (PropertyDraft("TZ", "-05:00; EST; Raleigh/North America", "VALUE=text"),),
        (PropertyDraft("TZ", "Asia/Tokyo"),),
        (PropertyDraft("TZ", "../../etc/passwd"),),
    ],
)
def test_beside_a_time_zone_no_other_stands_for_itself(
    kept: tuple[PropertyDraft, ...], version: str, params: str
) -> None:
    draft = ContactDraft("Ada", timezone="Europe/Paris", properties=kept)
    said = [line for line in unfolded(draft, version) if line.startswith("TZ")]
    assert said == [f"TZ{params}:Europe/Paris"]
    (again,) = read(written(draft, version))
    assert isinstance(again, ContactDraft)
    assert again.timezone == "Europe/Paris"
    assert list(map(key, again.properties)) == list(map(key, kept))


def test_an_offset_is_no_time_zone_and_stays_as_it_came() -> None:
    (again,) = read("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nTZ:-05:00\r\nEND:VCARD\r\n")
    assert isinstance(again, ContactDraft)
    assert (again.timezone, again.properties) == ("", (PropertyDraft("TZ", "-05:00"),))
    assert "TZ:-05:00" in unfolded(again, "3.0")


def test_a_time_zone_of_which_the_card_said_more_goes_out_as_it_came() -> None:
    kept = PropertyDraft("TZ", "Europe/Paris", "TYPE=home")
    draft = ContactDraft("Ada", timezone="Europe/Paris", properties=(kept,))
    assert [line for line in unfolded(draft) if "TZ" in line] == ["TZ;TYPE=home:Europe/Paris"]
    (again,) = read(written(draft))
    assert isinstance(again, ContactDraft)
    assert (again.timezone, again.properties) == ("Europe/Paris", (kept,))
    moved = ContactDraft("Ada", timezone="Asia/Tokyo", properties=(kept,))
    assert [line for line in unfolded(moved) if "TZ" in line] == [
        "TZ:Asia/Tokyo",
        "X-RELKEEPER-KEPT:TZ;TYPE=home;;Europe/Paris",
    ]
    (again,) = read(written(moved))
    assert isinstance(again, ContactDraft)
    assert (again.timezone, again.properties) == ("Asia/Tokyo", (kept,))


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize(
    "kept",
    [
        PropertyDraft("X/SLASH", "a;b\\,c"),
        PropertyDraft("X-OWN", "value", "", "gruppe ü"),
        PropertyDraft("X-OWN", "value", "SCHLÜSSEL=x"),
        PropertyDraft("X-RELKEEPER-HOW-WE-MET", "elsewhere"),
        PropertyDraft("TITLE", "what it was once"),
        PropertyDraft("ROLE", "what it was once"),
        PropertyDraft("ORG", "Engines Ltd"),
        PropertyDraft("BDAY", "1985-12-10"),
        PropertyDraft("KIND", "group"),
        PropertyDraft("TZ", "Europe/Paris", "VALUE=text"),
    ],
)
def test_what_cannot_stand_or_would_be_taken_for_more_goes_within_our_own(kept: PropertyDraft, version: str) -> None:
    draft = ContactDraft("Ada", properties=(kept,))
    assert unfolded(draft, version)[-2].startswith("X-RELKEEPER-KEPT:")
    (again,) = read(written(draft, version))
    assert isinstance(again, ContactDraft)
    assert again.properties == (kept,)
    assert (again.title, again.organization, again.occasions, again.how_we_met) == ("", "", (), "")


def test_what_a_card_has_once_does_not_stand_twice() -> None:
    kept = PropertyDraft("BDAY", "1985")
    draft = ContactDraft("Ada", occasions=(OccasionDraft("birthday", 12, 10),), properties=(kept,))
    assert [line for line in lines(draft) if "BDAY" in line] == ["BDAY:--1210", "X-RELKEEPER-KEPT:BDAY;;;1985"]
    (again,) = read(written(draft))
    assert isinstance(again, ContactDraft)
    assert (again.occasions, again.properties) == (draft.occasions, (kept,))


def test_two_addresses_of_one_text_are_told_apart_by_their_labels() -> None:
    home = PropertyDraft("ADR", ";;1 Main St;Town;;;", "TYPE=home")
    work = PropertyDraft("ADR", ";;1 Main St;Town;;;GB", "TYPE=work")
    draft = ContactDraft(
        "Ada",
        points=(PointDraft("address", "1 Main St, Town", "office"), PointDraft("address", "1 Main St, Town", "home")),
        properties=(home, work),
    )
    assert [line for line in lines(draft) if "ADR" in line] == [
        "ADR;TYPE=office:;;1 Main St\\, Town;;;;",
        "ADR;TYPE=home:;;1 Main St;Town;;;",
    ]


def test_the_further_identities_of_a_contact_go_along() -> None:
    kept = (PropertyDraft("UID", "first"), PropertyDraft("UID", f"urn:uuid:{UID}"))
    said = lines(ContactDraft("Ada", properties=kept))
    assert ("UID:first" in said, f"X-RELKEEPER-UID:urn:uuid:{UID}" in said) == (True, True)
    (again,) = read(written(ContactDraft("Ada", properties=kept)))
    assert isinstance(again, ContactDraft)
    assert (again.uid, again.properties) == ("first", kept)


def test_the_name_that_a_contact_had_stays_behind() -> None:
    kept = (PropertyDraft("N", "Muster;Ada;M.;;"), PropertyDraft("PRODID", "x"), PropertyDraft("REV", "x"))
    assert "Muster" not in written(ContactDraft("Ada Example", properties=kept))
