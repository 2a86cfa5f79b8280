"""Tables of people, as a user brings them in and takes them out."""

import csv
import re
import shlex
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from relkeeper.book import Book
from relkeeper.cli.importing import mapping
from tests.conftest import Run
from tests.importers.golden import DATA
from tests.importers.table_readers import table
from tests.terminals import terminal

PEOPLE = table(("Name", "Mobile", "Height"), ("Ada Example", "+1 212 555 0100", "170"), ("样张三", "138 0000 0001", ""))


@pytest.fixture
def people(home: Path) -> Path:
    path = home / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def show(run: Run, whom: str) -> Any:
    return run(f"show {shlex.quote(whom)} --json").json


@pytest.mark.usefixtures("people")
class TestAnyTable:
    def test_a_name_that_no_head_tells_is_refused_with_words_that_can_be_taken(
        self, run: Run, home: Path, book_path: Path
    ) -> None:
        (home / "people.csv").write_text(PEOPLE.replace("Name", "Wer"), encoding="utf-8")
        said = run("import people.csv", code=5).err
        assert "the heads of people.csv do not tell which column names people" in said
        assert run('import people.csv --map "Mobile=phone"', code=5).err.count("Wer=name") == 1
        assert not book_path.exists()
        line = re.search(r"--map .+", said)
        assert line
        run(f"import people.csv {line[0]}")
        assert show(run, "ada")["fields"] == [{"name": "Height", "value": "170", "private": False}]

    def test_the_user_says_it(self, run: Run) -> None:
        run('import people.csv --map "Height=field:tall,Mobile=phone:work"')
        ada = show(run, "ada")
        assert [(point["kind"], point["label"]) for point in ada["contact_points"]] == [("phone", "work")]
        assert ada["fields"][0]["name"] == "tall"

    def test_what_the_user_does_not_say_and_nobody_knows_becomes_a_field_and_is_told(self, run: Run) -> None:
        for said in (run("import people.csv"), run('import people.csv --map "Mobile=phone:cell"')):
            assert "taken so: Height=field:Height; --map says it otherwise (ignore leaves out)" in said.err
        assert show(run, "ada")["fields"] == [{"name": "Height", "value": "170", "private": False}]

    def test_a_column_that_is_not_there(self, run: Run, book_path: Path) -> None:
        said = run('import people.csv --map "Hieght=ignore"', code=5).err
        assert "there is no column 'Hieght'; the columns are 'Name', 'Mobile', 'Height'" in said
        assert not book_path.exists()

    def test_words_that_are_no_mapping(self, run: Run) -> None:
        assert "did you mean phone" in run('import people.csv --map "Mobile=phnoe"', code=2).err
        said = run('import people.csv --map "Mobile=nonsense"', code=2).err
        assert "'nonsense' is nothing that a column can hold; known are name, given_name" in said
        assert "and handle:NAME for another service" in said

    def test_a_mapping_of_what_is_no_table(self, run: Run, home: Path) -> None:
        (home / "ada.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Example\nEND:VCARD\n")
        assert "none of these files is one" in run("import ada.vcf --map a=name", code=2).err

    def test_once_more_changes_nothing(self, run: Run) -> None:
        for _ in range(2):
            said = run('import people.csv --map "Height=ignore" --json').json
        assert (said["contacts"]["created"], said["contacts"]["unchanged"]) == (0, 2)

    def test_nothing_is_written_by_a_dry_run(self, run: Run) -> None:
        run('import people.csv --map "Height=ignore" --dry-run')
        assert run("list --json").json == []

    def test_on_a_terminal_the_proposal_is_shown_and_taken(self, run: Run) -> None:
        screen = terminal("import", "people.csv", typed="\n")
        assert screen.code == 0
        for words in (
            "Name    name          Ada Example",
            "Mobile  phone:cell    +1 212 555 0100",
            "Height  field:Height  170",
        ):
            assert words in screen.text
        assert show(run, "ada")["fields"][0]["name"] == "Height"

    def test_on_a_terminal_somebody_has_to_be_named(self, run: Run, home: Path) -> None:
        (home / "a.csv").write_text("Nr;Handy;Firma\n7;+1 212 555 0100;Example Engines\n", encoding="utf-8")
        screen = terminal("import", "a.csv", typed="\nNr=name\n\n")
        assert "no column names people; say which one does, for example: Nr=name" in screen.text
        assert screen.code == 0
        assert [row["name"] for row in run("list --json").json] == ["7"]

    @pytest.mark.parametrize("head", ["Voller Name", "Wer"])
    def test_on_a_terminal_the_column_with_names_is_proposed(self, run: Run, home: Path, head: str) -> None:
        (home / "a.csv").write_text(
            f"{head};Handy;Mail;Firma\nAda Example;+1 212 555 0100;ada@example.org;Example Engines\n", encoding="utf-8"
        )
        terminal("import", "a.csv", typed="\n")
        assert (show(run, "ada")["name"], show(run, "ada")["organization"]) == ("Ada Example", "Example Engines")

    def test_on_a_terminal_it_is_changed_or_refused(self, run: Run) -> None:
        screen = terminal("import", "people.csv", typed="Height=phnoe\nHeight=ignore\nn")
        assert "did you mean phone" in screen.text
        assert "Height  ignore      170" in screen.text
        assert screen.code == 1
        assert run("list --json").json == []


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("said", [(), (("Height", "field:Height"),)])
def test_a_dry_run_tells_what_goes_where(
    capsys: pytest.CaptureFixture[str], home: Path, said: tuple[tuple[str, str], ...]
) -> None:
    book = Book()
    with book.imports.sources([home / "people.csv"]) as sources:
        mapping.agreed(book, sources.found, said, None, dry_run=True)
        told = capsys.readouterr()
        mapping.agreed(book, sources.found, said, None)
    assert told.out == ""
    assert [" ".join(line.split()) for line in told.err.splitlines()] == [
        f"{home / 'people.csv'}: what its columns hold",
        "Column holds for example",
        "Name name Ada Example",
        "Mobile phone:cell +1 212 555 0100",
        "Height field:Height 170",
    ]
    assert capsys.readouterr().err == ""


