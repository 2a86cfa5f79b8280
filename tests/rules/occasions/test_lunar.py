"""The Chinese calendar, against the days that were published and against other calendars."""

from datetime import date, datetime, timedelta

import cnlunar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import Solar

from relkeeper.rules.occasions import lunar
from relkeeper.rules.occasions.lunar import LunarDay
from tests.rules.occasions import published

FIRST, LAST = date(1901, 2, 19), date(2100, 2, 8)
days = st.dates(FIRST, LAST)


def test_months_begin_where_they_were_published() -> None:
    told = [(year, month) for year, month in published.months() if 1930 <= month.first.year <= 2070]
    assert len(told) == 1743
    assert not [month for year, month in told if lunar.month_of(year, month.number, leap=month.leap) != month]


def test_every_day_is_the_one_that_was_published() -> None:
    wrong, checked = [], 0
    for year, month in published.months():
        for passed in range(month.days):
            day = month.first + timedelta(passed)
            checked += 1930 <= day.year <= 2070
            if lunar.of(day) != (year, month.number, passed + 1, month.leap):
                wrong.append(day)
    assert (checked, wrong) == (51_500, [])


def test_leap_months_are_those_that_were_published() -> None:
    told = {year: month for year, month in published.months() if month.leap}
    assert {year: month for year in range(1929, 2072) if (month := lunar.leap_month_of(year))} == told


# What other calendars have wrong, and the leap months over which they stumble.
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1933-06-23", LunarDay(1933, 5, 1, True)),
        ("1954-02-03", LunarDay(1954, 1, 1, False)),
        ("1954-12-25", LunarDay(1954, 12, 1, False)),
        ("1978-10-02", LunarDay(1978, 9, 1, False)),
        ("1987-07-26", LunarDay(1987, 6, 1, True)),
        ("2033-12-22", LunarDay(2033, 11, 1, True)),
        ("2034-01-20", LunarDay(2033, 12, 1, False)),
        ("2057-09-28", LunarDay(2057, 9, 1, False)),
    ],
)
def test_months_that_others_have_wrong(day: str, expected: LunarDay) -> None:
    assert lunar.of(date.fromisoformat(day)) == expected


@given(days)
def test_there_and_back(day: date) -> None:
    there = lunar.of(day)
    assert there is not None
    assert lunar.day_of(there) == day


@given(st.integers(1901, 2099), st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_back_and_there(year: int, month: int, day: int, leap: bool) -> None:
    told = LunarDay(year, month, day, leap)
    on = lunar.day_of(told)
    assert on is None or lunar.of(on) == told


@given(days)
def test_the_day_after_is_the_next_one_or_the_first(day: date) -> None:
    before, after = lunar.of(day), lunar.of(day + timedelta(1))
    assert before is not None
    assert after is None or after.day == before.day + 1 or (after.day == 1 and before.day in (29, 30))


@given(days)
def test_the_library_says_the_same_of_each_day(day: date) -> None:
    found = cnlunar.Lunar(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - what it takes
    assert lunar.of(day) == (found.lunarYear, found.lunarMonth, found.lunarDay, found.isLunarLeapMonth)


def test_another_library_says_the_same_of_the_years_behind_the_table() -> None:
    """Before 1929 and after 2071, of which the table says nothing."""
    months = [
        (year, month)
        for year in (*range(1901, 1929), *range(2072, 2100))
        for number in range(1, 13)
        for leap in (False, True)
        if (month := lunar.month_of(year, number, leap=leap))
    ]
    told = [Solar.fromYmd(*month.first.timetuple()[:3]).getLunar() for _, month in months]
    names = [(found.getYear(), abs(found.getMonth()), found.getMonth() < 0, found.getDay()) for found in told]
    assert len(names) == 692
    assert names == [(year, month.number, month.leap, 1) for year, month in months]


@given(st.dates(max_value=FIRST - timedelta(1)) | st.dates(min_value=LAST + timedelta(1)))
def test_what_the_library_does_not_know_is_none(day: date) -> None:
    assert lunar.of(day) is None


@pytest.mark.parametrize(
    "told",
    [
        LunarDay(1990, 6, 30, False),
        LunarDay(1990, 4, 1, True),
        LunarDay(1990, 13, 1, False),
        LunarDay(1990, 1, 0, False),
        LunarDay(1900, 1, 1, False),
        LunarDay(2100, 1, 1, False),
    ],
)
def test_days_that_there_were_not(told: LunarDay) -> None:
    assert lunar.day_of(told) is None
