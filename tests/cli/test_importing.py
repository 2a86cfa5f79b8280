"""import: cards in, again without doubling, rehearsed, reported."""

import os
from pathlib import Path

import pytest

from tests.conftest import Run

ADA = """BEGIN:VCARD
VERSION:3.0
N:Example;Ada;;;
FN:Ada Example
EMAIL:ada@example.org
TEL;TYPE=CELL:+44 20 7946 0018
CATEGORIES:friends,math
BDAY:--1210
NOTE:likes tea
X-OWN-THING:kept
END:VCARD
"""
BOB = "BEGIN:VCARD\nVERSION:4.0\nFN:Bob Muster\nUID:urn:uuid:11111111-2222-4333-8444-555555555555\nEND:VCARD\n"
NOBODY = "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n"


def write(home: Path, *cards: str, name: str = "people.vcf") -> Path:
    path = home / name
    path.write_text("".join(cards), encoding="utf-8", newline="\r\n")
    return path


def test_cards_become_contacts(run: Run, home: Path) -> None:
    write(home, ADA, BOB)
    assert run("import people.vcf").out == "Imported 1 file: contacts 2 added, 0 updated, 0 unchanged.\n"
    shown = run("show ada --json").json
    assert (shown["given_name"], shown["family_name"], shown["tags"]) == ("Ada", "Example", ["friends", "math"])
    assert [(p["kind"], p["value"]) for p in shown["contact_points"]] == [
        ("phone", "+44 20 7946 0018"),
        ("email", "ada@example.org"),
    ] or [(p["kind"], p["value"]) for p in shown["contact_points"]] == [
        ("email", "ada@example.org"),
        ("phone", "+44 20 7946 0018"),
    ]
    assert shown["occasions"] == [
        {
            "kind": "birthday",
            "calendar": "gregorian",
            "year": None,
            "month": 12,
            "day": 10,
            "leap": False,
            "id": 1,
            "next_on": "2026-12-10",
            "age": None,
            "sui": None,
        }
    ]
    assert shown["notes"] == "likes tea"


def test_importing_again_changes_nothing(run: Run, home: Path, book_path: Path) -> None:
    write(home, ADA, BOB)
    run("import people.vcf")
    before = run("list --json").json, run("show ada --json").json
    report = run("import people.vcf --json").json
    assert report == {
        "format": "vcard",
        "files": 1,
        "contacts": {"created": 0, "updated": 0, "unchanged": 2},
        "changes": [],
        "problems": [],
        "interactions": {"created": 0, "updated": 0, "unchanged": 0},
        "attachments": {"created": 0, "updated": 0, "unchanged": 0},
        "messages": {"created": 0, "updated": 0, "unchanged": 0},
        "chats": [],
        "unmatched": [],
        "left_out": 0,
        "timezone": "",
        "notices": [],
        "follow_ups": {"created": 0, "updated": 0, "unchanged": 0},
    }
    assert (run("list --json").json, run("show ada --json").json) == before


def test_what_the_card_knows_more_is_added_and_nothing_is_taken_away(run: Run, home: Path) -> None:
    run("add 'Ada Example' --email ada@example.org --org 'Engines Ltd' --notes mine --tag family")
    write(home, ADA.replace("CATEGORIES", "ORG:Other Ltd\nCATEGORIES"))
    assert "0 added, 1 updated" in run("import people.vcf").out
    shown = run("show ada --json").json
    assert shown["organization"] == "Engines Ltd"
    assert shown["notes"] == "mine\n\nlikes tea"
    assert shown["tags"] == ["family", "friends", "math"]
    assert len(shown["contact_points"]) == 2


def test_a_namesake_with_other_points_is_added_and_reported(run: Run, home: Path) -> None:
    run("add 'Ada Example' --email other@example.net")
    write(home, ADA)
    result = run("import people.vcf")
    assert "1 added" in result.out
    assert "may be #1 Ada Example" in result.err


def test_a_bad_card_is_reported_by_file_and_line_and_the_rest_goes_in(run: Run, home: Path) -> None:
    write(home, ADA, NOBODY, BOB)
    result = run("import people.vcf")
    assert "2 added" in result.out
    assert "people.vcf: line 12:" in result.err


