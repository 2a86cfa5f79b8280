"""Promises with a date."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.test_start import HEAVY, modules
from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example'")
    once("add 样张三")


def row(run: Run, number: int) -> Any:
    """The follow-up of that number."""
    (found,) = [one for one in run("follow-up list --done --reveal --json").json if one["id"] == number]
    return found


# What is refused with exit code and words, where #1 is open and returns.
REFUSED = {
    "follow-up add ada x --due yesterday": (2, "in the past"),
    "follow-up add ada x --due 'tomorrow 14:00'": (2, "a day alone is expected"),
    "follow-up add ada x --due 'feb 30'": (2, "no 30 February"),
    "follow-up add ada x --due sometime": (2, "sometime"),
    "follow-up add ada x": (2, "--due"),
    "follow-up add ada '' --due friday": (2, "empty"),
    "follow-up add ada x --due friday --every 0d": (2, "1 day to 100 years"),
    "follow-up add ada x --due friday --every -1w": (2, "1 day to 100 years"),
    "follow-up add ada x --due friday --every 101y": (2, "1 day to 100 years"),
    "follow-up add ada x --due friday --every sometimes": (2, "'sometimes' does not say how often"),
    "follow-up add nobody x --due friday": (3, "nobody"),
    "follow-up list --within sometimes": (2, "sometimes"),
    "follow-up done": (2, "ID"),
    "follow-up done 99": (3, "there is no follow-up #99"),
    "follow-up done 1 99": (3, "there is no follow-up #99"),
    "follow-up snooze 1 yesterday": (2, "in the past"),
    "follow-up snooze 1 tomorrow": (2, "follow-up edit 1 --due 2026-11-22"),
    "follow-up snooze 1 friday": (2, "is due Fri 27 Nov 2026, in 6 days"),
    "follow-up snooze one friday": (2, "'one' is no number of a follow-up"),
    "follow-up edit 1": (2, "nothing was said to change"),
    "follow-up edit 1 --text ' '": (2, "empty"),
    "follow-up edit 1 --due yesterday": (2, "in the past"),
    "follow-up edit 1 --every 0w": (2, "1 day to 100 years"),
    "follow-up edit 99 --text y": (3, "there is no follow-up #99"),
    "follow-up delete 1": (1, "only with --yes"),
    "follow-up delete 99 --yes": (3, "there is no follow-up #99"),
    "log ada tea --follow-up 'friday 14:00: call'": (2, "WHEN: TEXT is expected"),
    "log ada tea --follow-up 'send the deck'": (2, "WHEN: TEXT is expected"),
    "log ada tea --follow-up 'yesterday: x'": (2, "in the past"),
    "log ada tea --follow-up ''": (2, "WHEN: TEXT is expected"),
    "log ada tea --follow-up 'friday: x' --follow-up y": (2, "'y' is no date"),
}


def test_bad_input_is_refused_and_changes_nothing(run: Run) -> None:
    kept = run("follow-up add ada x --due friday --every 1m --json").json
    for line, (code, said) in REFUSED.items():
        assert said in run(line, code=code).err, line
    assert run("follow-up list --done --json").json == [kept]
    assert run("timeline --json").json == []


# What is typed behind `follow-up add`, and what is said.
ECHOES = {
    "ada 'send the deck' --due friday": "Ada Example for Fri 27 Nov 2026, in 6 days: send the deck",
    "样张 问候 --due 下周五 --every 每两周": "样张三 for Fri 27 Nov 2026, in 6 days, every 2 weeks: 问候",
    "ada call --due tomorrow": "Ada Example for tomorrow (Sun 22 Nov 2026): call",
    "ada call --due today --every none": "Ada Example for today (Sat 21 Nov 2026): call",
    "ada hushed --due today --private": "Ada Example for today (Sat 21 Nov 2026): [private]",
}


class TestAdd:
    def test_what_was_understood_is_echoed(self, run: Run) -> None:
        for number, (line, said) in enumerate(ECHOES.items(), 1):
            assert run(f"follow-up add {line}").out == f"Follow-up #{number} with {said}\n"

    def test_all_that_was_said_is_kept(self, run: Run) -> None:
        added = run("follow-up add ada 'send the deck' --due friday --every 1m --json").json
        assert added == {
            "id": 1,
            "uid": added["uid"],
            "contact": {"id": 1, "name": "Ada Example"},
            "text": "send the deck",
            "due_on": "2026-11-27",
            "days_overdue": -6,
            "every": {"amount": 1, "unit": "month"},
            "begins_on": "2026-11-27",
            "done_on": None,
            "private": False,
            "interaction_id": None,
            "created_at": "2026-11-21T10:00:00Z",
            "updated_at": "2026-11-21T10:00:00Z",
        }
        assert run("follow-up list --json").json == [added]
        assert run("show ada --json").json["follow_ups"] == [added]

    def test_nothing_private_of_who_wants_none_kept(self, run: Run) -> None:
        run("contact consent ada --no-sensitive")
        assert "wants no private notes" in run("follow-up add ada x --due friday --private", code=2).err
        run("follow-up add ada x --due friday")
        assert "wants no private notes" in run("follow-up edit 1 --private", code=2).err
        assert row(run, 1)["private"] is False


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes it ten o'clock of another day."""
    return lambda day: monkeypatch.setenv("RELKEEPER_NOW", f"{day}T10:00:00+00:00")


