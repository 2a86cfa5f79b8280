"""Cells of a spreadsheet: no formula, and everything comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.texts import spreadsheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n") | st.sampled_from("'=:\"() "))
VALUE = TEXT.map(str.strip).filter(bool)


@given(TEXT)
def test_a_cell_is_no_formula_and_comes_back(text: str) -> None:
    assert not spreadsheet.cell(text).startswith(FORMULA)
    assert spreadsheet.plain(spreadsheet.cell(text)) == text


@pytest.mark.parametrize("text", ["+1 212 555 0100", "'=1", "''=1", "' =1"])
def test_what_begins_like_a_formula_is_guarded_once_more(text: str) -> None:
    assert spreadsheet.cell(text) == f"'{text}"


def test_an_apostrophe_before_anything_else_stays_alone() -> None:
    assert spreadsheet.cell("'Tis Ada") == spreadsheet.plain("'Tis Ada") == "'Tis Ada"


@given(st.lists(VALUE))
def test_a_list_comes_back(values: list[str]) -> None:
    assert spreadsheet.items(spreadsheet.listed(values)) == tuple(values)


@given(VALUE, VALUE)
def test_a_pair_comes_back(name: str, value: str) -> None:
    assert spreadsheet.unpaired(spreadsheet.pair(name, value)) == (name, value)


def test_a_name_with_a_colon_is_quoted() -> None:
    assert spreadsheet.pair("tea: strong", "yes") == '"tea: strong": yes'
    assert spreadsheet.pair("tea", "at 4: strong") == "tea: at 4: strong"


@given(VALUE, TEXT)
def test_a_note_comes_back(value: str, note: str) -> None:
    assert spreadsheet.unnoted(spreadsheet.noted(value, note)) == (value, note.replace(" (", "("))
