"""When two properties of cards say the same."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import PropertyDraft
from relkeeper.rules.vcard.properties import as_it_goes, embedded, key

JPEG = "/9j/4AAQSkZJRg=="


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PropertyDraft("PHOTO", JPEG, "ENCODING=b;TYPE=JPEG"), PropertyDraft("PHOTO", f"data:image/jpeg;base64,{JPEG}")),
        (PropertyDraft("PHOTO", JPEG, "BASE64;JPEG"), PropertyDraft("PHOTO", JPEG, "TYPE=jpeg;ENCODING=BASE64")),
        (PropertyDraft("PHOTO", JPEG, "ENCODING=b"), PropertyDraft("PHOTO", f"DATA:;x=y;BASE64,{JPEG}", "PREF=1")),
        (PropertyDraft("X-A", "b", "TYPE=home,WORK;X-B=1"), PropertyDraft("X-A", "b", 'x-b="1";type=work;TYPE=Home')),
        (PropertyDraft("X-A", "b", "HOME"), PropertyDraft("X-A", "b", "TYPE=home")),
        (PropertyDraft("X-A", "b", "CHARSET=UTF-8;QUOTED-PRINTABLE"), PropertyDraft("X-A", "b")),
        (PropertyDraft("X-A", "b", "TYPE=pref"), PropertyDraft("X-A", "b", "PREF=1")),
        (PropertyDraft("X-A", "b", "", "item1"), PropertyDraft("X-A", "b", "", "item2")),
        (PropertyDraft("X-A", "b\nc"), PropertyDraft("X-A", "b\\Nc ")),
        (PropertyDraft("BDAY", "1985", "VALUE=text"), PropertyDraft("BDAY", "1985")),
        (PropertyDraft("KIND", "org"), PropertyDraft("X-ADDRESSBOOKSERVER-KIND", "org")),
    ],
)  # fmt: skip
def test_these_say_the_same(one: PropertyDraft, other: PropertyDraft) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PropertyDraft("PHOTO", JPEG, "ENCODING=b"), PropertyDraft("LOGO", JPEG, "ENCODING=b")),
        (PropertyDraft("PHOTO", JPEG, "ENCODING=b"), PropertyDraft("PHOTO", "AAAA", "ENCODING=b")),
        (PropertyDraft("PHOTO", JPEG, "ENCODING=b"), PropertyDraft("PHOTO", JPEG)),
        (PropertyDraft("X-A", "b"), PropertyDraft("X-A", "B")),
        (PropertyDraft("X-A", "b", "LANGUAGE=de"), PropertyDraft("X-A", "b", "LANGUAGE=fr")),
        (PropertyDraft("X-A", "b\\\\Nc"), PropertyDraft("X-A", "b\\\\\\nc")),
        (PropertyDraft("X-ABLABEL", "b", "", "item1"), PropertyDraft("X-ABLABEL", "b", "", "item2")),
    ],
)
def test_these_do_not(one: PropertyDraft, other: PropertyDraft) -> None:
    assert key(one) != key(other)


@given(st.binary(min_size=1, max_size=40), st.sampled_from(["PHOTO", "LOGO", "SOUND", "KEY"]))
def test_the_bytes_of_a_file_are_the_same_in_every_version(content: bytes, name: str) -> None:
    packed = b64encode(content).decode()
    old = PropertyDraft(name, packed, "ENCODING=b")
    new = PropertyDraft(name, f"data:application/octet-stream;base64,{packed}")
    assert key(old) == key(new)
    for draft in (old, new):
        file = embedded(draft)
        assert file is not None
        assert file.base64 == packed


@given(st.text(st.sampled_from("aN\\\n\r\x00\x85\ud800,;"), max_size=30))
def test_a_value_that_can_stand_in_a_card_stays_as_it_is(value: str) -> None:
    once = as_it_goes(value)
    assert "\n" not in once
    assert as_it_goes(once) == once


@pytest.mark.parametrize(
    ("params", "packed", "media_type"),
    [
        ("ENCODING=b;TYPE=GIF", "AAAA", "image/gif"),
        ("ENCODING=b;TYPE=pref;TYPE=image/png", "AAAA", "image/png"),
        ("ENCODING=b", "iVBORw0KGgoA", "image/png"),
        ("ENCODING=b", "AAAA", "application/octet-stream"),
    ],
)
def test_the_type_of_a_file(params: str, packed: str, media_type: str) -> None:
    assert embedded(PropertyDraft("PHOTO", packed, params)) == (media_type, packed)


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["PHOTO", "X-A"]))
def test_nothing_is_too_strange_to_be_compared(value: str, params: str, name: str) -> None:
    draft = PropertyDraft(name, value, params)
    assert key(draft) == key(PropertyDraft(name, value, params))
