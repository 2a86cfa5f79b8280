from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from itertools import count, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import DateError, UsageError
from relkeeper.rules import follow_ups
from relkeeper.rules.repeats import Repeat

# A Saturday.
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
MONTHS = {"month": 1, "year": 12}
DAYS = {"day": 1, "week": 7}

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
rules = st.builds(Repeat, st.integers(1, 60), st.sampled_from(["day", "week", "month", "year"]))


class TestNextDay:
    @pytest.mark.parametrize(
        ("begins_on", "every", "after", "expected"),
        [
            ("2026-01-31", (1, "month"), "2026-01-31", "2026-02-28"),
            ("2026-01-31", (1, "month"), "2026-02-28", "2026-03-31"),
            ("2026-01-31", (1, "month"), "2026-03-31", "2026-04-30"),
            ("2026-01-31", (1, "month"), "2026-04-30", "2026-05-31"),
            ("2024-02-29", (1, "year"), "2024-02-29", "2025-02-28"),
            ("2024-02-29", (1, "year"), "2027-12-01", "2028-02-29"),
            ("2026-11-20", (1, "week"), "2026-12-25", "2027-01-01"),
            ("2026-11-20", (3, "day"), "2026-11-22", "2026-11-23"),
            ("2026-11-20", (3, "day"), "2026-11-23", "2026-11-26"),
            ("2026-12-01", (1, "month"), "2026-11-21", "2026-12-01"),
        ],
    )  # fmt: skip
    def test_examples(self, begins_on: str, every: tuple[int, str], after: str, expected: str) -> None:
        found = follow_ups.next_day(date.fromisoformat(begins_on), Repeat(*every), date.fromisoformat(after))
        assert found.isoformat() == expected

    @given(days, rules, st.integers(0, 40_000))
    def test_it_is_the_first_of_all_that_are_counted_from_the_beginning(
        self, begins_on: date, every: Repeat, passed: int
    ) -> None:
        after = begins_on + timedelta(passed % (800 * DAYS.get(every.unit, 30)))
        before = list(takewhile(lambda day: day <= after, (counted(begins_on, every, times) for times in count())))
        assert follow_ups.next_day(begins_on, every, after) == counted(begins_on, every, len(before))

    @given(days, rules, st.lists(st.integers(0, 400), max_size=12))
    def test_it_does_not_drift_however_late_it_was_done(self, begins_on: date, every: Repeat, lates: list[int]) -> None:
        due_on = begins_on
        for late in lates:
            today = due_on + timedelta(late)
            following = follow_ups.next_day(begins_on, every, max(due_on, today))
            assert following > max(due_on, today)
            due_on = following
        assert due_on == begins_on or is_counted(begins_on, every, due_on)

    def test_the_calendar_ends(self) -> None:
        with pytest.raises(UsageError, match="9999-12-31"):
            follow_ups.next_day(date(2026, 1, 1), Repeat(1, "day"), date.max)


def counted(begins_on: date, every: Repeat, times: int) -> date:
    """`begins_on` and so many times the rule, without the library that the rule is made with."""
    if every.unit in DAYS:
        return begins_on + timedelta(every.amount * DAYS[every.unit] * times)
    years, month = divmod(begins_on.month - 1 + every.amount * MONTHS[every.unit] * times, 12)
    year = begins_on.year + years
    return date(year, month + 1, min(begins_on.day, monthrange(year, month + 1)[1]))


def is_counted(begins_on: date, every: Repeat, day: date) -> bool:
    if every.unit in DAYS:
        return (day - begins_on).days % (every.amount * DAYS[every.unit]) == 0
    months = 12 * (day.year - begins_on.year) + day.month - begins_on.month
    step = every.amount * MONTHS[every.unit]
    return months % step == 0 and counted(begins_on, every, months // step) == day


ENTERED = {
    "friday: send the deck": ("2026-11-27", "send the deck"),
    "friday:send the deck": ("2026-11-27", "send the deck"),
    "周五：发资料": ("2026-11-27", "发资料"),
    "周五:发资料": ("2026-11-27", "发资料"),
    "下周五：14:00打电话": ("2026-11-27", "14:00打电话"),
    "friday: 14:00 call her": ("2026-11-27", "14:00 call her"),
    "in 2 weeks: read https://example.org: all of it": ("2026-12-05", "read https://example.org: all of it"),
    "2026-12-01: 30 copies": ("2026-12-01", "30 copies"),
    "today: 5:4": ("2026-11-21", "5:4"),
    "friday": ("2026-11-27", ""),
    "friday: ": ("2026-11-27", ""),
    "明天": ("2026-11-22", ""),
}


class TestWhatIsEntered:
    @pytest.mark.parametrize(("text", "expected"), ENTERED.items())
    def test_the_day_stands_before_the_colon(self, text: str, expected: tuple[str, str]) -> None:
        due_on, words = follow_ups.parse(text, NOW)
        assert (due_on.isoformat(), words) == expected

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("friday 14:00: call", "'friday 14:00' has a time of day"),
            ("明天14：00：打电话", "'明天14:00' has a time of day"),
            ("14:00: call", "time of day"),
            ("nov 3:30 copies", "is no date"),
            ("yesterday: call", "'yesterday' is in the past"),
            ("3/4: call", "3 April or 4 March"),
            ("feb 30: call", "no 30 February"),
            ("saturday: call", "may be today or 2026-11-28"),
            ("send the deck", "'send the deck' is no date"),
            ("send: friday", "'send' is no date"),
            (": call", "'' is no date"),
            ("", "'' is no date"),
        ],
    )
    def test_else_it_is_said_why_not_and_what_is_expected(self, text: str, why: str) -> None:
        with pytest.raises(DateError, match="WHEN: TEXT is expected, such as 'friday: send the deck'") as refused:
            follow_ups.parse(text, NOW)
        assert why in str(refused.value)

    @given(st.dates(NOW.date(), date(2199, 12, 31)), st.text(max_size=60).map(str.strip), st.sampled_from([":", "："]))
    def test_any_text_may_follow_a_day(self, due_on: date, words: str, colon: str) -> None:
        assert follow_ups.parse(f"{due_on.isoformat()}{colon} {words}", NOW) == (due_on, words)

    @given(st.text(st.sampled_from("friday 1430:：周五今天-/. "), max_size=30))
    def test_what_is_understood_is_never_in_the_past(self, text: str) -> None:
        try:
            due_on, words = follow_ups.parse(text, NOW)
        except DateError:
            return
        assert due_on >= NOW.date()
        assert text.rstrip().endswith(words)
