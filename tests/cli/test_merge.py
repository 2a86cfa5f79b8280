"""Two contacts that are one: what comes from where, everything moves, and all of it comes back."""

import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture
def two(once: Run) -> None:
    """Ada, twice: each with what the other has not, and both with something that differs."""
    once('add "Ada Example" --email ada@example.org --phone "+1 212 555 0101" --tag friends --org "Example Ltd"')
    once('edit "#1" --field coffee=black --notes "likes tea"')
    once('add "A. Example" --phone "cell:+1 212 555 0101" --org "Muster AG" --handle wechat:ada --tag 同学')
    once('edit "#2" --field coffee=white --every 2w --met "at a fair" --notes "has a boat"')
    once("add 样张三")


def test_what_both_know_is_kept(two: None, run: Run) -> None:
    merged = run('contact merge "#1" "#2" --yes --json').json
    assert (merged["kept"], merged["gone"], merged["gone_name"]) == (1, 2, "A. Example")
    contact = run('show "#1" --json').json
    assert (contact["name"], contact["aliases"], contact["organization"]) == (
        "Ada Example",
        ["A. Example"],
        "Example Ltd",
    )
    assert [(point["kind"], point["label"], point["value"]) for point in contact["contact_points"]] == [
        ("phone", "cell", "+1 212 555 0101"),
        ("email", "", "ada@example.org"),
        ("wechat", "", "ada"),
    ]
    assert {field["name"]: field["value"] for field in contact["fields"]} == {
        "coffee": "black",
        "coffee 2": "white",
        "organization": "Muster AG",
    }
    assert contact["tags"] == ["friends", "同学"]
    assert (contact["notes"], contact["how_we_met"]) == ("likes tea\n\nhas a boat", "at a fair")
    assert contact["cadence_days"] == 14


def test_entries_files_and_chats_move(two: None, run: Run, home: Path) -> None:
    (home / "plan.txt").write_text("a plan")
    (home / "chat.txt").write_text("2026-11-02, 09:14 - Ada: shall we meet?\n2026-11-02, 09:15 - Bob: yes\n")
    run('log "#2" tea --when yesterday')
    run('log "#1" "all of us" --with "#2" --with 样张三 --when "3 days ago"')
    run('attach "#2" plan.txt')
    run('import chat.txt --with "#2" --me Bob')
    merged = run('contact merge "#1" "#2" --yes --json').json
    assert (merged["entries"], merged["attachments"]) == (2, 2)
    contact = run('show "#1" --json').json
    assert [entry["summary"] for entry in contact["interactions"]][:2] == ["tea", "all of us"]
    assert contact["interaction_count"] == 3
    assert {file["name"] for file in contact["attachments"]} == {"plan.txt", "chat.txt"}
    assert contact["last_contact_on"] == "2026-11-20"
    # The same chat again is known, although it was taken for the other one.
    again = run('import chat.txt --with "#1" --me Bob --json').json
    assert (again["interactions"]["created"], again["messages"]["created"]) == (0, 0)


def test_the_number_of_the_one_that_went_leads_to_the_other(two: None, run: Run) -> None:
    run('contact merge "#1" "#2" --yes')
    assert "#2 is one with #1 Ada Example now" in run('show "#2"', 3).err


