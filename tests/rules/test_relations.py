"""Words for relations, and what they are the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import RelationDraft
from relkeeper.rules import relations

KNOWN = (*relations._INVERSES, *relations._GENERAL, *relations._OTHER_WORDS)
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
    assert relations.canonical(kind) == one_word
    assert relations.inverse(kind) == inverse


@given(kinds)
def test_the_inverse_of_the_inverse_is_the_kind_or_what_it_is_too(kind: str) -> None:
    assert relations.is_said_by(relations.inverse(relations.inverse(kind)), kind)


@given(kinds)
def test_a_kind_in_its_one_word_stays_so(kind: str) -> None:
    assert relations.canonical(relations.canonical(kind)) == relations.canonical(kind)
    assert relations.general(relations.general(kind)) == relations.general(kind)


def test_no_word_has_two_meanings() -> None:
    words = [relations._key(word) for words in relations._OTHER_WORDS.values() for word in words]
    assert len(words) == len(set(words))
    assert not {relations._key(kind) for kind in (*relations._INVERSES, *relations._GENERAL)} & set(words)
    assert set(relations._GENERAL.values()) <= set(relations._INVERSES)


@given(st.lists(drafts, max_size=4), drafts)
def test_what_is_said_again_changes_nothing(standing: list[RelationDraft], new: RelationDraft) -> None:
    once = relations.with_relation(standing, new)
    assert relations.with_relation(once, new) == once
    assert any(relations.is_said_by(new.kind, kept.kind) for kept in once)


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
    assert relations.beginning(begun) == offered


def test_what_is_offered_means_the_kind_that_it_is_written_for() -> None:
    assert {relations.canonical(word) for word in relations.beginning("")} == set(relations._KINDS.values())
    assert "wife" in relations.beginning("")
    assert "老婆" not in relations.beginning("")
    assert {relations.canonical(word) for word in relations._KINDS} == set(relations._KINDS.values())
