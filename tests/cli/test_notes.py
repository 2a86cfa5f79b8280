"""Dated facts about people, which are no contact with them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from relkeeper.reports import notes
from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example' --every 2w")
    once("add 样张三")


def noted(run: Run, words: str = "") -> list[tuple[str, str, str]]:
    return [(row["on"], row["kind"], row["text"]) for row in run(f"note list {words} --json").json]


def test_what_was_understood_is_said_with_its_number(run: Run) -> None:
    said = run("note ada 'a book on bees' --kind gift --out --when 'nov 3'").out
    assert said == "Noted #1 about Ada Example: gift, given, Tue 3 Nov 2026, 18 days ago.\n"
    assert run("note ada '50 euros' --kind debt --in --with 样张三").out == (
        "Noted #2 about Ada Example and 样张三: debt, you owe, today (Sat 21 Nov 2026).\n"
    )


def test_options_may_stand_anywhere(run: Run) -> None:
    run("note ada bees --kind likes")
    run("note --kind likes ada honey")
    run("note ada --kind likes tea")
    assert {text for _, _, text in noted(run, "--kind likes")} == {"bees", "honey", "tea"}


def test_a_note_is_found_by_who_and_by_kind_newest_first(run: Run) -> None:
    run("note ada 'a book on bees' --kind gift --when 2026-11-03")
    run("note ada 'a scarf' --kind gift --when 2025-12-24")
    run("note 样张三 龙井茶 --kind 喜欢")
    run("note ada 'has a cat'")
    assert noted(run) == [
        ("2026-11-21", "other", "has a cat"),
        ("2026-11-21", "likes", "龙井茶"),
        ("2026-11-03", "gift", "a book on bees"),
        ("2025-12-24", "gift", "a scarf"),
    ]
    assert [text for _, _, text in noted(run, "ada --kind gift")] == ["a book on bees", "a scarf"]
    assert [text for _, _, text in noted(run, "--kind 礼物 --limit 1")] == ["a book on bees"]
    assert noted(run, "样张三 --kind gift") == []


def test_json_has_every_key(run: Run) -> None:
    run("note ada 'a book on bees\n\nby Example' --kind gift --in")
    (row,) = run("note list --json").json
    assert row == {
        "id": 1,
        "uid": row["uid"],
        "on": "2026-11-21",
        "kind": "gift",
        "direction": "in",
        "text": "a book on bees",
        "body": "by Example",
        "contacts": [{"id": 1, "name": "Ada Example"}],
        "private": False,
    }
    entry = run("note ada tea --kind likes --json").json
    assert (entry["id"], entry["channel"], entry["kind"], entry["summary"]) == (2, "note", "likes", "tea")


def test_a_note_is_no_contact(run: Run) -> None:
    run("note ada 'a book on bees' --kind gift")
    shown = run("show ada --json").json
    assert (shown["last_contact_on"], shown["due_on"], shown["interaction_count"]) == (None, "2026-12-05", 1)
    assert [row["last_contact_on"] for row in run("list --json").json] == [None, None]
    assert run("overdue --within 30d --json").json[0]["last_contact_on"] is None
    run("log ada tea --when 2026-11-01 --via call")
    assert run("show ada --json").json["last_contact_on"] == "2026-11-01"
    assert run("overdue --within 30d --json").json[0]["last_summary"] == "tea"


@pytest.mark.parametrize("change", ["--when 2026-11-20", "--note 'another book'", "--with 样张三", "--private"])
def test_a_note_that_was_edited_is_still_none(run: Run, change: str) -> None:
    run("note ada 'a book on bees' --kind gift --out")
    run(f"entry edit 1 {change}")
    (row,) = run("note list --reveal --json").json
    assert (row["kind"], row["direction"]) == ("gift", "out")
    assert [row["last_contact_on"] for row in run("list --json").json] == [None, None]


def test_who_was_silent_in_a_group_is_not_in_touch_by_a_correction(run: Run, book_path: Path) -> None:
    run("log ada 'the tea club' --with 样张三 --when 2026-11-01")
    with closing(sqlite3.connect(book_path)) as db, db:
        db.execute("UPDATE participant SET counts = 0 WHERE contact_id = 2")
    run("entry edit 1 --note 'the tea club met' --when 2026-11-02")
    assert {row["id"]: row["last_contact_on"] for row in run("list --json").json} == {1: "2026-11-02", 2: None}


def test_an_allergy_is_a_matter_of_health_unless_the_settings_say_otherwise(run: Run) -> None:
    run("note ada nuts --kind allergy")
    run("config set note_kinds allergy")
    run("note ada bees --kind allergy")
    assert {(kind, text) for _, kind, text in noted(run)} == {("health", "nuts"), ("allergy", "bees")}


def test_a_note_gets_no_channel(run: Run) -> None:
    run("note ada bees --kind likes")
    said = run("entry edit 1 --via call", code=2).err
    assert "relkeeper log" in said
    assert noted(run) == [("2026-11-21", "likes", "bees")]


def test_a_note_is_an_entry(run: Run) -> None:
    run("note ada 'a book on bees' --kind gift --out")
    run("note ada 'has a cat'")
    assert run("timeline").out.splitlines() == [
        "2\t21 Nov\tnote\tAda Example\thas a cat",
        "1\t21 Nov\tnote gift\tAda Example\ta book on bees",
    ]
    assert "kind: gift, given\n" in run("entry show 1").out
    assert "direction" not in run("entry show 1").out
    run("entry delete 1 --yes")
    assert [text for _, _, text in noted(run)] == ["has a cat"]
    run("undo")
    assert len(noted(run)) == 2


def test_a_private_note_shows_only_that_there_is_one(run: Run) -> None:
    run("note ada 'a bad knee' --kind health --private")
    assert "knee" not in run("note list").out + run("note list --json").out + run("show ada").out
    assert "[private]" in run("note list").out
    assert "health" not in run("note list").out + run("note list --json").out + run("show ada").out
    assert "[private] a bad knee" in run("note list --reveal").out


def test_somebody_who_wants_nothing_private_kept_gets_no_private_note(run: Run) -> None:
    run("note ada 'a bad knee' --kind health --private")
    run("contact consent ada --no-sensitive --yes")
    (row,) = run("note list --reveal --json").json
    assert (row["kind"], row["text"], row["private"]) == ("other", "[removed]", False)
    run("note ada 'a bad back' --kind health --private", code=2)
    assert len(noted(run)) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ada bees --kind gfit", "did you mean gift? known are gift, debt,"),
        ("ada bees --kind recipe", "relkeeper config set note_kinds recipe"),
        ("ada bees --kind 'two words'", "one word is expected"),
        ("ada bees --kind likes --out", "--in and --out are for the kinds gift and debt"),
        ("ada bees --kind gift --in --out", "exclude each other"),
        ("ada bees --when tomorrow", "future"),
        ("ada ''", "empty"),
        ("list --kind gfit", "did you mean gift?"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(run: Run, words: str, said: str) -> None:
    assert said in run(f"note {words}", code=2).err
    assert noted(run) == []


def test_kinds_of_the_users_own(run: Run) -> None:
    run("config set note_kinds recipe,Allergy")
    run("note ada 'bee sting cake' --kind Recipe")
    assert noted(run, "--kind recipe") == [("2026-11-21", "recipe", "bee sting cake")]


def test_somebody_may_be_called_like_a_command(run: Run) -> None:
    run("add list")
    run("note add list 'is a person'")
    assert noted(run, "list") == [("2026-11-21", "other", "is a person")]
    assert run("note nobody x", code=3).err.startswith("relkeeper: Nobody is called 'nobody'.")


def test_the_help_shows_both_forms(run: Run) -> None:
    said = run("note --help").out
    assert "relkeeper note ada" in said
    assert "relkeeper note list ada" in said
    assert "--kind" in run("note add --help").out


def latest(book: Path, contact_ids: list[int], kinds: tuple[str, ...], each: int) -> dict[int, list[str]]:
    with closing(sqlite3.connect(book)) as db:
        found = notes.latest(db, contact_ids, kinds, each)
    return {contact_id: [row.text for row in rows] for contact_id, rows in found.items()}


def test_the_latest_of_each_kind_for_many_at_once(run: Run, book_path: Path) -> None:
    for day, text in enumerate(("bees", "honey", "tea"), 1):
        run(f"note ada {text} --kind likes --with 样张三 --when 2026-11-0{day}")
    run("note ada scarf --kind gift --when 2026-10-01")
    run("note ada secret --kind likes --private")
    run("note ada cough --kind health")
    kinds = ("likes", "gift")
    assert latest(book_path, [1, 2, 99], kinds, 2) == {1: ["tea", "honey", "scarf"], 2: ["tea", "honey"]}
    assert latest(book_path, [2], kinds, 9) == {2: ["tea", "honey", "bees"]}
    assert latest(book_path, [], kinds, 2) == {}


def test_a_private_note_hides_no_file_that_was_imported(run: Run, home: Path) -> None:
    """What is private and imported hides the file that it came in; a note comes in none."""
    (home / "ada.txt").write_text(
        "[14/11/2026, 10:00:00] Ada Example: hello\n[14/11/2026, 10:01:00] Me: hello\n", encoding="utf-8"
    )
    run("import ada.txt --format whatsapp --with ada --me Me")
    before = run("attachment list ada").out
    assert "ada.txt" in before
    run("note ada secret --kind health --private")
    assert run("attachment list ada").out == before


class TestShow:
    def test_notes_stand_apart_from_what_happened(self, run: Run) -> None:
        run("note ada 'a book on bees' --kind gift --out --when 2026-11-03")
        run("log ada tea --when 2026-11-04")
        assert "Notes:\n  1\t3 Nov\tgift, given\ta book on bees\n\nEntries:\n  2\t4 Nov\t" in run("show ada").out
        assert len(run("show ada --json").json["interactions"]) == 2

    def test_no_entry_is_lost_to_a_note(self, run: Run) -> None:
        for text in ("tea", "cake", "honey"):
            run(f"log ada {text}")
        run("note ada bees --kind likes")
        said = run("show ada --limit 2").out
        assert "Last 2 of 3 entries:" in said
        assert ("honey" in said, "cake" in said, "bees" in said) == (True, True, True)

    def test_of_a_private_one_there_is_only_that_it_is(self, run: Run) -> None:
        run("note ada knee --kind health --private")
        said = run("show ada").out
        assert ("Notes:" in said, "Entries:" in said, "health" in said) == (False, True, False)
        assert "health\t[private] knee" in run("show ada --reveal").out


def test_a_kind_that_was_taken_out_of_the_setting_is_still_found(run: Run) -> None:
    run("config set note_kinds recipe")
    run("note ada cake --kind recipe")
    run("config set note_kinds ''")
    assert [text for _, _, text in noted(run, "--kind Recipe")] == ["cake"]
    assert "no kind of note 'recipes'" in run("note list --kind recipes", code=2).err
    run("note ada pie --kind recipe", code=2)


def test_an_empty_part_does_not_deny_the_rest(run: Run) -> None:
    run("note ada bees --kind likes")
    assert "No note is of the kind gift; all: relkeeper note list" in terminal("note", "list", "--kind", "gift").text
    assert "Nothing is noted about 样张三 yet." in terminal("note", "list", "样张三").text
