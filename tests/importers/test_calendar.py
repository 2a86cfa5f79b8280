"""Calendars: what took place, with whom and when."""

import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import EventDraft, Notice, PersonDraft, Problem
from relkeeper.importers import calendar, mail, mbox, vcard
from relkeeper.importers.calendar.blocks import blocks
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reading
from tests.importers import golden
from tests.importers.fuzzing import FEW

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAMPLES = golden.samples("ics")
GRACE = "ATTENDEE;CN=Grace:mailto:grace@example.org"
LEFT_OUT = "1 event left out: nobody else is named, it was cancelled, or it is still to come"


def read(
    text: str | bytes, now: datetime = NOW, me: frozenset[str] = frozenset()
) -> list[EventDraft | Notice | Problem]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(calendar.read(BytesIO(data), "a.ics", Reading(now=now, me_handles=me)))


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def meetings(*lines: str, now: datetime = NOW) -> list[EventDraft]:
    return [record for record in read(event(*lines), now) if isinstance(record, EventDraft)]


def moments(*lines: str, now: datetime = NOW) -> list[str]:
    return [meeting.interaction.moment.at.isoformat() for meeting in meetings(*lines, GRACE, now=now)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, calendar) == golden.expectation(sample).read_text(encoding="utf-8")
    head = Head(sample.read_bytes(), sample.name)
    assert calendar.recognises(head)
    assert not any(reader.recognises(head) for reader in (mail, mbox, vcard))


@pytest.mark.parametrize("name", ["vcard", "mbox"])
def test_what_is_no_calendar_is_not_taken(name: str) -> None:
    assert not any(calendar.recognises(Head(sample.read_bytes(), sample.name)) for sample in golden.samples(name))


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("DTSTART:20250303T100000Z", "2025-03-03T18:00:00+08:00"),
        ("DTSTART:20250303T100000", "2025-03-03T10:00:00+08:00"),
        ("DTSTART;TZID=Europe/Berlin:20250703T100000", "2025-07-03T10:00:00+02:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20250303T100000", "2025-03-03T10:00:00+01:00"),
        ("DTSTART;TZID=/example.org/1/Europe/Berlin:20250303T100000", "2025-03-03T10:00:00+01:00"),
        ("DTSTART;TZID=Nowhere:20250303T100000", "2025-03-03T10:00:00+08:00"),
        ("DTSTART;VALUE=DATE:20250303", "2025-03-03T12:00:00+08:00"),
    ],
)
def test_moments(line: str, moment: str) -> None:
    assert moments(line, now=NOW.astimezone(ZoneInfo("Asia/Shanghai"))) == [moment]


@pytest.mark.parametrize(
    ("end", "minutes"),
    [
        ("DTEND:20250303T113000Z", 90),
        ("DURATION:PT1H", 60),
        ("DTEND:20250303T090000Z", None),
        ("DTEND:nonsense", None),
        ("X-A:b", None),
    ],
)
def test_durations(end: str, minutes: int | None) -> None:
    [meeting] = meetings("DTSTART:20250303T100000Z", end, GRACE)
    assert meeting.interaction.duration_minutes == minutes


@pytest.mark.parametrize(
    ("lines", "is_past"),
    [
        (["DTSTART:20261122T110000Z", "DTEND:20261122T120000Z"], True),
        (["DTSTART:20261122T110000Z", "DTEND:20261122T120100Z"], False),
        (["DTSTART:20261122T120000Z"], True),
        (["DTSTART:20261122T120001Z"], False),
        (["DTSTART;VALUE=DATE:20261121"], True),
        (["DTSTART;VALUE=DATE:20261122"], False),
        (["DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261123"], False),
        (["DTSTART:99991231T235959", "DURATION:P1D"], False),
        (["DTSTART:19691231T235959"], False),
    ],
)
def test_only_what_is_over_took_place(lines: list[str], is_past: bool) -> None:
    assert bool(meetings(*lines, GRACE)) is is_past


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("ATTENDEE;CN=\"Example, Ada\":MAILTO:Ada@Example.org", [PersonDraft("Example, Ada", "email", "ada@example.org")]),
        ("ORGANIZER:mailto:ada@example.org", [PersonDraft("", "email", "ada@example.org")]),
        ("ATTENDEE;CN=ada@example.org:mailto:ada@example.org", [PersonDraft("", "email", "ada@example.org")]),
        ("ATTENDEE;CN=Ada:invalid:nomail", [PersonDraft("Ada")]),
        ("ATTENDEE;CN=Ada;EMAIL=ada@example.org:urn:uuid:1", [PersonDraft("Ada", "email", "ada@example.org")]),
        ("ATTENDEE;CUTYPE=ROOM:mailto:room@example.org", []),
        ("ATTENDEE;CUTYPE=resource:mailto:beamer@example.org", []),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.org", []),
        ("ATTENDEE;PARTSTAT=TENTATIVE:mailto:ada@example.org", [PersonDraft("", "email", "ada@example.org")]),
        ("ATTENDEE:mailto:me@example.org", [PersonDraft("", "email", "me@example.org", me=True)]),
        ("X-A:b", []),
    ],
)  # fmt: skip
def test_people(line: str, people: list[PersonDraft]) -> None:
    records = read(event("DTSTART:20250303T100000Z", line), me=frozenset({"me@example.org"}))
    assert [person for record in records if isinstance(record, EventDraft) for person in record.others] == people
    assert people or records == [Notice("a.ics", LEFT_OUT)]


