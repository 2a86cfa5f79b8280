"""import of a photographed card: shown first, and taken only when somebody said so. The pictures hold a QR code each:
that is read in no time."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.importers.card_picture.needs import EXTRA
from tests.terminals import terminal

pytestmark = EXTRA


def picture(path: Path, code: str) -> None:
    segno = pytest.importorskip("segno")
    segno.make(code, error="m").save(str(path), scale=6, border=4)


@pytest.fixture
def card(home: Path) -> None:
    picture(home / "card.png", "MECARD:N:Ada Example;ORG:Example Engines;TEL:+12125550110;EMAIL:ada@example.org;;")


@pytest.mark.usefixtures("card")
def test_where_nobody_is_there_it_is_printed_only(run: Run, book_path: Path) -> None:
    said = run("import card.png").out.splitlines()
    assert said == [
        "Ada Example (card.png)",
        "given name: Ada",
        "family name: Example",
        "organization: Example Engines",
        "phone: +12125550110",
        "email: ada@example.org",
    ]
    assert not book_path.exists()


@pytest.mark.usefixtures("card")
def test_printed_as_json(run: Run, book_path: Path) -> None:
    (read,) = run("import card.png --json").json
    assert set(read) == {
        "file", "name", "given_name", "family_name", "aliases", "organization", "title", "contact_points", "notes",
        "contact", "likely", "taken",
    }  # fmt: skip
    assert read["contact_points"][0] == {"kind": "phone", "label": "", "value": "+12125550110"}
    assert not book_path.exists()


@pytest.mark.usefixtures("card")
def test_yes_takes_it_with_the_picture(run: Run, home: Path) -> None:
    report = run("import card.png --yes --json").json
    assert report["contacts"] == {"created": 1, "updated": 0, "unchanged": 0}
    shown = run("show ada --json").json
    assert shown["organization"] == "Example Engines"
    (kept,) = shown["attachments"]
    run(f"attachment save {kept['id']} out.png")
    assert (home / "out.png").read_bytes() == (home / "card.png").read_bytes()
    # Again: nothing new.
    assert run("import card.png --yes --json").json["contacts"] == {"created": 0, "updated": 0, "unchanged": 1}


@pytest.mark.usefixtures("card")
def test_a_known_person_is_named_and_updated(run: Run) -> None:
    run("add 'Ada Example' --email ada@example.org")
    assert "in the book: #1 Ada Example, to be updated" in run("import card.png").out.splitlines()
    assert run("import card.png --yes --json").json["contacts"]["updated"] == 1
    assert run("show ada --json").json["organization"] == "Example Engines"


@pytest.mark.usefixtures("card")
def test_a_dry_run_shows_the_card_and_what_would_become_of_it(run: Run) -> None:
    run("add 'Bob Placeholder'")
    said = run("import card.png --dry-run").out
    assert "email: ada@example.org" in said
    assert run("import card.png --dry-run --json").json["contacts"]["created"] == 1
    assert [row["name"] for row in run("list --json").json] == ["Bob Placeholder"]


def test_on_a_terminal_it_is_asked_about_until_it_is_left_out(home: Path, book_path: Path) -> None:
    picture(home / "card.png", "MECARD:N:Mal\x1b[8mlory;TEL:+12125550110;;")
    screen = terminal("import", "card.png", typed="what?\ne\ns", EDITOR="true")
    assert screen.code == 0
    assert screen.text.count("Take it?") == 3
    assert "nothing was changed" in screen.text
    assert "\x1b[8m" not in screen.raw
    assert not book_path.exists()


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize("answer", ["?", "what?"])
def test_another_answer_is_told_the_keys_and_not_the_card_again(answer: str) -> None:
    screen = terminal("import", "card.png", typed=f"{answer}\ns")
    assert "Enter or y takes the card as it stands, e opens it in your editor, s or n leaves it out" in screen.text
    assert screen.text.count("Example Engines") == 1


@pytest.mark.usefixtures("card")
def test_on_a_terminal_it_is_mended_in_the_editor_and_taken_with_enter(run: Run) -> None:
    screen = terminal("import", "card.png", typed="e\n\n", EDITOR="sed -i s/Engines/Machines/")
    assert "Example Engines" in screen.text
    shown = run("show ada --json").json
    assert (shown["organization"], len(shown["attachments"])) == ("Example Machines", 1)
    assert shown["contact_points"][0]["value"] == "+12125550110"


def test_pictures_in_folders_and_archives_are_left_alone(run: Run, home: Path) -> None:
    (home / "box").mkdir()
    picture(home / "box" / "card.png", "MECARD:N:Ada Example;TEL:+12125550110;;")
    said = run("import box --yes", code=5).err
    assert "pictures of cards are looked at one by one; name them, for example box/card.png" in said
    shutil.make_archive("box", "zip", home / "box")
    assert "unpack it and name them" in run("import box.zip", code=5).err
    (home / "box" / "card.png").rename(home / "box" / "card")
    assert "name them, for example box/card" in run("import box", code=5).err
    assert "name the files" in run("import box --format card-picture", code=5).err


def test_a_folder_of_what_nobody_knows_is_not_said_to_hold_cards(run: Run, home: Path) -> None:
    (home / "box").mkdir()
    picture(home / "box" / "card.png", "MECARD:N:Ada Example;TEL:+12125550110;;")
    (home / "box" / "page.html").write_text("<html><body>tea</body></html>")
    assert "nothing in box is in a format known here: page.html" in run("import box", code=5).err


@pytest.mark.usefixtures("card")
def test_one_broken_picture_does_not_keep_another_out(run: Run, home: Path) -> None:
    (home / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0broken")
    report = run("import card.png broken.jpg --yes --json", code=5).json
    assert report["contacts"]["created"] == 1
    assert [problem["file"] for problem in report["problems"]] == ["broken.jpg"]
    assert "damaged" in run("import broken.jpg", code=5).err
    (home / "worse.jpg").write_bytes(b"\xff\xd8\xff\xe0worse")
    assert "worse.jpg is a damaged picture" in run("import broken.jpg worse.jpg --yes", code=5).err


@pytest.mark.usefixtures("card")
def test_beside_other_files_json_is_one_document(run: Run, home: Path, book_path: Path) -> None:
    (home / "bob.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bob Placeholder\nEND:VCARD\n")
    said = run("import bob.vcf card.png --json", code=2)
    assert (said.out, book_path.exists()) == ("", False)
    assert "--json of pictures beside other files takes --yes" in said.err
    for option, count in (("--dry-run", 0), ("--yes", 2)):
        assert run(f"import bob.vcf card.png --json {option}").json["contacts"]["created"] == 2
        assert len(run("list --json").json) == count


@pytest.mark.parametrize("option", ["", "--yes"])
def test_a_broken_picture_does_not_keep_other_files_out(run: Run, home: Path, option: str) -> None:
    (home / "bob.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bob Placeholder\nEND:VCARD\n")
    (home / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0broken")
    assert "broken.jpg is a damaged picture" in run(f"import bob.vcf broken.jpg {option}", code=5).err
    assert [row["name"] for row in run("list --json").json] == ["Bob Placeholder"]


def test_what_a_picture_says_cannot_act_on_the_terminal(run: Run, home: Path) -> None:
    picture(home / "card.png", "MECARD:N:Mal\x1b[8mlory;TEL:+12125550110;;")
    assert "\x1b" not in run("import card.png").out
