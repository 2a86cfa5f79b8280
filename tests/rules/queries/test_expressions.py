"""What FTS5 is asked: whatever is typed, it is no syntax, and finds what has the words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relkeeper.reports.searching.documents import phrase_in
from relkeeper.rules.queries import expressions
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.search_text import indexed, number, words

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"'*():^-+{} ab12张"), max_size=20)


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE found USING fts5(summary, outcome, tokenize='ascii')")
        yield db


def _finds(db: sqlite3.Connection, expression: str, summary: str, outcome: str = "") -> bool:
    db.execute("DELETE FROM found")
    db.execute("INSERT INTO found VALUES (?, ?)", (indexed(summary), indexed(outcome)))
    return bool(db.execute("SELECT 1 FROM found WHERE found MATCH ?", (expression,)).fetchone())


def _phrase(text: str, prefix: bool = False, columns: tuple[str, ...] = ()) -> Phrase:
    return Phrase(tuple(words(text)), prefix, text, columns, number(text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, TEXTS, st.booleans())
def test_the_index_finds_what_the_text_has(index: sqlite3.Connection, typed: str, text: str, prefix: bool) -> None:
    phrase = Phrase(tuple(words(typed)), prefix)
    if phrase.words:
        expression = expressions.of_phrase(phrase, ("summary",))
        assert _finds(index, expression, text) == phrase_in(phrase, text)
        assert _finds(index, expression, f"{text} {typed}")


class TestPlaces:
    def test_a_phrase_stands_only_in_its_columns(self, index: sqlite3.Connection) -> None:
        expression = expressions.of_phrase(_phrase("deck", columns=("outcome",)), ("summary", "outcome"))
        assert not _finds(index, expression, "deck")
        assert _finds(index, expression, "", "deck")

    def test_what_can_stand_nowhere_finds_nothing(self) -> None:
        assert expressions.of_phrase(_phrase("deck", columns=("name",)), ("summary", "outcome")) == ""
        assert expressions.all_of([_phrase("a"), _phrase("b", columns=("name",))], ("summary",)) == ""

    def test_all_and_any_and_without(self, index: sqlite3.Connection) -> None:
        deck, tea = _phrase("deck"), _phrase("tea")
        both, either = (
            combine([deck, tea], ("summary", "outcome")) for combine in (expressions.all_of, expressions.any_of)
        )
        assert _finds(index, both, "deck", "tea")
        assert not _finds(index, both, "deck")
        assert _finds(index, either, "deck")
        assert not _finds(index, expressions.without(either, expressions.any_of([tea], ("outcome",))), "deck", "tea")

    def test_beside_each_other(self, index: sqlite3.Connection) -> None:
        beside = expressions.joined([_phrase("tax"), _phrase("law", prefix=True)])
        assert beside is not None
        expression = expressions.of_phrase(beside, ("summary",))
        assert _finds(index, expression, "tax lawyer")
        assert not _finds(index, expression, "law and tax")

    def test_a_beginning_is_beside_nothing_that_follows(self) -> None:
        assert expressions.joined([_phrase("tax", prefix=True), _phrase("law")]) is None


class TestNumbers:
    @pytest.mark.parametrize("typed", ["+1 212 555 0101", "(212) 555-0101", "2125550101", "5550101", "25550101"])
    @pytest.mark.parametrize("text", ["+1 212 555 0101", "call 212.555.0101", "(212) 555-0101"])
    def test_any_spelling_finds_any_other(self, index: sqlite3.Connection, typed: str, text: str) -> None:
        assert _finds(index, expressions.of_phrase(_phrase(typed), ("summary",)), text)

    def test_another_number_is_not_found(self, index: sqlite3.Connection) -> None:
        assert not _finds(index, expressions.of_phrase(_phrase("5550102"), ("summary",)), "+1 212 555 0101")