def tables(book: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows that a command can change, but for when a contact was last changed."""
    with sqlite3.connect(book) as db:
        names = [
            row[0]
            for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")
        ]
        return {
            name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr)
            for name in names
            if name not in {"operation", "change", "sqlite_sequence", "sqlite_stat1"}
        }


def test_undo_makes_two_of_them_again(two: None, run: Run, home: Path, book_path: Path) -> None:
    run('log "#2" tea --with 样张三 --when yesterday')
    run('log "#1" both --with "#2"')
    run('edit 样张三 --introduced-by "#2"')
    run('contact distinct "#2" 样张三')
    before = tables(book_path)
    run('contact merge "#1" "#2" --yes')
    assert tables(book_path) != before
    run("undo")
    assert tables(book_path) == before
    run(f"undo {run('history list --json').json[0]['id']}")
    assert "#2 is one with" in run('show "#2"', 3).err


def test_others_who_spoke_of_the_one_that_went_speak_of_the_other(two: None, run: Run) -> None:
    run('edit 样张三 --introduced-by "#2"')
    run('contact distinct "#2" 样张三')
    run('contact merge "#1" "#2" --yes')
    (relation,) = run("show 样张三 --json").json["relations"]
    assert relation["contact"] == {"id": 1, "name": "Ada Example"}
    assert "'#1' '#3' --remove" in run("contact merge ada 样张三 --yes", 2).err


def test_whom_the_user_told_apart_are_no_one(two: None, run: Run, book_path: Path) -> None:
    run('contact distinct "#1" "#2"')
    before = tables(book_path)
    assert "are two, as you said" in run('contact merge "#1" "#2" --yes', 2).err
    assert tables(book_path) == before
    run('contact distinct "#1" "#2" --remove')
    run('contact merge "#1" "#2" --yes')


def test_rhythm_and_consent_are_shown_as_well(two: None, run: Run) -> None:
    run('edit "#1" --every 3m')
    run('contact consent "#2" --no-sharing')
    rows = {row["field"]: row for row in run('contact merge "#1" "#2" --dry-run --json').json["fields"]}
    assert rows["rhythm"] == {
        "field": "rhythm",
        "first": "every 3 months",
        "second": "every 2 weeks",
        "becomes": "every 3 months",
    }
    assert (rows["consent"]["second"], rows["consent"]["becomes"]) == ("no sharing", "no sharing")


def test_nobody_is_related_to_themselves(two: None, run: Run) -> None:
    run('edit "#1" --introduced-by "#2"')
    run('contact merge "#1" "#2" --yes')
    assert run('show "#1" --json').json["relations"] == []


def test_a_relation_between_the_two_goes_with_a_word(two: None, run: Run) -> None:
    run('contact relate "#1" child "#2"')
    shown = run('contact merge "#1" "#2" --dry-run --json').json
    assert shown["related"] == ["child: A. Example"]
    assert shown["fields"][-1] == {
        "field": "relation between them",
        "first": "child: A. Example",
        "second": "",
        "becomes": "",
    }
    said = run('contact merge "#1" "#2" --dry-run').out
    assert "one is related to the other (child: A. Example), which would go" in said
    screen = terminal("contact", "merge", "#1", "#2", typed="n\n", columns=200)
    assert "one is related to the other" in screen.text
    assert run('show "#1" --json').json["relations"] != []
    said = run('contact merge "#1" "#2" --yes').out
    assert "Nobody is related to themselves: gone is child: A. Example." in said


def test_what_speaks_for_and_against_it_is_shown(two: None, run: Run, home: Path) -> None:
    for name, born in (("Ada Example", "1990-05-09"), ("A. Example", "1958-01-02")):
        card = f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nTEL:+1 212 555 0101\nBDAY:{born}\nEND:VCARD\n"
        (home / "born.vcf").write_text(card)
        run("import born.vcf")
    shown = run('contact merge "#1" "#2" --dry-run --json').json
    assert shown["likeness"]["evidence"] == ["same phone", "one name has initials of the other's"]
    assert "birthdays differ" in shown["likeness"]["against"]
    said = run('contact merge "#1" "#2" --dry-run').out
    assert f"How likely they are one person, from 0 to 100: {shown['likeness']['score']}: same phone; " in said
    assert "Against it: birthdays differ" in said


def test_a_rehearsal_changes_nothing(two: None, run: Run, book_path: Path) -> None:
    before = tables(book_path)
    said = run('contact merge "#1" "#2" --dry-run').out
    assert "Example Ltd" in said
    assert "Muster AG" in said
    assert tables(book_path) == before


def test_without_a_terminal_it_takes_yes(two: None, run: Run, book_path: Path) -> None:
    before = tables(book_path)
    assert "only with --yes" in run('contact merge "#1" "#2"', 1).err
    assert tables(book_path) == before


def test_one_is_not_two(two: None, run: Run) -> None:
    run('contact merge "#1" ada@example.org --yes', 2)
    run('contact distinct "#1" ada@example.org', 2)


def test_nothing_private_comes_to_somebody_who_wants_none(two: None, run: Run) -> None:
    run('edit "#1" --notes secret --private')
    run('contact consent "#2" --no-sensitive --yes')
    assert "wants no private notes" in run('contact merge "#1" "#2" --yes', 2).err
    assert len(run("list --json").json) == 3


def test_a_wish_of_either_is_one_of_both(two: None, run: Run) -> None:
    run('contact consent "#2" --no-sharing')
    run('contact merge "#1" "#2" --yes')
    assert run('show "#1" --json').json["no_sharing"] is True


def test_a_card_of_the_one_that_went_is_known(two: None, run: Run, home: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:11111111-2222-4333-8444-555555555555\nFN:Muster Person\nEND:VCARD\n"
    (home / "one.vcf").write_text(card)
    run("import one.vcf")
    run('contact merge "#1" "Muster Person" --yes')
    (home / "later.vcf").write_text(card.replace("FN:Muster Person", "FN:Changed Name"))
    report = run("import later.vcf --json").json
    assert (report["contacts"]["created"], report["contacts"]["updated"]) == (0, 1)
    assert "Changed Name" in run('show "#1" --json').json["aliases"]


def test_who_is_erased_is_erased_under_both_numbers(two: None, run: Run, book_path: Path) -> None:
    run('log "#2" "tea at the harbour" --when yesterday')
    run('contact merge "#1" "#2" --yes')
    run("contact erase ada --yes")
    data = book_path.read_bytes()
    for word in (b"A. Example", b"Muster AG", b"harbour", b"555 0101"):
        assert word not in data


def newest(run: Run) -> int:
    return int(run("history list --json").json[0]["id"])


@pytest.fixture
def three(two: None, once: Run, home: Path) -> None:
    """A third Ada; files and entries of one, of two and of all of them, and a chat that was taken for each of two."""
    once('add "Countess Muster" --email ada@example.org --every 1m')
    once('contact snooze "#2" --until 2026-12-12')
    (home / "plan.txt").write_text("a plan")
    (home / "chat.txt").write_text("2026-11-02, 09:14 - Ada: shall we meet?\n2026-11-02, 09:15 - Bob: yes\n")
    (home / "longer.txt").write_text((home / "chat.txt").read_text() + "2026-11-02, 09:16 - Ada: at nine\n")
    once('attach "#2" plan.txt')
    once('log "#2" alone --when yesterday')
    once('log "#1" both --with "#2" --when "2 days ago"')
    once('log "#1" all --with "#2" --with "#4" --when "3 days ago"')
    once('import chat.txt --with "#1" --me Bob')
    once('import chat.txt --with "#2" --me Bob')


def test_a_chain_of_merges_goes_back_and_comes_again(three: None, run: Run, book_path: Path) -> None:
    before = tables(book_path)
    run('contact merge "#1" "#2" --yes')
    first, between = newest(run), tables(book_path)
    run('contact merge "#4" "#1" --yes')
    second, after = newest(run), tables(book_path)
    assert "#2 is one with #4 Countess Muster now" in run('show "#2"', 3).err
    assert run('show "#4" --json').json["interaction_count"] == len(after["interaction"])
    assert f"first: relkeeper undo {second}" in run(f"undo {first}", 1).err
    assert tables(book_path) == after
    run(f"undo {second}")
    assert tables(book_path) == between
    run(f"undo {first}")
    assert tables(book_path) == before
    run(f"undo {newest(run)}")
    assert tables(book_path) == between
    run(f"undo {newest(run)}")
    assert tables(book_path) == before
    assert "Nothing is wrong" in run("db check").out


def test_what_was_added_since_stands_in_the_way_of_an_undo(three: None, run: Run, book_path: Path) -> None:
    run('contact merge "#1" "#2" --yes')
    merge = newest(run)
    run('edit "#1" --notes "something new"')
    edit, before = newest(run), tables(book_path)
    assert f"first: relkeeper undo {edit}" in run(f"undo {merge}", 1).err
    assert tables(book_path) == before
    # An entry that was made since is the first one's, and stays.
    run(f"undo {edit}")
    run('log "#1" later')
    run(f"undo {merge}")
    assert "later" in [entry["summary"] for entry in run('show "#1" --json').json["interactions"]]
    assert "plan.txt" in [file["name"] for file in run('show "#2" --json').json["attachments"]]


def test_a_chat_of_both_is_not_taken_again(three: None, run: Run) -> None:
    run('contact merge "#1" "#2" --yes')
    again = run('import chat.txt --with "#1" --me Bob --json').json
    assert (again["interactions"]["created"], again["messages"]["created"]) == (0, 0)
    longer = run('import longer.txt --with "#1" --me Bob --json').json
    assert (longer["interactions"]["created"], longer["messages"]["created"]) == (0, 1)
    once_more = run('import longer.txt --with "#1" --me Bob --json').json
    assert once_more["messages"]["created"] == 0


def test_lists_stand_on_lines_of_their_own_on_a_terminal(two: None, run: Run) -> None:
    run('edit "#2" --phone "home:+1 212 555 0102"')
    said = run('contact merge "#1" "#2" --dry-run').out
    assert "Fields of #1, of #2, and what they become:\n" in said
    phones = next(line for line in said.splitlines() if line.startswith("  phones"))
    assert phones.split("\t")[2] == "+1 212 555 0101 (cell); +1 212 555 0102 (home)"
    lines = terminal("contact", "merge", "#1", "#2", "--dry-run", columns=140).lines
    first = next(number for number, line in enumerate(lines) if line.strip().startswith("phones"))
    assert "0101 (cell)" in lines[first]
    assert "0102 (home)" not in lines[first]
    assert "0102 (home)" in lines[first + 1]


def test_a_second_birthday_becomes_a_field_and_comes_back(two: None, run: Run, book_path: Path) -> None:
    run('edit "#1" --birthday 1990-05-09')
    run('edit "#2" --birthday 1991-06-10')
    run('edit "#2" --birthday "lunar leap 4-8"')
    before = tables(book_path)
    fields = {row["field"]: row for row in run('contact merge "#1" "#2" --dry-run --json').json["fields"]}
    assert fields["occasions"]["becomes"] == "birthday 9 May 1990\nbirthday 农历闰四月初八 (lunar 4-8 leap)"
    assert "birthday: 10 June 1991" in fields["fields"]["becomes"].splitlines()
    run('contact merge "#1" "#2" --yes')
    kept = run('show "#1" --json').json
    assert [(day["calendar"], day["year"], day["month"]) for day in kept["occasions"]] == [
        ("gregorian", 1990, 5),
        ("chinese", None, 4),
    ]
    assert {"name": "birthday", "value": "10 June 1991", "private": False} in kept["fields"]
    run("undo")
    assert tables(book_path) == before


def test_the_day_whose_year_is_known_stands(two: None, run: Run) -> None:
    run('edit "#1" --birthday --05-09')
    run('edit "#2" --birthday 1990-05-09')
    run('contact merge "#1" "#2" --yes')
    shown = run('show "#1" --json').json
    assert [(day["kind"], day["year"]) for day in shown["occasions"]] == [("birthday", 1990)]
    assert "birthday" not in [field["name"] for field in shown["fields"]]


def test_what_moves_is_told(two: None, run: Run) -> None:
    run('log "#2" tea')
    run('note "#2" "a lamp" --kind gift')
    run('note "#2" "likes plums" --kind likes --with "#1"')
    run('follow-up add "#2" "send the deck" --due friday')
    preview = run('contact merge "#1" "#2" --dry-run').out
    assert "notes: 1 come to #1" in preview
    assert "follow-ups: 1 come to #1" in preview
    said = run('contact merge "#1" "#2" --yes').out
    assert "with 1 entry, 1 note and 1 follow-up of it." in said
