"""README keeps its first two blocks, one of which CI runs, and the demo that it begins with shows what it promises."""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.docs.pages import ROOT, blocks, name, run_pages

READMES = [page for page in run_pages() if page.parent == ROOT]


@pytest.mark.parametrize("page", READMES, ids=name)
def test_the_first_two_blocks_are_one_line_each(page: Path) -> None:
    first = list(blocks(page.read_text(encoding="utf-8")))[:2]
    assert [block.kind for block in first] == ["sh", "sh"]
    assert [block.text.count("\n") for block in first] == [1, 1]


def test_both_readmes_begin_with_the_same_two_commands() -> None:
    assert (
        len({tuple(block.text for block in list(blocks(page.read_text(encoding="utf-8")))[:2]) for page in READMES})
        == 1
    )


def test_the_demo_shows_who_is_overdue(run: Run, book_path: Path) -> None:
    said = run("demo").out
    assert "样张三" in said
    assert "days late" in said
    assert "never contacted" in said
    assert "relkeeper add" in said
    assert not book_path.exists()
