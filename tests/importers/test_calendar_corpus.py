"""Real calendars of many programs, where they are at hand: nothing raises, and known values are right."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from relkeeper.drafts import EventDraft, Notice, Problem
from relkeeper.importers import calendar
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reading

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "ics"
FILES = sorted(CORPUS.iterdir()) if CORPUS.is_dir() else []
READING = Reading(now=datetime(2026, 11, 22, 12, tzinfo=UTC))
# An alarm alone, and two files of a fuzzer that hold no component.
NONE = {
    "icalendar--fuzz_testcase_0_char_in_component_name.ics", "icalendar--fuzz_testcase_invalid_month.ics",
    "icalendar--rfc_5545_end.ics", "icalendar--start_date.ics",
}  # fmt: skip

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not at hand")


@cache
def read(name: str) -> tuple[EventDraft | Notice | Problem, ...]:
    with (CORPUS / name).open("rb") as file:
        return tuple(calendar.read(file, name, READING))


def events(name: str) -> list[EventDraft]:
    return [record for record in read(name) if isinstance(record, EventDraft)]


def test_each_is_recognised_and_read() -> None:
    for path in FILES:
        assert calendar.recognises(Head(path.read_bytes()[:65536], path.name)) is (path.name not in NONE), path.name
        for record in events(path.name):
            assert record.others, path.name
            assert record.interaction.moment.at <= READING.now, path.name


def test_how_many_there_are() -> None:
    names = [path.name for path in FILES]
    problems = [record for name in names for record in read(name) if isinstance(record, Problem)]
    assert (len(names), sum(len(events(name)) for name in names), len(problems)) == (86, 42, 11)


KNOWN = [
    ("ical4j--calconnect2.ics", 5, "2005-04-11T10:00:00-04:00", "5 day daily repeating meeting", 60),
    ("ical4j--blankTzid.ics", 1, "2015-08-26T09:00:00+00:00", "(no title)", 60),
    ("ical4j--multiple_calendars.ics", 2, "1997-07-01T19:00:00+00:00", "Conference", 30),
    ("ical4j--rfc5545-sec4.2.ics", 1, "1998-03-12T08:30:00-05:00", "XYZ Project Review", 60),
    ("khal--event_dt_partstat.ics", 1, "2014-04-09T09:30:00+02:00", "An Event", 60),
    ("icalendar--issue_156_RDATE_with_PERIOD_TZID_khal.ics", 1, "2018-03-27T08:00:00-05:00", "Event", 60),
]


@pytest.mark.parametrize(("name", "count", "moment", "summary", "minutes"), KNOWN)
def test_known_values(name: str, count: int, moment: str, summary: str, minutes: int) -> None:
    found = events(name)
    assert len(found) == count
    first = found[0].interaction
    assert (first.moment.at.isoformat(), first.summary, first.duration_minutes) == (moment, summary, minutes)
