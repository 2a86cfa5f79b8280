"""So many of a thing, in words."""

import pytest

from relkeeper.rules.plurals import counted


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("entry", "entries"), ["0 entries", "1 entry", "2 entries", "1,200 entries"]),
        (("day",), ["0 days", "1 day", "2 days", "1,200 days"]),
    ],
)
def test_things_are_counted_in_words(words: tuple[str, ...], said: list[str]) -> None:
    assert [counted(count, *words) for count in (0, 1, 2, 1200)] == said
