"""What a card says, as hashes: the same for the same, another for another, and the same in the next version."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.rules.merging import three_way
from relkeeper.syncing.fingerprints import described, dump, fingerprint, load, own_field
from relkeeper.syncing.taking import taken

ADA = ContactDraft(
    "Ada Example",
    given_name="Ada",
    family_name="Example",
    title="Captain",
    aliases=("Countess",),
    points=(PointDraft("phone", "+1 212 555 0101", "Work"), PointDraft("email", "ada@example.org")),
    tags=("Friends",),
    fields=(("coffee", "black"),),
    occasions=(OccasionDraft("birthday", 12, 10, 1985), OccasionDraft("wedding", 5, 1)),
    relations=(RelationDraft("spouse", "Bob Placeholder"),),
    properties=(PropertyDraft("X-FOO", "bar", "TYPE=a;PREF=1"),),
)

_WORDS = st.sampled_from(["Ada", "Grace", "样张三", ""])
DRAFTS = st.builds(
    ContactDraft,
    name=st.sampled_from(["Ada", "Grace", "样张三"]),
    title=_WORDS,
    timezone=st.sampled_from(["", "Europe/Paris", "Asia/Tokyo"]),
    notes=_WORDS,
    aliases=st.sampled_from([(), ("Countess",), ("Countess", "Gracie")]),
    points=st.lists(
        st.builds(PointDraft, st.just("phone"), st.sampled_from(["+12125550101", "+12125550102"])),
        max_size=2,
        unique=True,
    ).map(tuple),
    tags=st.sampled_from([(), ("friends",), ("friends", "navy")]),
    topics=st.sampled_from([(), ("Rust",), ("Rust", "税法"), ("tax law",)]),
    fields=st.sampled_from([(), (("coffee", "black"),), (("coffee", "white"),), (("tea", "green"),)]),
    occasions=st.lists(
        st.builds(OccasionDraft, st.sampled_from(["birthday", "wedding"]), st.just(5), st.integers(1, 2)),
        max_size=2,
        unique_by=lambda day: day.kind,
    ).map(tuple),
    relations=st.sampled_from([(), (RelationDraft("child", "Tom"),), (RelationDraft("spouse", "Tom"),)]),
)

PINNED = (
    "{"
    '"aliases":["4511b8cbf230511e"],'
    '"birthday":"dacaa2c0f3f7176a",'
    '"family_name":"9b266fe884ce73af",'
    '"field 4acb24a408108941":"9dfe02de76181344",'
    '"given_name":"2d0133132bc7d8fb",'
    '"name":"0ebc1f53cd6af314",'
    '"occasions":["15661f519f617c93"],'
    '"points":["665c1d6da2e4e958","a5003e7b415cd0b8"],'
    '"properties":["2bf9e65d4386dd2d"],'
    '"relations":["2502738633dc0ec5"],'
    '"tags":["e699ddac04ba5fb0"],'
    '"title":"3869f034980d6f07"}'
)


def test_the_hashes_stand_in_the_books_of_people() -> None:
    """They are the same in every run and every version."""
    assert dump(fingerprint(ADA)) == PINNED


@given(DRAFTS, DRAFTS)
def test_what_was_changed_in_a_card_is_what_is_taken(before: ContactDraft, now: ContactDraft) -> None:
    """A contact that says what the card said says afterwards what it says now."""
    changes = three_way.changes(fingerprint(before), fingerprint(now))
    assert fingerprint(taken(before, changes, now)) == fingerprint(now)
    private = replace(before, private_notes="secret", private_fields=(("salary", "low"),), how_we_met="at sea")
    changed = taken(private, changes, now)
    assert (changed.private_notes, changed.private_fields) == ("secret", (("salary", "low"),))
    assert changed.how_we_met == "at sea"


@given(DRAFTS)
def test_it_is_kept_as_text(draft: ContactDraft) -> None:
    assert load(dump(fingerprint(draft))) == fingerprint(draft)


@pytest.mark.parametrize(
    "same",
    [
        replace(ADA, points=(PointDraft("email", "ada@example.org"), PointDraft("phone", "+1 (212) 555-0101", "work"))),
        replace(ADA, tags=("friends",)),
        replace(ADA, timezone=""),
        replace(ADA, uid="another", line=7, archived=True, cadence_days=14),
        replace(ADA, properties=(*ADA.properties, PropertyDraft("REV", "20260101"), PropertyDraft("UID", "x"))),
        replace(ADA, relations=(RelationDraft("Spouse", "bob placeholder", 7, "uid"),)),
    ],
)
def test_other_words_for_the_same(same: ContactDraft) -> None:
    assert fingerprint(same) == fingerprint(ADA)


def test_a_field_of_ones_own_is_told_by_its_name() -> None:
    assert described(own_field("Coffee"), ADA) == "field coffee"
    assert "coffee" not in dump(fingerprint(ADA))


def test_a_field_that_was_made_private_is_not_brought_back() -> None:
    private = replace(ADA, fields=(), private_fields=(("coffee", "black"),))
    card = replace(ADA, fields=(("coffee", "white"),))
    assert taken(private, three_way.changes(fingerprint(ADA), fingerprint(card)), card) == private
