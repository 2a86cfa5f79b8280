"""Where the time went."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from relkeeper.book import Book
from relkeeper.drafts import ContactDraft, InteractionDraft
from relkeeper.rules.dates import Moment
from tests.cli.test_start import HEAVY, modules
from tests.conftest import NOW, Run
from tests.talks import talked
from tests.terminals import terminal


def day(ago: int) -> Moment:
    return Moment(datetime.fromisoformat(NOW) - timedelta(days=ago), "day")


def stats(run: Run, words: str = "") -> dict[str, Any]:
    found: dict[str, Any] = run(f"stats {words} --json").json
    return found


@pytest.fixture
def people(home: Path) -> None:
    """Ada of whom most is heard, Grace, and 样张三; a note, and a meeting with two."""
    with Book().writing("import") as write:
        for name in ("Ada Example", "Grace Sampleton", "样张三"):
            write.contacts.add(ContactDraft(name))
        for ago in (10, 10, 30, 60, 200):
            write.interactions.add(InteractionDraft(day(ago), "tea", channel="call", direction="out"), [1])
        write.interactions.add(InteractionDraft(day(100), "rice", channel="wechat", direction="in"), [2])
        monday = Moment(datetime(2026, 11, 16, 9, 30, tzinfo=UTC), "minute")
        write.interactions.add(InteractionDraft(monday, "cake", channel="meeting"), [1, 3])
        write.interactions.add(InteractionDraft(day(1), "a scarf", channel="note", kind="gift"), [1])


@pytest.mark.usefixtures("people")
class TestNumbers:
    def test_everything_adds_up(self, run: Run) -> None:
        found = stats(run)
        assert (found["since"], found["until"], found["contact"]) == ("2025-11-21", "2026-11-21", None)
        assert (found["entries"], found["contacts"]) == (7, 3)
        assert sum(month["total"] for month in found["months"]) == 7
        assert sum(day["entries"] for day in found["days"]) == 7
        assert sum(channel["entries"] for channel in found["channels"]) == 7
        assert sum(map(sum, found["weekday_hours"])) + found["without_time"] == 7
        assert found["balance"] | {"people": None} == {"incoming": 1, "outgoing": 5, "unknown": 1, "people": None}

    def test_months_have_their_channels_and_none_is_missing(self, run: Run) -> None:
        months = stats(run)["months"]
        assert [month["month"] for month in months][::12] == ["2025-11", "2026-11"]
        assert len(months) == 13
        assert months[12] == {"month": "2026-11", "total": 3, "channels": {"call": 2, "meeting": 1}}

    def test_an_entry_with_two_counts_for_each(self, run: Run) -> None:
        found = stats(run)
        assert [(row["contact"]["name"], row["entries"]) for row in found["people"]] == [
            ("Ada Example", 6),
            ("Grace Sampleton", 1),
            ("样张三", 1),
        ]
        assert [row["cumulative"] for row in found["people"]] == [0.75, 0.875, 1]
        assert found["vital_few"] == 2
        assert sum(found["people"][0]["months"]) == 6

    def test_hours_are_those_of_entries_with_a_time(self, run: Run) -> None:
        found = stats(run)
        assert found["weekday_hours"][0][9] == 1
        assert found["without_time"] == 6

    def test_new_contacts_are_counted_where_they_were_added(self, run: Run) -> None:
        found = stats(run)["new_contacts"]
        assert len(found) == 13
        assert found[-1] == {"month": "2026-11", "contacts": 3}

    def test_silences_are_the_longest_of_each_and_say_whether_they_go_on(self, run: Run) -> None:
        assert stats(run)["silences"][:2] == [
            {
                "contact": {"id": 1, "name": "Ada Example"},
                "days": 140,
                "from_on": "2026-05-05",
                "until_on": "2026-09-22",
                "going_on": False,
            },
            {
                "contact": {"id": 2, "name": "Grace Sampleton"},
                "days": 100,
                "from_on": "2026-08-13",
                "until_on": "2026-11-21",
                "going_on": True,
            },
        ]

    def test_who_reaches_out(self, run: Run) -> None:
        assert stats(run)["balance"]["people"] == [
            {"contact": {"id": 1, "name": "Ada Example"}, "incoming": 0, "outgoing": 5},
            {"contact": {"id": 2, "name": "Grace Sampleton"}, "incoming": 1, "outgoing": 0},
        ]

    def test_one_contact_alone(self, run: Run) -> None:
        found = stats(run, "grace")
        assert (found["entries"], found["contacts"], found["new_contacts"]) == (1, 1, [])
        assert found["contact"] == {"id": 2, "name": "Grace Sampleton"}
        assert found["people"][0]["share"] == 1
        assert [silence["days"] for silence in stats(run, "ada")["silences"]] == [140, 30, 20, 5, 5]

    def test_since_and_until_take_months_and_years_and_all(self, run: Run) -> None:
        assert stats(run, "--since 2026-11")["entries"] == 3
        assert stats(run, "--since 2026 --until 2026-09")["entries"] == 3
        assert stats(run, "--since all")["since"] == "2026-05-05"
        assert stats(run, "grace --since all")["since"] == "2026-08-13"
        assert stats(run, "--until 2025")["entries"] == 0
        assert "lies behind" in run("stats --since 2026-11 --until 2025", code=2).err
        assert "is no date" in run("stats --since nonsense", code=2).err

    def test_what_is_left_out_is_what_can_be_typed(self, run: Run) -> None:
        run("log ada tea --when 2020-01-01")
        assert stats(run) == stats(run, "--since 1y")

    @pytest.mark.parametrize("since", ["2027", "2026-12", "tomorrow"])
    @pytest.mark.parametrize("until", ["", "--until 2028"])
    def test_what_is_still_to_come_is_said_as_it_was_typed(self, run: Run, since: str, until: str) -> None:
        said = run(f"stats --since {since} {until}", code=2).err
        assert f"'{since}' is still to come; nothing is there yet" in said
        assert "--until" not in said

    def test_a_silence_of_the_span_may_begin_before_it_and_end_behind_it(self, run: Run) -> None:
        found = stats(run, "ada --since 2026-09-01 --until 2026-09-30")["silences"]
        assert [(each["from_on"], each["until_on"], each["going_on"]) for each in found] == [
            ("2026-05-05", "2026-09-22", False),
            ("2026-09-22", "2026-10-22", False),
        ]

    def test_who_is_archived_counts_and_is_not_named_unless_asked_for(self, run: Run) -> None:
        run("contact archive grace")
        found = stats(run)
        assert (found["entries"], found["contacts"]) == (7, 3)
        assert "Grace" not in run("stats").out
        assert [row["contact"]["name"] for row in found["people"]] == ["Ada Example", "样张三"]
        assert "Grace" in run("stats grace").out

    def test_what_is_private_counts_without_a_word_of_it(self, run: Run) -> None:
        run("log ada 'a secret plan' --private --outcome 'nobody knows'")
        assert stats(run)["entries"] == 8
        for words in ("stats", "stats --json", "stats ada", "stats --svg -"):
            assert not re.search("secret|nobody", run(words).out)

    def test_talk_of_groups_that_is_no_contact_does_not_count(self, run: Run, book_path: Path) -> None:
        with closing(sqlite3.connect(book_path)) as db:
            number = db.execute("SELECT max(id) FROM interaction WHERE kind = ''").fetchone()[0]
            db.execute("UPDATE participant SET counts = 0 WHERE interaction_id = ?", (number,))
            db.execute("INSERT INTO sitting VALUES (?, NULL, 'qq/x', '2026-11-16T10:00:00Z', 1, 1, '')", (number,))
            db.commit()
        assert (stats(run)["entries"], stats(run)["contacts"], stats(run, "ada")["entries"]) == (6, 2, 5)

    def test_plain_lines_are_cells_of_words_and_numbers(self, run: Run) -> None:
        lines = run("stats").out.splitlines()
        assert lines[0] == "21 Nov 2025 to 21 Nov: 7 entries with 3 people, on 6 days"
        for line in (
            "month\t2026-11\t3\tcall 2\tmeeting 1",
            "channel\tcall\t5\t71.4 %",
            "day\t2026-11-16\t1",
            "hour\tMonday\t09:00\t1",
            "without a time of day\t6",
            "vital few\t2 of 3 people make 80 % of it",
            "person\tAda Example\t6\t75.0 %\t75.0 %",
            "silence\tGrace Sampleton\t100 days\t2026-08-13\ttoday, going on",
            "reached out\tyou 5, they 1, unsaid 1",
        ):
            assert line in lines
        assert not re.search("[─-╿▀-▟]", run("stats").out)

    @pytest.mark.parametrize("columns", [80, 120])
    def test_charts_fit_the_terminal(self, columns: int) -> None:
        shown = terminal("stats", columns=columns)
        assert "Entries, share, share with those above" in shown.text
        assert shown.code == 0
        assert max(map(len, shown.lines)) <= columns
        for heading in ("Days", "Months and channels", "Hours of the week", "People", "New contacts",
                        "Longest silences", "Who reaches out"):  # fmt: skip
            assert heading in shown.lines
        assert "── 80 % ──" in shown.text
        assert "样张三" in shown.text

    def test_without_colour_the_same_can_be_read(self) -> None:
        bare = terminal("stats", NO_COLOR="1")
        assert not re.search("\x1b\\[[0-9;]*3[0-9]", bare.raw)
        assert bare.text == terminal("stats").text

    def test_pictures_are_private_files_that_replace_nothing(self, run: Run, home: Path) -> None:
        assert run("stats --svg a.svg").out == "Wrote a.svg: 7 entries, 2025-11-21 to 2026-11-21.\n"
        path = home / "a.svg"
        assert path.stat().st_mode & 0o777 == 0o600
        assert run("stats --svg -").out == path.read_text(encoding="utf-8")
        assert "exists already" in run("stats --svg a.svg", code=1).err
        run("stats ada --svg a.svg --force")
        assert "Ada Example" in path.read_text(encoding="utf-8")
        assert run("stats --svg b.svg --json").json["entries"] == 7
        assert "only one thing" in run("stats --svg - --json", code=2).err

    def test_a_picture_in_pixels(self, run: Run, home: Path) -> None:
        pytest.importorskip("resvg_py", reason="PNG needs the extra relkeeper[pictures]")
        run("stats --png a.png")
        assert (home / "a.png").read_bytes().startswith(b"\x89PNG")


def test_nothing_to_count_is_said_in_a_sentence(run: Run) -> None:
    assert "no book" in run("stats", code=3).err
    run("add 'Ada Example'")
    assert run("stats").out == "No entries at all from 21 Nov 2025 to 21 Nov.\n"
    assert run("stats ada --since all").out == "No entries with Ada Example from 21 Nov to 21 Nov.\n"
    assert "No entries" in terminal("stats").text
    found = stats(run, "ada")
    assert (found["entries"], found["people"], found["vital_few"], found["silences"]) == (0, [], 0, [])
    run("stats --svg empty.svg")


def test_the_most_is_named_where_it_is_but_one(run: Run) -> None:
    run("add 'Ada Example'")
    talked(1, 3)
    talked(1, 9)
    said = run("stats --svg -").out
    assert "2 entries on 2 days from 2025-11-21 to 2026-11-21.<" in said
    assert "1 in all, most in Nov 2026 (1)" in terminal("stats").text
    talked(1, 9)
    assert "2025-11-21 to 2026-11-21; the most on 2026-11-12: 2.<" in run("stats --svg -").out


def test_one_entry(run: Run) -> None:
    run("add 'Ada Example'")
    talked(1, 0)
    assert run("stats --since all").out.splitlines()[0] == "21 Nov to 21 Nov: 1 entry with 1 person, on 1 day"
    assert "80 %" in terminal("stats").text


def test_days_and_hours_are_those_of_where_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add 'Ada Example'")
    run("log ada 'tea' --when '2026-11-15T23:45-08:00'")
    run("log ada 'rice' --when '2026-11-01T00:15+05:30'")
    found = stats(run, "--since 2026-11 --until 2026-11")
    assert found["days"] == [{"on": "2026-11-01", "entries": 1}, {"on": "2026-11-15", "entries": 1}]
    assert (found["weekday_hours"][6][23], found["weekday_hours"][6][0]) == (1, 1)


def test_reading_starts_light(run: Run) -> None:
    run("add 'Ada Example'")
    talked(1, 3)
    assert not modules("stats") & HEAVY
    assert not modules("stats", "ada", "--json") & HEAVY