# What is typed behind `follow-up list`, and the numbers that are shown.
WHICH = {
    "": [1, 2, 3, 4],
    "ada": [1, 3],
    "样张": [2, 4],
    "--overdue": [1],
    "--within 0d": [1, 2],
    "--within 6d": [1, 2],
    "--within 1w": [1, 2, 3],
    "ada --within 1w --done": [1, 5, 3],
    "--overdue --within 1y": [1],
    "样张 --overdue": [],
}


class TestList:
    @pytest.fixture(autouse=True)
    def promises(self, once: Run, on: Callable[[str], None]) -> None:
        on("2026-11-01")
        once("follow-up add ada late --due 2026-11-18")
        once("follow-up add 样张 now --due 2026-11-21 --every 1m")
        once("follow-up add ada soon --due 2026-11-28")
        once("follow-up add 样张 then --due 2027-02-21")
        once("follow-up add ada kept --due 2026-11-20")
        once("follow-up done 5")
        on("2026-11-21")

    def test_which_and_in_which_order(self, run: Run) -> None:
        for words, numbers in WHICH.items():
            assert [one["id"] for one in run(f"follow-up list {words} --json").json] == numbers, words
        assert run("follow-up list --done").out.splitlines() == [
            "1\t3 days late\t18 Nov\tAda Example\tlate\t",
            "5\tdone 1 Nov\t20 Nov\tAda Example\tkept\t",
            "2\ttoday\t21 Nov\t样张三\tnow\tevery month",
            "3\tin 7 days\t28 Nov\tAda Example\tsoon\t",
            "4\tin 3 months\t21 Feb 2027\t样张三\tthen\t",
        ]

    def test_on_a_terminal_it_fits(self, run: Run) -> None:
        run(
            "follow-up add 样张 '寄上次说好的合同样本，并且问一下他母亲的身体怎么样了，还有孩子上学的事情' --due friday --every 2w"
        )
        screen = terminal("follow-up", "list", COLUMNS="80")
        assert "3 days late  Ada Example" in screen.text
        assert max(map(cell_len, screen.text.splitlines())) <= 80

    def test_an_archived_contact_is_left_out_unless_named(self, run: Run) -> None:
        run("contact archive ada")
        assert [one["id"] for one in run("follow-up list --json").json] == [2, 4]
        assert [one["id"] for one in run("follow-up list ada --json").json] == [1, 3]

    def test_show_has_what_is_open_before_the_entries(self, run: Run) -> None:
        run("log ada tea")
        said = run("show ada").out
        assert "Follow-ups:\n  1\t3 days late\t18 Nov\tlate\t\n  3\tin 7 days\t28 Nov\tsoon\t\n\nEntries:" in said
        assert "kept" not in said


