"""Lines folded for a terminal."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from relkeeper.render.digest.folding import folded


def test_lines_go_on_further_in_between_words() -> None:
    assert [*folded(["Ada Example: she sends the deck", "", "short"], 16)] == [
        "Ada Example: she",
        "  sends the deck",
        "",
        "short",
    ]


def test_chinese_text_goes_on_anywhere_and_is_as_wide_as_it_is_seen() -> None:
    assert [*folded(["样张三: 毕业聚会见面 tea"], 12)] == ["样张三: 毕业", "  聚会见面", "  tea"]


def test_a_word_that_is_wider_than_the_screen_is_cut() -> None:
    assert [*folded(["see https://example.org/a/long/one"], 12)] == [
        "see https://",
        "  example.or",
        "  g/a/long/o",
        "  ne",
    ]


@given(st.text(st.sampled_from("ab  样。é-"), max_size=60), st.integers(4, 40))
def test_no_line_is_wider_and_no_word_is_lost(line: str, width: int) -> None:
    rows = [*folded([line], width)]
    assert all(cell_len(row) <= width for row in rows if row != line)
    assert "".join("".join(rows).split()) == "".join(line.split())