def test_a_table_without_heads_is_refused(run: Run, home: Path) -> None:
    (home / "a.csv").write_text("Ada Example,ada@example.org\nGrace Sampleton,grace@example.org\n")
    assert "a.csv has no line of heads" in run("import a.csv", code=5).err


def test_a_head_that_can_be_said_tells_itself(run: Run, home: Path) -> None:
    (home / "a.csv").write_text(table(("Name", "Org", "Mobile Nr"), ("Ada", "Example Engines", "+1 212 555 0101")))
    run("import a.csv")
    ada = show(run, "ada")
    assert (ada["organization"], ada["contact_points"][0]["label"]) == ("Example Engines", "cell")


def test_a_bad_row_is_told_and_the_rest_goes_in(run: Run, home: Path) -> None:
    (home / "a.csv").write_text(table(("Name", "Email"), ("Ada", "ada@example.org", "x"), ("Grace Sampleton", "")))
    said = run("import a.csv --json").json
    assert said["contacts"]["created"] == 1
    assert [(problem["where"]) for problem in said["problems"]] == ["line 2"]


def test_of_a_folder_only_tables_of_people_are_taken(run: Run, home: Path) -> None:
    folder = home / "LinkedIn"
    folder.mkdir()
    (folder / "Connections.csv").write_bytes((DATA / "linkedin-connections" / "Connections.csv").read_bytes())
    (folder / "Endorsements.csv").write_text(table(("Endorser First Name", "Skill Name"), ("Tom", "tea")))
    (folder / "Recommendations.csv").write_text(table(("First Name", "Last Name", "Text"), ("Tom", "Example", "fine")))
    (folder / "people.csv").write_text(table(("Name", "Phone", "Height"), ("Sam Example", "212 555 0107", "170")))
    said = run("import LinkedIn --json").json
    assert said["format"] == "linkedin-connections,csv"
    assert {each["name"] for each in run("list --json").json} == {
        "Ada Example", "样张三", "Grace Sampleton", "https://www.linkedin.com/in/gone", "Sam Example",
    }  # fmt: skip


def test_messages_find_whom_the_connections_made(run: Run, home: Path) -> None:
    run(f"import {DATA / 'linkedin-connections' / 'Connections.csv'}")
    run(f"import {DATA / 'linkedin-messages' / 'messages.csv'}")
    entries = show(run, "样张三")["interactions"]
    assert [entry["channel"] for entry in entries] == ["linkedin"]
    assert len(run("list --json").json) == 4


def test_what_is_exported_comes_back_in_another_book(run: Run, home: Path) -> None:
    run(
        "add 'Ada Example' --phone cell:+12125550100 --email ada@example.org --tag friends --every 2w "
        "--field 'tea: strong=yes' --notes '=tea'"
    )
    run("export csv all.csv")
    before = show(run, "ada")
    run("--db other.db import all.csv")
    after = run("--db other.db show ada --json").json
    for each in (before, after):
        each["contact_points"].sort(key=lambda point: point["kind"])
    for key in (
        "name",
        "given_name",
        "family_name",
        "contact_points",
        "tags",
        "fields",
        "notes",
        "cadence_days",
        "cadence_from",
    ):
        assert after[key] == before[key], key


class TestExport:
    @pytest.fixture(autouse=True)
    def book(self, once: Run) -> None:
        once("add 'Ada Example' --tag friends")
        once("add 'Grace Sampleton'")

    def rows(self, text: str, delimiter: str = ",") -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))

    def test_one_person(self, run: Run) -> None:
        assert [row["name"] for row in self.rows(run("export csv --who ada").out)] == ["Ada Example"]

    def test_another_delimiter(self, run: Run) -> None:
        said = run("export csv --delimiter ';'").out
        assert [row["tags"] for row in self.rows(said, ";")] == ["friends", ""]

    def test_a_delimiter_that_is_none(self, run: Run) -> None:
        assert "is no delimiter" in run("export csv --delimiter ab", code=2).err


def test_a_rehearsal_shows_what_goes_where(run: Run, home: Path) -> None:
    (home / "people.csv").write_text("Full Name,Mobile,Shoe\nAda Example,+1 212 555 0101,38\n")
    said = run("import people.csv --dry-run")
    for head, target in (("Full Name", "name"), ("Mobile", "phone:cell"), ("Shoe", "field:Shoe")):
        assert any(head in line and target in line for line in said.err.splitlines())
    assert "Would import 1 file: contacts 1 added" in said.out
