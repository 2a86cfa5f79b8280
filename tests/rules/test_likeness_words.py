"""Words of names against each other and short forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules import names
from relkeeper.rules.likeness.words import Bond, bond, forms, skeleton
from relkeeper.rules.names.nicknames import FULL_FORMS, KNOWN

BONDS = {
    ("ada", "ada"): Bond.EQUAL,
    ("a", "ada"): Bond.INITIAL,
    ("b", "ada"): None,
    ("mueller", "muller"): Bond.SPELT,
    ("meyer", "maier"): Bond.SPELT,
    ("schmitt", "schmidt"): Bond.SPELT,
    ("philipp", "filip"): Bond.SPELT,
    ("александр", "alexander"): Bond.NEAR,
    ("bob", "robert"): Bond.SHORT,
    ("bob", "rob"): Bond.SHORT,
    ("sascha", "alexandra"): None,
    ("sascha", "alexander"): Bond.SHORT,
    ("alexander", "alexandra"): None,
    ("example", "exmaple"): Bond.NEAR,
    ("example", "exampel"): Bond.NEAR,
    ("example", "xample"): None,  # the first letter is the last that people get wrong
    ("jan", "jon"): None,
    ("marta", "maria"): None,
    ("antonio", "antonia"): None,
    ("ivanov", "ivanova"): None,
    ("placeholder", "placeholders"): Bond.NEAR,
    ("fictionberg", "fcitionbreg"): Bond.FAR,
}


@pytest.mark.parametrize(("words", "expected"), BONDS.items(), ids=map(" | ".join, BONDS))
def test_two_words(words: tuple[str, str], expected: Bond | None) -> None:
    assert bond(*words) is expected
    assert bond(*reversed(words)) is expected


def test_short_forms_are_written_as_they_are_compared() -> None:
    for word in KNOWN | FULL_FORMS.keys():
        assert names.fold(word) == word
    assert all(word in KNOWN for word in FULL_FORMS)
    assert FULL_FORMS["bob"] == {"robert"}


@given(st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=12).map(names.fold))
def test_a_word_is_bound_to_itself_and_has_a_form(word: str) -> None:
    if word:
        assert bond(word, word) is Bond.EQUAL
        assert skeleton(word) in forms(word)
        assert skeleton(word)


@pytest.mark.parametrize(("one", "other"), [("1", "10"), ("10", "11"), ("b12", "b13")])
def test_a_number_is_no_other_number(one: str, other: str) -> None:
    assert bond(one, other) is None
