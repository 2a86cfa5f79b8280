"""Cards that may be of somebody in the book: asked about where somebody is there, else added and reported."""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.terminals import terminal

NEAR = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Exampel\nTEL:+1 212 555 0101\nEMAIL:a@example.org\nEND:VCARD\n"
OTHER = "BEGIN:VCARD\nVERSION:4.0\nFN:Grace Sampletn\nTEL:+1 212 555 0102\nEND:VCARD\n"


@pytest.fixture
def cards(once: Run, home: Path) -> Path:
    once('add "Ada Example" --phone "+1 212 555 0101"')
    once('add "Grace Sampleton" --phone "+1 212 555 0102"')
    path = home / "cards.vcf"
    path.write_text(NEAR + OTHER)
    return path


def test_without_a_terminal_it_is_added_and_reported(cards: Path, run: Run) -> None:
    result = run("import cards.vcf")
    assert "contacts 2 added" in result.out
    assert "'Ada Exampel' is added, but may be #1 Ada Example (same phone; names differ by one letter)" in result.err
    pairs = {frozenset(contact["id"] for contact in pair["contacts"]) for pair in run("contact duplicates --json").json}
    assert pairs == {frozenset({1, 3}), frozenset({2, 4})}


def test_the_user_says_who_it_is(cards: Path, run: Run) -> None:
    screen = terminal("import", "cards.vcf", typed="1\nn\n")
    assert "#1 Ada Example (same phone; names differ by one letter)" in screen.text
    assert screen.code == 0
    assert [contact["name"] for contact in run("list --json").json] == [
        "Ada Example",
        "Grace Sampletn",
        "Grace Sampleton",
    ]
    ada = run('show "#1" --json').json
    assert (ada["aliases"], [point["value"] for point in ada["contact_points"]]) == (
        ["Ada Exampel"],
        ["+1 212 555 0101", "a@example.org"],
    )
    # Who was said to be somebody else is remembered as such.
    assert run("contact duplicates --json").json == []
    assert "0 added, 0 updated, 2 unchanged" in run("import cards.vcf").out


def test_a_card_can_be_left_out(cards: Path, run: Run) -> None:
    screen = terminal("import", "cards.vcf", typed="\na\n1\n")
    assert "1 card was left out" in screen.text
    assert [contact["name"] for contact in run("list --json").json] == ["Ada Example", "Grace Sampleton"]


def test_the_rest_can_be_added_without_more_questions(cards: Path, run: Run) -> None:
    screen = terminal("import", "cards.vcf", typed="a\n")
    assert "contacts 2 added" in screen.text
    assert len(run("contact duplicates --json").json) == 2


def test_what_is_certain_is_not_asked(cards: Path, run: Run, home: Path) -> None:
    (home / "same.vcf").write_text(NEAR.replace("Exampel", "Example"))
    screen = terminal("import", "same.vcf")
    assert "contacts 0 added, 1 updated" in screen.text
    assert "Whose" not in screen.text


def test_a_phone_that_many_share_says_nothing(run: Run, home: Path) -> None:
    for name in ("Ada Example", "Grace Sampleton", "Igor Muster"):
        run(f'add "{name}" --phone "+1 212 555 0100"')
    (home / "one.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Bob Muster\nTEL:+1 212 555 0100\nEND:VCARD\n")
    assert run("import one.vcf").err == ""


def test_the_book_knows_its_own_cards(run: Run, home: Path) -> None:
    run('add "Ada Example" --email ada@example.org')
    run("export vcard mine.vcf")
    run('edit "#1" --name "Ada Muster" --remove-point ada@example.org --email other@example.org')
    run("contact archive ada")
    report = run("import mine.vcf --json").json
    assert report["contacts"] == {"created": 0, "updated": 1, "unchanged": 0}


def test_relations_between_cards_of_a_file_are_tied(run: Run, home: Path) -> None:
    run('add "Ada Example"')
    run('add "Tom Example"')
    run('contact relate "#1" child "#2"')
    run("export vcard family.vcf")
    run("--db other.db import family.vcf")
    for who, kind, other in (("Ada", "child", "Tom Example"), ("Tom", "parent", "Ada Example")):
        (relation,) = run(f"--db other.db show {who} --json").json["relations"]
        assert (relation["kind"], relation["contact"]["name"]) == (kind, other)
