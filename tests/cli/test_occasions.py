"""Days that return each year: kept, shown, changed and taken back."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.terminals import terminal


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example'")
    once("add 样张三")


def kept(book_path: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(book_path) as db:
        return db.execute(
            "SELECT contact_id, kind, calendar, year, month, day, leap FROM occasion ORDER BY id"
        ).fetchall()


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("ada birthday 1990-05-09", (1, "birthday", "gregorian", 1990, 5, 9, 0)),
        ("ada birthday --05-09", (1, "birthday", "gregorian", None, 5, 9, 0)),
        ("ada birthday --0509 --json", (1, "birthday", "gregorian", None, 5, 9, 0)),
        ("--json ada birthday -- --05-09", (1, "birthday", "gregorian", None, 5, 9, 0)),
        ("ada birthday 9 may 1990", (1, "birthday", "gregorian", 1990, 5, 9, 0)),
        ("ada birthday 'may 9'", (1, "birthday", "gregorian", None, 5, 9, 0)),
        ("样张三 生日 5月9日", (2, "birthday", "gregorian", None, 5, 9, 0)),
        ("样张三 birthday lunar 八月十五", (2, "birthday", "chinese", None, 8, 15, 0)),
        ("样张三 birthday lunar 08-15", (2, "birthday", "chinese", None, 8, 15, 0)),
        ("样张三 birthday lunar --08-15", (2, "birthday", "chinese", None, 8, 15, 0)),
        ("样张三 生日 农历1990年闰五月初一", (2, "birthday", "chinese", 1990, 5, 1, 1)),
        ("ada anniversary 2010-07-08", (1, "anniversary", "gregorian", 2010, 7, 8, 0)),
        ("ada 'House warming' --02-29", (1, "House warming", "gregorian", None, 2, 29, 0)),
    ],
)
def test_a_day_is_kept_as_it_is_typed(run: Run, book_path: Path, typed: str, row: tuple[Any, ...]) -> None:
    run(f"occasion add {typed}")
    assert kept(book_path) == [row]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ada birthday 1990-02-30", "30 February"),
        ("ada birthday 2023-02-29", "29 February"),
        ("ada birthday 3/4", "3"),
        ("ada birthday 2027-05-09", "2027"),
        ("ada birthday lunar 13-1", "13"),
        ("样张三 birthday lunar leap 1990-4-8", "1990"),
        ("ada birtday 05-09", "did you mean birthday"),
        ("ada --jsn birthday 05-09", "No such option"),
        ("ada birthday", "DATE"),
        ("ada '' 05-09", "empty"),
    ],
)
def test_what_is_no_day_is_refused_and_nothing_is_written(run: Run, book_path: Path, typed: str, told: str) -> None:
    assert told in run(f"occasion add {typed}", code=2).err
    assert kept(book_path) == []
    assert len(run("history list --json").json) == 2


class TestTwice:
    @pytest.mark.parametrize("again", ["birthday 1990-05-09", "birthday 1991-05-09", "生日 --05-09"])
    def test_a_second_birthday_in_one_calendar_is_refused(self, run: Run, book_path: Path, again: str) -> None:
        run("occasion add ada birthday 1990-05-09")
        refused = run(f"occasion add ada {again}", code=1).err
        assert "9 May 1990; to change it: relkeeper occasion edit 1 --date DATE" in refused
        assert len(kept(book_path)) == 1

    def test_one_in_each_calendar_is_fine(self, run: Run, book_path: Path) -> None:
        run("occasion add ada birthday 1990-05-09")
        run("occasion add ada birthday lunar 1990-04-15")
        run("occasion add 样张三 birthday 1990-05-09")
        assert len(kept(book_path)) == 3

    @pytest.mark.parametrize("again", ["'Name Day' 6 jan", "'name day' 2020-01-06"])
    def test_the_same_day_is_kept_once(self, run: Run, again: str) -> None:
        run("occasion add ada 'name day' --01-06")
        assert "occasion edit 1" in run(f"occasion add ada {again}", code=1).err

    def test_other_days_of_a_kind_are_others(self, run: Run, book_path: Path) -> None:
        for day in ("2010-07-08", "2012-07-08", "lunar 7-8", "lunar leap 7-8", "07-09"):
            run(f"occasion add ada anniversary {day}")
        assert len(kept(book_path)) == 5

    def test_a_day_is_not_changed_into_one_that_is_kept(self, run: Run, book_path: Path) -> None:
        run("occasion add ada birthday 1990-05-09")
        run("occasion add ada anniversary 2010-07-08")
        assert "occasion edit 1" in run("occasion edit 2 --kind birthday", code=1).err
        assert kept(book_path)[1][1] == "anniversary"
        run("occasion edit 1 --date 1990-05-10")
        run("occasion edit 1 --date 1990-05-10")


class TestWhenNext:
    """Today is Saturday, 21 November 2026."""

    def test_the_next_first_with_what_age(self, run: Run) -> None:
        run("occasion add ada birthday 1990-05-09")
        run("occasion add 样张三 birthday lunar 1990-08-15")
        run("occasion add ada anniversary --12-01")
        assert run("occasion list").out.splitlines() == [
            "3\tAda Example\tanniversary\t1 December\tTue 1 Dec\tin 10 days\t",
            "1\tAda Example\tbirthday\t9 May 1990\tSun 9 May 2027\tin 5 months\t37",
            "2\t样张三\tbirthday\t农历1990年八月十五 (lunar 1990-8-15)\tWed 15 Sep 2027\tin 9 months\t37 (虚岁 38)",
        ]

    def test_json_has_every_field(self, run: Run) -> None:
        said = run("occasion add 样张三 birthday lunar 1990-08-15 --json").json
        assert said == {
            "id": 1,
            "contact": {"id": 2, "name": "样张三"},
            "kind": "birthday",
            "calendar": "chinese",
            "year": 1990,
            "month": 8,
            "day": 15,
            "leap": False,
            "next_on": "2027-09-15",
            "days": 298,
            "age": 37,
            "sui": 38,
            "no_greetings": False,
        }
        assert run("occasion list --json").json == [said]

    def test_only_of_a_birthday_the_age_is_told_in_the_chinese_count(self, run: Run) -> None:
        run("occasion add 样张三 anniversary lunar 2010-07-07")
        (row,) = run("occasion list --json").json
        assert (row["next_on"], row["age"], row["sui"]) == ("2027-08-08", 17, None)

    def test_today_is_the_next_one(self, run: Run) -> None:
        assert run("occasion add ada birthday 1990-11-21").out.endswith("; 36 today (Sat 21 Nov 2026)\n")
        assert run("occasion list --within 0 --json").json[0]["days"] == 0

    @pytest.mark.parametrize(("rule", "on"), [("before", "2027-02-28"), ("after", "2027-03-01")])
    def test_a_day_that_a_year_lacks_is_kept_as_the_setting_says(self, run: Run, rule: str, on: str) -> None:
        run(f"config set missing_day {rule}")
        run("occasion add ada birthday 2000-02-29")
        assert run("occasion list --json").json[0]["next_on"] == on
        assert run("show ada --json").json["occasions"][0]["next_on"] == on

    def test_a_leap_month_that_is_far_away_is_kept_in_the_ordinary_one(self, run: Run) -> None:
        run("occasion add ada birthday lunar leap 4-8")
        (row,) = run("occasion list --json").json
        assert (row["leap"], row["next_on"]) == (True, "2027-05-13")

    def test_what_is_not_known_so_far_ahead_has_no_next_day(self, run: Run, home: Path) -> None:
        (home / "a.vcf").write_text(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Grace Sampleton\nX-ALTBDAY;CALSCALE=chinese:009900010101\nBDAY:9999-12-31\nEND:VCARD\n"
        )
        run("import a.vcf")
        rows = {row["calendar"]: row for row in run("occasion list grace --json").json}
        assert (rows["chinese"]["next_on"], rows["chinese"]["days"], rows["chinese"]["age"]) == (None, None, None)
        assert (rows["gregorian"]["next_on"], rows["gregorian"]["age"]) == ("9999-12-31", 0)
        assert "lunar 3244-1-1" in run("show grace").out

    def test_within_a_time(self, run: Run) -> None:
        run("occasion add ada anniversary --12-21")
        assert [len(run(f"occasion list --within {time} --json").json) for time in ("29d", "30d", "1m")] == [0, 1, 1]

    def test_of_one_contact_and_of_one_kind(self, run: Run) -> None:
        run("occasion add ada birthday 1990-05-09")
        run("occasion add ada anniversary 2010-07-08")
        run("occasion add 样张三 birthday 05-09")
        assert [row["id"] for row in run("occasion list ada --json").json] == [1, 2]
        assert [row["id"] for row in run("occasion list --kind 生日 --json").json] == [1, 3]
        assert run("occasion list --kind memorial").out == ""

    def test_archived_contacts_are_left_out_unless_they_are_named(self, run: Run) -> None:
        run("occasion add ada birthday 1990-05-09")
        run("contact archive ada")
        assert run("occasion list --json").json == []
        assert len(run("occasion list ada --json").json) == 1

    def test_who_wants_no_greetings_is_told_as_such(self, run: Run) -> None:
        run("occasion add ada birthday 1990-05-09")
        run("contact consent ada --no-greetings")
        assert run("occasion list --json").json[0]["no_greetings"] is True
        assert "birthday (no greetings)" in run("occasion list").out


def test_show_tells_the_next_day_and_the_age(run: Run) -> None:
    run("occasion add 样张三 birthday lunar 1990-08-15")
    run("occasion add 样张三 anniversary 2010-07-08")
    run("occasion add 样张三 'name day' 22 nov")
    shown = run("show 样张三")
    for line in (
        "birthday: 农历1990年八月十五 (lunar 1990-8-15), 37 (虚岁 38) on Wed 15 Sep 2027, in 9 months",
        "anniversary: 8 July 2010, 17 years on Thu 8 Jul 2027, in 7 months",
        "name day: 22 November, next tomorrow (Sun 22 Nov 2026)",
    ):
        assert line in shown.out.splitlines()
    rows = run("show 样张三 --json").json["occasions"]
    assert [(row["id"], row["next_on"], row["age"], row["sui"]) for row in rows] == [
        (1, "2027-09-15", 37, 38),
        (2, "2027-07-08", 17, None),
        (3, "2026-11-22", None, None),
    ]


class TestBirthdayOfAContact:
    """What add and edit take with --birthday."""

    def test_with_the_contact(self, run: Run, book_path: Path) -> None:
        run("add 'Grace Sampleton' --birthday --05-09")
        assert kept(book_path) == [(3, "birthday", "gregorian", None, 5, 9, 0)]

    def test_in_the_place_of_the_one_in_its_calendar(self, run: Run, book_path: Path) -> None:
        run("edit ada --birthday 05-09 --pronouns she/her")
        run("occasion add ada anniversary 2010-07-08")
        run("edit ada --birthday 'lunar 1990-04-15'")
        run("edit ada --birthday 1990-05-10")
        assert kept(book_path) == [
            (1, "anniversary", "gregorian", 2010, 7, 8, 0),
            (1, "birthday", "chinese", 1990, 4, 15, 0),
            (1, "birthday", "gregorian", 1990, 5, 10, 0),
        ]
        operations = len(run("history list --json").json)
        run("edit ada --birthday 'lunar 1990-04-15'")
        run("edit ada --org Engines")
        assert len(run("history list --json").json) == operations + 1
        assert len(kept(book_path)) == 3

    def test_what_is_no_day_is_refused(self, run: Run, book_path: Path) -> None:
        assert "30 February" in run("edit ada --birthday 1990-02-30", code=2).err
        assert kept(book_path) == []


class TestChanging:
    def test_kind_or_date_or_both(self, run: Run, book_path: Path) -> None:
        run("occasion add ada birthday 1990-05-09")
        assert run("occasion edit 1 --date --05-10").out.startswith(
            "Changed occasion 1: birthday of Ada Example, 10 May; next on "
        )
        assert kept(book_path) == [(1, "birthday", "gregorian", None, 5, 10, 0)]
        assert run("occasion edit '#1' --kind 纪念日 --json").json["kind"] == "anniversary"
        run("occasion edit 1 --kind birthday --date 'lunar 1990-08-15'")
        assert kept(book_path) == [(1, "birthday", "chinese", 1990, 8, 15, 0)]

    def test_each_is_one_operation_that_can_be_taken_back(self, run: Run, book_path: Path) -> None:
        run("occasion add ada birthday 1990-05-09")
        run("occasion edit 1 --date 1990-05-10")
        run("occasion delete 1 --yes")
        assert kept(book_path) == []
        told = run("history list ada").out
        assert told.count("changed contact #1 Ada Example (occasion)") == 3
        for undone, day in ((5, 10), (4, 9)):
            run(f"undo {undone}")
            assert kept(book_path) == [(1, "birthday", "gregorian", 1990, 5, day, 0)]
        run("undo 3")
        assert kept(book_path) == []

    def test_a_contact_with_a_new_day_was_changed_today(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RELKEEPER_NOW", "2026-12-01T10:00:00+00:00")
        run("occasion add ada birthday 1990-05-09")
        monkeypatch.setenv("RELKEEPER_NOW", "2026-12-02T10:00:00+00:00")
        run("occasion edit 1 --kind birthday --date 1990-05-09")
        assert run("show ada --json").json["updated_at"] == "2026-12-01T10:00:00Z"

    def test_what_is_not_said_or_not_there(self, run: Run) -> None:
        run("occasion add ada birthday 1990-05-09")
        assert "--kind or --date" in run("occasion edit 1", code=2).err
        for line in ("edit 7 --date 05-09", "delete 7 --yes"):
            assert "no occasion 7" in run(f"occasion {line}", code=3).err
        assert "occasion list" in run("occasion delete soon --yes", code=2).err

    def test_deleting_wants_a_word(self, run: Run, book_path: Path) -> None:
        run("occasion add ada birthday 1990-05-09")
        assert "--yes" in run("occasion delete 1", code=1).err
        assert len(kept(book_path)) == 1
        assert run("occasion delete 1 --yes").out == "Deleted occasion 1: birthday of Ada Example, 9 May 1990\n"
        assert kept(book_path) == []


class TestCarried:
    """The day goes where the contact goes, with its calendar and its leap month."""

    ROW = ("birthday", "chinese", 1990, 5, 1, 1)

    @pytest.fixture(autouse=True)
    def day(self, once: Run) -> None:
        once("occasion add 样张三 生日 农历1990年闰五月初一")

    def test_merged(self, run: Run, book_path: Path) -> None:
        run("contact merge ada 样张三 --yes")
        assert kept(book_path) == [(1, *self.ROW)]

    def test_erased(self, run: Run, book_path: Path) -> None:
        run("contact erase 样张三 --yes")
        with sqlite3.connect(book_path) as db:
            assert db.execute("SELECT count(*) FROM occasion").fetchone() == (0,)
            assert db.execute("SELECT count(*) FROM change WHERE table_name = 'occasion'").fetchone() == (0,)

    @pytest.mark.parametrize("written", ["json x.json", "vcard x.vcf", "vcard x.vcf --version 3.0", "csv x.csv"])
    def test_exported_and_imported(self, run: Run, home: Path, written: str) -> None:
        run(f"export {written}")
        run(f"--db other.db import {written.split()[1]}")
        rows = run("--db other.db occasion list 样张三 --json").json
        assert [tuple(row[key] for key in ("kind", "calendar", "year", "month", "day", "leap")) for row in rows] == [
            self.ROW
        ]


@pytest.mark.parametrize("command", ["export json", "export json --redact", "export person ada ada"])
def test_what_holds_only_at_this_moment_is_in_no_file(run: Run, home: Path, command: str) -> None:
    run("edit ada --birthday 2000-02-29 --timezone Europe/Paris")
    said = run(command).out
    document = json.loads((home / "ada" / "contact.json").read_text() if "person" in command else said)
    assert "local_time" not in document["contacts"][0]
    (day,) = document["contacts"][0]["occasions"]
    assert list(day) == ["kind", "calendar", "year", "month", "day", "leap"]


class TestWhatWasUnderstood:
    """Today is Saturday, 21 November 2026, 10:00 UTC."""

    def test_of_a_birthday_and_a_time_zone(self, run: Run) -> None:
        said = run('add "Fay Muster" --birthday 农历八月十五 --timezone london').out
        assert said == (
            "Added #3: Fay Muster. Birthday 农历八月十五 (lunar 8-15), next on Wed 15 Sep 2027, in 9 months."
            " Europe/London, 10:00 there now.\n"
        )
        said = run("edit ada --birthday 1990-05-09").out
        assert said == "Changed #1: Ada Example. Birthday 9 May 1990, 37 on Sun 9 May 2027, in 5 months.\n"
        assert run("edit ada --title Countess").out == "Changed #1: Ada Example.\n"

    def test_none_takes_birthdays_away_and_no_other_day(self, run: Run, book_path: Path) -> None:
        run("edit ada --birthday 1990-05-09")
        run("edit ada --birthday 'lunar 4-15'")
        run("occasion add ada met 2010-07-08")
        assert run("edit ada --birthday none --timezone none").out == (
            "Changed #1: Ada Example. No birthday is kept. No time zone is kept.\n"
        )
        assert [row[1] for row in kept(book_path)] == ["met"]

    def test_of_another_word_for_a_kind(self, run: Run) -> None:
        assert run("occasion add ada 结婚纪念日 2010-07-08").out.endswith(" ('结婚纪念日' is kept as anniversary)\n")
        assert "is kept as" not in run("occasion add ada Birthday 05-09").out
        assert run("occasion add ada 'first met' 2009-01-02").out.startswith("Kept occasion 3: first met of Ada")
        assert run("occasion edit 3 --kind wedding").out.endswith(" ('wedding' is kept as anniversary)\n")

    def test_of_a_second_birthday(self, run: Run) -> None:
        run("occasion add ada birthday 1990-05-09")
        said = run("occasion add ada birthday 1991-05-09", 1).err
        assert "Ada Example has a birthday already: occasion 1, 9 May 1990; to change it: " in said

    @pytest.mark.parametrize("command", ["overdue --within", "follow-up list --within", "remind --lead"])
    def test_of_no_span_of_time(self, run: Run, command: str) -> None:
        said = run(f"{command} foo", 2).err
        assert "'foo' is no span of time; 3d, 2w, 1m or today is expected" in said
        assert "cadence" not in said

    def test_of_an_empty_kind(self, run: Run) -> None:
        assert "the kind of an occasion is empty" in run("occasion add ada '' 2000-01-01", 2).err


@pytest.mark.parametrize("command", ["edit 1 --kind met", "delete 1 --yes"])
def test_without_a_book_none_is_made(run: Run, book_path: Path, command: str) -> None:
    book_path.unlink()
    assert "there is no book" in run(f"occasion {command}", 3).err
    assert not book_path.exists()


def test_what_was_asked_for_is_told_where_there_is_none(run: Run) -> None:
    run("occasion add ada birthday 1990-05-09")
    assert "No such day returns within that time." in terminal("occasion", "list", "--within", "1d").text
    assert "No such day is kept here." in terminal("occasion", "list", "--kind", "met").text