def test_what_the_owner_declined_is_no_meeting_of_theirs() -> None:
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org"
    assert read(event("DTSTART:20250303T100000Z", GRACE, declined), me=frozenset({"me@example.org"})) == [
        Notice("a.ics", LEFT_OUT)
    ]
    assert len(meetings("DTSTART:20250303T100000Z", GRACE, declined)) == 1


@pytest.mark.parametrize(
    ("line", "channel"),
    [
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/a", "video"),
        ("LOCATION:https://us02web.zoom.us/j/1", "video"),
        ("DESCRIPTION:Join https://meeting.tencent.com/dm/a", "video"),
        ("LOCATION:zoom in on Room 1", "meeting"),
        ("URL:https://example.org/zoom.us", "meeting"),
    ],
)
def test_channels(line: str, channel: str) -> None:
    assert [meeting.interaction.channel for meeting in meetings("DTSTART:20250303T100000Z", GRACE, line)] == [channel]


def test_series_keep_their_wall_clock_when_the_clocks_change() -> None:
    assert moments("DTSTART;TZID=Europe/Berlin:20251020T100000", "RRULE:FREQ=WEEKLY;COUNT=3") == [
        "2025-10-20T10:00:00+02:00",
        "2025-10-27T10:00:00+01:00",
        "2025-11-03T10:00:00+01:00",
    ]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("RRULE:FREQ=DAILY;UNTIL=20250305T100000Z", 3),
        ("RRULE:FREQ=DAILY;UNTIL=20250305T095959Z", 2),
        ("RRULE:FREQ=DAILY;UNTIL=20250305", 3),
        ("RRULE:FREQ=DAILY;COUNT=4\r\nEXDATE:20250304T100000Z,20250305T100000Z", 2),
        ("RRULE:FREQ=DAILY;COUNT=4\r\nEXDATE;VALUE=DATE:20250304\r\nEXDATE:20250305T100000Z", 2),
        ("RRULE:FREQ=DAILY;COUNT=2\r\nRDATE:20250401T100000Z,20250303T100000Z", 3),
        ("RDATE;VALUE=PERIOD:20250401T100000Z/PT1H", 2),
        ("RRULE:FREQ=YEARLY", 2),
        ("RRULE:FREQ=DAILY;COUNT=99999\r\nDTEND:20250303T110000Z", 630),
    ],
)
def test_rules(rule: str, count: int) -> None:
    assert len(moments("DTSTART:20250303T100000Z", *rule.split("\r\n"))) == count


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=NEVER", "BYDAY=MO", "x"],
)
def test_a_rule_that_cannot_be_followed_leaves_the_first_date(rule: str) -> None:
    records = read(event("DTSTART:20250303T100000Z", f"RRULE:{rule}", GRACE))
    assert sum(isinstance(record, EventDraft) for record in records) == 1
    assert any(isinstance(record, Problem) and record.where == "line 1" for record in records)


def test_series_have_an_end() -> None:
    begun = time.process_time()
    records = read(event("DTSTART:19000101T100000Z", "RRULE:FREQ=DAILY", GRACE))
    found = [record for record in records if isinstance(record, EventDraft)]
    assert len(found) == 5000
    assert found[0].interaction.moment.at == datetime(1970, 1, 1, 10, tzinfo=UTC)
    assert Problem("a.ics", "line 1", "this event recurs more than 5000 times; the first of them were taken") in records
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("order", [1, -1])
def test_a_meeting_of_a_series_that_was_moved_or_cancelled(order: int) -> None:
    series = event("UID:s", "DTSTART:20250303T100000Z", "RRULE:FREQ=DAILY;COUNT=3", GRACE)
    moved = event("UID:s", "RECURRENCE-ID:20250304T100000Z", "DTSTART:20250304T150000Z", GRACE)
    cancelled = event("UID:s", "RECURRENCE-ID:20250305T100000Z", "DTSTART:20250305T100000Z", "STATUS:CANCELLED", GRACE)
    other = event("UID:t", "DTSTART:20250304T100000Z", GRACE)
    records = read("".join([series, moved, cancelled, other][::order]))
    assert {record.identity: record.interaction.moment.at for record in records if isinstance(record, EventDraft)} == {
        "ics:s:2025-03-03T10:00:00Z": datetime(2025, 3, 3, 10, tzinfo=UTC),
        "ics:s:2025-03-04T10:00:00Z": datetime(2025, 3, 4, 15, tzinfo=UTC),
        "ics:t:": datetime(2025, 3, 4, 10, tzinfo=UTC),
    }


