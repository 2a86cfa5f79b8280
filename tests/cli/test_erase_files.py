"""Removing a person for good: the files that were attached."""

import os
from pathlib import Path

import pytest

from tests.cli.test_erase import backups, content, held, unscathed
from tests.conftest import Run

MIB = 2**20


@pytest.fixture
def book(once: Run, home: Path, book_path: Path) -> Path:
    """Ada and Bob, and a file that says who it is about."""
    once("add 'Ada Example' --email ada@example.org --phone '+1 212 555 0123'")
    once("add 'Bob Muster'")
    (home / "hers.txt").write_text("the unspoken secret of hers\n")
    (home / "chat.txt").write_text("Ada Example: shall we?\nBob Muster: yes\n")
    return book_path


class TestHers:
    @pytest.mark.parametrize(
        "lines",
        [
            ["attach ada hers.txt"],
            ["log ada tea --attach hers.txt"],
            ["log bob tea", "attach ada hers.txt", "log ada lunch --attach hers.txt"],
            ["attach ada hers.txt", "attachment remove 1 --yes"],
            ["log ada tea --attach hers.txt", "attachment remove 1 --yes"],
            ["log ada tea --attach hers.txt", "attach ada hers.txt --entry 1", "entry delete 1 --yes"],
            ["attach ada hers.txt", "undo"],
            ["attach ada hers.txt", "contact delete ada --yes"],
            ["log ada tea --attach hers.txt", "contact delete ada --yes"],
            ["log ada tea", "attach ada hers.txt --entry 1", "contact delete ada --yes"],
        ],
    )
    def test_go_with_all_their_bytes(self, run: Run, book: Path, lines: list[str]) -> None:
        for line in lines:
            run(line)
        assert held(book, "hers.txt", "unspoken secret") == ["hers.txt", "unspoken secret"]
        said = run("contact erase '#1' --yes").out
        assert "STILL IN" not in said
        assert held(book, "hers.txt", "unspoken secret") == []
        assert run("attachment list --json").json == []
        unscathed(run)

    def test_are_counted(self, run: Run, home: Path, book: Path) -> None:
        (home / "second.txt").write_text("x")
        run("attach ada hers.txt second.txt")
        run("log ada tea --attach hers.txt")
        erased = run("contact erase ada --yes --json").json["erased"]
        assert (erased["attachments"], erased["files"]) == (3, 2)

    def test_of_many_megabytes(self, run: Run, home: Path, book: Path) -> None:
        (home / "film").write_bytes(b"unspoken secret" + os.urandom(3 * MIB) + b"unspoken secret")
        run("attach ada film")
        run("contact erase ada --yes")
        assert b"unspoken secret" not in content(book)
        assert book.stat().st_size < MIB

    def test_go_from_the_backups_too(self, run: Run, book: Path) -> None:
        run("attach ada hers.txt")
        run("backup create")
        assert any(b"unspoken" in file.read_bytes() for file in backups(book))
        run("contact erase ada --yes --backups")
        assert not any(b"unspoken" in file.read_bytes() for file in backups(book))


class TestOfOthers:
    @pytest.mark.parametrize(
        "lines",
        [
            ["attach bob chat.txt"],
            ["attach ada chat.txt", "attach bob chat.txt"],
            ["log ada tea --with bob --attach chat.txt"],
            ["log bob tea", "attach ada chat.txt --entry 1"],
            ["log ada tea", "attach bob chat.txt --entry 1"],
        ],
    )
    def test_stay_and_are_told_by_number(self, run: Run, home: Path, book: Path, lines: list[str]) -> None:
        for line in lines:
            run(line)
        number = 2 if len(lines) == 2 and "attach ada" in lines[0] else 1
        done = run("contact erase ada --yes --json").json
        assert {"table": "attachment", "id": number, "column": "text"} in done["mentions"]
        assert {"table": "attachment", "id": number, "column": "bytes"} in done["mentions"]
        assert done["left_in"] == []
        run(f"attachment save {number} copy")
        assert (home / "copy").read_text().startswith("Ada Example: shall we?")
        unscathed(run)

    def test_are_told_in_words(self, run: Run, book: Path) -> None:
        run("attach bob chat.txt")
        said = run("contact erase ada --yes").out
        assert "Texts about others name them: attachment #1 (text), attachment #1 (bytes)." in said

    def test_that_do_not_name_her_are_not_told(self, run: Run, book: Path) -> None:
        run("attach bob hers.txt")
        assert run("contact erase ada --yes --json").json["mentions"] == []

    @pytest.mark.parametrize("place", [MIB - 5, MIB - 1, 2 * MIB - 8, 3 * MIB])
    def test_are_found_where_a_chunk_ends_within_a_name(self, run: Run, home: Path, book: Path, place: int) -> None:
        (home / "film").write_bytes(bytes(place) + b"ada@EXAMPLE.org" + bytes(MIB))
        run("attach bob film")
        done = run("contact erase ada --yes --json").json
        assert done["mentions"] == [{"table": "attachment", "id": 1, "column": "bytes"}]
        assert done["left_in"] == []

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
    def test_are_found_in_other_encodings(self, run: Run, home: Path, book: Path, encoding: str) -> None:
        run("add 样张三")
        (home / "film").write_bytes(b"\0\1\2" + "与样张三谈话".encode(encoding))
        run("attach bob film")
        assert run("contact erase 样张三 --yes --json").json["mentions"] == [
            {"table": "attachment", "id": 1, "column": "bytes"}
        ]

    def test_lose_the_name_of_a_file_but_not_its_bytes(self, run: Run, home: Path, book: Path) -> None:
        (home / "Ada Example.txt").write_text("x")
        run("attach bob 'Ada Example.txt' chat.txt --note 'from Ada Example'")
        done = run("contact erase ada --yes --mentions --json").json
        assert [row["name"] for row in run("attachment list --json").json] == ["chat.txt", "[erased].txt"]
        assert {(mention["id"], mention["column"]) for mention in done["mentions"]} == {(2, "text"), (2, "bytes")}
        run("attachment save 2 copy")
        assert "Ada Example" in (home / "copy").read_text()

    def test_that_an_undo_would_bring_back_are_told(self, run: Run, book: Path) -> None:
        run("attach bob chat.txt")
        run("attachment remove 1 --yes")
        done = run("contact erase ada --yes --json").json
        assert {"table": "attachment", "id": 1, "column": "bytes"} in done["mentions"]
        assert done["left_in"] == []
        run("undo 4")
        assert [row["id"] for row in run("attachment list bob --json").json] == [1]

    def test_the_bytes_of_a_kept_file_excuse_nothing_else(self, run: Run, book: Path) -> None:
        """What the kept file does not say is still looked for."""
        run("attach bob hers.txt")
        run("attach ada chat.txt")
        run("contact erase ada --yes")
        assert held(book, "ada example", "shall we?") == []
