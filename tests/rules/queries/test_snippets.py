"""The piece of a text around what was looked for."""

from datetime import UTC, datetime
from time import process_time
from unicodedata import east_asian_width

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.rules.queries.parsing import parse
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.queries.snippets import Snippet, snippet
from relkeeper.rules.search_text import number, words

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
FILLING = "Many other things were said on that day, and none of them matters here. "


def found(text: str, query: str, width: int = 60) -> Snippet:
    return snippet(text, parse(query, NOW).query.wanted, width)


def shown(text: str, query: str, width: int = 60) -> str:
    """The snippet with brackets around the matches."""
    said, matches = found(text, query, width)
    for begin, end in reversed(matches):
        said = f"{said[:begin]}[{said[begin:end]}]{said[end:]}"
    return said


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("She sends the deck", "deck", "She sends the [deck]"),
        ("She sends the déck, DECK", "deck", "She sends the [déck], [DECK]"),
        ("de\u0301ck", "deck", "[de\u0301ck]"),
        ("ＡＤＡ wrote", "ada", "[ＡＤＡ] wrote"),
        ("我們討論了報價單", "报价单", "我們討論了[報價單]"),
        ("张三丰来了", "張三豐", "[张三丰]来了"),
        ("말하다", "말하", "[말하]다"),
        ("ガギグ", "ギ", "ガ[ギ]グ"),
        ("tax\n\n\tlaw  here ", '"tax law"', "[tax law] here"),
        ("the tax law", '"tax law" law', "the [tax law]"),
        ("tax, law and law-tax", '"tax law"', "[tax, law] and law-tax"),
        ("in Berlin, near Bern", "ber*", "in [Berlin], near [Bern]"),
        ("decks of deck", "deck", "decks of [deck]"),
        ("call (212) 555-0101 today", "+12125550101", "call [(212) 555-0101] today"),
        ("call 2125550101", "212 555 0101", "call [2125550101]"),
        ("write to ada@example.org", "ada@example.org", "write to [ada@example.org]"),
        ("C, C# and 学C++很难", "C++", "C, C# and 学[C++]很难"),
        ("C++, C#, C", "c", "C++, C#, [C]"),
        ("google docs, Google+ docs", "Google+", "google docs, [Google+] docs"),
        ("short", "other", "short"),
        ("", "other", ""),
    ],
)
def test_what_was_looked_for_is_marked(text: str, query: str, expected: str) -> None:
    assert shown(text, query) == expected


class TestPiece:
    def test_is_between_words(self) -> None:
        assert shown(FILLING * 3 + "The deck is ready. " + FILLING * 3, "deck") == (
            "…matters here. The [deck] is ready. Many other things were said…"
        )

    def test_is_the_beginning_where_no_word_stands(self) -> None:
        assert shown(FILLING * 3, "elsewhere", 30) == "Many other things were said on…"

    def test_is_where_the_words_stand_together(self) -> None:
        text = f"tax {FILLING} law {FILLING} tax law {FILLING} tax"
        assert "[tax] [law]" in shown(text, "tax law", 40)

    def test_is_as_long_at_the_end_of_the_text(self) -> None:
        said = shown(FILLING * 3 + "the deck", "deck")
        assert said.endswith("the [deck]")
        assert len(said) > 50

    def test_wide_characters_count_two(self) -> None:
        said = found("我們討論了報價單的問題" * 20, "報價單", 40).text
        assert 34 <= sum(2 if east_asian_width(char) in "WF" else 1 for char in said) <= 44

    def test_a_word_without_blanks_is_cut(self) -> None:
        assert shown("a" * 500, "b", 20) == "a" * 20 + "…"

    def test_nothing_begins_with_an_accent_alone(self) -> None:
        assert not found("e\u0301" * 100 + " deck", "deck", 20).text.startswith(("\u0301", "…\u0301"))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("lorem ipsum dolor " * 60_000 + "needle", "needle"),
        ("我們討論了報價單的問題" * 90_000 + "針在這裡", "针在"),
        ("crème brûlée " * 80_000 + "needle", "needle"),
        ("2125550102, " * 90_000 + "212-555-0101", "2125550101"),
    ],
    ids=["ascii", "chinese", "accents", "numbers"],
)
def test_a_megabyte_takes_no_time(text: str, query: str) -> None:
    begun = process_time()
    assert found(text, query).matches
    assert process_time() - begun < 3


def test_a_word_is_not_cut_where_the_text_is_read_in_parts() -> None:
    for before in range(300, 420):
        begin = "x " * (before // 2) + "x" * (before % 2)
        assert not found(f"{begin}undeck decks {'x ' * 100}", "deck").matches
        assert found(f"{begin} undeck decks deck {'x ' * 100}", "deck").matches


def test_a_long_word_is_marked_whole_where_the_text_is_read_in_parts() -> None:
    for before in (370, 380, 390):
        ((begin, end),) = found(f"{'x ' * (before // 2)}{'d' * 40} {'x ' * 100}", "d*").matches
        assert end - begin == 40


letters = st.text(
    st.sampled_from("abéé\u0301AＡ 張张三報*-.\n\t½ガ말말ﬁßİ’'()+0123😀\ud800\u200d\x1b\"") | st.characters(),
    max_size=60,
)


@given(
    letters,
    st.lists(st.text(st.sampled_from("abe張三fis말ガ12 "), min_size=1, max_size=5), max_size=3),
    st.integers(1, 50),
)
@example("½½", ["1 2"], 5)
@example("ﬁt", ["fi"], 5)
def test_offsets_are_within_and_what_is_marked_folds_to_the_words(text: str, typed: list[str], width: int) -> None:
    phrases = [Phrase(tuple(words(each)), text=each) for each in typed if words(each)]
    said, matches = snippet(text, phrases, width)
    place = 0
    for begin, end in matches:
        assert place <= begin < end <= len(said)
        place = end
        marked = " ".join(words(said[begin:end]))
        assert any(" ".join(phrase.words) in marked for phrase in phrases)
    assert not set(said) & set("\n\t")


@given(st.text(max_size=30), st.text(st.characters(categories=["L"]), min_size=1, max_size=8), st.text(max_size=30))
def test_what_the_index_finds_is_marked(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    if words(word):
        assert snippet(text, [Phrase(tuple(words(word)))], 200).matches


@given(st.lists(st.sampled_from(["555", "01", "01", "212", "+1", "(", ")", "-", " ", "x"]), max_size=12).map("".join))
def test_marked_numbers_are_the_number(text: str) -> None:
    for begin, end in snippet(text, [Phrase((), or_number="tel25550101")]).matches:
        assert number(snippet(text, [Phrase((), or_number="tel25550101")]).text[begin:end]) == "tel25550101"
