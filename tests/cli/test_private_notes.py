"""A private note tells no more than that there is one, and a private entry nothing through its follow-ups."""

import json
from pathlib import Path

import pytest

from relkeeper.book import Book
from tests.conftest import Run

TELLING = ("knee", "health", "debt", '"out"', "they owe")


@pytest.fixture(autouse=True)
def ada(once: Run) -> None:
    once("add 'Ada Example'")


class TestNote:
    @pytest.fixture(autouse=True)
    def notes(self, once: Run) -> None:
        once("note ada 'a bad knee' --kind health --private")
        once("note ada 'lent her 50 euros' --kind debt --out")
        once("entry edit 2 --private")

    @pytest.mark.parametrize(
        "line",
        [
            "note list", "note list --kind other", "timeline", "entry show 1", "entry show 2", "show ada", "history",
            "history show 2", "history show 4",
        ],
    )  # fmt: skip
    def test_neither_its_kind_nor_its_direction_is_told(self, run: Run, line: str) -> None:
        said = run(line).out + run(f"{line} --json").out
        assert said
        assert not [word for word in TELLING if word in said]

    def test_it_is_found_by_the_kind_that_is_shown(self, run: Run) -> None:
        assert run("note list --kind health --json").json == []
        assert [row["id"] for row in run("note list --kind health --reveal --json").json] == [1]
        assert [row["kind"] for row in run("note list --kind other --json").json] == ["other", "other"]
        assert run("note list --kind other --reveal --json").json == []

    def test_tab_does_not_offer_its_kind(self, run: Run) -> None:
        run("note ada bees --kind likes")
        assert Book().reports.offers("note_kinds", "") == ["likes"]

    def test_what_is_revealed_is_all_there(self, run: Run) -> None:
        row = run("note list --kind debt --reveal --json").json[0]
        assert (row["kind"], row["direction"], row["text"]) == ("debt", "out", "lent her 50 euros")
        assert run("entry show 2 --reveal --json").json["direction"] == "out"

    def test_the_echo_claims_no_other_kind(self, run: Run) -> None:
        said = run("note ada 'a bad back' --kind health --private").out
        assert said == "Noted #3 about Ada Example: [private], today (Sat 21 Nov 2026).\n"


def test_what_is_given_to_a_person_has_no_rows_of_private_things(run: Run, home: Path) -> None:
    run("note ada 'a bad knee' --kind health --private")
    run("log ada hushed --private --follow-up 'friday: lowered'")
    run("follow-up add ada whispered --due friday --private")
    run("edit ada --private --field diet=strict")
    run("log ada tea")
    run("edit ada --field tea=green")
    run("export person ada out")
    told = json.loads((home / "out" / "history.json").read_text(encoding="utf-8"))
    assert [(each["command"], [row["table"] for row in each["rows"]]) for each in told] == [
        ("add", ["contact"]),
        ("log", ["interaction", "participant"]),
        ("edit", ["custom_field"]),
    ]
    run("export person ada all --reveal")
    assert len(json.loads((home / "all" / "history.json").read_text(encoding="utf-8"))) == 7


class TestFollowUps:
    @pytest.fixture(autouse=True)
    def entry(self, once: Run) -> None:
        once("log ada hushed --follow-up friday --follow-up 'friday: lowered'")

    def test_those_of_an_entry_become_private_with_it(self, run: Run) -> None:
        assert run("entry edit 1 --private").out == "Changed #1: [private]\nPrivate with it: follow-ups #1, #2.\n"
        said = "".join(run(line).out for line in ("follow-up list", "agenda", "show ada", "entry show 1", "history"))
        assert "hushed" not in said
        assert "lowered" not in said
        run("undo")
        assert [row["private"] for row in run("follow-up list --json").json] == [False, False]

    def test_one_that_was_shown_again_stays_so(self, run: Run) -> None:
        run("entry edit 1 --private")
        run("follow-up edit 2 --not-private")
        assert run("entry edit 1 --in").out == "Changed #1: [private]\n"
        assert run("entry edit 1 --private").out == "Changed #1: [private]\nPrivate with it: follow-up #2.\n"

    def test_they_stay_private_where_the_entry_does_not(self, run: Run) -> None:
        run("entry edit 1 --private")
        assert run("entry edit 1 --not-private").out == (
            "Changed #1: hushed\n"
            "Still private: follow-ups #1, #2; to show one: relkeeper follow-up edit 1 --not-private\n"
        )
        assert [row["private"] for row in run("follow-up list --json").json] == [True, True]
