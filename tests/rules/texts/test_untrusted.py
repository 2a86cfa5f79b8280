"""Text from elsewhere cannot act on a terminal."""

import json
import tomllib
import unicodedata

import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.texts import untrusted

TURNING = {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}

characters = st.characters(categories=None) | st.sampled_from(
    "\x1b\x07\x9b\u202e\u2066\r\n\t\x00\ud800\u200b\ufeff\U000e0041"
)
anything = st.text(characters)
writable = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1b\x9b\u202e\u2066\r\n\t\x7f\U000e0041\"'\\")
)


def acts(char: str) -> bool:
    """Whether a character acts on a terminal, turns text or hides it."""
    return (
        unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(char) in TURNING
        or char in "\u061c\u200b\u200e\u200f\u2060\u2063\u206a\ufeff\ufff9\u180e"
        or "\U000e0000" <= char <= "\U000e007f"
    )


@given(anything)
def test_no_character_that_acts_is_left(words: str) -> None:
    for shown, allowed in ((untrusted.line(words), ""), (untrusted.block(words), "\n\t")):
        assert not [char for char in shown if char not in allowed and acts(char)]
        shown.encode()


@given(st.text(st.sampled_from("ab 张三é👩‍👩‍👧ｗ，می\u200cخواهم")))
def test_harmless_text_stays_as_it_is(words: str) -> None:
    assert untrusted.line(words) == words
    assert untrusted.block(words) == words


def test_what_is_escaped_is_shown() -> None:
    assert untrusted.line("a\x1b[31mb\tc\r\nd") == "a\\x1b[31mb c d"
    assert untrusted.block("a\r\nb\x07") == "a\nb\\x07"
    assert untrusted.line("x\u202ey\U000e0041") == "x\\u202ey\\U000e0041"


@given(st.dictionaries(writable, writable, max_size=3))
def test_json_says_the_same_without_such_a_character(said: dict[str, str]) -> None:
    written = untrusted.json(json.dumps(said, ensure_ascii=False, indent=2))
    assert json.loads(written) == said
    assert not [char for char in written if char != "\n" and acts(char)]


@given(st.dictionaries(writable, writable, max_size=3), writable)
def test_toml_says_the_same_without_such_a_character(said: dict[str, str], lines: str) -> None:
    form = tomlkit.document()
    form["lines"] = tomlkit.string(lines, multiline=True)
    form["said"] = said
    written = untrusted.toml(tomlkit.dumps(form))
    read = tomllib.loads(written)
    assert (read["lines"].lstrip("\n"), read["said"]) == (lines.lstrip("\n"), said)
    assert not [char for char in written if char not in "\n\t" and acts(char)]
