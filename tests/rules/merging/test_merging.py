"""What a contact is after a card of the same person came in."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.rules.merging import merged, united
from relkeeper.rules.vcard.properties import escaped

words = st.text(st.sampled_from("abAB 张三,é\n"), max_size=4)
names = words.filter(str.strip)
cards = st.builds(
    ContactDraft,
    name=names,
    given_name=words,
    organization=words,
    title=words,
    notes=words,
    aliases=st.lists(names, max_size=2).map(tuple),
    points=st.lists(st.builds(PointDraft, st.sampled_from(["phone", "email", "qq"]), names, words), max_size=3).map(
        tuple
    ),
    tags=st.lists(names, max_size=2).map(tuple),
    fields=st.lists(st.tuples(names, words), max_size=2).map(tuple),
    occasions=st.lists(st.builds(OccasionDraft, st.just("birthday"), st.integers(1, 12), st.integers(1, 28))).map(
        tuple
    ),
    relations=st.lists(st.builds(RelationDraft, names, names), max_size=2).map(tuple),
    properties=st.lists(st.builds(PropertyDraft, names, words), max_size=2).map(tuple),
)


def key(point: PointDraft) -> tuple[str, str, str]:
    return point.kind, point.value.casefold(), point.label


@given(cards, cards)
@example(ContactDraft("A", notes="A"), ContactDraft("A", notes="A\n\nA"))
def test_merging_again_changes_nothing(standing: ContactDraft, incoming: ContactDraft) -> None:
    once = merged(standing, incoming, key)
    assert merged(once, incoming, key) == once


@given(cards, cards, cards)
def test_an_older_card_cannot_undo_a_newer_one(
    standing: ContactDraft, first: ContactDraft, second: ContactDraft
) -> None:
    both = merged(merged(standing, first, key), second, key)
    assert merged(both, first, key) == both


@given(cards, cards)
def test_nothing_is_taken_away(standing: ContactDraft, incoming: ContactDraft) -> None:
    grown = merged(standing, incoming, key)
    assert grown.name == standing.name
    for field in ("points", "tags", "aliases", "occasions", "relations", "properties", "fields"):
        assert getattr(grown, field)[: len(getattr(standing, field))] == getattr(standing, field)
    assert grown.notes.startswith(standing.notes)


@given(cards, cards)
def test_nothing_that_came_in_is_lost(standing: ContactDraft, incoming: ContactDraft) -> None:
    grown = merged(standing, incoming, key)
    assert {key(point) for point in incoming.points} <= {key(point) for point in grown.points}
    assert all(paragraph.strip() in grown.notes for paragraph in incoming.notes.split("\n\n"))
    for field in ("organization", "title", "given_name"):
        text = getattr(incoming, field)
        assert text in {"", getattr(grown, field)} or escaped(text) in {kept.value for kept in grown.properties}


def test_gaps_are_filled_and_contradictions_kept_beside() -> None:
    standing = ContactDraft(
        "Ada Example", organization="Engines Ltd", points=(PointDraft("email", "A@b.example", "home"),)
    )
    incoming = ContactDraft(
        "ADA EXAMPLE", organization="Other Ltd", title="Analyst", points=(PointDraft("email", "a@B.example", "home"),)
    )
    grown = merged(standing, incoming, key)
    assert grown == replace(standing, title="Analyst", properties=(PropertyDraft("ORG", "Other Ltd"),))


def test_a_contradiction_is_kept_as_a_card_has_it() -> None:
    grown = merged(
        ContactDraft("Ada", organization="Engines"), ContactDraft("Ada", organization="Fire; Smoke, Sons"), key
    )
    assert grown.properties == (PropertyDraft("ORG", r"Fire\; Smoke\, Sons"),)


def test_of_a_longer_note_only_the_new_paragraphs_come_in() -> None:
    standing = ContactDraft("Ada", notes="likes tea\n\nhas a boat, I added")
    incoming = ContactDraft("Ada", notes="likes tea\n\nmoved to Exampleton")
    assert merged(standing, incoming, key).notes == "likes tea\n\nhas a boat, I added\n\nmoved to Exampleton"


def test_a_photo_in_the_words_of_another_version_is_the_same() -> None:
    standing = ContactDraft("Ada", properties=(PropertyDraft("PHOTO", "AAAA", "ENCODING=b;TYPE=JPEG"),))
    incoming = ContactDraft("Ada", properties=(PropertyDraft("PHOTO", "data:image/jpeg;base64,AAAA"),))
    assert merged(standing, incoming, key) == standing


def test_another_name_becomes_an_alias() -> None:
    assert merged(ContactDraft("Ada Example"), ContactDraft("Countess"), key).aliases == ("Countess",)


def test_what_is_private_stays_so() -> None:
    standing = ContactDraft("Ada", private_notes="hush: between jobs", private_fields=(("Diet", "strict"),))
    incoming = ContactDraft("Ada", notes="between jobs", fields=(("diet", "none"), ("tea", "green")))
    assert merged(standing, incoming, key) == replace(standing, fields=(("tea", "green"),))


def test_what_either_keeps_private_is_private_of_both() -> None:
    telling = ContactDraft("Ada", notes="likes tea\n\nbetween jobs", fields=(("Diet", "strict"), ("tea", "green")))
    private = ContactDraft("Ada", private_notes="between jobs\n\nhas debts", private_fields=(("diet", "strict"),))
    for first, second in ((telling, private), (private, telling)):
        whole = united(first, second, key)
        assert (whole.notes, whole.private_notes) == ("likes tea", "between jobs\n\nhas debts")
        assert (whole.fields, whole.private_fields) == ((("tea", "green"),), (("diet", "strict"),))


def test_a_public_field_beside_a_private_one_that_says_something_else_stays() -> None:
    telling = ContactDraft("Ada", fields=(("diet", "none"),))
    private = ContactDraft("Ada", private_fields=(("diet", "strict"),))
    assert united(telling, private, key).fields == (("diet", "none"),)
    assert united(telling, private, key).private_fields == (("diet 2", "strict"),)


@given(cards, cards)
def test_two_contacts_are_one_without_losing_what_the_second_says(first: ContactDraft, second: ContactDraft) -> None:
    whole = united(first, second, key)
    assert united(whole, second, key).notes == whole.notes
    assert all(paragraph.strip() in whole.notes for paragraph in second.notes.split("\n\n"))
    assert {value for _, value in second.fields} <= {value for _, value in whole.fields}
