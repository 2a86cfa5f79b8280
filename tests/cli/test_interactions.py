"""log, timeline, and one entry."""

import io
import time

import pytest

from tests.conftest import Run


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example' --every 2w --tag friends")
    once("add 张三")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("log ada tea", "Logged #1: with Ada Example, today (Sat 21 Nov 2026) at 10:00. Next due 5 Dec.\n"),
        (
            "log ada tea --via call --when yesterday",
            "Logged #1: call with Ada Example, yesterday (Fri 20 Nov 2026). Next due 4 Dec.\n",
        ),
        ("log 张三 聚餐 --via 见面 --when 上周五", "Logged #1: meeting with 张三, Fri 13 Nov 2026, 8 days ago.\n"),
        (
            "log zs 聚餐 --with ada --when 'nov 3 18:30'",
            "Logged #1: with Ada Example and 张三, Tue 3 Nov 2026, 18 days ago at 18:30. Next due Ada Example 17 Nov.\n",
        ),
    ],
)
def test_what_was_understood_is_echoed(run: Run, line: str, said: str) -> None:
    assert run(line).out == said


def test_all_that_was_said_is_kept(run: Run) -> None:
    entry = run(
        "log ada 'project plan' --with 张三 --via call --out --when '2026-11-20 14:30' --outcome 'we start in May'"
        " --duration 1h30 --place 'Café Beispiel' --json"
    ).json
    assert entry == {
        "id": 1,
        "uid": entry["uid"],
        "at": "2026-11-20T14:30:00+00:00",
        "utc_offset": 0,
        "precision": "minute",
        "channel": "call",
        "direction": "out",
        "summary": "project plan",
        "body": "",
        "outcome": "we start in May",
        "place": "Café Beispiel",
        "duration_minutes": 90,
        "source": "typed",
        "private": False,
        "kind": "",
        "messages_in": None,
        "messages_out": None,
        "participants": [{"id": 1, "name": "Ada Example"}, {"id": 2, "name": "张三"}],
        "attachments": [],
        "follow_ups": [],
    }
    assert run("entry show 1 --json").json == entry
    assert run("timeline --json").json == [entry]


def test_an_entry_tells_what_was_promised_in_it(run: Run) -> None:
    entry = run("log ada 'project plan' --follow-up 'friday: send the deck' --json").json
    assert entry["follow_ups"] == [{"id": 1, "name": "send the deck"}]
    assert "follow-ups: #1 send the deck" in run("entry show 1").out
    private = run("log ada 'another job' --follow-up 'friday: ask again' --private --json").json
    assert private["follow_ups"] == [{"id": 2, "name": "[private]"}]
    assert "ask again" in run("entry show 2 --reveal").out


def test_the_first_line_is_the_summary_and_the_rest_the_body(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("tea\n\nshe will send\nthe deck\n"))
    entry = run("log ada - --json").json
    assert (entry["summary"], entry["body"]) == ("tea", "she will send\nthe deck")


def test_the_day_that_counts_is_the_local_one_where_it_happened(run: Run) -> None:
    run("log ada tea --when 2026-11-20T23:30+08:00")
    assert run("show ada --json").json["last_contact_on"] == "2026-11-20"
    run("log ada tea --when 2026-11-19T23:30-08:00")
    assert run("timeline --json").json[0]["at"] == "2026-11-20T23:30:00+08:00"


def test_an_offset_with_seconds_is_kept_in_minutes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "LMT-8:05:43")
    time.tzset()
    entry = run("log ada 'long ago' --when '1901-01-01 23:59' --json").json
    assert (entry["utc_offset"], entry["at"]) == (485, "1901-01-01T23:58:17+08:05")


