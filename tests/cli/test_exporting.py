"""export: what goes out, what stays behind, and where it goes."""

import csv
import json
import os
import stat
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_terminal import terminal
from tests.conftest import Run


@pytest.fixture
def book(once: Run) -> None:
    once("add 'Ada Example' --email ada@example.org --phone '+1 212 555 0101' --org 'Engines Ltd' --tag friends")
    once("add 'Grace Sampleton' --email grace@example.org --org 'Engines Ltd' --notes 'likes ships'")
    once("add 样张三 --handle qq:12345 --tag friends")
    once("log ada 'tea about the deck' --with grace --when 2026-11-01 --via call --outcome 'we start in May'")
    once("log ada 'she has a new job' --private --when 2026-11-02")
    once("log 样张三 聚餐 --when 2026-11-03")


@pytest.fixture
def unwilling(once: Run, book: None) -> None:
    once("contact consent grace --no-sharing")


@pytest.mark.usefixtures("book")
class TestJson:
    def test_contacts_and_entries_go_out_as_they_are_shown(self, run: Run) -> None:
        said = run("export json").json
        assert list(said) == [
            "format", "version", "exported_at", "complete", "redacted", "tags", "contacts", "distinct", "interactions",
            "follow_ups", "dismissed_messages", "dismissed_events", "attachments", "contents",
        ]  # fmt: skip
        assert (said["format"], said["version"], said["exported_at"]) == ("relkeeper", 2, "2026-11-21T10:00:00+00:00")
        shown = run("show ada --json").json
        del shown["interactions"], shown["follow_ups"], shown["local_time"]
        assert {name: said["contacts"][0][name] for name in shown} == shown
        assert [entry["summary"] for entry in said["interactions"]] == ["tea about the deck", "聚餐"]
        shown = run("entry show 1 --json").json
        assert shown.pop("follow_ups") == []
        people = [(person["id"], person["name"]) for person in said["interactions"][0]["participants"]]
        assert people == [(person["id"], person["name"]) for person in shown.pop("participants")]
        assert {name: said["interactions"][0][name] for name in shown} == shown

    @pytest.mark.parametrize("options", ["", "--tag friends", "--redact", "--tag friends --redact"])
    def test_what_was_promised_in_an_entry_stands_among_the_follow_ups_alone(self, run: Run, options: str) -> None:
        run("log ada 'a walk' --follow-up '2026-12-01: send the deck'")
        said = run(f"export json {options}").json
        assert len(said["interactions"]) >= 3
        assert all("follow_ups" not in entry for entry in said["interactions"])
        promised = [] if "--redact" in options else ["send the deck"]
        assert [row["text"] for row in said["follow_ups"]] == promised

    def test_what_is_private_goes_out_only_where_it_is_asked_for(self, run: Run) -> None:
        run("edit ada --private --notes 'between jobs'")
        assert "new job" not in run("export json").out
        assert "between jobs" not in run("export json").out
        revealed = run("export json --reveal").out
        assert "new job" in revealed
        assert "between jobs" in revealed

    def test_only_who_wears_the_tags_and_nobody_else_in_their_entries(self, run: Run) -> None:
        said = run("export json --tag friends").json
        assert [contact["name"] for contact in said["contacts"]] == ["Ada Example", "样张三"]
        assert [p["name"] for p in said["interactions"][0]["participants"]] == ["Ada Example"]

    def test_an_archived_contact_goes_along(self, run: Run) -> None:
        run("contact archive ada")
        assert run("export json").json["contacts"][0]["archived"] is True


