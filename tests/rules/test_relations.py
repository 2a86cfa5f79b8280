"""Words for relations, and what they are the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import RelationDraft
from relkeeper.rules import relation_kinds, relations

KNOWN = (*relation_kinds._INVERSES, *relation_kinds._GENERAL, *relation_kinds._OTHER_WORDS)
kinds = st.sampled_from(KNOWN) | st.text(st.sampled_from("abcé张 of"), min_size=1, max_size=8).filter(str.strip)
drafts = st.builds(
    RelationDraft,
    kinds,
    st.sampled_from(["Ada Example", "Grace Sampleton"]),
    st.sampled_from([None, 1, 2]),
    inverse=st.just("") | kinds,
).map(relations.worded)


@pytest.mark.parametrize(
    ("kind", "one_word", "inverse"),
    [
        ("Spouse", "spouse", "spouse"),
        ("丈夫", "husband", "spouse"),
        ("mother", "mother", "child"),
        ("儿子", "son", "parent"),
        ("Mother in law", "mother-in-law", "child-in-law"),
        ("上司", "manager", "report"),
        ("下属", "report", "manager"),
        ("老师", "teacher", "student"),
        ("介绍人", "introduced by", "introduced"),
        ("Introduced_By", "introduced by", "introduced"),
        ("co-worker", "co-worker", "colleague"),
        ("kin", "kin", "relative"),
        ("contact,friend", "contact,friend", "contact,friend"),
        ("child,friend", "child,friend", "parent,friend"),
        ("assistant", "assistant", "assistant of"),
        ("emergency", "emergency contact", "emergency contact of"),
        ("Chess  Partner", "Chess Partner", "Chess Partner of"),
        ("Chess Partner of", "Chess Partner of", "Chess Partner"),
        (" of", "of", "of of"),
    ],
)
def test_a_kind_has_one_word_and_an_inverse(kind: str, one_word: str, inverse: str) -> None:
    assert relation_kinds.canonical(kind) == one_word
    assert relation_kinds.inverse(kind) == inverse


@given(kinds)
def test_the_inverse_of_the_inverse_is_the_kind_or_what_it_is_too(kind: str) -> None:
    assert relation_kinds.is_said_by(relation_kinds.inverse(relation_kinds.inverse(kind)), kind)


@given(kinds)
def test_a_kind_in_its_one_word_stays_so(kind: str) -> None:
    assert relation_kinds.canonical(relation_kinds.canonical(kind)) == relation_kinds.canonical(kind)
    assert relation_kinds.general(relation_kinds.general(kind)) == relation_kinds.general(kind)


def test_no_word_has_two_meanings() -> None:
    words = [relation_kinds._key(word) for words in relation_kinds._OTHER_WORDS.values() for word in words]
    assert len(words) == len(set(words))
    assert not {relation_kinds._key(kind) for kind in (*relation_kinds._INVERSES, *relation_kinds._GENERAL)} & set(
        words
    )
    assert set(relation_kinds._GENERAL.values()) <= set(relation_kinds._INVERSES)


@given(st.lists(drafts, max_size=4), drafts)
def test_what_is_said_again_changes_nothing(standing: list[RelationDraft], new: RelationDraft) -> None:
    once = relations.with_relation(standing, new)
    assert relations.with_relation(once, new) == once
    assert any(relation_kinds.is_said_by(new.kind, kept.kind) for kept in once)


@given(st.lists(drafts, max_size=4), drafts)
def test_what_is_taken_away_is_gone(standing: list[RelationDraft], new: RelationDraft) -> None:
    left = relations.without_relation(relations.with_relation(standing, new), new)
    assert set(left) <= set(standing)
    assert relations.without_relation(left, new) == left


def test_what_says_more_takes_the_place_of_what_says_less() -> None:
    parent, name = RelationDraft("parent", "Grace Sampleton", 2), RelationDraft("Mother", "grace sampleton")
    mother = RelationDraft("mother", "Grace Sampleton", 2)
    assert relations.with_relation([parent, name], mother) == (mother,)
    assert relations.with_relation([mother], parent) == (mother,)
    friend = RelationDraft("friend", "Grace Sampleton", 2)
    assert relations.with_relation([friend], mother) == (friend, mother)


@pytest.mark.parametrize(
    ("begun", "offered"),
    [
        ("introduced", ["introduced", "introduced_by"]),
        ("introduced ", ["introduced", "introduced_by"]),
        ("Introduced_B", ["introduced_by"]),
        ("parent-", ["parent_in_law"]),
        ("同", ["同事", "同学", "同學"]),
        ("x", []),
    ],
)
def test_words_for_kinds_by_how_they_begin(begun: str, offered: list[str]) -> None:
    assert relation_kinds.beginning(begun) == offered


def test_what_is_offered_means_the_kind_that_it_is_written_for() -> None:
    assert {relation_kinds.canonical(word) for word in relation_kinds.beginning("")} == set(
        relation_kinds._KINDS.values()
    )
    assert "wife" in relation_kinds.beginning("")
    assert "老婆" not in relation_kinds.beginning("")
    assert {relation_kinds.canonical(word) for word in relation_kinds._KINDS} == set(relation_kinds._KINDS.values())
