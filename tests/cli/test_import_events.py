"""import of what happened at once: mails, calls and meetings."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.terminals import terminal

MAIL = """From: Ada Example <ada@example.org>
To: Bob Placeholder <bob@example.org>
Cc: Grace Sampleton <grace@example.org>
Date: Tue, 3 Nov 2026 09:30:00 +0100
Message-ID: <1@example.org>
Subject: Re: project plan
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

I send the deck on Monday.

> when do you send it?
--x
Content-Type: text/csv
Content-Disposition: attachment; filename="../numbers.csv"

a,b
1,2
--x--
"""
NEWS = """From: News <news@example.org>
To: bob@example.org
Date: Tue, 3 Nov 2026 09:30:00 +0100
Message-ID: <2@example.org>
List-Id: <news.example.org>
Subject: This week

nothing new
"""
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VEVENT
UID:meeting-1@example.org
DTSTAMP:20261101T000000Z
DTSTART:20261103T130000Z
DTEND:20261103T143000Z
SUMMARY:Budget
LOCATION:Room 2
ORGANIZER;CN=Bob:mailto:bob@example.org
ATTENDEE;CN=Ada Example:mailto:ADA@example.org
END:VEVENT
BEGIN:VEVENT
UID:meeting-2@example.org
DTSTAMP:20261101T000000Z
DTSTART:20271103T130000Z
SUMMARY:Next year
ATTENDEE:mailto:ada@example.org
END:VEVENT
END:VCALENDAR
"""
CALLS = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<calls count="2">
  <call number="+1 212 555 0101" duration="305" date="1793700000000" type="1" contact_name="Ada Example" />
  <call number="+12125550101" duration="61" date="1793800000000" type="2" contact_name="(Unknown)" />
