"""export ics: what a calendar is told, read back with two libraries and with our own importer."""

import re
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from tests.conftest import Run

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example' --every 2w --tag friend")
    once("log ada 'tea, something secret' --via call --when 2026-11-14")
    once("add 样张三")


def calendar(run: Run, options: str = "") -> dict[str, Any]:
    """The events by what they are called, in the words of the second library."""
    return {event.summary.value: event for event in parsed(run, options).contents.get("vevent", [])}


def parsed(run: Run, options: str = "") -> Any:
    return vobject.readOne(run(f"export ics {options}").out)


def events(run: Run, options: str = "") -> list[Any]:
    """The events in the words of the first library, which keeps the order."""
    return icalendar.Calendar.from_ical(run(f"export ics {options}").out).walk("VEVENT")


def uids(run: Run, options: str = "") -> dict[str, str]:
    return {name: event.uid.value for name, event in calendar(run, options).items()}


def test_who_is_due_stands_on_that_day(run: Run) -> None:
    (event,) = calendar(run).values()
    assert (event.summary.value, event.dtstart.value) == ("Ada Example: get in touch", date(2026, 11, 28))
    assert event.description.value == "Every 2 weeks; last 2026-11-14 by call; due 2026-11-28."
    assert (event.transp.value, event.contents["class"][0].value) == ("TRANSPARENT", "PRIVATE")
    assert "valarm" not in event.contents
    run("log ada 'one more thing'")
    assert "last 2026-11-21; due 2026-12-05." in run("export ics").out.replace("\\;", ";").replace("\r\n ", "")


def test_who_is_late_stands_on_the_day_of_the_export(run: Run) -> None:
    run("edit ada --every 2d")
    (event,) = calendar(run).values()
    assert event.dtstart.value == TODAY
    assert "due 2026-11-16" in event.description.value


def test_a_follow_up_is_told_with_its_own_uid(run: Run) -> None:
    made = run("follow-up add ada 'send the deck; soon, \\ 样张' --due 2026-11-30 --json").json
    event = calendar(run)["Ada Example: send the deck; soon, \\ 样张"]
    assert (event.dtstart.value, event.uid.value) == (date(2026, 11, 30), made["uid"])
    run("follow-up done 1")
    assert list(calendar(run)) == ["Ada Example: get in touch"]


def test_a_follow_up_that_returns_is_a_series_without_drift(run: Run) -> None:
    run("follow-up add ada 'pay the rent' --due 2027-01-31 --every 1m")
    event = calendar(run, "--what follow-ups")["Ada Example: pay the rent"]
    days = [moment.date() for moment, _ in zip(event.getrruleset(addRDate=True), range(4), strict=False)]
    assert days == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_a_time_that_was_put_off_stands_beside_its_series(run: Run) -> None:
    run("follow-up add ada 'pay the rent' --due 2026-11-25 --every 1m")
    run("follow-up snooze 1 2026-11-28")
    series, moved = events(run, "--what follow-ups")
    assert series["UID"] == moved["UID"]
    assert (series["DTSTART"].dt, "RRULE" in series) == (date(2026, 11, 25), True)
    assert (moved["DTSTART"].dt, moved["RECURRENCE-ID"].dt) == (date(2026, 11, 28), date(2026, 11, 25))
    assert "RRULE" not in moved
    assert moved["DESCRIPTION"] == "Put off from 2026-11-25."