def test_nothing_is_a_sentence_for_a_person_only(run: Run) -> None:
    assert run("follow-up list").out == ""
    assert "Nothing is to be followed up." in terminal("follow-up", "list").raw


def test_the_list_loads_nothing_heavy() -> None:
    assert not modules("follow-up", "list", "--overdue") & {*HEAVY, "relkeeper.rules.dates"}


class TestPrivate:
    @pytest.fixture(autouse=True)
    def promise(self, once: Run) -> None:
        once("follow-up add ada hushed --due friday --private")

    def test_its_text_is_not_shown(self, run: Run) -> None:
        run("follow-up add ada hushed --due friday --private")
        for line in (
            "list", "snooze {} 'in 2 weeks'", "edit {} --due today", "done {}", "delete {} --yes"
        ):  # fmt: skip
            for words in (line.format(1), f"{line.format(2)} --json"):
                said = run(f"follow-up {words}").out
                assert "[private]" in said
                assert "hushed" not in said
        run("undo")
        run("undo")
        assert "hushed" not in run("show ada").out + run("show ada --json").out

    def test_its_text_is_kept_and_shown_where_it_is_asked_for(self, run: Run) -> None:
        run("follow-up edit 1 --due today")
        assert "\t[private] hushed\t" in run("follow-up list --reveal").out
        assert "\t[private] hushed\t" in run("show ada --reveal").out

    def test_it_can_be_made_public(self, run: Run) -> None:
        assert run("follow-up edit 1 --not-private").out.endswith(": hushed\n")


class TestDone:
    def test_it_is_no_longer_open(self, run: Run) -> None:
        run("follow-up add ada x --due friday")
        assert run("follow-up done 1").out == "Done #1: x\n"
        assert run("follow-up list --json").json == []
        assert row(run, 1)["done_on"] == "2026-11-21"

    def test_only_once(self, run: Run) -> None:
        run("follow-up add ada x --due friday")
        run("follow-up done 1")
        for line in ("done 1", "snooze 1 'in 2 weeks'", "edit 1 --due today", "edit 1 --every 1m"):
            assert "follow-up #1 was done today" in run(f"follow-up {line}", code=1).err
        run("follow-up edit 1 --text y")
        assert (row(run, 1)["text"], row(run, 1)["due_on"]) == ("y", "2026-11-27")

    def test_undo_takes_it_back(self, run: Run) -> None:
        run("follow-up add ada x --due friday")
        run("follow-up done 1")
        run("undo")
        assert row(run, 1)["done_on"] is None

    def test_all_or_none(self, run: Run) -> None:
        run("follow-up add ada x --due friday")
        assert "#99" in run("follow-up done 1 99", code=3).err
        assert row(run, 1)["done_on"] is None

    def test_several_are_several_in_json(self, run: Run) -> None:
        for text in "xyz":
            run(f"follow-up add ada {text} --due friday")
        assert run("follow-up done 1 --json").json["id"] == 1
        assert [one["id"] for one in run("follow-up done 2 3 --json").json] == [2, 3]

    def test_one_that_returns_is_due_on_its_next_day(self, run: Run) -> None:
        run("follow-up add ada x --due tomorrow --every 1w")
        assert run("follow-up done 1").out == "Done #1: x; next Sun 29 Nov 2026, in 8 days\n"
        assert (row(run, 1)["due_on"], row(run, 1)["done_on"]) == ("2026-11-29", None)

    def test_named_twice_it_is_done_once(self, run: Run) -> None:
        run("follow-up add ada x --due tomorrow --every 1w")
        run("follow-up done 1 '#1'")
        assert row(run, 1)["due_on"] == "2026-11-29"

    def test_what_was_missed_does_not_come_again(self, run: Run, on: Callable[[str], None]) -> None:
        run("follow-up add ada x --due 2026-11-30 --every 1m")
        on("2027-03-01")
        run("follow-up done 1")
        assert row(run, 1)["due_on"] == "2027-03-30"

    def test_for_good(self, run: Run) -> None:
        run("follow-up add ada x --due tomorrow --every 1w")
        assert run("follow-up done 1 --for-good").out == "Done #1: x\n"
        assert row(run, 1)["done_on"] == "2026-11-21"


