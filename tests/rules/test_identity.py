"""Whether a card and a contact are the same person: the table of the module, row by row, and its laws."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.rules.identity import Identity, likely, same

MAIL = ("email", "ada@example.org")
HANDLE = ("qq", "12345")
PHONE = ("phone", "+49301234567")
OTHER = ("email", "other@example.org")


def card(*points: tuple[str, str], uid: str = "", name: str = "") -> Identity:
    return Identity(frozenset(filter(None, [uid])), frozenset(filter(None, [name])), frozenset(points))


SAME = {
    "UID and name": (card(MAIL, uid="1", name="ada"), card(OTHER, uid="1", name="ada")),
    "UID and point, name changed": (card(MAIL, uid="1", name="ada example"), card(MAIL, uid="1", name="ada")),
    "UID, no points here": (card(uid="1", name="ada example"), card(MAIL, uid="1", name="ada")),
    "UID, no points at all": (card(uid="1", name="ada example"), card(uid="1", name="ada")),
    "name and e-mail": (card(MAIL, name="ada"), card(MAIL, OTHER, name="ada")),
    "name and phone": (card(PHONE, name="ada"), card(PHONE, MAIL, name="ada")),
    "name and handle": (card(HANDLE, name="ada"), card(HANDLE, name="ada")),
    "name and e-mail, a new UID": (card(MAIL, uid="2", name="ada"), card(MAIL, uid="1", name="ada")),
    "a name typed by hand": (card(name="ada"), card(MAIL, uid="1", name="ada")),
    "bare names": (card(name="ada"), card(name="ada")),
    "nameless, one e-mail": (card(MAIL), card(MAIL, PHONE)),
    "nameless, one phone": (card(PHONE), card(PHONE, uid="1")),
}

LIKELY = {
    "UID only: an export numbers its cards": (card(MAIL, uid="1", name="ada"), card(OTHER, uid="1", name="bob")),
    "namesakes": (card(MAIL, name="ada"), card(OTHER, name="ada")),
    "namesakes with UIDs": (card(uid="1", name="ada"), card(uid="2", name="ada")),
    "a name typed by hand, other UID": (card(uid="2", name="ada"), card(MAIL, uid="1", name="ada")),
    "e-mail, another name": (card(MAIL, name="ada"), card(MAIL, name="ada example")),
    "handle, another name": (card(HANDLE, name="ada"), card(HANDLE, name="bob")),
    "e-mail, a name on one side": (card(MAIL), card(MAIL, name="ada")),
    "nameless, other UID": (card(MAIL, uid="2"), card(MAIL, uid="1")),
}

DIFFERENT = {
    "nothing in common": (card(MAIL, uid="1", name="ada"), card(OTHER, uid="2", name="bob")),
    "an office's phone": (card(PHONE, name="ada"), card(PHONE, name="bob")),
    "a phone, a name on one side": (card(PHONE), card(PHONE, name="bob")),
    "names only": (card(name="ada"), card(name="bob")),
    "no points, other UIDs": (card(uid="1", name="ada"), card(uid="2", name="bob")),
    "nothing at all": (card(), card()),
    "nothing here": (card(), card(MAIL, uid="1", name="ada")),
}


@pytest.mark.parametrize(("incoming", "standing"), SAME.values(), ids=SAME)
def test_the_same_person(incoming: Identity, standing: Identity) -> None:
    assert same(incoming, standing)
    assert not likely(incoming, standing)


@pytest.mark.parametrize(("incoming", "standing"), LIKELY.values(), ids=LIKELY)
def test_perhaps_the_same_person(incoming: Identity, standing: Identity) -> None:
    assert not same(incoming, standing)
    assert likely(incoming, standing)


@pytest.mark.parametrize(("incoming", "standing"), DIFFERENT.values(), ids=DIFFERENT)
def test_different_people(incoming: Identity, standing: Identity) -> None:
    assert not same(incoming, standing)
    assert not likely(incoming, standing)


def test_an_alias_is_a_name() -> None:
    both = Identity(frozenset(), frozenset({"ada", "阿达"}), frozenset({MAIL}))
    assert same(card(MAIL, name="阿达"), both)


IDENTITIES = st.builds(
    Identity,
    uids=st.frozensets(st.sampled_from("123"), max_size=2),
    names=st.frozensets(st.sampled_from(["ada", "bob"]), max_size=2),
    points=st.frozensets(st.sampled_from([MAIL, HANDLE, PHONE, OTHER]), max_size=3),
)


@given(IDENTITIES)
@example(card(PHONE))
@example(card(uid="1"))
def test_everybody_is_the_same_as_themselves(one: Identity) -> None:
    assert same(one, one) == bool(one.uids or one.names or one.points)


@given(IDENTITIES, IDENTITIES)
def test_the_side_does_not_matter(one: Identity, other: Identity) -> None:
    assert same(one, other) == same(other, one)
    assert likely(one, other) == likely(other, one)


@given(IDENTITIES, IDENTITIES)
def test_nobody_is_the_same_with_nothing_in_common(one: Identity, other: Identity) -> None:
    if not (one.uids & other.uids or one.names & other.names or one.points & other.points):
        assert not same(one, other)
        assert not likely(one, other)


@given(IDENTITIES, IDENTITIES)
def test_a_person_is_not_both_the_same_and_likely(one: Identity, other: Identity) -> None:
    assert not (same(one, other) and likely(one, other))


@given(IDENTITIES, IDENTITIES)
def test_names_that_differ_take_a_uid(one: Identity, other: Identity) -> None:
    if one.names and other.names and not one.names & other.names and not one.uids & other.uids:
        assert not same(one, other)