def test_somebody_named_twice_takes_part_once(run: Run) -> None:
    assert len(run("log ada tea --with 'Ada Example' --json").json["participants"]) == 1


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("log ada ''", 2, "empty"),
        ("log ada", 2, "standard input"),
        ("log nobody tea", 3, "nobody"),
        ("log ada tea --with nobody", 3, "nobody"),
        ("log ada tea --when 3/4", 2, "3 April or 4 March"),
        ("log ada tea --when tomorrow", 2, "future"),
        ("log ada tea --when 23:00", 2, "future"),
        ("log ada tea --when sometime", 2, "sometime"),
        ("log ada tea --when 明天", 2, "明天"),
        ("log ada tea --duration 0", 2, "0"),
        ("log ada tea --via metting", 2, "did you mean meeting?"),
        ("log ada tea --in --out", 2, "exclude"),
        ("entry show 99", 3, "#99"),
        ("entry delete 99 --yes", 3, "#99"),
        ("entry edit 99 --note x", 3, "#99"),
        ("timeline nobody", 3, "nobody"),
        ("timeline --since tomorrow", 2, "still to come"),
        ("timeline --since 2027", 2, "still to come"),
    ],
)
def test_bad_input_is_refused_and_logs_nothing(run: Run, line: str, code: int, said: str) -> None:
    assert said in run(line, code=code).err
    assert run("timeline --json").json == []


def test_a_timeline_may_begin_and_end_with_a_year_or_a_month(run: Run) -> None:
    for day in ("2024-12-31", "2025-01-01", "2025-03-31", "2025-04-01"):
        run(f"log ada {day} --when {day}")
    shown = [entry["summary"] for entry in run("timeline --since 2025 --until 2025-03 --json").json]
    assert shown == ["2025-03-31", "2025-01-01"]


def test_an_empty_standard_input_is_no_note(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(" \n"))
    assert "empty" in run("log ada -", code=2).err


def test_own_channels_can_be_added(run: Run) -> None:
    run("log ada tea --via pigeon", code=2)
    run("config set channels 'Pigeon, fax'")
    assert run("log ada tea --via pigeon --json").json["channel"] == "pigeon"


class TestTimeline:
    @pytest.fixture(autouse=True)
    def entries(self, once: Run) -> None:
        once("log ada first --when 2026-01-05 --via call")
        once("log ada second --when 2026-02-05 --via email --with 张三")
        once("log 张三 third --when 2026-03-05 --via call")

    @pytest.mark.parametrize(
        ("words", "summaries"),
        [
            ("", ["third", "second", "first"]),
            ("ada", ["second", "first"]),
            ("--since 2026-02-05", ["third", "second"]),
            ("--until 2026-02-05", ["second", "first"]),
            ("--since 2026-02-01 --until 2026-02-28", ["second"]),
            ("--via call", ["third", "first"]),
            ("--via 电话", ["third", "first"]),
            ("--tag friends", ["second", "first"]),
            ("张三 --limit 1", ["third"]),
            ("--via letter", []),
        ],
    )
    def test_filters(self, run: Run, words: str, summaries: list[str]) -> None:
        assert [entry["summary"] for entry in run(f"timeline {words} --json").json] == summaries

    def test_plain_lines(self, run: Run) -> None:
        assert (
            run("timeline --limit 2").out == "3\t5 Mar\tcall\t张三\tthird\n2\t5 Feb\temail\tAda Example, 张三\tsecond\n"
        )

    def test_an_entry_is_changed_by_options(self, run: Run) -> None:
        entry = run(
            "entry edit 1 --note tea --body 'long talk' --when 2026-01-06 --via meeting --in --outcome ok --duration 45m"
            " --place here --with 张三 --without ada --json"
        ).json
        assert (entry["summary"], entry["body"], entry["at"][:10], entry["channel"]) == (
            "tea",
            "long talk",
            "2026-01-06",
            "meeting",
        )
        assert (entry["direction"], entry["outcome"], entry["duration_minutes"], entry["place"]) == (
            "in",
            "ok",
            45,
            "here",
        )
        assert [person["name"] for person in entry["participants"]] == ["张三"]

    def test_a_change_of_date_moves_the_last_contact(self, run: Run) -> None:
        run("entry edit 2 --when 2026-01-01")
        assert run("show ada --json").json["last_contact_on"] == "2026-01-05"

    def test_an_unchanged_part_stays(self, run: Run) -> None:
        before = run("entry show 2 --json").json
        assert run("entry edit 2 --outcome yes --json").json == before | {"outcome": "yes"}

    def test_somebody_must_have_taken_part(self, run: Run) -> None:
        assert "relkeeper entry delete" in run("entry edit 1 --without ada", code=2).err
        assert len(run("timeline --json").json) == 3

    def test_deleting_needs_a_yes(self, run: Run) -> None:
        assert "--yes" in run("entry delete 3", code=1).err
        assert "third" in run("entry delete 3 --yes").out
        assert run("show 张三 --json").json["last_contact_on"] == "2026-02-05"
