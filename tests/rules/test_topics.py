"""Topics: how they are typed, compared and weighed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import RelkeeperError, UsageError
from relkeeper.rules import topics
from relkeeper.rules.search_text import words

TODAY = date(2026, 11, 21)
NAMES = st.text(st.sampled_from("aBéß样稅 ,、+#!-\u3000ＣfiŁ"), max_size=12) | st.text(max_size=12)
DAYS = st.dictionaries(st.dates(date(2000, 1, 1), TODAY), st.floats(0.01, 1), max_size=8)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("tax law, Rust", ("tax law", "Rust")),
        ("税法、围棋，Rust；Go;  C", ("税法", "围棋", "Rust", "Go", "C")),
        (" tax   law ,,rust, Rust ,TAX LAW", ("tax law", "rust")),
        ("税法、稅法", ("税法",)),
        ("C, C++, C#", ("C", "C++", "C#")),
        ("🎸", ("🎸",)),
    ],
)
def test_topics_are_typed_with_marks_between(typed: str, named: tuple[str, ...]) -> None:
    assert topics.split(typed) == named


@pytest.mark.parametrize("typed", ["", " ,、 ", "!!!", "rust, ?"])
def test_what_is_no_topic_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="for example"):
        topics.split(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rust", "ＲＵＳＴ"), ("tax-law", "Tax  law"), ("稅法", "税法"), ("Café", "cafe"), ("C＋＋", "c++")],
)
def test_spellings_of_one_topic(one: str, other: str) -> None:
    assert topics.key(one) == topics.key(other) != ""


@given(NAMES)
def test_comparing_twice_changes_nothing(name: str) -> None:
    assert topics.key(topics.key(name)) == topics.key(name)
    assert topics.key(f" {name} ") == topics.key(name)


@given(st.lists(NAMES, max_size=5))
def test_each_topic_is_there_once_and_the_first_spelling_stays(names: list[str]) -> None:
    found = topics.distinct(names)
    assert set(found) == {topics.key(name) for name in names} - {""}
    assert all(topics.key(name) == key for key, name in found.items())
    assert list(found.values()) == sorted(found.values(), key=names.index)
    assert topics.distinct((*names, *reversed(names))) == found


@given(NAMES)
def test_any_text_is_split_or_refused(typed: str) -> None:
    try:
        named = topics.split(typed)
    except RelkeeperError:
        return
    assert named == tuple(topics.distinct(named).values()) != ()
    assert topics.split(", ".join(named)) == named


@given(NAMES)
def test_any_text_is_looked_for_or_refused(typed: str) -> None:
    try:
        subject = topics.subject(typed)
    except RelkeeperError:
        return
    assert subject.phrases
    assert all(word.isalnum() or not word.isascii() for phrase in subject.phrases for word in phrase.words)


def test_a_beginning_is_looked_for_with_a_star() -> None:
    (tax, law) = topics.subject("Tax LAW*").phrases
    assert (tax.words, tax.prefix, law.words, law.prefix) == (("tax",), False, ("law",), True)
    assert topics.subject("rust*").key == "rust"


@pytest.mark.parametrize(
    ("typed", "key", "last", "may_begin"),
    [
        ("C++", "cplusplus", "cplusplus", True),
        ("c＃", "csharp", "csharp", True),
        ("C", "c", "c", False),
        ("C*", "c", "c", True),
        ("税", "税", "税", False),
    ],
)
def test_signs_are_a_part_of_the_word_and_a_letter_begins_none(
    typed: str, key: str, last: str, may_begin: bool
) -> None:
    subject = topics.subject(typed)
    (phrase,) = subject.phrases
    assert (subject.key, phrase.words[-1], subject.may_begin) == (key, last, may_begin)


@pytest.mark.parametrize("name", ["C++", "C#", "F#", "Notepad++", "tax law", "税法", "a+b"])
def test_a_topic_is_looked_for_as_texts_are_folded(name: str) -> None:
    assert [list(phrase.words) for phrase in topics.subject(name).phrases] == [words(word) for word in name.split()]


@given(DAYS, st.dates(date(2000, 1, 1), TODAY), st.floats(0.01, 1))
def test_another_day_counts_more_and_a_later_one_more_than_that(
    days: dict[date, float], day: date, share: float
) -> None:
    without = {on: each for on, each in days.items() if on != day}
    assert topics.weight({**without, day: share}, TODAY) > topics.weight(without, TODAY)
    assert topics.weight({day: share}, TODAY) <= topics.weight({TODAY: share}, TODAY) == share


@given(st.lists(st.integers(0, 10_000), min_size=3, max_size=9, unique=True))
def test_days_count_and_not_how_much_was_said_on_one(ago: list[int]) -> None:
    assert topics.weight({TODAY - timedelta(days): 1.0 for days in ago}, TODAY) > topics.weight({TODAY: 1.0}, TODAY)
