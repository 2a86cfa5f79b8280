from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.render.pictures import heatmap
from relkeeper.rules.day_words import MONTHS
from tests.render.pictures.reading import summary, texts, told

MONTH_NAMES = [name[:3] for name in MONTHS]
COUNTS = st.dictionaries(st.dates(date(2020, 1, 1), date(2027, 12, 31)), st.integers(0, 500), max_size=40)


@given(COUNTS, st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(0, 380))
def test_each_day_with_entries_is_told_and_no_other(days: dict[date, int], first: date, length: int) -> None:
    last = first + timedelta(days=length)
    expected = {f"{day}: {count}" for day, count in days.items() if count and first <= day <= last}
    assert {said for said in told(heatmap(days, first, last)) if ": " in said} == expected


def test_days_of_a_week_stand_below_each_other_from_monday_on() -> None:
    drawn = heatmap({date(2026, 11, 16): 1, date(2026, 11, 22): 1}, date(2026, 11, 16), date(2026, 11, 22))
    assert 'd="M31 32h9v9h-9z"><title>2026-11-16: 1' in drawn
    assert 'd="M31 110h9v9h-9z"><title>2026-11-22: 1' in drawn


def test_each_month_stands_above_the_week_it_begins_in_and_the_years_above_them() -> None:
    said = texts(heatmap({}, date(2025, 12, 1), date(2026, 3, 31)))
    assert said[:4] == ["Mon", "Wed", "Fri", "Sun"]
    assert said[4:11] == ["2025", "Dec", "2026", "Jan", "Feb", "Mar", "0"]


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(0, 380))
def test_no_month_is_left_out(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    begun = [day for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)) if day.day == 1]
    names = [text for text in texts(heatmap({}, first, last)) if text in MONTH_NAMES]
    assert names == [MONTH_NAMES[day.month - 1] for day in begun]


def test_shades_are_named_by_what_they_count() -> None:
    few = heatmap({date(2026, 11, 20): 3}, date(2026, 11, 1), date(2026, 11, 21))
    many = heatmap({date(2026, 11, 20): 300}, date(2026, 11, 1), date(2026, 11, 21))
    assert texts(few)[-5:] == ["0", "1", "2–3", "4–6", "7+"]
    assert texts(many)[-5:] == ["0", "1–37", "38–74", "75–149", "150+"]


def test_it_says_how_much_there_was() -> None:
    days = {date(2026, 11, 2): 3, date(2026, 11, 5): 1, date(2020, 1, 1): 99}
    assert summary(heatmap(days, date(2026, 11, 1), date(2026, 11, 21))) == (
        "4 entries on 2 days from 2026-11-01 to 2026-11-21; the most on 2026-11-02: 3."
    )
    assert summary(heatmap({}, date(2026, 11, 1), date(2026, 11, 21))) == "No entries from 2026-11-01 to 2026-11-21."


def test_what_several_days_have_is_no_peak() -> None:
    days = {date(2026, 11, day): 1 for day in (2, 5, 10)}
    assert summary(heatmap(days, date(2026, 11, 1), date(2026, 11, 21))) == (
        "3 entries on 3 days from 2026-11-01 to 2026-11-21."
    )


def test_a_full_year_is_small() -> None:
    first = date(2025, 11, 17)
    full = {first + timedelta(days=place): 100 + place for place in range(371)}
    assert len(heatmap(full, first, first + timedelta(days=370)).encode()) < 25_000
