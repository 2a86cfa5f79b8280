"""import: folders, archives and pipes as a user gives them, and the list of formats."""

import io
import sys
import zipfile
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from relkeeper.importers import READERS
from tests.conftest import Run
from tests.terminals import terminal

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Example\nEND:VCARD\n"


def test_the_formats_are_listed_with_where_their_exports_are_found(run: Run) -> None:
    lines = run("import --list").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == sorted(READERS)
    assert "address book" in next(line for line in lines if line.startswith("vcard\t"))


def test_the_list_as_json(run: Run) -> None:
    rows = run("import --list --json").json
    assert {frozenset(row) for row in rows} == {frozenset({"name", "title", "endings", "where", "package"})}
    assert next(row for row in rows if row["name"] == "vcard") == {
        "name": "vcard",
        "title": "vCard contacts",
        "endings": [".vcf", ".vcard"],
        "where": READERS["vcard"].WHERE,
        "package": "",
    }


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_list_fits_a_terminal_and_is_whole(columns: int) -> None:
    screen = terminal("import", "--list", columns=columns)
    assert max(sum(2 if east_asian_width(char) in "WF" else 1 for char in line) for line in screen.lines) <= columns
    if columns >= 80:
        assert set(READERS["vcard"].WHERE.split()) <= set(screen.text.split())


def test_a_folder_goes_in_and_again_changes_nothing(run: Run, home: Path) -> None:
    (home / "cards" / "old").mkdir(parents=True)
    (home / "cards" / "ada.vcf").write_text(CARD)
    (home / "cards" / "old" / "bob.vcf").write_text(CARD.replace("Ada Example", "Bob Muster"))
    (home / "cards" / "notes.txt").write_text("milk, bread")
    report = run("import cards --json").json
    assert (report["files"], report["contacts"]["created"], report["problems"]) == (2, 2, [])
    assert run("import cards --json").json["contacts"] == {"created": 0, "updated": 0, "unchanged": 2}


def test_a_chat_goes_in_with_its_pictures_and_what_was_sent_in_it_is_no_contact(run: Run, home: Path) -> None:
    lines = [
        "[31.12.25, 21:05:10] Ada Example: Happy new year",
        "\u200e[31.12.25, 21:06:10] Ada Example: \u200e<attached: 00000002-Bob Muster.vcf>",
        "[31.12.25, 21:06:12] Grace Sampleton: \u200e<attached: 00000003-PHOTO.jpg>",
    ]
    with zipfile.ZipFile(home / "WhatsApp Chat - Ada Example.zip", "w") as archive:
        archive.writestr("_chat.txt", "\n".join(lines))
        archive.writestr("00000002-Bob Muster.vcf", CARD.replace("Ada Example", "Bob Muster"))
        archive.writestr("00000003-PHOTO.jpg", b"\xff\xd8\xff\xe0")
    report = run("import 'WhatsApp Chat - Ada Example.zip' --create --me 'Grace Sampleton' --json").json
    assert (report["format"], report["messages"]["created"]) == ("whatsapp", 3)
    assert [row["name"] for row in run("list --json").json] == ["Ada Example"]
    names = {row["name"] for row in run("attachment list --json").json}
    assert names == {"_chat.txt", "00000002-Bob Muster.vcf", "00000003-PHOTO.jpg"}


def test_an_archive_goes_in_and_its_problems_name_what_is_inside(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with zipfile.ZipFile(home / "backup.zip", "w") as archive:
        archive.writestr("phone/people.vcf", CARD + "BEGIN:VCARD\nNOTE:nobody\nEND:VCARD\n")
        archive.writestr("../out.vcf", CARD)
    report = run("import backup.zip --json", code=5).json
    assert report["contacts"]["created"] == 1
    assert [(problem["file"], problem["where"]) for problem in report["problems"]] == [
        ("backup.zip", "../out.vcf"),
        ("backup.zip/phone/people.vcf", "line 5"),
    ]
    assert list(place.iterdir()) == []


def test_an_import_that_fails_leaves_no_temporary_file(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with zipfile.ZipFile(home / "backup.zip", "w") as archive:
        archive.writestr("people.vcf", CARD)
    assert "klingon" in run("import backup.zip --encoding klingon", code=2).err
    assert list(place.iterdir()) == []


def test_standard_input_is_imported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CARD.encode())))
    assert "1 added" in run("import -").out
    assert run("show ada --json").json["name"] == "Ada Example"


def test_what_is_no_export_is_said_with_a_way_to_one(run: Run, home: Path, book_path: Path) -> None:
    (home / "msgstore.db").write_bytes(b"SQLite format 3\0\x10\0\1\1")
    said = run("import msgstore.db", code=5).err
    assert "the backup of WhatsApp" in said
    assert "Export chat" in said
    assert "import --list" in said
    assert not book_path.exists()
