"""How far what was typed is from a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.mistyped import edits, near

words = st.text("abc", max_size=7)


@pytest.mark.parametrize(
    ("typed", "word", "count"),
    [
        ("example", "example", 0),
        ("exmaple", "example", 1),
        ("exampel", "example", 1),
        ("exaple", "example", 1),
        ("examplle", "example", 1),
        ("exbmple", "example", 1),
        ("samplten", "sampleton", 2),
        ("friend", "frieda", 2),
        ("ab", "", 2),
        ("", "ab", 2),
        ("ca", "abc", 3),
    ],
)
def test_edits(typed: str, word: str, count: int) -> None:
    assert edits(typed, word) == count


@given(words, words)
def test_either_way_it_is_as_far(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("adda", ["ada"]),
        ("craig", []),
        ("call", []),
        ("calr", ["carl"]),
        ("friend", []),
        ("firedas", []),
        ("freida", ["frieda"]),
        ("samplten", ["sampleton"]),
        ("", []),
    ],
)
def test_near(typed: str, found: list[str]) -> None:
    assert near(typed, ["ada", "carl", "frieda", "sampleton"], 3) == found
