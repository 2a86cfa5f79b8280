"""Rules of a calendar, against the rules of the book: each is asked which days there are."""

from datetime import date, timedelta

from dateutil.rrule import rrulestr
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import vRecur

from relkeeper.drafts import OccasionDraft
from relkeeper.exporters.ics import follow_ups, returning
from relkeeper.rules.follow_ups import next_day
from relkeeper.rules.occasions.returning import Window
from relkeeper.rules.repeats import Repeat

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
REPEATS = st.builds(Repeat, st.integers(1, 40), st.sampled_from(("day", "week", "month", "year")))
MISSING = st.sampled_from(("before", "after"))


def days_of(rule: object, first: date, count: int) -> list[date]:
    """The first days that an RRULE has from its beginning on."""
    text = vRecur(rule).to_ical().decode()
    begins = f"DTSTART:{first:%Y%m%d}T000000\nRRULE:{text};COUNT={count}"
    return [moment.date() for moment in rrulestr(begins)]


def turns(begins_on: date, every: Repeat, first: date, count: int) -> list[date]:
    """As many turns of a follow-up, from one of them on."""
    found = [first]
    while len(found) < count:
        found.append(next_day(begins_on, every, found[-1]))
    return found


@given(DAYS, REPEATS, st.integers(0, 3000))
@example(date(2026, 1, 31), Repeat(1, "month"), 40)
@example(date(2026, 1, 30), Repeat(1, "month"), 28)
@example(date(2024, 2, 29), Repeat(1, "year"), 400)
@example(date(2024, 2, 29), Repeat(12, "month"), 400)
def test_a_series_has_the_days_on_which_the_follow_up_returns(begins_on: date, every: Repeat, later: int) -> None:
    first = follow_ups.turn(begins_on, every, begins_on + timedelta(later))
    assert days_of(follow_ups.rule(begins_on, every), first, 6) == turns(begins_on, every, first, 6)


@given(DAYS, REPEATS, st.integers(-50, 3000))
def test_the_turn_is_the_last_one_that_is_not_behind_the_day(begins_on: date, every: Repeat, later: int) -> None:
    on = begins_on + timedelta(later)
    found = follow_ups.turn(begins_on, every, on)
    assert found == begins_on or found <= on < next_day(begins_on, every, found)
    assert found in turns(begins_on, every, begins_on, 1) or found == next_day(begins_on, every, found - timedelta(1))


def test_where_the_calendar_ends_the_turns_end() -> None:
    assert follow_ups.turn(date(9999, 12, 30), Repeat(1, "day"), date(9999, 12, 31)) == date(9999, 12, 31)


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)), MISSING)
@example(date(2000, 2, 29), "before")
@example(date(2000, 2, 29), "after")
def test_a_yearly_series_has_the_days_on_which_the_occasion_returns(day: date, missing: str) -> None:
    occasion = OccasionDraft("birthday", day.month, day.day, year=None)
    kept = Window(date(2025, 1, 1), date(2033, 12, 31), missing).returns(occasion)
    assert days_of(returning.yearly(day.month, day.day, missing), kept[0], len(kept)) == kept
