"""What is late and what comes up, day by day, each with what to know of the person."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import due_people
from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    """The book of `people`, once it was made."""
    return []


@pytest.fixture
def people(run: Run, book_path: Path, made: list[bytes]) -> None:
    """The people of due_people.py, one with a birthday tomorrow."""
    due_people.keep(run, book_path, made, "1990-11-22")


@pytest.mark.usefixtures("people")
class TestLines:
    def test_each_line_has_its_day_and_its_briefing(self, run: Run) -> None:
        assert run("agenda").out.splitlines() == [
            "2026-11-09\t12 days late\tAda Example\tget in touch (every 2 weeks)\tlast 26 Oct (call): she sends the deck",
            "2026-11-21\ttoday\t样张三\tget in touch (every month)\tlast 22 Oct: 毕业聚会",
            "2026-11-22\ttomorrow\t样张三\tbirthday, turns 36\tlast 22 Oct: 毕业聚会",
            "2026-11-24\tin 3 days\tAda Example\tsend the seeds (follow-up 1)\tlast 26 Oct (call): she sends the deck",
        ]

    def test_json_has_every_key(self, run: Run) -> None:
        row = run("agenda --days 1 --json").json[-1]
        assert row == {
            "on": "2026-11-22",
            "days": 1,
            "what": "occasion",
            "contact": {"id": 2, "name": "样张三"},
            "text": "birthday",
            "id": 1,
            "age": 36,
            "sui": None,
            "cadence_days": None,
            "timezone": "",
            "local_time": None,
            "elsewhere": False,
            "briefing": {
                "last_contact_on": "2026-10-22",
                "last_channel": "other",
                "last_words": "毕业聚会",
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

    @pytest.mark.parametrize(("days", "shown"), [(0, 2), (1, 3), (2, 3), (3, 4), (3660, 4)])
    def test_so_many_days_ahead(self, run: Run, days: int, shown: int) -> None:
        assert len(run(f"agenda --days {days} --json").json) == shown

    def test_on_a_terminal_the_briefing_stands_once(self, run: Run) -> None:
        run("follow-up add ada 'and the pots' --due 2026-11-24")
        assert terminal("agenda").text.count("she sends the deck") == 1
        assert run("agenda").out.count("she sends the deck") == 3

    def test_days_that_cannot_be(self, run: Run) -> None:
        for days in ("-1", "x", "99999"):
            assert run(f"agenda --days {days}", code=2).out == ""

    @pytest.mark.parametrize("columns", [80, 120])
    def test_on_a_terminal_there_are_groups(self, columns: int) -> None:
        shown = [line.rstrip() for line in terminal("agenda", columns=columns).lines]
        assert shown == [
            "Late",
            "  Ada Example  get in touch (every 2 weeks), 12 days late",
            "               last 26 Oct (call): she sends the deck",
            "",
            "Today (Sat 21 Nov 2026)",
            "  样张三       get in touch (every month)",
            "               last 22 Oct: 毕业聚会",
            "",
            "Tomorrow (Sun 22 Nov 2026)",
            "  样张三       birthday, turns 36",
            "",
            "Tue 24 Nov 2026, in 3 days",
            "  Ada Example  send the seeds (follow-up 1)",
        ]


class TestOrder:
    def test_what_is_late_comes_first_and_promises_before_contacts(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("add 'Ada Example' --every 1w")
        run("log ada tea --when 2026-01-01")
        run("add 'Grace Sampleton' --every 1y")
        run("log grace tea --when 2025-11-20")
        run("follow-up add ada call --due 2026-11-22")
        run("follow-up add grace write --due 2026-11-23")
        run("occasion add grace met 2020-11-23")
        monkeypatch.setenv("RELKEEPER_NOW", "2026-11-23T10:00:00+00:00")
        rows = run("agenda --json").json
        assert [(row["what"], row["contact"]["id"], row["days"]) for row in rows] == [
            ("follow-up", 1, -1),
            ("overdue", 1, -319),
            ("overdue", 2, -3),
            ("occasion", 2, 0),
            ("follow-up", 2, 0),
        ]


class TestDaysThatReturn:
    @pytest.fixture
    def on(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        return lambda day: monkeypatch.setenv("RELKEEPER_NOW", f"{day}T10:00:00+00:00")

    def test_are_late_for_two_days(self, run: Run, on: Callable[[str], None]) -> None:
        run("add 'Ada Example'")
        run("occasion add ada birthday 1990-12-31")
        run("occasion add ada anniversary 2014-12-31")
        told = {}
        for day in ("2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03"):
            on(day)
            told[day] = [tuple(line.split("\t")[:4]) for line in run("agenda").out.splitlines()]
        assert told == {
            "2026-12-31": [
                ("2026-12-31", "today", "Ada Example", "birthday, turns 36"),
                ("2026-12-31", "today", "Ada Example", "anniversary, 12 years"),
            ],
            "2027-01-01": [
                ("2026-12-31", "yesterday", "Ada Example", "birthday, turned 36"),
                ("2026-12-31", "yesterday", "Ada Example", "anniversary, 12 years"),
            ],
            "2027-01-02": [
                ("2026-12-31", "2 days ago", "Ada Example", "birthday, turned 36"),
                ("2026-12-31", "2 days ago", "Ada Example", "anniversary, 12 years"),
            ],
            "2027-01-03": [],
        }
        on("2027-01-02")
        assert [line.rstrip() for line in terminal("agenda").lines[:3]] == [
            "Late",
            "  Ada Example  birthday was 2 days ago, turned 36",
            "               never contacted",
        ]

    def test_the_next_time_is_told_beside_a_late_one(self, run: Run, on: Callable[[str], None]) -> None:
        run("add 'Ada Example'")
        run("occasion add ada birthday 1990-11-20")
        assert [(row["days"], row["age"]) for row in run("agenda --days 364 --json").json] == [(-1, 36), (364, 37)]
        assert [row["days"] for row in run("agenda --days 363 --json").json] == [-1]

    def test_a_day_of_leap_years_is_late_where_it_is_kept(self, run: Run, on: Callable[[str], None]) -> None:
        run("add 'Ada Example'")
        run("occasion add ada birthday 1992-02-29")
        on("2027-03-02")
        assert [(row["on"], row["age"]) for row in run("agenda --json").json] == [("2027-02-28", 35)]


class TestWhoIsLeftOut:
    def test_archived_contacts(self, run: Run, people: None) -> None:
        run("contact archive ada")
        assert {row["contact"]["name"] for row in run("agenda --json").json} == {"样张三"}

    def test_the_occasions_of_who_wants_no_greetings(self, run: Run, people: None) -> None:
        run("contact consent 样张三 --no-greetings")
        assert [row["what"] for row in run("agenda --json").json] == ["overdue", "due", "follow-up"]


class TestBriefing:
    def test_what_they_like_and_the_last_gift(self, run: Run) -> None:
        run("add 'Ada Example' --every 1d")
        for liking in ("tea", "jazz", "chess", "figs"):
            run(f"note ada --kind likes {liking}")
        run("note ada --kind gift 'a pen' --when 2024-01-02")
        run("note ada --kind gift 'a scarf' --out --when 2025-12-24")
        run("note ada --kind family 'two sons'")
        assert run("agenda").out.rstrip().split("\t")[-1] == (
            "never contacted; likes figs, chess, jazz; gift, given 24 Dec 2025: a scarf"
        )

    def test_what_they_eat_and_wish_for_and_debts(self, run: Run) -> None:
        run("add 'Ada Example' --every 1d")
        run("note ada --kind dislikes smoke")
        run("note ada --kind food 'no nuts'")
        run("note ada --kind food vegetarian")
        run("note ada --kind wish 'a kite'")
        run("note ada --kind debt 'a ladder' --when 2026-01-02")
        run("note ada --kind debt '20 euros' --out --when 2026-02-03")
        run("note ada --kind debt 'the lunch' --in --when 2025-12-24")
        run("note ada --kind debt old --when 2025-12-23")
        run("note ada --kind debt secret --in --private")
        said = run("agenda").out.rstrip().split("\t")[-1]
        assert said == (
            "never contacted; dislikes smoke; food: vegetarian, no nuts; wish: a kite; "
            "debt, they owe since 3 Feb: 20 euros; debt since 2 Jan: a ladder; debt, you owe since 24 Dec 2025: the lunch"
        )
        assert run("agenda --json").json[0]["briefing"]["debts"] == [
            {"text": "20 euros", "on": "2026-02-03", "direction": "out"},
            {"text": "a ladder", "on": "2026-01-02", "direction": None},
            {"text": "the lunch", "on": "2025-12-24", "direction": "in"},
        ]
        assert said in run("remind --lead 1d").out

    def test_a_note_is_no_last_contact(self, run: Run, people: None) -> None:
        run("note ada --kind likes tea")
        assert run("agenda --json").json[0]["briefing"]["last_contact_on"] == "2026-10-26"

    def test_nothing_private_is_told(self, run: Run) -> None:
        run("add 'Ada Example' --every 1w")
        run("log ada secret --outcome secret --via call --when 2026-10-26 --private")
        run("note ada --kind likes secret --private")
        run("note ada --kind gift secret --private")
        run("follow-up add ada secret --due tomorrow --private")
        assert run("agenda").out.splitlines() == [
            "2026-11-02\t19 days late\tAda Example\tget in touch (every week)\tlast 26 Oct",
            "2026-11-22\ttomorrow\tAda Example\t[private] (follow-up 1)\tlast 26 Oct",
        ]
        assert "secret" not in run("agenda --json").out

    def test_the_latest_of_a_day_has_the_last_word(self, run: Run) -> None:
        run("add 'Ada Example' --every 1w")
        run("log ada evening --when '2026-11-01 20:00'")
        run("log ada morning --when '2026-11-01 08:00'")
        assert run("agenda --json").json[0]["briefing"]["last_words"] == "evening"


class TestTheTimeThere:
    def test_is_told_where_it_is_another(self, run: Run) -> None:
        run("add 'Ada Example' --every 1d --timezone Asia/Tokyo")
        run("add 'Grace Sampleton' --every 1d --timezone Europe/London")
        rows = run("agenda --json").json
        assert [(row["local_time"], row["elsewhere"]) for row in rows] == [
            ("2026-11-21T19:00+09:00", True),
            ("2026-11-21T10:00+00:00", False),
        ]
        assert [line.split("\t")[2] for line in run("agenda").out.splitlines()] == [
            "Ada Example",
            "Grace Sampleton",
        ]

    def test_but_not_for_days_to_come_where_it_would_be_read_as_the_hour(self, run: Run) -> None:
        run("add 'Ada Example' --timezone Asia/Tokyo")
        for day in ("2026-11-21", "2026-11-22"):
            run(f"follow-up add ada ring --due {day}")
        names = [line.split("\t")[2] for line in run("agenda").out.splitlines()]
        assert names == ["Ada Example (19:00 there)", "Ada Example"]
        assert [("there" in line) for line in run("remind --lead 1d").out.splitlines() if "ring" in line] == [
            True,
            False,
        ]
        assert [("there" in line) for line in terminal("agenda").lines if "ring" in line] == [True, False]


class TestNothing:
    def test_nothing_at_all_is_said(self, run: Run) -> None:
        for _ in range(2):  # without a book, and with one
            assert run("agenda")[1:] == ("", "")
            assert run("agenda --json").json == []
            run("add Ada --yes")

    def test_a_person_is_told_so(self, run: Run) -> None:
        run("add Ada")
        assert terminal("agenda").lines == ["Nothing is late, and nothing comes up."]
