"""What the parameters of a contact point say beside its value goes out in its place, as long as it has that value."""

from dataclasses import replace

import pytest

from relkeeper.drafts import ContactDraft, PointDraft, PropertyDraft
from tests.exporters.rows import UID
from tests.exporters.vcards import read, unfolded, written

BOTH = pytest.mark.parametrize("version", ["3.0", "4.0"])


def contact(*lines: str, version: str = "4.0") -> ContactDraft:
    card = [f"VERSION:{version}", f"UID:urn:uuid:{UID}", "FN:Ada", *lines]
    (draft,) = read("\r\n".join(["BEGIN:VCARD", *card, "END:VCARD", ""]))
    assert isinstance(draft, ContactDraft)
    return draft


def points(draft: ContactDraft, version: str) -> list[str]:
    """The lines between the name and the end."""
    lines = unfolded(draft, version)
    return [line for line in lines[4:-1] if not line.startswith("N;X-RELKEEPER-DERIVED")]


@BOTH
@pytest.mark.parametrize(
    "line",
    [
        "TEL;X-ABUID=1A-2B;TYPE=cell:+1 212 555 0101",
        "EMAIL;X-P=a;X-P=b:ada@example.org",
        'URL;X-NOTE="a;b:c":https://example.org',
        "IMPP;X-SERVICE-TYPE=QQ;X-TEAM=red:x-apple:12345",
        "X-SOCIALPROFILE;TYPE=twitter;X-DISPLAYNAME=Countess;X-USERID=7:https://twitter.example/ada",
        "X-SOCIALPROFILE;TYPE=twitter;X-USER=ada:https://twitter.example/u/7",
    ],
)
def test_the_parameters_of_a_point_go_out_with_it(line: str, version: str) -> None:
    draft = contact(line)
    assert points(draft, version) == [line]
    assert read(written(draft, version)) == [draft]


@pytest.mark.parametrize(
    "line",
    [
        "TEL;TYPE=cell,voice;PID=1.1;ALTID=2:1",
        "EMAIL;TYPE=pref;LANGUAGE=en:ada@example.org",
        "TEL;VALUE=uri;PREF=1:tel:1",
        "X-SOCIALPROFILE;TYPE=twitter;X-USER=ada:https://twitter.example/Ada",
        "IMPP;SERVICE-TYPE=QQ:im:12345",
        "URL;X-EMPTY=:https://example.org",
    ],
)
def test_nothing_is_kept_of_a_point_that_holds_all(line: str) -> None:
    assert contact(line).properties == ()


@BOTH
def test_what_goes_before_others_says_so_in_the_way_of_the_version(version: str) -> None:
    first = {"4.0": "PREF=1", "3.0": "TYPE=pref"}[version]
    draft = contact("TEL:2", "TEL;TYPE=cell;TYPE=pref:1", "EMAIL:a@example.org", "EMAIL;PREF=1:b@example.org")
    assert points(draft, version) == [
        f"TEL;TYPE=cell;{first}:1",
        f"EMAIL;{first}:b@example.org",
        "TEL:2",
        "EMAIL;TYPE=INTERNET:a@example.org" if version == "3.0" else "EMAIL:a@example.org",
    ]
    again = read(written(draft, version))[0]
    assert isinstance(again, ContactDraft)
    assert again.points == draft.points
    assert [kept.name for kept in again.properties] == ["TEL", "EMAIL"]


def test_further_preferences_are_kept_in_their_order() -> None:
    draft = contact("TEL;PREF=50:2", "TEL;PREF=1:1", "TEL:3")
    assert points(draft, "4.0") == ["TEL;PREF=1:1", "TEL;PREF=50:2", "TEL:3"]
    assert points(draft, "3.0") == ["TEL;TYPE=pref:1", "TEL;PREF=50:2", "TEL:3"]


def test_the_only_point_of_its_kind_stays_before_those_that_go_before_others() -> None:
    draft = contact("EMAIL;PREF=1:ada@example.org", "TEL;PREF=1:1", "TEL:2")
    assert points(draft, "4.0") == ["EMAIL;PREF=1:ada@example.org", "TEL;PREF=1:1", "TEL:2"]
    assert read(written(draft)) == [draft]


def test_a_preference_that_the_order_of_the_book_contradicts_stays_behind() -> None:
    draft = contact("TEL;PREF=1:1", "TEL:2", "TEL:3")
    turned = replace(draft, points=draft.points[::-1])
    assert points(turned, "4.0") == ["TEL:3", "TEL:2", "TEL:1"]
    (again,) = read(written(turned))
    assert isinstance(again, ContactDraft)
    assert again.points == turned.points


def test_the_fuller_form_of_a_point_that_was_taken_away_stays_behind() -> None:
    draft = replace(contact("TEL;X-ABUID=1:+1 212 555 0101"), points=(PointDraft("phone", "+1 212 555 0102"),))
    assert points(draft, "4.0") == ["TEL:+1 212 555 0102"]


@BOTH
def test_a_point_under_another_label_is_not_said_twice(version: str) -> None:
    draft = replace(contact("TEL;TYPE=cell;X-ABUID=1:1"), points=(PointDraft("phone", "1", "work"),))
    assert points(draft, version) == ["TEL;TYPE=work:1", "X-RELKEEPER-KEPT:TEL;TYPE=cell\\;X-ABUID=1;;1"]
    assert read(written(draft, version)) == [draft]


@BOTH
@pytest.mark.parametrize(
    ("name", "params", "kind"), [("X-MESSAGING/QQ-ALL", "X-P=1", "qq"), ("TEL", "SCHLÜSSEL=1", "phone")]
)
def test_a_point_is_read_again_where_its_fuller_form_cannot_stand(
    name: str, params: str, kind: str, version: str
) -> None:
    kept = PropertyDraft(name, "1", params)
    draft = replace(contact(), points=(PointDraft(kind, "1"),), properties=(kept,))
    assert read(written(draft, version)) == [draft]


@BOTH
def test_a_label_of_ones_own_goes_out_with_its_point(version: str) -> None:
    draft = contact("item1.TEL;X-ABUID=1:1", "item1.X-ABLabel:boat", version="3.0")
    assert (draft.points, len(draft.properties)) == ((PointDraft("phone", "1", "boat"),), 2)
    assert read(written(draft, version)) == [draft]
