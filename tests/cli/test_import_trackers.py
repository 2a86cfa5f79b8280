"""import of what other trackers keep: Monica, friends, abook, khard."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.importers import golden

MONICA = golden.DATA / "monica" / "account.json"
FRIENDS = golden.DATA / "friends" / "friends.md"
ABOOK = golden.DATA / "abook" / "addressbook"
CARD = "BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:{name}\nEND:VCARD\n"


@pytest.fixture(params=[MONICA, FRIENDS, ABOOK], ids=lambda path: path.name)
def sample(request: pytest.FixtureRequest, home: Path) -> Path:
    """A file of each tracker, in the home."""
    return Path(shutil.copy(request.param, home))


def entry(run: Run, summary: str) -> dict[str, Any]:
    (row,) = [row for row in run("timeline --json").json if row["summary"] == summary]
    found: dict[str, Any] = run(f"entry show {row['id']} --json").json
    return found


def test_a_second_import_changes_nothing(run: Run, sample: Path) -> None:
    first = run(f"import {sample} --json").json
    assert first["contacts"]["created"] > 2
    before = run("history list --json").json
    second = run(f"import {sample} --json").json
    for what in ("contacts", "interactions"):
        assert second[what] == {"created": 0, "updated": 0, "unchanged": first[what]["created"]}, what
    assert run("history list --json").json == before


def test_undo_takes_all_back(run: Run, sample: Path) -> None:
    run("add Somebody")
    run(f"import {sample}")
    run("undo")
    assert [row["name"] for row in run("list --json").json] == ["Somebody"]
    assert run("list --archived --json").json == []
    assert run("timeline --json").json == []
    assert run("attachment list --json").json == []


def test_monica_says_who_took_part_and_who_called(run: Run) -> None:
    run(f"import {MONICA}")
    tea = entry(run, "Tea in the garden")
    assert (tea["channel"], tea["at"][:10], tea["precision"]) == ("meeting", "2026-09-01", "day")
    assert [person["name"] for person in tea["participants"]] == ["Ada Augusta Example", "Grace Sampleton"]
    assert entry(run, "She will send the deck.")["direction"] == "in"
    ada = run("show 'Ada Augusta Example' --json").json
    assert ada["last_contact_on"] == "2026-10-02"
    assert "uid" not in {point["kind"] for point in ada["contact_points"]}


def test_gifts_and_debts_of_monica_are_notes_and_no_contact(run: Run) -> None:
    run(f"import {MONICA}")
    gift = entry(run, "A book (20; https://example.org/book; for Cecil Placeholder)")
    assert (gift["channel"], gift["kind"], gift["direction"]) == ("note", "gift", "out")
    assert (gift["at"][:10], gift["body"]) == ("2025-12-24", "the one on looms")
    assert [note["text"] for note in run("note list --kind debt --json").json] == ["12.50 EUR (inprogress)"]
    ada = run("show 'Ada Augusta Example' --json").json
    assert "Gift" not in ada["notes"]
    assert ada["last_contact_on"] == "2026-10-02"


def test_what_is_to_be_done_by_monica_is_followed_up_and_deleted_for_good(run: Run) -> None:
    first = run(f"import {MONICA} --json").json
    assert "follow-ups added: 2; see: relkeeper follow-up list" in [each["message"] for each in first["notices"]]
    rows = run("follow-up list --json").json
    assert [(row["text"], row["due_on"], row["every"]) for row in rows] == [
        ("Return the umbrella", "2026-05-04", None),
        ("Ask for the deck: the long one", "2026-12-01", {"amount": 2, "unit": "week"}),
    ]
    run("follow-up done 1")
    run("follow-up delete 2 --yes")
    # A contact of which Monica says more is looked at again.
    Path("more.json").write_text(MONICA.read_text(encoding="utf-8").replace("Analyst", "Engineer"), encoding="utf-8")
    assert run("import more.json --json").json["contacts"]["updated"] == 1
    assert [row["text"] for row in run("follow-up list --done --json").json] == ["Return the umbrella"]


def test_a_gift_is_not_being_in_touch(run: Run, home: Path) -> None:
    gift = {"uuid": "g1", "properties": {"name": "A book", "date": "2026-10-01", "status": "received"}}
    data = [{"count": 1, "type": "gift", "values": [gift]}]
    ada = {"uuid": "one", "properties": {"first_name": "Ada", "last_name": "Example"}, "data": data}
    head = {"version": "1.0-preview.1", "app_version": "4.0.0", "export_date": "2026-11-20T10:00:00Z"}
    account = {"data": [{"type": "contact", "values": [ada]}]}
    (home / "one.json").write_text(json.dumps({**head, "account": account}), encoding="utf-8")
    run("import one.json")
    assert [note["text"] for note in run("note list ada --kind gift --json").json] == ["A book"]
    assert run("show ada --json").json["last_contact_on"] is None


def test_namesakes_of_monica_are_two_and_each_has_its_own_calls(run: Run, home: Path) -> None:
    def person(uuid: str, called_at: str) -> dict[str, Any]:
        call = {"uuid": f"call-{uuid}", "properties": {"called_at": called_at, "content": f"call of {uuid}"}}
        born = {"date": called_at, "is_age_based": False, "is_year_unknown": False}
        told = {"first_name": "Ada", "last_name": "Example", "birthdate": born}
        return {"uuid": uuid, "properties": told, "data": [{"count": 1, "type": "call", "values": [call]}]}

    people = {"type": "contact", "values": [person("one", "2001-10-01"), person("two", "2002-10-02")]}
    head = {"version": "1.0-preview.1", "app_version": "4.0.0", "export_date": "2026-11-20T10:00:00Z"}
    (home / "two.json").write_text(json.dumps({**head, "account": {"data": [people]}}), encoding="utf-8")
    run("import two.json")
    assert len(run("list --json").json) == 2
    first, second = entry(run, "call of one"), entry(run, "call of two")
    assert len(first["participants"]) == len(second["participants"]) == 1
    assert first["participants"][0]["id"] != second["participants"][0]["id"]


def test_monica_keeps_pictures_relations_and_who_is_to_be_written_to(run: Run) -> None:
    run(f"import {MONICA}")
    ada = run("show 'Ada Augusta Example' --json").json
    assert ada["cadence_days"] == 30
    assert {"kind": "godfather", "name": "Grace Sampleton"}.items() <= ada["relations"][1].items()
    cards = run("export vcard").out
    assert "PHOTO:data:image/png;base64," in cards
    assert cards.count("\nADR") == 1
    names = {file["name"] for file in run("attachment list --json").json}
    assert {"book.png", "letter.txt", "contact.vcf"} <= {name.rpartition("/")[2] for name in names}
    assert "Grace Sampleton" not in {row["name"] for row in run("list --json").json}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("monica.sql", "# ****\n# * run migrations (`php artisan migrate`)\n", "export as JSON"),
        ("five.json", '{"version": "2.0-preview.1", "app_version": "5.0", "export_date": "x"}', "Monica 4 are read"),
    ],
)
def test_what_monica_exports_otherwise_is_named(run: Run, home: Path, name: str, text: str, said: str) -> None:
    (home / name).write_text(text, encoding="utf-8")
    assert said in run(f"import {name}", 5).err
    assert run("list --json").json == []


def test_friends_become_entries_with_places(run: Run) -> None:
    report = run(f"import {FRIENDS} --json").json
    assert report["format"] == "friends"
    tea = entry(run, "Grace Sampleton and I had tea in Paris. @food")
    assert (tea["place"], [person["name"] for person in tea["participants"]]) == ("Paris", ["Grace Sampleton"])
    grace = run("show gracie --json").json
    assert (grace["name"], sorted(grace["tags"])) == ("Grace Sampleton", ["navy", "science:rocks"])
    assert [problem["where"] for problem in report["problems"]] == ["line 7", "line 8", "line 19"]


def test_abook_is_known_whatever_the_file_is_called(run: Run, home: Path) -> None:
    shutil.copy(ABOOK, home / "people.txt")
    assert run("import people.txt --json").json["format"] == "abook"
    assert run("show ada.example@example.com --json").json["name"] == "Ada Example"


def test_the_folder_of_khard_is_read_whole(run: Run, home: Path) -> None:
    folder = home / "contacts" / "family"
    folder.mkdir(parents=True)
    for uid, name in (("aaa-1", "Ada Example"), ("bbb-2", "样张三")):
        (folder / f"{uid}.vcf").write_text(CARD.format(uid=uid, name=name), encoding="utf-8")
    # What vdirsyncer keeps beside the cards.
    (folder / "displayname").write_text("Family", encoding="utf-8")
    (folder / "color").write_text("#ff0000", encoding="utf-8")
    report = run("import contacts --json").json
    assert (report["files"], report["contacts"]["created"]) == (2, 2)
    assert run("import contacts --json").json["contacts"] == {"created": 0, "updated": 0, "unchanged": 2}
