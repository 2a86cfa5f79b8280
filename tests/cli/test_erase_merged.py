"""A person who was one with somebody else for a while is removed for good, and leaves the other as they were."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_erase import backups, held, unscathed
from tests.conftest import Run

DAILY_BACKUPS = True

# What only the second of the two is called and reached by.
HERS = ("zyxgone", "+1 212 555 0177", "2125550177", "a boat of hers")


@pytest.fixture
def book(once: Run, book_path: Path) -> Path:
    """Ada, and somebody who is said to be her: with an entry of each, and one of both."""
    once("add 'Ada Example' --email ada@example.org --notes 'likes tea'")
    once("add 'Zyxgone Person' --alias 'Zyxgone Muster' --email zyxgone@example.org --phone '+1 212 555 0177'")
    once("edit '#2' --notes 'a boat of hers' --field 'berth=zyxgone pier'")
    once("log '#2' 'alone at zyxgone pier' --when '2 days ago'")
    once("log '#1' 'all of us' --with '#2' --when yesterday")
    return book_path


def merge(run: Run) -> None:
    run("contact merge '#1' '#2' --yes")


def newest(run: Run) -> int:
    return int(run("history list --json").json[0]["id"])


def test_who_was_one_with_another_is_gone_from_what_the_merge_did(run: Run, book: Path) -> None:
    merge(run)
    run("undo")
    run(f"undo {newest(run)}")
    run(f"undo {newest(run)}")
    ada = run("show '#1' --json").json
    said = run("contact erase '#2' --mentions --backups --yes").out
    assert "none is left." in said
    assert "still name" not in said
    assert held(book, *HERS) == []
    assert [held(backup, *HERS) for backup in backups(book)] == [[]] * len(backups(book))
    now = run("show '#1' --json").json
    apart = {"updated_at", "interactions"}
    assert {name: now[name] for name in now.keys() - apart} == {name: ada[name] for name in ada.keys() - apart}
    assert [entry["summary"] for entry in now["interactions"]] == ["all of us"]
    assert "merge" not in run("history list").out
    unscathed(run)


def test_a_merge_with_somebody_erased_is_not_redone(run: Run, book: Path) -> None:
    """Whichever of the two it was."""
    merge(run)
    run("undo")
    undo = newest(run)
    run("contact erase '#1' --yes")
    assert f"no operation {undo}" in run(f"undo {undo}", 3).err
    kept = run("show '#2' --json").json
    assert (kept["name"], kept["notes"], kept["interaction_count"]) == ("Zyxgone Person", "a boat of hers", 2)
    assert held(book, "ada example", "ada@example.org") == []
    unscathed(run)


def test_what_was_done_to_the_other_before_can_still_be_undone(run: Run, book: Path) -> None:
    run("edit '#1' --org 'Example Ltd'")
    edit = newest(run)
    merge(run)
    run("undo")
    run("contact erase '#2' --yes")
    run(f"undo {edit}")
    assert run("show '#1' --json").json["organization"] == ""


def test_who_is_one_with_another_is_erased_with_the_other_or_after_an_undo(run: Run, book: Path) -> None:
    merge(run)
    said = run("contact erase '#2' --yes", 3).err
    assert "#2 is one with #1 Ada Example now: erase that, or undo the merge first" in said
    assert held(book, "zyxgone") == ["zyxgone"]


def test_one_who_was_two_is_erased_whole_after_being_deleted(run: Run, book: Path) -> None:
    merge(run)
    run("contact delete '#1' --yes")
    run("contact erase '#1' --backups --yes")
    assert held(book, *HERS, "ada example", "ada@example.org") == []
    assert [held(backup, *HERS) for backup in backups(book)] == [[]] * len(backups(book))


def test_a_backup_in_which_the_other_has_it_all_is_named(run: Run, book: Path) -> None:
    merge(run)
    before = {*backups(book)}
    run("backup create")
    (of_then,) = {*backups(book)} - before
    run("undo")
    said = run("contact erase '#2' --backups --yes").out
    assert "In these, texts about others still name them" in said, said
    assert of_then.name in said.split("still name them: ")[1]


def test_a_backup_of_one_who_was_two_names_nobody(run: Run, book: Path) -> None:
    merge(run)
    run("backup create")
    said = run("contact erase '#1' --backups --yes").out
    assert "still name them" not in said
    assert [held(backup, *HERS) for backup in backups(book)] == [[]] * len(backups(book))


def card_of(folder: Path, name: str) -> Path:
    (found,) = (file for file in folder.glob("*.vcf") if f"FN:{name}" in file.read_text())
    return found


@pytest.fixture
def folder(run: Run, once: Run, book: Path, home: Path) -> Path:
    """A folder that is kept in step with the book; Ada's file is called by both names."""
    made = home / "phone"
    made.mkdir()
    for number in range(6):
        once(f"add 'Placeholder {'abcdef'[number]}'")
    (made / "zyxgone-person.vcf").write_text(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:zyx-1\r\nFN:Zyxgone Person\r\nEMAIL:zyxgone@example.org\r\nEND:VCARD\r\n",
        newline="",
    )
    (made / "Ada and Zyxgone Person.vcf").write_text(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ada-1\r\nFN:Ada Example\r\nEMAIL:ada@example.org\r\nEND:VCARD\r\n",
        newline="",
    )
    run("sync vdir phone")
    return made


def test_a_file_that_is_kept_in_step_is_named_and_goes(run: Run, book: Path, folder: Path) -> None:
    hers = card_of(folder, "Zyxgone Person")
    shared = card_of(folder, "Ada Example")
    others = {file.name for file in folder.iterdir()} - {hers.name}
    said = run("contact erase '#2' --mentions --yes").out
    assert f"Kept in step, and still there: {hers}." in said
    assert f"relkeeper sync vdir {folder}" in said
    assert "sync card" not in said
    with closing(sqlite3.connect(book)) as db:
        rows = db.execute("SELECT name, theirs, ours FROM sync_card WHERE contact_id IS NULL").fetchall()
        assert rows == [(hers.name, "{}", "{}")]
        # By that name the file is found.
        assert db.execute("SELECT name FROM sync_card WHERE contact_id = 1").fetchall() == [(shared.name,)]
    assert "a file of others that is kept in step (name)" in said
    run("sync vdir phone")
    assert {file.name for file in folder.iterdir()} == others
    assert "Zyxgone" not in run("list --json").out
    assert not run("show '#1' --json").json["archived"]


def test_the_file_of_somebody_deleted_before_is_named_too(run: Run, book: Path, folder: Path) -> None:
    hers = card_of(folder, "Zyxgone Person")
    run("contact delete '#2' --yes")
    assert run("contact erase '#2' --yes --json").json["in_step"] == [str(hers)]
    run("sync vdir phone")
    assert not hers.exists()
