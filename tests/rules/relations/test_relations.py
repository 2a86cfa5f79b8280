"""Words for relations, and what they are the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import RelationDraft
from relkeeper.rules import relations
from relkeeper.rules.relations import kinds

KNOWN = (*kinds._INVERSES, *kinds._GENERAL, *kinds._OTHER_WORDS)
any_kind = st.sampled_from(KNOWN) | st.text(st.sampled_from("abcé张 of"), min_size=1, max_size=8).filter(str.strip)
drafts = st.builds(
    RelationDraft,
    any_kind,
    st.sampled_from(["Ada Example", "Grace Sampleton"]),
    st.sampled_from([None, 1, 2]),
    inverse=st.just("") | any_kind,
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
    assert kinds.canonical(kind) == one_word
    assert kinds.inverse(kind) == inverse


@given(any_kind)
def test_the_inverse_of_the_inverse_is_the_kind_or_what_it_is_too(kind: str) -> None:
    assert kinds.is_said_by(kinds.inverse(kinds.inverse(kind)), kind)


@given(any_kind)
def test_a_kind_in_its_one_word_stays_so(kind: str) -> None:
    assert kinds.canonical(kinds.canonical(kind)) == kinds.canonical(kind)
    assert kinds.general(kinds.general(kind)) == kinds.general(kind)


def test_no_word_has_two_meanings() -> None:
    words = [kinds._key(word) for words in kinds._OTHER_WORDS.values() for word in words]
    assert len(words) == len(set(words))
    assert not {kinds._key(kind) for kind in (*kinds._INVERSES, *kinds._GENERAL)} & set(words)
    assert set(kinds._GENERAL.values()) <= set(kinds._INVERSES)


@given(st.lists(drafts, max_size=4), drafts)
def test_what_is_said_again_changes_nothing(standing: list[RelationDraft], new: RelationDraft) -> None:
    once = relations.with_relation(standing, new)
    assert relations.with_relation(once, new) == once
    assert any(kinds.is_said_by(new.kind, kept.kind) for kept in once)


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
    assert kinds.beginning(begun) == offered


def test_what_is_offered_means_the_kind_that_it_is_written_for() -> None:
    assert {kinds.canonical(word) for word in kinds.beginning("")} == set(kinds._KINDS.values())
    assert "wife" in kinds.beginning("")
    assert "老婆" not in kinds.beginning("")
    assert {kinds.canonical(word) for word in kinds._KINDS} == set(kinds._KINDS.values())