def test_a_time_zone_of_one_file_is_none_of_the_next() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:{0}\nTZOFFSETTO:{0}\nEND:STANDARD\nEND:VTIMEZONE\n"
    meeting = event("DTSTART;TZID=Home:20250303T100000", GRACE)
    found = [read(meeting + zone.format(offset))[0] for offset in ("+0300", "-0700")]
    assert [record.interaction.moment.at.utcoffset() for record in found if isinstance(record, EventDraft)] == [
        timedelta(hours=3),
        timedelta(hours=-7),
    ]


def test_an_event_without_a_uid_is_known_by_what_it_says() -> None:
    first, same = (meetings("SUMMARY:a", "DTSTART:20250303T100000Z", GRACE)[0].identity for _ in range(2))
    assert first == same
    assert first != meetings("SUMMARY:b", "DTSTART:20250303T100000Z", GRACE)[0].identity


def test_a_broken_event_is_a_problem_and_the_rest_goes_in() -> None:
    good = event("DTSTART:20250303T100000Z", GRACE)
    records = read(good + "BEGIN:VEVENT\nno colon\n\x01=\nBEGIN:X;\nEND:VEVENT\n" + event("DTSTART:", GRACE) + good)
    assert sum(isinstance(record, EventDraft) for record in records) == 2
    assert [record.where for record in records if isinstance(record, Problem)] == ["line 10"]


def test_blocks_end_where_the_next_begins_or_the_file() -> None:
    text = "X\nBEGIN:VEVENT\na\nBEGIN:VALARM\nb\nBEGIN:VEVENT\nc\nATTACH:x\n y\nd\nEND:VCALENDAR\ne\nMETHOD:CANCEL\nBEGIN:VTIMEZONE\nf"
    assert [(block.kind, block.line, block.text.split(), block.method) for block in blocks(text.split("\n"))] == [
        ("VEVENT", 2, ["BEGIN:VEVENT", "a", "BEGIN:VALARM", "b", "END:VALARM", "END:VEVENT"], ""),
        ("VEVENT", 6, ["BEGIN:VEVENT", "c", "d", "END:VEVENT"], ""),
        ("VTIMEZONE", 14, ["BEGIN:VTIMEZONE", "f", "END:VTIMEZONE"], "CANCEL"),
    ]


def test_an_event_too_large_is_a_problem() -> None:
    records = read(
        event("DTSTART:20250303T100000Z", GRACE, "DESCRIPTION:" + "x" * 2**20)
        + event("DTSTART:20250303T100000Z", GRACE)
    )
    assert [type(record) for record in records] == [Problem, EventDraft]


_LINES = [
    "BEGIN:VCALENDAR", "END:VCALENDAR", "METHOD:CANCEL", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:Home", "TZID:",
    "DTSTART:20250303T100000Z", "DTSTART;TZID=Home:20250303T100000", "DTSTART;VALUE=DATE:20250303", "DTSTART:99991231T235959", "DTSTART:00010101", "DTSTART;TZID=:x",
    "DTEND:20250303T090000", "DTEND;VALUE=DATE:20250305", "DURATION:-P1D", "DURATION:P9999999W", "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY;UNTIL=20250310",
    "RRULE:FREQ=YEARLY;INTERVAL=0", "RRULE:FREQ=MONTHLY;BYDAY=5MO", "RDATE:20250401", "RDATE;VALUE=PERIOD:20250401T100000Z/PT1H", "EXDATE:20250304T100000Z",
    "EXDATE:nonsense", "RECURRENCE-ID:20250304T100000Z", "RECURRENCE-ID;VALUE=DATE:20250304", GRACE, "ATTENDEE;CN=:mailto:", "ATTENDEE:", "ORGANIZER:x",
    "SUMMARY:a\\n\\,b", "SUMMARY;X=\"", "UID:u", " folded", "no colon", ":", "BEGIN:STANDARD", "TZOFFSETTO:+9999", "TZOFFSETFROM:+0100", "\x00", "\ufeff",
]  # fmt: skip


@FEW
@given(st.lists(st.sampled_from(_LINES) | st.text(max_size=8), max_size=25), st.booleans())
def test_nothing_raises(lines: list[str], is_event: bool) -> None:
    data = "\n".join(["BEGIN:VEVENT", GRACE, "DTSTART:20250303T100000", *lines] if is_event else lines).encode(
        "utf-8", "surrogatepass"
    )
    calendar.recognises(Head(data))
    for record in read(data):
        assert not isinstance(record, EventDraft) or record.interaction.moment.at.utcoffset() is not None


@FEW
@given(st.binary(max_size=200))
def test_nothing_raises_for_any_bytes(data: bytes) -> None:
    read(data)
    read(b"BEGIN:VEVENT\n" + data)
