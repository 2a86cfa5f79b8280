"""Whether a card and a contact are the same person: the table of the module, row by row, and its laws."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.rules.merging.identity import Identity, certainty, uid, uids

MAIL = ("email", "ada@example.org")
HANDLE = ("qq", "12345")
PHONE = ("phone", "+49301234567")
OTHER = ("email", "other@example.org")
SWITCHBOARD = ("phone", "+12125550100")
NIL = "00000000-0000-0000-0000-000000000000"


def card(*points: tuple[str, str], uid: str = "", name: str = "", firm: str = "") -> Identity:
    named = frozenset(filter(None, [name]))
    return Identity(uids([uid]), named, frozenset(points), organization=firm)


def office(*points: tuple[str, str], name: str) -> Identity:
    return replace(card(*points, name=name), common=frozenset({PHONE}))


UUID = "11111111-2222-4333-8444-555555555555"

# By the line of the table that makes them the same: 5 is its first, 1 the last but one.
SAME = {
    "UUID, name changed": (5, card(MAIL, uid=UUID, name="ada"), card(MAIL, uid=UUID, name="bob")),
    "UUID, points changed": (5, card(MAIL, uid=UUID, name="ada"), card(OTHER, uid=UUID, name="ada")),
    "UUID, no points here": (5, card(uid=UUID, name="ada"), card(MAIL, uid=UUID, name="bob")),
    "UID and name": (4, card(MAIL, uid="1", name="ada"), card(OTHER, uid="1", name="ada")),
    "UID and point, name changed": (4, card(MAIL, uid="1", name="ada example"), card(MAIL, uid="1", name="ada")),
    "UID, no points here": (4, card(uid="1", name="ada example"), card(MAIL, uid="1", name="ada")),
    "UID, no points at all": (4, card(uid="1", name="ada example"), card(uid="1", name="ada")),
    "the half of a UUID": (4, card(MAIL, uid=UUID[:18], name="ada"), card(OTHER, uid=UUID[:18], name="ada")),
    "name and e-mail": (3, card(MAIL, name="ada"), card(MAIL, OTHER, name="ada")),
    "name and phone": (3, card(PHONE, name="ada"), card(PHONE, MAIL, name="ada")),
    "name and handle": (3, card(HANDLE, name="ada"), card(HANDLE, name="ada")),
    "name and e-mail, a new UID": (3, card(MAIL, uid="2", name="ada"), card(MAIL, uid="1", name="ada")),
    "name and e-mail, the UUID of nobody": (3, card(MAIL, uid=NIL, name="ada"), card(MAIL, uid=NIL, name="ada")),
    "nameless, one e-mail": (2, card(MAIL), card(MAIL, PHONE)),
    "nameless, one phone": (2, card(PHONE), card(PHONE, uid="1")),
    "nameless, the UUID of nobody": (2, card(PHONE, uid=NIL), card(PHONE, uid="1")),
    "a name typed by hand": (1, card(name="ada"), card(MAIL, uid="1", name="ada")),
    "bare names": (1, card(name="ada"), card(name="ada")),
    "bare names, the UUID of nobody": (1, card(uid=NIL, name="ada"), card(uid="1", name="ada")),
    "a bare name, one organisation": (1, card(name="ada", firm="a"), card(MAIL, name="ada", firm="a")),
    "a bare name, an organisation on one side": (1, card(name="ada", firm="a"), card(MAIL, name="ada")),
    "name, and an office's number on both sides": (1, office(name="ada"), office(name="ada")),
    "name, and an office's number beside one's own": (1, office(name="ada"), office(MAIL, name="ada")),
    "name, and an office's number on the side that is reached": (1, card(name="ada"), office(MAIL, name="ada")),
}

UNTOLD = {
    "UUID, and nothing else": (card(MAIL, uid=UUID, name="ada"), card(OTHER, uid=UUID, name="bob")),
    "the UUID of nobody": (card(MAIL, uid=NIL, name="ada"), card(OTHER, uid=NIL, name="bob")),
    "the UUID of nobody, no points here": (card(uid=NIL, name="ada"), card(OTHER, uid=NIL, name="bob")),
    "namesakes with the UUID of nobody": (card(MAIL, uid=NIL, name="ada"), card(OTHER, uid=NIL, name="ada")),
    "an office's number and own addresses": (office(MAIL, name="ada"), office(OTHER, name="ada")),
    "an office's number on one side": (office(name="ada"), card(MAIL, name="ada")),
    "two offices' numbers": (office(name="ada"), replace(card(name="ada"), common=frozenset({SWITCHBOARD}))),
    "a bare name, other organisation": (card(name="ada", firm="a"), card(MAIL, name="ada", firm="b")),
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


@pytest.mark.parametrize(("line", "incoming", "standing"), SAME.values(), ids=SAME)
def test_the_same_person(line: int, incoming: Identity, standing: Identity) -> None:
    assert certainty(incoming, standing) == certainty(standing, incoming) == line


@pytest.mark.parametrize(("incoming", "standing"), UNTOLD.values(), ids=UNTOLD)
def test_perhaps_the_same_person(incoming: Identity, standing: Identity) -> None:
    assert certainty(incoming, standing) == certainty(standing, incoming) == 0


@pytest.mark.parametrize(("incoming", "standing"), DIFFERENT.values(), ids=DIFFERENT)
def test_different_people(incoming: Identity, standing: Identity) -> None:
    assert certainty(incoming, standing) == certainty(standing, incoming) == 0


def test_an_alias_is_a_name() -> None:
    both = Identity(frozenset(), frozenset({"ada", "阿达"}), frozenset({MAIL}))
    assert certainty(card(MAIL, name="阿达"), both)


IDENTITIES = st.builds(
    Identity,
    uids=st.frozensets(st.sampled_from("123"), max_size=2),
    names=st.frozensets(st.sampled_from(["ada", "bob"]), max_size=2),
    points=st.frozensets(st.sampled_from([MAIL, HANDLE, PHONE, OTHER]), max_size=3),
    common=st.frozensets(st.sampled_from([SWITCHBOARD, ("phone", "+12125550199")])),
    organization=st.sampled_from(["", "a", "b"]),
)


@given(IDENTITIES)
@example(card(PHONE))
@example(card(uid="1"))
def test_everybody_is_the_same_as_themselves(one: Identity) -> None:
    assert bool(certainty(one, one)) == bool(one.uids or one.names or one.points)


@given(IDENTITIES, IDENTITIES)
def test_the_side_does_not_matter(one: Identity, other: Identity) -> None:
    assert certainty(one, other) == certainty(other, one)


@given(IDENTITIES, IDENTITIES)
def test_nobody_is_the_same_with_nothing_in_common(one: Identity, other: Identity) -> None:
    if not (one.uids & other.uids or one.names & other.names or one.points & other.points):
        assert not certainty(one, other)


@given(IDENTITIES, IDENTITIES)
def test_names_that_differ_take_a_uid(one: Identity, other: Identity) -> None:
    if one.names and other.names and not one.names & other.names and not one.uids & other.uids:
        assert not certainty(one, other)


@pytest.mark.parametrize(
    "written", ["11111111-2222-4333-8444-555555555555", " URN:UUID:11111111-2222-4333-8444-555555555555"]
)
def test_a_uuid_is_the_same_with_and_without_its_scheme(written: str) -> None:
    assert uid(written) == "11111111-2222-4333-8444-555555555555"


@pytest.mark.parametrize("written", ["", " ", NIL, f"urn:uuid:{NIL}", NIL.replace("0", "F")])
def test_what_programs_give_to_everybody_is_no_identity(written: str) -> None:
    assert uids([written, UUID]) == {UUID}
