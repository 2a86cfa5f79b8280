"""The two spellings that German names have."""

import pytest

from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.queries.spellings import other
from relkeeper.rules.search_text import words


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("mueller", ["muller"]),
        ("Müller", ["mueller"]),
        ("MU\u0308LLER", ["mueller"]),
        ("Jaeger-Köhn", ["jager kohn", "jaeger koehn"]),
        ("muller", []),
        ("Strauß", []),
        ("曾文", []),
    ],
)
def test_a_name_is_looked_for_in_both(typed: str, also: list[str]) -> None:
    found = other(Phrase(tuple(words(typed)), text=typed))
    assert [" ".join(phrase.words) for phrase in found] == also
