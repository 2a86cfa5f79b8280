"""Follow-ups, notes and time zones go where their contact goes: merged, taken back, told of in the history, removed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.services.importing.placing import digest
from tests.cli.test_erase import held, unscathed
from tests.cli.test_history import everything
from tests.cli.test_merge import tables
from tests.conftest import Run
from tests.terminals import terminal

DECK = "send the deck"
SECRET = "ask about the divorce"
UNWANTED = "#1 Ada Example wants no private notes kept"


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example' --email ada@example.org")
    once("add 'Grace Sampleton'")


def newest(run: Run) -> int:
    return int(run("history list --json").json[0]["id"])


def follow_ups(run: Run, who: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(f"follow-up list {who} --done --reveal --json").json
    return found


class TestMerge:
    def test_the_follow_ups_and_notes_of_both_are_those_of_one(self, run: Run, book_path: Path) -> None:
        run(f"follow-up add ada '{DECK}' --due 2026-12-01")
        run("log grace tea --follow-up '2026-12-02: call back'")
        run("follow-up add grace 'an old one' --due 2026-12-03")
        run("follow-up done 3")
        run("note grace 'a book' --kind gift --out")
        before = tables(book_path)
        assert "follow-ups: 2 come to #1\n" in run("contact merge ada grace --dry-run").out
        merged = run("contact merge ada grace --yes --json").json
        assert (merged["follow_ups"], merged["entries"], merged["notes"]) == (2, 1, 1)
        assert [(row["id"], row["interaction_id"]) for row in follow_ups(run, "ada")] == [(1, None), (2, 1), (3, None)]
        assert run("note list ada --json").json[0]["kind"] == "gift"
        run("undo")
        assert tables(book_path) == before
        run(f"undo {newest(run)}")
        assert len(follow_ups(run, "ada")) == 3

    def test_of_two_zones_the_first_stays_and_the_other_can_be_seen(self, run: Run) -> None:
        run("edit ada --timezone Europe/Paris")
        run("edit grace --timezone Asia/Tokyo")
        rows = {row["field"]: row for row in run("contact merge ada grace --yes --json").json["fields"]}
        assert rows["timezone"] == {
            "field": "timezone", "first": "Europe/Paris", "second": "Asia/Tokyo", "becomes": "Europe/Paris"
        }  # fmt: skip
        ada = run("show ada --json").json
        assert ada["timezone"] == "Europe/Paris"
        assert ada["fields"] == [{"name": "timezone", "value": "Asia/Tokyo", "private": False}]

    def test_a_zone_that_only_the_second_has_is_filled_in(self, run: Run) -> None:
        run("edit grace --timezone Asia/Tokyo")
        run("contact merge ada grace --yes")
        ada = run("show ada --json").json
        assert (ada["timezone"], ada["fields"]) == ("Asia/Tokyo", [])

    def test_no_private_follow_up_comes_to_somebody_who_wants_none_kept(self, run: Run, book_path: Path) -> None:
        run(f"follow-up add grace '{SECRET}' --due 2026-12-01 --private")
        run("contact consent ada --no-sensitive")
        before = tables(book_path)
        assert UNWANTED in run("contact merge ada grace --yes", code=2).err
        assert tables(book_path) == before


class TestHistory:
    def test_it_tells_of_follow_ups_by_their_words(self, run: Run) -> None:
        run(f"follow-up add ada '{DECK}' --due 2026-12-01 --every 2w")
        run("follow-up snooze 1 2026-12-03")
        run("follow-up edit 1 --every none")
        run("follow-up done 1")
        run("follow-up delete 1 --yes")
        assert [line.split("\t")[2:] for line in run("history --limit 5").out.splitlines()] == [
            ["follow-up delete", "deleted follow-up #1 send the deck"],
            ["follow-up done", "changed follow-up #1 send the deck (done)"],
            ["follow-up edit", "changed follow-up #1 send the deck (every)"],
            ["follow-up snooze", "changed follow-up #1 send the deck (due)"],
            ["follow-up add", "added follow-up #1 send the deck"],
        ]
        assert "  follow-up #1\tdue\t2026-12-01\t2026-12-03\n" in run("history show 4").out
        assert "  follow-up #1\tevery\t2 weeks\t\n" in run("history show 5").out
        assert len(run("history ada --json").json) == 6

    def test_it_tells_of_kinds_and_zones(self, run: Run) -> None:
        run("note ada 'a book' --kind gift")
        run("entry edit 1 --kind wish")
        run("edit ada --timezone Europe/Paris")
        assert "(kind)" in run("history --limit 2").out
        assert "(timezone)" in run("history --limit 1").out
        assert "timezone\t\tEurope/Paris\n" in run(f"history show {newest(run)}").out

    def test_many_are_counted(self, run: Run) -> None:
        for day in range(1, 5):
            run(f"follow-up add ada '{DECK}' --due 2026-12-0{day}")
        run("contact merge grace ada --yes")
        assert "changed 4 follow-ups" in run("history --limit 1").out.replace("changed follow-up", "changed")

    def test_what_is_or_was_private_is_hidden(self, run: Run) -> None:
        run(f"follow-up add ada '{SECRET}' --due 2026-12-01 --private")
        assert "follow-up #1 [private]" in run("history --limit 1").out
        assert SECRET not in everything(run)
        assert SECRET in everything(run, "--reveal")
        run("follow-up edit 1 --not-private --text 'call her'")
        assert "follow-up #1 call her" in run("history --limit 1").out
        assert SECRET not in everything(run)
        run("follow-up delete 1 --yes")
        assert "call her" not in everything(run)


class TestUndo:
    @pytest.mark.parametrize(
        "line",
        [
            f"follow-up add ada '{DECK}' --due 2026-12-01 --every 1m --private",
            "log ada tea --with grace --follow-up '2026-12-02: call back'",
            "note ada 'a book' --kind gift --with grace",
            "follow-up done 1",
            "follow-up delete 1 --yes",
            "entry delete 1 --yes",
            "contact delete ada --yes",
            "edit ada --timezone Europe/Paris",
        ],
    )
    def test_brings_the_book_back_row_for_row(self, run: Run, book_path: Path, line: str) -> None:
        run("log ada walk --follow-up '2026-12-01: write'")
        run("follow-up add grace 'hers' --due 2026-12-05")
        before = tables(book_path)
        run(line)
        after = tables(book_path)
        assert after != before
        run("undo")
        assert tables(book_path) == before
        run(f"undo {newest(run)}")
        assert tables(book_path) == after

    def test_is_refused_where_a_later_follow_up_would_go_along(self, run: Run) -> None:
        run("add 'Bob Placeholder'")
        run(f"follow-up add bob '{DECK}' --due 2026-12-01")
        said = run("undo 3", code=1).err
        assert "follow-up #1 of operation 4 (follow-up add) depends on it; first: relkeeper undo 4" in said
        run("follow-up done 1")
        assert "follow-up #1 was changed again by operation 5 (follow-up done)" in run("undo 4", code=1).err

    def test_brings_nothing_private_to_somebody_who_wants_none_kept(self, run: Run, book_path: Path) -> None:
        run(f"follow-up add grace '{SECRET}' --due 2026-12-01 --private")
        run("contact merge ada grace --yes")
        merged = newest(run)
        run("undo")
        run("contact consent ada --no-sensitive")
        before = tables(book_path)
        assert UNWANTED in run(f"undo {merged + 1}", code=1).err
        assert tables(book_path) == before


class TestConsent:
    def test_private_follow_ups_go_with_all_that_is_private(self, run: Run) -> None:
        run(f"follow-up add ada '{SECRET}' --due 2026-12-01 --private")
        run(f"follow-up add ada '{DECK}' --due 2026-12-01")
        run(f"follow-up add grace '{SECRET}, Grace' --due 2026-12-01 --private")
        assert run("show ada --json").json["private_count"] == 1
        assert "1 private thing, removed only with --yes" in run("contact consent ada --no-sensitive", code=1).err
        assert "1 private thing removed." in run("contact consent ada --no-sensitive --yes").out
        assert [row["text"] for row in follow_ups(run, "ada")] == [DECK]
        assert len(follow_ups(run, "grace")) == 1
        told = everything(run, "--reveal")
        assert SECRET not in told.replace(f"{SECRET}, Grace", "")
        assert DECK in told
        run("undo")
        assert [row["text"] for row in follow_ups(run, "ada")] == [DECK]
        unscathed(run)

    def test_the_history_forgets_those_that_were_private_once(self, run: Run, book_path: Path) -> None:
        """Edited to be open, deleted, or come from somebody who is one with the contact now."""
        run(f"follow-up add grace '{SECRET} 1' --due 2026-12-01 --private")
        run("follow-up edit 1 --text mild --not-private")
        run(f"follow-up add ada '{SECRET} 2' --due 2026-12-01 --private")
        run("follow-up delete 2 --yes")
        deleted = newest(run)
        run("contact merge ada grace --yes")
        run("contact consent ada --no-sensitive --yes")
        assert held(book_path, SECRET) == []
        assert [row["text"] for row in follow_ups(run, "ada")] == ["mild"]
        assert run(f"undo {deleted}", code=3).err.startswith("relkeeper: there is no operation")
        unscathed(run)

    def test_of_a_private_note_what_it_was_about_goes_too(self, run: Run, book_path: Path) -> None:
        run("note ada 'she owes me' --kind debt --out --private")
        run("entry edit 1 --note 'she owes Bob'")
        run("contact consent ada --no-sensitive --yes")
        note = run("entry show 1 --json").json
        assert (note["summary"], note["kind"], note["direction"]) == ("[removed]", "other", "")
        assert held(book_path, "owes", "debt") == []


class TestRemoval:
    def test_deleting_a_contact_takes_them_along(self, run: Run) -> None:
        run(f"follow-up add ada '{DECK}' --due 2026-12-01")
        run("note ada 'a book' --kind gift")
        run("note ada 'both like tea' --kind likes --with grace")
        run("contact delete ada --yes")
        assert run("follow-up list --json").json == []
        assert [row["text"] for row in run("note list --json").json] == ["both like tea"]

    def test_erasing_leaves_nothing_of_them(self, run: Run, book_path: Path) -> None:
        run("log ada tea --with grace --follow-up '2026-12-01: zyx deck'")
        run("follow-up add ada 'zyx old' --due 2026-12-01")
        run("follow-up delete 2 --yes")
        run("follow-up add ada 'zyx first' --due 2026-12-01")
        run("follow-up edit 3 --text 'zyx last'")
        run("note ada 'zyx likes' --kind likes")
        run("edit ada --timezone Asia/Kathmandu")
        run("contact erase ada --yes")
        assert held(book_path, "zyx", "kathmandu", "likes") == []
        assert [entry["summary"] for entry in run("timeline --json").json] == ["tea"]
        unscathed(run)

    def test_who_is_erased_is_found_in_the_follow_ups_of_others(self, run: Run, book_path: Path) -> None:
        run("follow-up add grace 'ask Ada Example to come' --due 2026-12-01")
        said = run("contact erase ada --yes").out
        assert "follow-up 1 (text)" in said
        assert held(book_path, "ada example") == ["ada example"]
        run("add 'Ada Example'")
        run("contact erase ada --yes --mentions")
        assert held(book_path, "ada example") == []
        assert "to come" in run("follow-up list").out


class TestCards:
    CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Example\nEMAIL:ada@example.org\nTZ:{}\nEND:VCARD\n"

    def take(self, run: Run, home: Path, zone: str) -> dict[str, int]:
        (home / "a.vcf").write_text(self.CARD.format(zone))
        counts: dict[str, int] = run("import a.vcf --json").json["contacts"]
        return counts

    def test_a_zone_of_a_card_fills_a_gap_and_changes_nothing(self, run: Run, home: Path) -> None:
        assert self.take(run, home, "Europe/Paris")["updated"] == 1
        assert self.take(run, home, "Europe/Paris")["unchanged"] == 1
        # Another one is no card that was taken before, and what stands stays.
        assert self.take(run, home, "Asia/Tokyo")["updated"] == 1
        assert self.take(run, home, "Asia/Tokyo")["unchanged"] == 1
        assert run("show ada --json").json["timezone"] == "Europe/Paris"
        zones = [line for line in run("export vcard --who ada").out.splitlines() if "TZ" in line]
        assert zones == ["TZ:Europe/Paris", "X-RELKEEPER-KEPT:TZ;;;Asia/Tokyo"]

    def test_a_note_among_the_entries_of_a_card_says_what_it_is_about(self, run: Run) -> None:
        run("note ada 'a book' --kind gift --out --when 2026-11-05")
        said = run("export vcard --who ada --with-entries").out.replace("\r\n ", "")
        assert ":2026-11-05 note (gift\\, given): a book\r\n" in said

    def test_cards_without_one_are_known_as_ever(self) -> None:
        """The digests stand in the books of people."""
        card = ContactDraft("Ada Example", points=(PointDraft("email", "ada@example.org"),))
        assert digest(card) == "e0fcda23b765b76b4ecf8701147d01f6fd5afa3920c518ec89466ab8518f3926"
        assert digest(replace(card, timezone="Europe/Paris")) != digest(replace(card, timezone="Asia/Tokyo"))


class TestEntryEdit:
    @pytest.mark.parametrize(
        ("options", "changed"),
        [
            ("--note 'two books'", {"summary": "two books"}),
            ("--kind 喜欢", {"kind": "likes"}),
            ("--when 2026-11-01", {"at": "2026-11-01T12:00:00+00:00"}),
            ("--with grace", {}),
        ],
    )
    def test_a_note_stays_one(self, run: Run, options: str, changed: dict[str, str]) -> None:
        run("note ada 'a book' --kind wish")
        before = run("entry show 1 --json").json
        after = run(f"entry edit 1 {options} --json").json
        assert after == before | {"participants": after["participants"]} | changed
        assert run("show ada --json").json["last_contact_on"] is None

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("entry edit 1 --via call", "a note has no channel"),
            ("entry edit 1 --kind nonsense", "there is no kind of note 'nonsense'"),
            ("entry edit 1 --in", "--in and --out are for the kinds gift and debt"),
            ("entry edit 2 --kind gift", "entry #2 happened and is no note"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, run: Run, book_path: Path, line: str, said: str) -> None:
        run("note ada 'a boat' --kind wish")
        run("log ada tea")
        before = tables(book_path)
        assert said in run(line, code=2).err
        assert tables(book_path) == before

    def test_its_form_opens_and_is_taken(self, run: Run, home: Path) -> None:
        run("config set note_kinds recipe")
        run("note ada 'a cake' --kind recipe")
        run("config set note_kinds wine")
        editor = home / "editor"
        editor.write_text("#!/bin/sh\nsed -i -e 's/a cake/a pie/' \"$1\"\n")
        editor.chmod(0o755)
        screen = terminal("entry", "edit", "1", EDITOR=str(editor))
        assert screen.code == 0, screen
        note = run("entry show 1 --json").json
        assert (note["summary"], note["kind"], note["channel"]) == ("a pie", "recipe", "note")
        editor.write_text("#!/bin/sh\nsed -i -e 's/recipe/gifts/' \"$1\"\n")
        assert terminal("entry", "edit", "1", EDITOR=str(editor)).code == 0
        assert run("entry show 1 --json").json["kind"] == "gift"
