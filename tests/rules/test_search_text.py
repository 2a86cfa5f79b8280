"""Text folded into words, so that the same is found however somebody spells it."""

from itertools import pairwise
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.search_text import fold, indexed, number, words

# Letters of many scripts, with what is said of them: accents, digits, signs. Jamo by themselves are no text of anybody.
LETTERS = "aZ#éÉßıİøłđñÿæŒΑάςЁй和龍龙张張かガﾊﾞ한글กิ่שָׁםأَيـé1２٣-_.,!@'\"()+ \n\t\u00a0\u200b\u3000🦊❤️Ａｂ"
texts = st.text(
    st.sampled_from(LETTERS) | st.characters(exclude_categories=("Cs", "Cf", "Cn", "Co"), max_codepoint=0x10FF)
)
chinese = st.text(st.sampled_from("张张三李四東东京說说話话龍龙和a1, "), min_size=1, max_size=12)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(fold(text)) == words(text)


@given(texts)
def test_words_are_of_letters_digits_and_signs_alone(text: str) -> None:
    for word in words(text):
        assert word
        assert all(category(char)[0] in "LMN" or category(char) == "So" for char in word), word
        assert word == word.lower() or not word.isascii()


@given(texts)
def test_it_makes_no_difference_how_accents_are_composed(text: str) -> None:
    assert words(normalize("NFC", text)) == words(normalize("NFD", text))


@given(chinese)
def test_any_two_neighbours_are_found_as_a_phrase(text: str) -> None:
    found = words(text)
    for first, second in pairwise(text):
        if not (first + second).isascii() and len(pair := words(first + second)) == 2:
            joined = [found[place : place + 2] for place in range(len(found))]
            assert pair in joined or first.isascii() or second.isascii()


@given(texts, texts)
def test_what_stands_apart_is_read_apart(one: str, other: str) -> None:
    assert words(f"{one}\n{other}") == words(one) + words(other)


@given(
    st.text("0123456789", min_size=8, max_size=8), st.sampled_from(["{}", "+49 30 {}", "(030) {}", "0049{}", "１{}"])
)
def test_a_phone_number_has_one_word_however_it_is_written(digits: str, form: str) -> None:
    spaced = " ".join((digits[:3], digits[3:5], digits[5:]))
    for spelled in (
        digits,
        spaced,
        spaced.replace(" ", "-"),
        spaced.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
    ):
        assert number(form.format(spelled)) == f"tel{digits}"
        assert f"tel{digits}" in words(indexed(f"call {form.format(spelled)} today"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zoë's CAFÉ", ["zoe", "s", "cafe"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("ﬁrm Ａｄａ", ["firm", "ada"]),
        ("Łukasz Sørensen", ["lukasz", "sorensen"]),
        ("ılık İstanbul", ["ilik", "istanbul"]),
        ("Ἀθῆναι ΑΘΗΝΑΙ", ["αθηναι", "αθηναι"]),
        ("Ёлка", ["елка"]),
        ("張三與龍", ["张", "三", "与", "龙"]),
        ("東京の会社", ["东", "京", "の", "会", "社"]),
        ("ｶﾞガ", ["カ", "カ"]),
        ("한국어", ["한", "국", "어"]),
        ("שָׁלוֹם", ["שלום"]),
        ("مَرْحَبًا", ["مرحبا"]),
        ("tea🦊time", ["tea", "🦊", "time"]),
        ("❤️", ["❤"]),
        ("re\u200bad", ["read"]),
        ("ada@example.org", ["ada", "example", "org"]),
        ("C++ & snake_case", ["cplusplus", "snake", "case"]),
        ("C#, F#; 学C++很难", ["csharp", "fsharp", "学", "cplusplus", "很", "难"]),
        ("C++17 Google+", ["cplusplus", "17", "google", "googleplus"]),
        ("ada+tag@example.org a+b Room#5 C+++ +1", ["ada", "tag", "example", "org", "a", "b", "room", "5", "c", "1"]),
        ("", []),
        ("…", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_thai_is_found_by_any_piece() -> None:
    whole, piece = words("สวัสดีครับ"), words("ดีครั")
    assert any(whole[place : place + len(piece)] == piece for place in range(len(whole)))


@pytest.mark.parametrize("text", ["call 110", "2026-11-21", "1 2 3", "12 monkeys", ""])
def test_what_is_no_phone_number_has_no_word_for_one(text: str) -> None:
    assert "tel" not in indexed(text) or text == "2026-11-21"
