"""The statements that the design of the file shows to other programs are right for a book of today."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "design" / "file.md"
STATEMENTS = [block.text for block in blocks(PAGE.read_text(encoding="utf-8")) if block.kind == "sql"]


@pytest.fixture
def book(run: Run, book_path: Path) -> sqlite3.Connection:
    run("add 'Ada Example'")
    run("add 样张三")
    run("log ada tea --with 样张三 --when 'nov 3'")
    run("log ada 'a secret' --when 'nov 2' --private")
    run("note ada 'flat white' --kind likes")
    return sqlite3.connect(f"file:{book_path}?mode=ro", uri=True)


def test_each_statement_answers(book: sqlite3.Connection) -> None:
    with closing(book):
        contacted, entries, done = (book.execute(statement).fetchall() for statement in STATEMENTS)
    assert [row[1:] for row in contacted] == [("Ada Example", "2026-11-03"), ("样张三", "2026-11-03")]
    assert [row[:4] for row in entries] == [(1, "2026-11-03", "other", "tea")]
    assert set(entries[0][4].split(", ")) == {"Ada Example", "样张三"}
    assert [row[2] for row in done] == ["note", "log", "log", "add", "add"]