def test_a_follow_up_that_is_late_stands_on_the_day_of_the_export(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("follow-up add ada 'send the deck' --due 2026-11-25")
    run("follow-up add ada 'pay the rent' --due 2026-11-25 --every 1m")
    monkeypatch.setenv("RELKEEPER_NOW", "2026-12-01T10:00:00+00:00")
    once, series, late = events(run, "--what follow-ups")
    assert (once["DTSTART"].dt, once["DESCRIPTION"]) == (date(2026, 12, 1), "Due 2026-11-25.")
    assert (series["DTSTART"].dt, late["DTSTART"].dt) == (date(2026, 11, 25), date(2026, 12, 1))
    assert late["RECURRENCE-ID"].dt == date(2026, 11, 25)


def test_private_words_stay_in_the_book(run: Run) -> None:
    run("follow-up add ada 'the surprise' --due 2026-11-30 --private")
    assert "Ada Example: [private]" in calendar(run)
    assert "Ada Example: the surprise" in calendar(run, "--reveal")
    assert "something secret" not in run("export ics --reveal").out


def test_a_birthday_returns_each_year(run: Run) -> None:
    run("occasion add ada birthday 1990-05-09")
    event = calendar(run, "--what occasions")["Ada Example: birthday (1990)"]
    days = [moment.date() for moment, _ in zip(event.getrruleset(addRDate=True), range(3), strict=False)]
    assert days == [date(2025, 5, 9), date(2026, 5, 9), date(2027, 5, 9)]


@pytest.mark.parametrize(("missing", "kept"), [("before", date(2027, 2, 28)), ("after", date(2027, 3, 1))])
def test_29_february_is_kept_as_the_setting_says(run: Run, missing: str, kept: date) -> None:
    run(f"config set missing_day {missing}")
    run("occasion add ada birthday 1996-02-29")
    event = calendar(run, "--what occasions")["Ada Example: birthday (1996)"]
    days = [moment.date() for moment, _ in zip(event.getrruleset(addRDate=True), range(4), strict=False)]
    assert days[2:] == [kept, date(2028, 2, 29)]


def test_a_lunar_birthday_is_told_for_ten_years(run: Run) -> None:
    run("occasion add 样张三 birthday lunar 1988-8-15")
    told = events(run, "--what occasions")
    days = {event["DTSTART"].dt for event in told}
    # The Mid-Autumn Festival, as the Hong Kong Observatory has published it.
    assert {date(2025, 10, 6), date(2026, 9, 25), date(2027, 9, 15), date(2030, 9, 12)} <= days
    assert (len(told), max(days).year) == (12, 2036)
    assert str(told[1]["SUMMARY"]) == "样张三: birthday (38, 虚岁 39)"
    assert len({event["UID"] for event in told}) == 12
    assert not any("RRULE" in event for event in told)


def test_a_second_export_updates_the_first(run: Run) -> None:
    run("occasion add ada birthday 1990-05-09")
    run("occasion add ada anniversary 2015-06-01")
    run("occasion add ada anniversary 2019-07-01")
    run("occasion add 样张三 birthday lunar 1988-8-15")
    run("follow-up add ada 'send the deck' --due 2026-11-30")
    before = uids(run)
    assert len(set(before.values())) == len(before) == 17
    run("occasion edit 1 --date 1991-05-10")
    run("occasion edit 3 --date 2019-07-02")
    run("occasion edit 4 --date 'lunar 1988-8-16'")
    run("follow-up edit 1 --text 'send it all' --due 2026-12-01")
    run("log ada 'tea again'")
    run("edit ada --name 'Ada Lovely Example'")
    after = uids(run)
    assert set(after.values()) == set(before.values())
    assert after["Ada Lovely Example: birthday (1991)"] == before["Ada Example: birthday (1990)"]
    assert after["Ada Lovely Example: send it all"] == before["Ada Example: send the deck"]


def test_an_event_is_as_new_as_what_it_tells(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("occasion add ada birthday 1990-05-09")
    monkeypatch.setenv("RELKEEPER_NOW", "2026-11-23T10:00:00+08:00")
    told = calendar(run)
    stamps = {name: event.dtstamp.value for name, event in told.items()}
    assert stamps == {
        "Ada Example: get in touch": datetime(2026, 11, 23, 2, tzinfo=UTC),
        "Ada Example: birthday (1990)": datetime(2026, 11, 21, 10, tzinfo=UTC),
    }


def test_a_follow_up_is_as_new_as_its_last_change(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("follow-up add ada 'send the deck' --due 2026-11-30")
    monkeypatch.setenv("RELKEEPER_NOW", "2026-11-22T10:00:00+00:00")
    run("follow-up edit 1 --text 'send it all'")
    monkeypatch.setenv("RELKEEPER_NOW", "2026-11-23T10:00:00+00:00")
    (event,) = calendar(run, "--what follow-ups").values()
    assert event.dtstamp.value == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_an_alarm_rings_before(run: Run) -> None:
    (event,) = calendar(run, "--alarm 1d").values()
    assert (event.valarm.action.value, event.valarm.trigger.value) == ("DISPLAY", timedelta(days=-1))
    assert event.valarm.description.value == "Ada Example: get in touch"
    (event,) = calendar(run, "--alarm 0").values()
    assert event.valarm.trigger.value == timedelta(0)


def test_only_what_was_asked_for(run: Run) -> None:
    run("occasion add 样张三 birthday --05-09")
    run("follow-up add ada 'send the deck' --due 2026-11-30")
    assert list(calendar(run, "--what due")) == ["Ada Example: get in touch"]
    assert set(calendar(run, "--what 'occasions, Follow-ups'")) == {"样张三: birthday", "Ada Example: send the deck"}
    assert len(calendar(run)) == 3
    assert set(calendar(run, "--tag friend")) == {"Ada Example: get in touch", "Ada Example: send the deck"}


@pytest.mark.parametrize("words", ["birthdays", "''", "due,birthdays", ","])
def test_an_unknown_thing_is_refused_with_what_there_is(run: Run, words: str) -> None:
    assert "due, follow-ups, occasions are" in run(f"export ics --what {words}", 2).err


def test_what_contacts_do_not_want_is_left_out(run: Run) -> None:
    run("occasion add ada birthday 1990-05-09")
    run("occasion add 样张三 birthday 1988-05-09")
    run("contact consent ada --no-greetings")
    run("contact consent 样张三 --no-sharing")
    left = run("export ics")
    assert "birthday" not in left.out
    assert "1 contact who does not want to be shared was left out" in left.err
    assert "样张三: birthday (1988)" in calendar(run, "--everyone")


def test_archived_contacts_are_left_out(run: Run) -> None:
    run("occasion add ada birthday 1990-05-09")
    run("follow-up add ada 'send the deck' --due 2026-11-30")
    run("contact archive ada")
    assert events(run) == []


def test_names_cannot_act_on_who_reads_them(run: Run) -> None:
    run("edit ada --name 'Ada\x1b[2J Example'")
    said = run("export ics").out
    assert "\x1b" not in said
    assert "Ada\\\\x1b[2J Example: get in touch" in re.sub("\r\n ", "", said)


def test_a_file_is_private_whole_and_replaced_only_when_told_so(run: Run, home: Path) -> None:
    assert run("export ics people.ics").out == "Wrote people.ics: 1 event.\n"
    file = home / "people.ics"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in file.read_bytes().split(b"\r\n"))
    assert "--force replaces it" in run("export ics people.ics", 1).err
    assert run("export ics people.ics --force").out == "Wrote people.ics: 1 event.\n"
    run("follow-up add 样张三 回信 --due 2026-12-01")
    assert run("export ics people.ics --force").out == "Wrote people.ics: 2 events.\n"


def test_the_lines_are_folded_as_the_library_folds_them(run: Run) -> None:
    for length in (*range(40, 60), 200):
        run(f"follow-up add ada '{'样' * (length % 7)}{'deck; ' * (length // 6)}' --due 2026-11-30 --every 1m")
    said = run("export ics --alarm 1d").out
    assert said == icalendar.Calendar.from_ical(said).to_ical().decode()
    assert max(len(line.encode()) for line in said.split("\r\n")) in (74, 75)


def test_our_own_importer_reads_it_and_takes_nobody_for_a_meeting(run: Run, home: Path) -> None:
    run("export ics people.ics")
    report = run("import people.ics --json").json
    assert (report["format"], report["interactions"]["created"]) == ("ics", 0)
    assert report["problems"] == []