def test_a_rehearsal_shows_and_writes_nothing(run: Run, home: Path, book_path: Path) -> None:
    write(home, ADA, BOB)
    assert run("import people.vcf --dry-run").out == (
        "added\tAda Example\nadded\tBob Muster\nWould import 1 file: contacts 2 added, 0 updated, 0 unchanged.\n"
    )
    assert not book_path.exists()
    run("add 'Ada Example'")
    before = book_path.read_bytes()
    assert run("import people.vcf --dry-run").out.splitlines()[:2] == ["updated\tAda Example", "added\tBob Muster"]
    assert book_path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\r\n", "empty"),
        (b"hello world", "--format"),
        (b"\x00\x07\x01", "--format"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_leaves_no_trace(
    run: Run, home: Path, book_path: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (home / "people.vcf").write_bytes(content)
    refused = run("import people.vcf", code=5)
    assert "people.vcf" in refused.err
    assert said in refused.err
    assert not book_path.exists()


def test_the_files_that_can_be_read_go_in_beside_one_that_cannot(run: Run, home: Path) -> None:
    write(home, ADA)
    result = run("import missing.vcf people.vcf", code=5)
    assert "1 added" in result.out
    assert "missing.vcf" in result.err


def test_an_unknown_encoding_or_format_is_refused(run: Run, home: Path) -> None:
    write(home, ADA)
    assert "klingon" in run("import people.vcf --encoding klingon", code=2).err
    assert "vcard" in run("import people.vcf --format xml", code=2).err


def test_an_encoding_can_be_named(run: Run, home: Path) -> None:
    (home / "people.vcf").write_bytes("BEGIN:VCARD\r\nVERSION:2.1\r\nFN:样李四\r\nEND:VCARD\r\n".encode("gb18030"))
    run("import people.vcf --encoding gb18030")
    assert run("show lisi --json", code=3)
    assert run("show yanglisi --json").json["name"] == "样李四"


def test_nothing_of_a_card_is_lost(run: Run, home: Path, book_path: Path) -> None:
    import sqlite3

    write(home, ADA)
    run("import people.vcf")
    db = sqlite3.connect(book_path)
    assert db.execute("SELECT value FROM card_property WHERE name = 'X-OWN-THING'").fetchall() == [("kept",)]
    db.close()


CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "vcard"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not here")
def test_the_corpus_goes_in_whole_and_only_once(run: Run) -> None:
    files = " ".join(f"'{path}'" for path in sorted(CORPUS.iterdir()))
    first = run(f"import {files} --json").json
    # In some there is no card that could be taken.
    assert first["files"] + len({problem["file"] for problem in first["problems"]}) >= len(os.listdir(CORPUS))
    known = sum(first["contacts"].values())
    again = run(f"import {files} --json").json["contacts"]
    assert again == {"created": 0, "updated": 0, "unchanged": known}


def test_what_was_corrected_since_stays_corrected(run: Run, home: Path) -> None:
    write(home, ADA)
    run("import people.vcf")
    run("edit ada --notes 'likes coffee' --remove-tag math --remove-point ada@example.org")
    before = run("show ada --json").json
    assert "1 unchanged" in run("import people.vcf").out
    assert run("show ada --json").json == before


def test_a_contact_that_was_deleted_comes_back_with_its_card(run: Run, home: Path) -> None:
    write(home, ADA)
    run("import people.vcf")
    run("contact delete ada --yes")
    assert "1 added" in run("import people.vcf").out


def test_the_same_card_twice_in_a_file_is_one_contact(run: Run, home: Path) -> None:
    write(home, ADA, ADA)
    assert "1 added, 0 updated, 1 unchanged" in run("import people.vcf").out


def test_a_pipe_is_refused_with_a_way_out(run: Run) -> None:
    assert "save" in run("import /dev/null", code=5).err


def test_a_category_of_nothing_to_see_is_no_tag(run: Run, home: Path) -> None:
    write(home, ADA.replace("friends,math", "\u200b,a\uff0cb"))
    run("import people.vcf")
    assert len(run("show ada --json").json["tags"]) in (1, 2)
