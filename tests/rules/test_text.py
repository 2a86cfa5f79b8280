"""Text from elsewhere cannot act on a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules import text

anything = st.text(st.characters(categories=None) | st.sampled_from("\x1b\x07\x9b\u202e\u2066\r\n\t\x00\ud800"))


@given(anything)
def test_no_character_that_acts_is_left(words: str) -> None:
    for shown, allowed in ((text.line(words), ""), (text.block(words), "\n\t")):
        for char in shown:
            assert char in allowed or unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
            assert unicodedata.bidirectional(char) not in {
                "RLO",
                "LRO",
                "RLE",
                "LRE",
                "PDF",
                "RLI",
                "LRI",
                "FSI",
                "PDI",
            }
        shown.encode()


@given(st.text(st.sampled_from("ab 张三é👩‍👩‍👧ｗ，")))
def test_harmless_text_stays_as_it_is(words: str) -> None:
    assert text.line(words) == words
    assert text.block(words) == words


def test_what_is_escaped_is_shown() -> None:
    assert text.line("a\x1b[31mb\tc\r\nd") == "a\\x1b[31mb c d"
    assert text.block("a\r\nb\x07") == "a\nb\\x07"
    assert text.line("x\u202ey") == "x\\u202ey"
