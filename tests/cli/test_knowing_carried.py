"""What people know about goes where they go: merged, taken back, told of, removed, written out and read again."""

from dataclasses import replace
from pathlib import Path

import pytest

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.services.importing.placing import digest
from tests.cli.test_carrying import newest
from tests.cli.test_erase import content, unscathed
from tests.cli.test_knowing import topics
from tests.cli.test_merge import tables
from tests.conftest import Run


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example' --email ada@example.org")
    once("add 'Grace Sampleton'")


def test_two_who_are_one_know_what_either_knew(run: Run, book_path: Path) -> None:
    run("contact knows ada 'Rust, tax law'")
    run("contact knows grace 'RUST, Go'")
    before = tables(book_path)
    rows = {row["field"]: row for row in run("contact merge ada grace --yes --json").json["fields"]}
    assert rows["topics"] == {
        "field": "topics", "first": "Rust\ntax law", "second": "RUST\nGo", "becomes": "Rust\ntax law\nGo"
    }  # fmt: skip
    assert topics(run, "ada") == ["Rust", "tax law", "Go"]
    run("undo")
    assert tables(book_path) == before
    assert topics(run, "grace") == ["RUST", "Go"]


@pytest.mark.parametrize("line", ["contact knows ada Go --remove rust", "contact delete ada --yes"])
def test_undo_brings_them_back_row_for_row(run: Run, book_path: Path, line: str) -> None:
    run("contact knows ada Rust")
    before = tables(book_path)
    run(line)
    after = tables(book_path)
    assert after != before
    run("undo")
    assert tables(book_path) == before
    run(f"undo {newest(run)}")
    assert tables(book_path) == after


def test_the_history_tells_of_them(run: Run) -> None:
    run("contact knows ada Rust")
    assert "contact knows\tchanged contact #1 Ada Example (topic)" in run("history --limit 1").out
    number = run("history --json").json[0]["id"]
    assert "topic #1\tname\t\tRust\n" in run(f"history show {number}").out


def test_erasing_leaves_nothing_of_them(run: Run, book_path: Path) -> None:
    run("contact knows ada 'zymurgy, Rust'")
    run("contact knows ada --remove zymurgy")
    run("contact knows ada 'zyxology'")
    run("contact erase ada --yes")
    assert b"zym" not in content(book_path)
    assert b"zyx" not in content(book_path)
    unscathed(run)


def test_who_is_erased_is_taken_out_of_what_others_know(run: Run, book_path: Path) -> None:
    run("contact knows grace 'works of Ada Example, Rust'")
    assert "topic (name)" in run("contact erase ada --yes").out
    run("add 'Ada Example'")
    run("contact erase '#3' --yes --mentions")
    assert topics(run, "grace") == ["works of [erased]", "Rust"]
    assert b"ada example" not in content(book_path)
    assert run("contact knows grace 'works of [erased]'").out.endswith("nothing was changed.\n")
    unscathed(run)


def test_in_a_table_that_is_read_again(run: Run) -> None:
    run("contact knows ada 'tax law, 围棋, =1+1'")
    run("export csv book.csv")
    run("--db other.db import book.csv")
    there = run("--db other.db show ada --json").json
    assert there["topics"] == ["tax law", "围棋", "=1+1"]


def test_nothing_of_them_is_in_what_is_redacted(run: Run) -> None:
    run("contact knows ada zymurgy")
    assert "zymurgy" in run("export json --no-attachments").out
    assert "zymurgy" not in run("export json --no-attachments --redact").out


def test_in_all_that_a_person_is_told(run: Run, home: Path) -> None:
    run("contact knows ada zymurgy")
    run("export person ada told")
    assert "zymurgy" in (home / "told" / "contact.json").read_text()
    assert "EXPERTISE:zymurgy" in (home / "told" / "contact.vcf").read_text()


class TestCards:
    CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Example\r\nEMAIL:ada@example.org\r\n{}END:VCARD\r\n"

    def take(self, run: Run, home: Path, *lines: str) -> dict[str, int]:
        written = self.CARD.format("".join(f"{line}\r\n" for line in lines))
        (home / "ada.vcf").write_bytes(written.encode())
        counts: dict[str, int] = run("import ada.vcf --json").json["contacts"]
        return counts

    def test_they_add_what_is_not_kept_yet(self, run: Run, home: Path) -> None:
        run("contact knows ada rust")
        lines = "EXPERTISE;LEVEL=expert:Rust", "EXPERTISE:税法", "HOBBY:chess"
        assert self.take(run, home, *lines)["updated"] == 1
        assert self.take(run, home, *lines)["unchanged"] == 1
        assert topics(run, "ada") == ["rust", "税法"]
        said = run("export vcard --who ada").out.splitlines()
        assert [line for line in said if line.startswith(("EXPERTISE", "HOBBY"))] == [
            "EXPERTISE:rust", "EXPERTISE:税法", "EXPERTISE;LEVEL=expert:Rust", "HOBBY:chess"
        ]  # fmt: skip

    def test_cards_without_one_are_known_as_ever(self) -> None:
        """The digests stand in the books of people."""
        card = ContactDraft("Ada Example", points=(PointDraft("email", "ada@example.org"),))
        assert digest(card) == "e0fcda23b765b76b4ecf8701147d01f6fd5afa3920c518ec89466ab8518f3926"
        assert digest(replace(card, topics=("Rust",))) != digest(replace(card, topics=("Go",)))

    def test_in_a_folder_that_is_kept_in_step(self, run: Run, home: Path) -> None:
        (home / "cards").mkdir()
        run("contact knows ada 'Rust, Go'")
        run("sync vdir cards")
        (file,) = [path for path in (home / "cards").glob("*.vcf") if "Ada" in path.read_text()]
        assert "EXPERTISE:Rust" in file.read_text()
        file.write_bytes(file.read_bytes().replace(b"EXPERTISE:Rust\r\n", b"EXPERTISE;LEVEL=expert:tax law\r\n"))
        run("contact knows ada C --remove go")
        run("sync vdir cards")
        assert topics(run, "ada") == ["C", "tax law"]
        said = [line for line in file.read_text().splitlines() if "EXPERTISE" in line]
        assert sorted(said) == ["EXPERTISE:C", "EXPERTISE;LEVEL=expert:tax law"]
        run("sync vdir cards")
        assert topics(run, "ada") == ["C", "tax law"]
