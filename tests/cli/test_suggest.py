"""Whom to contact next, and why."""

import json
import re
import sqlite3
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from relkeeper.book import Book
from relkeeper.reports import suggesting
from tests.conftest import NOW, Run
from tests.talks import rhythm, talked
from tests.terminals import terminal

LONG_AGO = "2026-08-01T10:00:00+00:00"
DOC = Path(__file__).parents[2] / "docs" / "suggest.md"


def rows(run: Run, words: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(f"suggest {words} --json").json
    return found


def named(run: Run, words: str = "") -> list[str]:
    return [row["name"] for row in rows(run, words)]


def test_the_example_of_the_document_is_what_the_program_says(run: Run) -> None:
    text = DOC.read_text(encoding="utf-8")
    (typed,) = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    (said,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    for line in typed.splitlines():
        run(line.removeprefix("relkeeper "))
    (row,) = rows(run)
    expected = json.loads(said)
    assert {name: row[name] for name in expected} == expected


def test_the_constants_of_the_document_are_those_of_the_program() -> None:
    said = dict(re.findall(r"^\| `([A-Z_]+)` \| ([0-9.]+) \|$", DOC.read_text(encoding="utf-8"), re.MULTILINE))
    modules = [
        import_module(f"relkeeper.rules.suggesting.{name}") for name in ("rhythm", "closeness", "nearness", "ranking")
    ]
    known = {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, int | float)
    }
    assert {name: float(value) for name, value in said.items()} == known


def test_a_line_says_who_and_why_when_last_and_what_time_it_is_there(run: Run) -> None:
    run("add 'Ada Example' --timezone Asia/Tokyo --every 2w")
    rhythm(1, 9, 41, channel="meeting", outcome="she sends seeds")
    assert run("suggest").out == (
        "Ada Example\tyou used to talk every 9 days; 41 days now; 27 days late: every 2 weeks is set\t"
        "last 11 Oct (meeting): she sends seeds\t19:00\n"
    )


def test_what_they_like_is_told_and_that_nobody_was_in_touch_only_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELKEEPER_NOW", LONG_AGO)
    run("add 'Ada Example'")
    run("note ada --kind likes jazz")
    monkeypatch.setenv("RELKEEPER_NOW", NOW)
    assert run("suggest").out == "Ada Example\tnever contacted; added 3 months ago\tlikes jazz\t\n"


def test_json_has_every_key(run: Run) -> None:
    run("add 'Ada Example'")
    talked(1, 400)
    (row,) = rows(run)
    assert row == {
        "id": 1,
        "name": "Ada Example",
        "score": row["score"],
        "why": ["you talked on one day, 400 days ago"],
        "usual_days": None,
        "silent_days": 400,
        "days_of_contact": 1,
        "unusual": row["unusual"],
        "known": 0.33,
        "closeness": row["closeness"],
        "near": 0.0,
        "timezone": "",
        "local_time": None,
        "awake": None,
        "briefing": {
            "last_contact_on": "2025-10-17",
            "last_channel": "other",
            "last_words": "tea",
            "likes": [],
            "dislikes": [],
            "food": [],
            "wishes": [],
            "last_gift": None,
            "last_gift_on": None,
            "last_gift_direction": None,
            "debts": [],
        },
    }
    assert row["score"] == pytest.approx(row["unusual"] / 3 * row["closeness"], abs=0.01)


def test_an_unusual_silence_comes_before_a_longer_one(run: Run) -> None:
    run("add 'Ada Example'")
    run("add 'Grace Sampleton'")
    rhythm(1, 7, 42)
    rhythm(2, 90, 95)
    assert named(run) == ["Ada Example", "Grace Sampleton"]


def test_lost_friends_are_mentioned_behind_those_who_drift_now(run: Run) -> None:
    for name in ("Ada Example", "Bea Example", "Eve Example", "Grace Sampleton"):
        run(f"add '{name}'")
    for number, every, silent in ((1, 7, 42), (2, 2, 21), (3, 7, 1100), (4, 7, 3600)):
        rhythm(number, every, silent, times=12)
    found = rows(run)
    assert [row["name"] for row in found] == ["Bea Example", "Ada Example", "Eve Example", "Grace Sampleton"]
    assert found[2]["why"] == ["lost touch: you used to talk every week; 1,100 days now"]
    assert found[2]["score"] < found[1]["score"] / 4


def test_who_is_silent_for_no_longer_than_their_own_rhythm_is_not_named_by_that_of_the_book(run: Run) -> None:
    for number in range(1, 10):
        run(f"add 'Sample{number} Example'")
        rhythm(number, 7, 1, times=8)
    run("add 'Ada Example'")
    rhythm(10, 90, 40, times=4)
    assert rows(run) == []
    run("follow-up add ada 'send the deck' --due tomorrow")
    assert rows(run)[0]["why"] == ["you talk every 90 days; 40 days now", "you promised: send the deck, due tomorrow"]


def test_a_day_that_comes_near_does_not_name_who_was_met_just_now(run: Run) -> None:
    run("add 'Ada Example' --birthday --11-27 --timezone Europe/Paris")
    run("add 'Bea Example'")
    run("follow-up add ada 'send the deck' --due 2026-11-26")
    run("follow-up add bea 'send seeds' --due 2026-12-04")
    rhythm(1, 14, 1)
    talked(2, 0)
    assert rows(run) == []


def test_who_was_added_just_now_is_not_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add 'Ada Example' --timezone Europe/Paris")
    assert rows(run) == []
    monkeypatch.setenv("RELKEEPER_NOW", "2027-01-21T10:00:00+00:00")
    assert rows(run)[0]["why"] == ["never contacted; added 2 months ago"]


def test_your_own_contact_is_not_named(run: Run) -> None:
    run("add 'Ada Example'")
    run("add 'Ada Sample'")
    for number in (1, 2):
        rhythm(number, 9, 41)
    run("config set me_contact 'ada example'")
    assert named(run) == ["Ada Sample"]
    for several_or_nobody in ("ada", "nobody"):
        run(f"config set me_contact {several_or_nobody}")
        assert named(run) == ["Ada Example", "Ada Sample"]


def test_of_those_without_entries_none_are_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(9):
        run(f"add 'Sample{number} Example'")
    run("add 'Ada Example'")
    rhythm(10, 9, 41)
    monkeypatch.setenv("RELKEEPER_NOW", "2026-12-21T10:00:00+00:00")
    asked: list[str] = []

    def suggested(db: sqlite3.Connection) -> int:
        db.set_trace_callback(asked.append)
        return len(suggesting.report(db, Book().now, None, (), "before", (9, 21)))

    assert Book().read(suggested) == 10
    assert sum("messages_in" in statement for statement in asked) == 1


def test_who_was_heard_from_as_usual_is_left_alone(run: Run) -> None:
    run("add 'Ada Example'")
    rhythm(1, 9, 4)
    result = run("suggest")
    assert (result.out, result.err) == ("", "")
    run("follow-up add ada 'send the deck' --due tomorrow")
    assert rows(run)[0]["why"] == ["you talk every 9 days; 4 days now", "you promised: send the deck, due tomorrow"]


def test_who_was_never_contacted_is_named_after_those_who_are_missed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELKEEPER_NOW", LONG_AGO)
    run("add 'Ada Example'")
    run("add 'Grace Sampleton'")
    monkeypatch.setenv("RELKEEPER_NOW", NOW)
    rhythm(2, 9, 41)
    assert [(row["name"], row["why"]) for row in rows(run)] == [
        ("Grace Sampleton", ["you used to talk every 9 days; 41 days now"]),
        ("Ada Example", ["never contacted; added 3 months ago"]),
    ]


def test_closeness_decides_between_equal_silences(run: Run) -> None:
    for name in ("Ada Example", "Bea Example", "Eve Example"):
        run(f"add '{name}'")
    rhythm(1, 9, 41, channel="call", direction="out")
    rhythm(2, 9, 41, channel="meeting", direction="out")
    rhythm(3, 9, 41, channel="meeting")
    assert named(run) == ["Eve Example", "Bea Example", "Ada Example"]


def test_those_who_tie_come_by_name(run: Run) -> None:
    for number, name in enumerate(("Eve Example", "Ada Example", "Bea Example"), 1):
        run(f"add '{name}'")
        rhythm(number, 9, 41)
    assert named(run) == ["Ada Example", "Bea Example", "Eve Example"]
    assert named(run, "--limit 2") == ["Ada Example", "Bea Example"]


def test_a_birthday_is_near_and_goes_unmentioned_where_no_greetings_are_wanted(run: Run) -> None:
    run("add 'Ada Example' --birthday --12-05")
    talked(1, 9, 3)
    assert rows(run) == []
    run("occasion edit 1 --date=--11-24")
    assert "birthday in 3 days" in rows(run)[0]["why"]
    run("contact consent ada --no-greetings")
    assert rows(run) == []


def test_a_private_promise_is_told_without_its_words(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELKEEPER_NOW", LONG_AGO)
    run("add 'Ada Example'")
    monkeypatch.setenv("RELKEEPER_NOW", NOW)
    run("follow-up add ada 'the surprise' --due tomorrow --private")
    assert "surprise" not in run("suggest --json").out
    assert "you promised: [private], due tomorrow" in run("suggest").out


def test_of_a_private_entry_nothing_but_its_date_counts(run: Run) -> None:
    for name in ("Ada Example", "Bea Example"):
        run(f"add '{name}'")
    rhythm(1, 9, 41, channel="meeting", direction="out", private=True)
    rhythm(2, 9, 41, channel="meeting", direction="out")
    ada = next(row for row in rows(run) if row["id"] == 1)
    assert (ada["usual_days"], ada["silent_days"], ada["closeness"]) == (9.0, 41, 1.43)
    assert (ada["briefing"]["last_contact_on"], ada["briefing"]["last_words"]) == ("2026-10-11", None)


def test_a_note_is_no_contact(run: Run) -> None:
    run("add 'Ada Example'")
    rhythm(1, 9, 41)
    before = rows(run)
    run("note ada --kind health 'had a fall'")
    assert rows(run) == before


@pytest.mark.parametrize(
    "command", ["contact archive ada", "contact snooze ada --until tomorrow", "contact consent ada --no-automation"]
)
def test_who_is_to_be_left_alone_is_not_named(run: Run, command: str) -> None:
    run("add 'Ada Example'")
    rhythm(1, 9, 41)
    assert named(run) == ["Ada Example"]
    run(command)
    assert named(run) == []


def test_a_snooze_that_is_over_hides_nobody(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add 'Ada Example'")
    rhythm(1, 9, 41)
    run("contact snooze ada --until tomorrow")
    monkeypatch.setenv("RELKEEPER_NOW", "2026-11-22T10:00:00+00:00")
    assert named(run) == ["Ada Example"]


def test_those_who_are_awake_are_preferred(run: Run) -> None:
    run("add 'Ada Example' --timezone America/New_York")
    run("add 'Bea Example' --timezone Europe/Paris")
    for number in (1, 2):
        rhythm(number, 9, 41)
    assert [(row["name"], row["awake"], row["near"]) for row in rows(run)] == [
        ("Bea Example", True, 0.25),
        ("Ada Example", False, 0.0),
    ]
    assert run("suggest").out.splitlines()[1].endswith("\t05:00, asleep")


def test_a_tag_chooses_and_changes_nobodys_figures(run: Run) -> None:
    run("add 'Ada Example' --tag family")
    run("add 'Bea Example'")
    for number, every in ((1, 9), (2, 3)):
        rhythm(number, every, 41)
    everybody = {row["name"]: row for row in rows(run)}
    assert rows(run, "--tag Family") == [everybody["Ada Example"]]
    assert rows(run, "--tag nobody") == []


def test_the_cadence_of_a_tag_counts_and_the_default_of_the_settings_does_not(run: Run) -> None:
    run("add 'Ada Example' --tag family")
    talked(1, 16, 46, 76)
    run("config set default_cadence 1w")
    assert rows(run) == []
    run("tag cadence family 1w")
    assert rows(run)[0]["why"] == ["you talked on 3 days; 16 days now", "9 days late: every week is set"]


def test_at_most_five_are_named_unless_more_are_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELKEEPER_NOW", LONG_AGO)
    for letter in "abcdefg":
        run(f"add 'Sample{letter} Example'")
    monkeypatch.setenv("RELKEEPER_NOW", NOW)
    assert len(rows(run)) == 5
    assert len(rows(run, "--limit 7")) == 7
    assert "is not in the range" in run("suggest --limit 0", code=2).err


def test_on_a_terminal_it_fits_and_says_when_nobody_comes_to_mind(run: Run) -> None:
    assert "There is no book yet" in terminal("suggest").text
    run("add '样张三' --timezone Asia/Shanghai")
    rhythm(1, 9, 41)
    screen = terminal("suggest", columns=80)
    assert "样张三" in screen.text
    assert "18:00" in screen.text
    run("log 样张三 茶")
    assert "Nobody comes to mind" in terminal("suggest").text
