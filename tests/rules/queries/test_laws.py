"""What holds for every query, whatever was typed."""

import re
from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.errors import RelkeeperError
from relkeeper.rules.queries import shell
from relkeeper.rules.queries.parsing import parse
from relkeeper.rules.search_text import words

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)

PIECES = (
    '"', "“", "”", "「", "」", "-", "－", "*", "＊", ":", "：", "(", ")", "{", "}", " ", "AND", "NEAR(", "via", "since", "in",
    "who", "kind", "class", "foo", "outcome", "2025", "-03", "call", "ada", "张三", "é", "+1 212", "555", "0101", "\0", "\n",
    "\ud800", "😀", "^", "+", ",", ";", "'", "\\",
)  # fmt: skip
typed = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join)


@given(typed)
@example("-")
@example('who:"')
@example("via:-“")
def test_any_text_is_a_query_or_refused(text: str) -> None:
    try:
        query = parse(text, NOW).query
    except RelkeeperError:
        return
    for phrase in (*query.wanted, *query.unwanted):
        assert phrase.words
        assert all(word and not re.search(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]", word) for word in phrase.words)
        assert re.fullmatch("(tel[0-9]{7,8})?", phrase.or_number)


@given(st.lists(st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=5), min_size=1, max_size=5))
def test_words_are_looked_for_as_the_index_has_them(typed_words: list[str]) -> None:
    text = " ".join(typed_words)
    if words(text) and not {"AND", "OR", "NOT"} & set(typed_words):
        found = parse(text, NOW).query.wanted
        assert {word for phrase in found for word in phrase.words} == set(words(text))


@given(st.lists(typed.filter(lambda text: len(text.split()) < 2), max_size=4))
def test_arguments_of_one_word_go_through_the_shell_unchanged(arguments: list[str]) -> None:
    assert shell.joined(arguments, NOW) == " ".join(arguments)