class TestSnooze:
    def test_it_is_due_later(self, run: Run) -> None:
        run("follow-up add ada x --due friday")
        assert run("follow-up snooze 1 'in 2 weeks'").out == (
            "Follow-up #1 with Ada Example for Sat 5 Dec 2026, in 14 days: x\n"
        )
        assert row(run, 1)["due_on"] == "2026-12-05"

    def test_of_one_that_returns_only_this_time_moves(self, run: Run, on: Callable[[str], None]) -> None:
        run("follow-up add ada x --due 2026-11-30 --every 1m")
        run("follow-up snooze 1 2026-12-03")
        on("2026-12-03")
        run("follow-up done 1")
        assert row(run, 1)["due_on"] == "2026-12-30"

    def test_a_late_one_may_be_due_today(self, run: Run, on: Callable[[str], None]) -> None:
        run("follow-up add ada x --due friday")
        on("2026-12-01")
        run("follow-up snooze 1 today")
        assert row(run, 1)["due_on"] == "2026-12-01"


# What is typed behind `follow-up edit 1`, and what changes.
CHANGES: dict[str, dict[str, object]] = {
    "--text y": {"text": "y"},
    "--due 2026-12-31": {"due_on": "2026-12-31", "begins_on": "2026-12-31", "days_overdue": -40},
    "--every 2w": {"every": {"amount": 2, "unit": "week"}, "begins_on": "2026-12-04"},
    "--every none": {"every": None, "begins_on": "2026-12-04"},
    "--private": {"private": True},
    "--text y --due today": {"text": "y", "due_on": "2026-11-21", "begins_on": "2026-11-21", "days_overdue": 0},
}


def test_what_was_said_and_nothing_else_is_edited(run: Run) -> None:
    run("follow-up add ada x --due 2026-11-30 --every 1m")
    run("follow-up snooze 1 2026-12-04")
    before = row(run, 1)
    for words, changes in CHANGES.items():
        run(f"follow-up edit 1 {words}")
        assert row(run, 1) == before | changes, words
        run("undo")
    assert row(run, 1) == before


class TestDelete:
    def test_it_needs_a_yes(self, run: Run) -> None:
        run("follow-up add ada x --due friday")
        assert "only with --yes" in run("follow-up delete 1", code=1).err
        assert run("follow-up delete 1 --yes").out == "Deleted #1: x\n"
        assert "there is no follow-up #1" in run("follow-up delete 1 --yes", code=3).err
        run("undo")
        assert row(run, 1)["text"] == "x"


class TestLog:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("'friday: send the deck'", "Follow-up #1 for Fri 27 Nov 2026, in 6 days: send the deck\n"),
            ("周五：发资料", "Follow-up #1 for Fri 27 Nov 2026, in 6 days: 发资料\n"),
            ("tomorrow", "Follow-up #1 for tomorrow (Sun 22 Nov 2026): tea\n"),
        ],
    )
    def test_a_promise_is_tied_to_its_entry(self, run: Run, words: str, said: str) -> None:
        run("log ada before")
        assert run(f"log ada tea --follow-up {words}").out.endswith(said)
        assert (row(run, 1)["interaction_id"], row(run, 1)["contact"]["id"]) == (2, 1)

    def test_several_are_of_the_first_who_is_named(self, run: Run) -> None:
        said = run("log 样张 tea --with ada --follow-up 'friday: x' --follow-up 'in 2 weeks: y'").out
        assert "Follow-up #1 with 样张三 for Fri 27 Nov 2026, in 6 days: x\nFollow-up #2 with 样张三 for" in said
        assert [one["contact"]["name"] for one in run("follow-up list --json").json] == ["样张三", "样张三"]

    def test_a_private_entry_has_private_promises(self, run: Run) -> None:
        said = run("log ada hushed --private --follow-up 'friday: lowered' --follow-up tomorrow").out
        assert "hushed" not in said
        assert "lowered" not in said
        assert {(one["private"], one["text"]) for one in run("follow-up list --reveal --json").json} == {
            (True, "lowered"),
            (True, "hushed"),
        }

    def test_the_text_of_a_day_alone_is_the_first_line(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("tea\n\nand more\n"))
        run("log ada - --follow-up friday")
        assert row(run, 1)["text"] == "tea"

    def test_it_outlives_its_entry(self, run: Run) -> None:
        run("log ada tea --follow-up 'friday: x'")
        run("entry delete 1 --yes")
        assert (row(run, 1)["text"], row(run, 1)["interaction_id"]) == ("x", None)
        run("undo")
        assert row(run, 1)["interaction_id"] == 1