</calls>
"""


def mail(home: Path, text: str = MAIL, name: str = "mail.eml") -> Path:
    path = home / name
    path.write_text(text, encoding="utf-8", newline="\r\n")
    return path


def entries(run: Run) -> list[dict[str, Any]]:
    return [run(f"entry show {row['id']} --json").json for row in reversed(run("timeline --json").json)]


def test_a_mail_becomes_an_entry_with_its_files(run: Run, home: Path) -> None:
    run("add 'Ada Example' --email ada@example.org --every 2w")
    run("config set me_handles bob@example.org")
    report = run(f"import {mail(home)} --json").json
    assert report["interactions"] == {"created": 1, "updated": 0, "unchanged": 0}
    (entry,) = entries(run)
    assert (entry["at"], entry["channel"], entry["direction"]) == ("2026-11-03T09:30:00+01:00", "email", "in")
    assert entry["summary"] == "project plan"
    assert entry["body"] == "I send the deck on Monday."
    assert sorted(file["name"] for file in entry["attachments"]) == ["mail.eml", "numbers.csv"]
    assert run("show ada --json").json["last_contact_on"] == "2026-11-03"


def test_a_mail_is_taken_once_from_whatever_folder(run: Run, home: Path) -> None:
    run("add 'Ada Example' --email ada@example.org")
    run(f"import {mail(home)}")
    report = run(f"import {mail(home, name='copy.eml')} --json").json
    assert report["interactions"] == {"created": 0, "updated": 0, "unchanged": 1}
    run("undo")
    assert entries(run) == []
    assert run(f"import {mail(home)} --json").json["interactions"]["created"] == 1


def test_ones_own_mail_goes_out(run: Run, home: Path) -> None:
    run("add 'Grace Sampleton' --email grace@example.org")
    run("config set me_handles ada@example.org")
    run(f"import {mail(home)}")
    assert entries(run)[0]["direction"] == "out"


def test_who_wrote_is_made_a_contact_where_that_is_wanted_and_not_who_got_a_copy(run: Run, home: Path) -> None:
    run("config set me_handles bob@example.org")
    assert "ada@example.org" in run(f"import {mail(home)}").err
    run(f"import {mail(home)} --create")
    (ada,) = run("list --json").json
    assert (ada["name"], ada["emails"]) == ("Ada Example", ["ada@example.org"])


def test_what_no_person_wrote_is_left_out(run: Run, home: Path) -> None:
    run("add News --email news@example.org")
    result = run(f"import {mail(home, NEWS)}")
    assert "--all takes them" in result.err
    assert entries(run) == []
    run(f"import {mail(home, NEWS)} --all")
    assert entries(run)[0]["summary"] == "This week"


def test_a_rehearsal_on_a_terminal_says_that_nothing_changes_only_where_that_is_so(run: Run, home: Path) -> None:
    run("add 'Ada Example' --email ada@example.org")
    said = terminal("import", str(mail(home)), "--dry-run").text
    assert "entries 1 added" in said
    assert "nothing to change" not in said
    run(f"import {mail(home)}")
    assert "nothing to change" in terminal("import", str(mail(home)), "--dry-run").text


def test_meetings_that_were_become_entries(run: Run, home: Path) -> None:
    run("add 'Ada Example' --email ada@example.org")
    (home / "work.ics").write_text(MEETING, encoding="utf-8", newline="\r\n")
    run("import work.ics")
    (entry,) = entries(run)
    assert (entry["summary"], entry["channel"], entry["duration_minutes"]) == ("Budget", "meeting", 90)
    assert entry["place"] == "Room 2"
    assert run("import work.ics --json").json["interactions"] == {"created": 0, "updated": 0, "unchanged": 1}


def test_calls_become_entries_with_duration_and_direction(run: Run, home: Path) -> None:
    run("add 'Ada Example' --phone '+1 212 555 0101'")
    (home / "calls.xml").write_text(CALLS, encoding="utf-8")
    run("import calls.xml")
    first, second = entries(run)
    assert (first["channel"], first["direction"], first["duration_minutes"]) == ("call", "in", 6)
    assert (second["direction"], second["duration_minutes"]) == ("out", 2)


@pytest.mark.parametrize("text", [MAIL, NEWS])
def test_a_mail_with_nobody_of_the_book_changes_nothing(run: Run, home: Path, book_path: Path, text: str) -> None:
    run("add Somebody")
    before = run("history list --json").json
    run(f"import {mail(home, text)}")
    assert run("history list --json").json == before


def test_nobody_is_made_a_contact_of_mails_whose_owner_is_unknown(run: Run, home: Path) -> None:
    result = run(f"import {mail(home)} --create")
    assert "me_handles" in result.err
    assert run("list --json").json == []


def test_the_direction_is_mended_once_the_owner_is_known(run: Run, home: Path) -> None:
    run("add 'Grace Sampleton' --email grace@example.org")
    run(f"import {mail(home)}")
    assert entries(run)[0]["direction"] == ""
    run(f"import {mail(home)} --me ada@example.org")
    assert entries(run)[0]["direction"] == "out"


def test_who_becomes_a_contact_later_takes_part_in_mails_of_before(run: Run, home: Path) -> None:
    run("config set me_handles bob@example.org")
    run("add 'Ada Example' --email ada@example.org")
    run(f"import {mail(home)}")
    run("add 'Grace Sampleton' --email grace@example.org")
    assert run(f"import {mail(home)} --json").json["interactions"] == {"created": 0, "updated": 1, "unchanged": 0}
    assert [person["name"] for person in entries(run)[0]["participants"]] == ["Ada Example", "Grace Sampleton"]


def test_the_name_on_a_mail_proves_nothing(run: Run, home: Path) -> None:
    run("config set me_handles bob@example.org")
    run("add 'Ada Example' --email ada@elsewhere.example")
    assert "that may be #1" in run(f"import {mail(home)}").err
    assert entries(run) == []


def test_a_mail_that_the_user_deleted_does_not_come_back(run: Run, home: Path) -> None:
    run("add 'Ada Example' --email ada@example.org")
    run(f"import {mail(home)}")
    run("entry delete 1 --yes")
    run(f"import {mail(home)}")
    assert entries(run) == []
    run("undo")
    assert len(entries(run)) == 1


def test_with_is_for_chats(run: Run, home: Path) -> None:
    run("add Zoe")
    assert "matched by address" in run(f"import {mail(home)} --with zoe", 2).err


def test_a_calendar_of_meetings_with_nobody_is_read_and_told(run: Run, home: Path) -> None:
    alone = "\n".join(line for line in MEETING.splitlines() if not line.startswith(("ATTENDEE", "ORGANIZER")))
    (home / "work.ics").write_text(alone, encoding="utf-8", newline="\r\n")
    result = run("import work.ics")
    assert "nothing of 1 file" in result.out
    assert "work.ics" in result.err


def test_a_mail_without_a_date_is_refused_with_the_reason(run: Run, home: Path) -> None:
    text = "\n".join(line for line in NEWS.splitlines() if not line.startswith("Date:"))
    assert "no date" in run(f"import {mail(home, text)}", 5).err