@pytest.mark.parametrize("kind", ["json", "vcard", "csv"])
class TestEachFormat:
    def test_a_file_is_private_and_said(self, run: Run, book: None, home: Path, kind: str) -> None:
        assert run(f"export {kind} out").out == "Wrote out: 3 contacts.\n"
        assert stat.S_IMODE((home / "out").stat().st_mode) == 0o600
        assert (home / "out").read_bytes().decode() == run(f"export {kind} -").out
        assert sorted(os.listdir(home)) == [".local", "out"]

    def test_a_file_that_exists_is_replaced_only_by_force(self, run: Run, book: None, home: Path, kind: str) -> None:
        (home / "out").write_text("mine")
        assert "out exists already" in run(f"export {kind} out", code=1).err
        assert (home / "out").read_text() == "mine"
        run(f"export {kind} out --force")
        assert "Ada Example" in (home / "out").read_text()

    def test_who_does_not_want_to_be_shared_stays(self, run: Run, unwilling: None, kind: str) -> None:
        said = run(f"export {kind}")
        assert "Grace" not in said.out
        assert "grace" not in said.out
        assert said.err == (
            "relkeeper: 1 contact who does not want to be shared was left out; --everyone takes them along\n"
        )
        everyone = run(f"export {kind} --everyone")
        assert "Grace Sampleton" in everyone.out
        assert everyone.err == ""

    def test_under_pseudonyms_nothing_that_was_written_goes_out(self, run: Run, book: None, kind: str) -> None:
        run("edit ada --private --notes 'between jobs'")
        run("edit grace --field 'coffee=flat white' --met 'at the harbour' --alias Gracie --title Admiral")
        said = run(f"export {kind} --redact --reveal").out
        for word in (
            "Ada", "Example", "ada@", "555", "Engines", "friends", "Grace", "grace", "ships", "样张三", "12345", "deck",
            "May", "job", "聚餐", "flat", "coffee", "harbour", "Admiral", "relkeeper.db",
        ):  # fmt: skip
            assert word not in said
        assert "Person 1" in said
        assert "person-1-" in said
        assert "Tag 1" in said
        assert said.count("Organisation 1") == 2

    def test_pseudonyms_are_the_same_in_every_export(self, run: Run, book: None, kind: str) -> None:
        run("add 'Bob Muster' --email ada@example.org --org engines-ltd --tag bobs --yes")
        everyone = run("export json --redact").json["contacts"]
        (bob,) = run("export json --redact --tag bobs").json["contacts"]
        assert bob == everyone[3]
        assert bob["contact_points"][0]["value"] == everyone[0]["contact_points"][1]["value"]
        assert bob["organization"] == "Organisation 1"
        assert bob["contact_points"][0]["value"] in run(f"export {kind} --redact --tag bobs").out

    def test_without_a_book_there_is_nothing_to_write(self, run: Run, home: Path, kind: str) -> None:
        assert "there is no book" in run(f"export {kind} out", code=3).err
        assert os.listdir(home) == []

    def test_a_place_that_cannot_be_written_is_a_sentence(self, run: Run, book: None, kind: str) -> None:
        assert "cannot be written: No such file" in run(f"export {kind} nowhere/out", code=1).err

    def test_hostile_text_cannot_act_on_a_terminal(self, run: Run, book: None, home: Path, kind: str) -> None:
        (home / "a.vcf").write_text(
            "BEGIN:VCARD\nVERSION:4.0\nFN:Eve \u202e\x1b]0;owned\x07\x9b2J\nX-OWN:\x1b[2J\nNOTE:\x1b[31m\nEND:VCARD\n"
        )
        run("import a.vcf")
        raw = terminal("export", kind).raw
        assert "Eve" in raw
        assert not set(raw) & set("\x1b\x07\x9b\u202e")


def test_cards_come_back_into_a_new_book_and_double_nothing_in_their_own(run: Run, book: None, home: Path) -> None:
    run("edit grace --alias Gracie --pronouns she/her --address 'home:1 Main St, Town'")
    run("export vcard out.vcf")
    ours = told(run("show grace --json").json)
    assert "3 added" in run("--db other.db import out.vcf").out
    assert told(run("--db other.db show grace --json").json) == ours
    assert "0 added" in run("import out.vcf").out
    assert told(run("show grace --json").json) == ours
    run("export vcard again.vcf")
    assert "0 added, 0 updated, 3 unchanged" in run("import again.vcf").out


def told(shown: dict[str, Any]) -> list[Any]:
    """What a card can say of a contact."""
    names = ("name", "aliases", "organization", "pronouns", "notes", "tags", "contact_points")
    return [shown[name] for name in names]


def test_a_card_of_another_program_goes_out_with_all_it_said(run: Run, home: Path) -> None:
    (home / "a.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nUID:abc\nN:Example;Ada;M.;Dr.;\nFN:Dr. Ada M. Example\nX-OWN:kept\nEND:VCARD\n"
    )
    run("import a.vcf")
    said = run("export vcard").out
    for line in ("UID:abc", "N:Example;Ada;M.;Dr.;", "X-OWN:kept"):
        assert f"\r\n{line}\r\n" in said
    assert "kept" not in run("export vcard --redact").out
    (home / "b.vcf").write_text(said)
    assert "0 added, 0 updated, 1 unchanged" in run("import b.vcf").out


def test_cells_are_no_formulas(run: Run) -> None:
    run("""add '=HYPERLINK("http://example.org")' --phone '+1 212 555 0101'""")
    (row,) = csv.DictReader(StringIO(run("export csv").out.removeprefix("\ufeff")))
    assert row["name"].startswith("'=")
    assert row["phones"] == "'+1 212 555 0101"


