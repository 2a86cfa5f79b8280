"""Words in the bytes of files."""

from pathlib import Path

import pytest

from relkeeper.store.searching import holding

BLOCK = 1 << 20


@pytest.mark.parametrize("place", [0, 5, BLOCK - 11, BLOCK - 5, BLOCK - 1, BLOCK, 2 * BLOCK - 3])
def test_a_word_is_found_wherever_it_stands(tmp_path: Path, place: int) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"\0" * place + b"Ada EXAMPLE" + b"\xff" * 7)
    assert holding([file], {b"ada example", b"nobody at all"}) == [file]
    assert holding([file], {b"ada examples"}) == []


def test_only_the_files_that_hold_a_word_are_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("样张三")
    (tmp_path / "b").write_text("样李四")
    files = [tmp_path / "a", tmp_path / "b", tmp_path / "missing"]
    assert holding(files, {"样张三".encode()}) == [tmp_path / "a"]
    assert holding(files, set()) == []
