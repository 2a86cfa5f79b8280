"""Who is overdue, since when, and why."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run


def rows(run: Run, words: str = "") -> list[dict[str, object]]:
    found: list[dict[str, object]] = run(f"overdue {words} --json").json
    return found


def test_the_line_is_its_own_briefing(run: Run) -> None:
    run("add 'Ada Example' --tag family")
    run("tag cadence family 2w")
    run("log ada 'about the garden' --outcome 'she sends seeds' --via call --when 2026-10-20")
    assert run("overdue").out == (
        "Ada Example\t18 days late\tevery 2 weeks (family)\t20 Oct, 32 days ago\tcall: she sends seeds\n"
    )


def test_json_has_every_key(run: Run) -> None:
    run("add 'Ada Example' --every 2w")
    run("log ada tea --via call --when 2026-10-20")
    assert rows(run) == [
        {
            "id": 1,
            "name": "Ada Example",
            "cadence_days": 14,
            "cadence_from": "own",
            "cadence_tag": None,
            "added_on": "2026-11-21",
            "last_contact_on": "2026-10-20",
            "last_channel": "call",
            "last_summary": "tea",
            "last_outcome": "",
            "due_on": "2026-11-03",
            "days_overdue": 18,
            "timezone": "",
            "local_time": None,
            "elsewhere": False,
        }
    ]


def test_the_time_there_is_told_where_it_is_another_one(run: Run) -> None:
    run("add 'Ada Example' --every 1w --timezone 'new york'")
    run("add 'Grace Sampleton' --every 1w --timezone Europe/London")
    run("add 'Eve Example' --every 1w")
    for number in (1, 2, 3):
        run(f"log '#{number}' tea --when 2026-10-20")
    told = {row["id"]: (row["timezone"], row["local_time"], row["elsewhere"]) for row in rows(run)}
    assert told == {
        1: ("America/New_York", "2026-11-21T05:00-05:00", True),
        2: ("Europe/London", "2026-11-21T10:00+00:00", False),
        3: ("", None, False),
    }
    names = [line.split("\t")[0] for line in run("overdue").out.splitlines()]
    assert sorted(names) == ["Ada Example (05:00 there)", "Eve Example", "Grace Sampleton"]


def test_a_zone_that_this_machine_does_not_know_is_no_obstacle(run: Run, book_path: Path) -> None:
    run("add 'Ada Example' --every 1w")
    run("log ada tea --when 2026-10-20")
    with closing(sqlite3.connect(book_path)) as db, db:
        db.execute("UPDATE contact SET timezone = 'Moon/Tranquility'")
    (row,) = rows(run)
    assert (row["timezone"], row["local_time"]) == ("Moon/Tranquility", None)
    assert "time there: Moon/Tranquility\n" in run("show ada").out


def test_nothing_at_all_is_said_when_nobody_is_overdue(run: Run) -> None:
    for _ in range(2):  # without a book, and with one
        result = run("overdue")
        assert (result.out, result.err) == ("", "")
        run("add Ada --every 2w --yes")


def test_due_today_is_not_overdue_yet_and_tomorrow_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add Ada --every 1w")
    run("log ada tea --when 2026-11-14")
    assert rows(run) == []
    monkeypatch.setenv("RELKEEPER_NOW", "2026-11-22T00:00:00+00:00")
    assert rows(run)[0]["days_overdue"] == 1


@pytest.mark.parametrize("channel", ["call", "meeting", "email", "letter", "wechat", "other"])
def test_any_channel_restarts_the_clock(run: Run, channel: str) -> None:
    run("add Ada --every 1w")
    run("log ada x --when 2026-10-01")
    assert len(rows(run)) == 1
    run(f"log ada x --via {channel}")
    assert rows(run) == []


def test_an_older_entry_logged_later_does_not_turn_the_clock_back(run: Run) -> None:
    run("add Ada --every 1w")
    run("log ada new --when 2026-11-20")
    run("log ada old --when 2026-01-01")
    assert rows(run) == []


def test_deleting_the_last_entry_turns_the_clock_back(run: Run) -> None:
    run("add Ada --every 1w")
    run("log ada old --when 2026-11-01")
    run("log ada new --when 2026-11-20")
    run("entry delete 2 --yes")
    assert rows(run)[0]["last_contact_on"] == "2026-11-01"


def test_who_was_never_contacted_counts_from_the_day_of_being_added(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add Ada --every 1w")
    monkeypatch.setenv("RELKEEPER_NOW", "2026-12-01T10:00:00+00:00")
    assert run("overdue").out == "Ada\t3 days late\tevery week\tnever, added 21 Nov\tnever contacted\n"


def test_the_latest_of_a_day_is_the_last_word(run: Run) -> None:
    run("add Ada --every 1w")
    run("log ada evening --when '2026-11-01 20:00'")
    run("log ada morning --when '2026-11-01 08:00'")
    assert rows(run)[0]["last_summary"] == "evening"


class TestCadences:
    def test_the_shortest_of_the_tags_wins_and_the_own_beats_them(self, run: Run) -> None:
        run("tag cadence work 1m")
        run("tag cadence family 1w")
        run("add Ada --tag work --tag family")
        run("log ada x --when 2026-10-01")
        assert (rows(run)[0]["cadence_days"], rows(run)[0]["cadence_tag"]) == (7, "family")
        run("edit ada --every 2w")
        assert (rows(run)[0]["cadence_days"], rows(run)[0]["cadence_from"]) == (14, "own")

    def test_without_any_nobody_is_nagged_about_until_there_is_a_default(self, run: Run) -> None:
        run("add Ada")
        run("log ada x --when 2026-01-01")
        assert rows(run) == []
        run("config set default_cadence 3m")
        assert (rows(run)[0]["cadence_days"], rows(run)[0]["cadence_from"]) == (91, "default")

    def test_a_tag_s_can_be_taken_away(self, run: Run) -> None:
        run("tag cadence family 1w")
        run("tag cadence Family none")
        assert run("tag list --json").json == [{"name": "family", "cadence_days": None, "contacts": 0}]


class TestOrder:
    @pytest.fixture(autouse=True)
    def people(self, once: Run) -> None:
        once("add Weekly --every 1w --tag near")
        once("add Yearly --every 1y")
        once("log weekly x --when 2026-11-01")  # 13 days late: nearly twice the week
        once("log yearly x --when 2025-09-01")  # 81 days late: less than a quarter of the year
        once("add Soon --every 1w --tag near")
        once("log soon x --when 2026-11-18")

    def test_most_urgent_first_relative_to_the_cadence(self, run: Run) -> None:
        assert [row["name"] for row in rows(run)] == ["Weekly", "Yearly"]
        assert [row["name"] for row in rows(run, "--limit 1")] == ["Weekly"]

    def test_within_adds_who_is_soon_due(self, run: Run) -> None:
        assert [(row["name"], row["days_overdue"]) for row in rows(run, "--within 7d")][-1] == ("Soon", -4)
        assert [row["name"] for row in rows(run, "--within 3d")] == ["Weekly", "Yearly"]

    def test_tags(self, run: Run) -> None:
        assert [row["name"] for row in rows(run, "--tag near --within 7d")] == ["Weekly", "Soon"]

    def test_archived_contacts_are_left_alone(self, run: Run) -> None:
        run("contact archive weekly")
        assert [row["name"] for row in rows(run)] == ["Yearly"]

    def test_the_exit_code_tells_when_asked(self, run: Run) -> None:
        run("overdue")
        run("overdue --exit-code", code=10)
        run("overdue --tag nothing --exit-code")

    def test_a_snooze_holds_until_its_day(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        run("contact snooze weekly --until 2026-12-01")
        assert [row["name"] for row in rows(run)] == ["Yearly"]
        monkeypatch.setenv("RELKEEPER_NOW", "2026-12-02T10:00:00+00:00")
        assert {row["name"]: row["days_overdue"] for row in rows(run)}["Weekly"] == 1
        run("contact snooze weekly --off")
        assert {row["name"]: row["days_overdue"] for row in rows(run)}["Weekly"] == 24

    def test_within_counts_its_last_day(self, run: Run) -> None:
        assert [row["name"] for row in rows(run, "--within 4d")][-1] == "Soon"
        run("log soon x --when 2026-11-14")
        run("entry delete 3 --yes")
        assert rows(run, "--within 0d")[-1]["days_overdue"] == 0