@pytest.mark.usefixtures("unwilling")
class TestPerson:
    def test_one_folder_tells_all(self, run: Run, home: Path) -> None:
        said = run("export person grace")
        assert said.out == "Wrote Grace Sampleton: all about #2 Grace Sampleton.\n"
        assert said.err == ""
        folder = home / "Grace Sampleton"
        assert sorted(os.listdir(folder)) == [
            "README.txt",
            "contact.json",
            "contact.vcf",
            "entries.txt",
            "follow-ups.txt",
            "history.json",
        ]
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
        assert "FN:Grace Sampleton" in (folder / "contact.vcf").read_text()
        assert json.loads((folder / "contact.json").read_text())["contacts"][0]["notes"] == "likes ships"
        assert (folder / "entries.txt").read_text() == (
            "2026-11-01 (Sunday): call\n"
            "with: Ada Example, Grace Sampleton\n"
            "said: tea about the deck\n"
            "concluded: we start in May\n"
        )
        readme = (folder / "README.txt").read_text()
        assert "Made on 2026-11-21 at 10:00" in readme
        assert "private" not in readme
        everything = "".join(path.read_text() for path in folder.iterdir())
        assert "ada@example.org" not in everything
        assert "new job" not in everything

    def test_follow_ups_and_notes_are_told(self, run: Run, home: Path) -> None:
        run("log ada tea --follow-up '2026-12-01: send the deck'")
        run("follow-up add ada 'write a card' --due 2026-11-30 --every 1y")
        run("follow-up add ada 'a hushed one' --due 2026-11-30 --private")
        run("follow-up done 1")
        run("note ada 'a book on bees' --kind gift --in --when 2026-11-05")
        run("export person ada one")
        assert (home / "one" / "follow-ups.txt").read_text() == (
            "2026-11-30, every year: write a card\n2026-12-01, done 2026-11-21: send the deck\n"
        )
        assert (
            "2026-11-05 (Thursday): note\nabout: gift, received\nwith: Ada Example\nsaid: a book on bees\n"
            in (home / "one" / "entries.txt").read_text()
        )
        assert "hushed" not in "".join(path.read_text() for path in (home / "one").iterdir())
        run("export person ada two --reveal")
        assert "a hushed one" in (home / "two" / "follow-ups.txt").read_text()
        told = json.loads((home / "two" / "contact.json").read_text())["follow_ups"]
        assert [row["text"] for row in told] == ["write a card", "a hushed one", "send the deck"]
        run("--db other.db import two/contact.json")
        assert len(run("--db other.db follow-up list --done --json").json) == 3
        # The entry that it was made in came along.
        assert run("--db other.db follow-up list --done --json").json[2]["interaction_id"] is not None

    def test_entries_are_told_oldest_first(self, run: Run, home: Path) -> None:
        run("log grace 'the first of all' --when 2025-01-01")
        run("export person grace")
        said = (home / "Grace Sampleton" / "entries.txt").read_text()
        assert said.index("the first of all") < said.index("tea about the deck")

    def test_what_is_private_is_counted_and_taken_along_when_asked(self, run: Run, home: Path) -> None:
        assert run("export person ada one").err == (
            "relkeeper: 1 private thing is left out; --reveal takes all along\n"
        )
        assert "1 private thing is left out." in (home / "one" / "README.txt").read_text()
        assert "new job" not in "".join(path.read_text() for path in (home / "one").iterdir())
        assert run("export person ada two --reveal").err == ""
        assert "new job" in (home / "two" / "entries.txt").read_text()
        assert "private" not in (home / "two" / "README.txt").read_text()

    def test_one_zip_file_tells_the_same(self, run: Run, home: Path) -> None:
        assert run("export person ada --zip").out == "Wrote Ada Example.zip: all about #1 Ada Example.\n"
        run("export person ada")
        with zipfile.ZipFile(home / "Ada Example.zip") as archive:
            packed = {name: archive.read(name) for name in archive.namelist()}
        assert packed == {f"Ada Example/{path.name}": path.read_bytes() for path in (home / "Ada Example").iterdir()}
        assert stat.S_IMODE((home / "Ada Example.zip").stat().st_mode) == 0o600

    def test_nothing_is_written_over(self, run: Run, home: Path) -> None:
        (home / "Ada Example").mkdir()
        (home / "Ada Example.zip").write_text("mine")
        assert "exists already" in run("export person ada", code=1).err
        assert "exists already" in run("export person ada --zip", code=1).err
        assert os.listdir(home / "Ada Example") == []
        assert (home / "Ada Example.zip").read_text() == "mine"

    def test_a_name_is_no_path(self, run: Run, home: Path) -> None:
        run("add '../../-rf\u202e/CON'")
        run("export person '#4'")
        assert sorted(os.listdir(home)) == [".local", "rf-CON"]

    def test_nobody_is_an_error_and_a_folder_is_no_stream(self, run: Run, home: Path) -> None:
        run("export person nobody", code=3)
        assert "standard output" in run("export person ada -", code=2).err
        assert os.listdir(home) == [".local"]