class TestDoneTwice:
    @pytest.fixture(autouse=True)
    def weekly(self, once: Run) -> None:
        once("follow-up add ada x --due friday --every 2w")
        once("follow-up done 1")

    def test_a_second_time_on_one_day_is_refused(self, run: Run) -> None:
        said = run("follow-up done 1", code=1).err
        assert "was done today; next is Fri 11 Dec 2026" in said
        assert "relkeeper follow-up snooze 1" in said
        assert row(run, 1)["due_on"] == "2026-12-11"

    def test_on_another_day_it_may_be_done_early(self, run: Run, on: Callable[[str], None]) -> None:
        on("2026-12-10")
        run("follow-up done 1")
        assert row(run, 1)["due_on"] == "2026-12-25"

    def test_what_was_taken_back_may_be_done(self, run: Run) -> None:
        run("undo")
        run("follow-up done 1")
        assert row(run, 1)["due_on"] == "2026-12-11"

    def test_it_may_end_the_same_day(self, run: Run) -> None:
        run("follow-up done 1 --for-good")
        assert row(run, 1)["done_on"] == "2026-11-21"


def test_the_same_rule_keeps_its_days_after_a_snooze(run: Run, on: Callable[[str], None]) -> None:
    run("follow-up add ada x --due 2026-11-30 --every 1m")
    run("follow-up snooze 1 2026-12-03")
    run("follow-up edit 1 --every monthly")
    on("2026-12-03")
    run("follow-up done 1")
    assert row(run, 1)["due_on"] == "2026-12-30"


class TestArchived:
    def test_a_promise_to_somebody_archived_says_that_it_is_silent(self, run: Run) -> None:
        run("contact archive ada")
        silent = "\nAda Example is archived: nothing reminds of it until: relkeeper contact restore '#1'\n"
        assert run("follow-up add ada x --due friday").out.endswith(silent)
        assert run("log ada tea --follow-up friday --follow-up today").out.count(silent) == 1

    def test_archiving_says_what_falls_silent(self, run: Run) -> None:
        run("follow-up add ada x --due friday")
        run("follow-up add ada y --due friday")
        assert "Ada Example. Nothing reminds of 2 open follow-ups now. Back with:" in run("contact archive ada").out


def test_an_empty_part_does_not_deny_the_rest(run: Run) -> None:
    run("follow-up add ada x --due friday")
    screen = terminal("follow-up", "list", "--overdue").text
    assert "Nothing is late; what is open: relkeeper follow-up list" in screen
    assert "Nothing is to be followed up with 样张三." in terminal("follow-up", "list", "样张三").text


def test_an_empty_text_says_which(run: Run) -> None:
    run("follow-up add ada x --due friday")
    assert "--text is empty" in run("follow-up edit 1 --text ''", code=2).err


@pytest.mark.parametrize(
    "line",
    [
        "follow-up done 1", "follow-up snooze 1 friday", "follow-up edit 1 --text y", "follow-up delete 1 --yes",
        "entry edit 1 --in", "entry delete 1 --yes",
    ],
)  # fmt: skip
def test_without_a_book_none_is_made(run: Run, book_path: Path, line: str) -> None:
    book_path.unlink()
    assert "there is no book" in run(line, code=3).err
    assert not book_path.exists()
