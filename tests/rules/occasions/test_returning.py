"""On which days occasions return, and how old people are by then."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.occasions import OccasionDate, lunar
from relkeeper.rules.occasions.returning import Window, age, sui

YEAR_2026 = Window(date(2026, 1, 1), date(2026, 12, 31))


def gregorian(month: int, day: int, year: int | None = None) -> OccasionDate:
    return OccasionDate("gregorian", year, month, day)


def chinese(month: int, day: int, year: int | None = None, *, leap: bool = False) -> OccasionDate:
    return OccasionDate("chinese", year, month, day, leap)


def kept(occasion: OccasionDate, year: int, missing_day: str = "before") -> list[str]:
    return [str(on) for on in Window(date(year, 1, 1), date(year, 12, 31), missing_day).returns(occasion)]


years = st.none() | st.integers(1930, 2060)
gregorian_days = st.builds(gregorian, st.integers(1, 12), st.integers(1, 28), years) | st.builds(
    gregorian, st.just(2), st.just(29), years
)
chinese_days = st.builds(chinese, st.integers(1, 12), st.integers(1, 30), years, leap=st.booleans())
occasions = gregorian_days | chinese_days
rules = st.sampled_from(["before", "after"])
begins = st.dates(date(1930, 1, 1), date(2070, 1, 1))


@pytest.mark.parametrize(
    ("occasion", "on"),
    [
        (gregorian(5, 9), "2026-05-09"),
        (gregorian(1, 1), "2026-01-01"),
        (gregorian(12, 31, 2026), "2026-12-31"),
        (chinese(1, 1), "2026-02-17"),
        (chinese(8, 15), "2026-09-25"),
        (chinese(12, 8), "2026-01-26"),  # of the lunar year before
    ],
)
def test_it_returns_in_a_year(occasion: OccasionDate, on: str) -> None:
    assert str(YEAR_2026.first_return(occasion)) == on


def test_both_ends_of_the_window_belong_to_it() -> None:
    assert Window(date(2026, 5, 9), date(2026, 5, 9)).first_return(gregorian(5, 9)) == date(2026, 5, 9)
    assert Window(date(2026, 5, 10), date(2027, 5, 8)).first_return(gregorian(5, 9)) is None


@pytest.mark.parametrize(
    ("occasion", "year", "before", "after"),
    [
        (gregorian(2, 29), 2027, "2027-02-28", "2027-03-01"),
        (gregorian(2, 29), 2028, "2028-02-29", "2028-02-29"),
        (gregorian(2, 29), 2100, "2100-02-28", "2100-03-01"),
        (chinese(6, 30), 1990, "1990-08-19", "1990-08-20"),
        (chinese(6, 30), 1991, "1991-08-09", "1991-08-10"),
        # The last day of a short year, or New Year.
        (chinese(12, 30), 2027, "2027-02-05", "2027-02-06"),
        # A leap month of 30 days, kept in an ordinary one of 29.
        (chinese(4, 30, leap=True), 2021, "2021-06-09", "2021-06-10"),
    ],
)
def test_a_missing_day_is_kept_before_or_after(occasion: OccasionDate, year: int, before: str, after: str) -> None:
    assert (kept(occasion, year, "before"), kept(occasion, year, "after")) == ([before], [after])


def test_a_leap_month_is_kept_where_there_is_one() -> None:
    born = chinese(4, 8, leap=True)
    assert kept(born, 2020) == ["2020-05-30"]
    assert kept(born, 2021) == ["2021-05-19"]
    assert kept(born, 2023) == ["2023-05-26"]  # a leap month, of another number
    assert kept(chinese(4, 8), 2020) == ["2020-04-30"]


def test_a_gregorian_year_may_have_a_lunar_day_twice_or_not_at_all() -> None:
    assert kept(chinese(12, 1), 2024) == ["2024-01-11", "2024-12-31"]
    assert kept(chinese(12, 1), 2025) == []


def test_what_the_calendar_does_not_know_does_not_return() -> None:
    assert Window(date(2100, 2, 9), date(2102, 2, 1)).first_return(chinese(1, 1)) is None
    assert Window(date(1899, 1, 1), date(1901, 2, 18)).returns(chinese(1, 1)) == []


def test_a_calendar_of_ten_years() -> None:
    decade = Window(date(2026, 11, 21), date(2036, 11, 20))
    assert len(decade.returns(gregorian(5, 9))) == 10
    assert [str(on) for on in decade.returns(chinese(8, 15))][:3] == ["2027-09-15", "2028-10-03", "2029-09-22"]


def test_it_does_not_return_before_it_began() -> None:
    window = Window(date(2026, 1, 1), date(2030, 12, 31))
    assert window.first_return(gregorian(5, 9, 2029)) == date(2029, 5, 9)
    assert window.first_return(chinese(8, 15, 2029)) == date(2029, 9, 22)


@given(occasions, begins, st.integers(0, 4000), rules)
def test_returns_lie_in_the_window_in_order_and_not_before_it_began(
    occasion: OccasionDate, first: date, length: int, rule: str
) -> None:
    window = Window(first, first + timedelta(length), rule)
    returns = window.returns(occasion)
    assert returns == sorted(set(returns))
    assert all(window.first <= on <= window.last for on in returns)
    assert window.first_return(occasion) == (returns[0] if returns else None)
    assert occasion.year is None or all(on.year >= occasion.year for on in returns)


@given(occasions, begins, rules)
def test_it_returns_about_once_a_year(occasion: OccasionDate, first: date, rule: str) -> None:
    returns = Window(first, first + timedelta(8000), rule).returns(occasion._replace(year=None))
    gaps = [(later - earlier).days for earlier, later in zip([first, *returns], returns, strict=False)]
    assert gaps[0] <= 385
    assert all(324 <= gap <= 385 for gap in gaps[1:])


@given(occasions, begins)
def test_before_is_at_most_a_day_before_after(occasion: OccasionDate, first: date) -> None:
    last = first + timedelta(2000)
    before, after = (Window(first - timedelta(1), last, rule).returns(occasion) for rule in ("before", "after"))
    apart = {min(abs((on - other).days) for other in before) for on in after if on > first} if before else set()
    assert apart <= {0, 1}


@given(occasions, begins, st.integers(0, 60))
def test_a_window_asked_before_tells_the_same(occasion: OccasionDate, first: date, length: int) -> None:
    window = Window(first, first + timedelta(length))
    later = occasion._replace(year=2065)
    assert window.returns(later) == [
        on for on in window.returns(occasion._replace(year=None)) if _year(later, on) >= 2065
    ]
    assert window == Window(first, first + timedelta(length))


def _year(occasion: OccasionDate, on: date) -> int:
    day = lunar.of(on)
    return day.year if occasion.calendar == "chinese" and day else on.year


@pytest.mark.parametrize(
    ("occasion", "on", "years"),
    [
        (gregorian(5, 9, 1990), "2027-05-08", 36),
        (gregorian(5, 9, 1990), "2027-05-09", 37),
        (gregorian(2, 29, 2000), "2027-02-27", 26),
        (gregorian(2, 29, 2000), "2027-02-28", 27),
        (gregorian(5, 9, 1990), "1990-05-09", 0),
        (gregorian(5, 9, 1990), "1990-05-08", None),
        (gregorian(5, 9), "2027-05-09", None),
        (chinese(8, 15, 1990), "2026-09-24", 35),
        (chinese(8, 15, 1990), "2026-09-25", 36),
        # In January it is still the lunar year before.
        (chinese(12, 8, 1990), "2026-01-25", 34),
        (chinese(12, 8, 1990), "2026-01-26", 35),
        (chinese(12, 30, 1990), "2027-02-05", 36),
        (chinese(12, 30, 1990), "2027-02-06", 36),
        (chinese(5, 8, 1990, leap=True), "2026-06-22", 36),
        (chinese(8, 15, 1990), "2150-01-01", None),
    ],
)
def test_age(occasion: OccasionDate, on: str, years: int | None) -> None:
    assert age(occasion, date.fromisoformat(on)) == years


@pytest.mark.parametrize(
    ("occasion", "on", "years"),
    [
        (chinese(8, 15, 1990), "1990-10-03", 1),
        (chinese(8, 15, 1990), "1991-02-14", 1),
        (chinese(8, 15, 1990), "1991-02-15", 2),
        (chinese(12, 30, 2023), "2024-02-10", 2),  # two on the second day of life
        (chinese(8, 15, 1990), "2026-09-25", 37),
        (chinese(8, 15, 1990), "1989-09-25", None),
        (chinese(8, 15), "2026-09-25", None),
        (gregorian(5, 9, 1990), "2026-05-09", None),
    ],
)
def test_sui(occasion: OccasionDate, on: str, years: int | None) -> None:
    assert sui(occasion, date.fromisoformat(on)) == years


@given(occasions.filter(lambda occasion: occasion.year is not None), begins, rules)
def test_each_return_is_a_year_older_than_the_last(occasion: OccasionDate, first: date, rule: str) -> None:
    returns = Window(first, first + timedelta(3000), rule).returns(occasion)
    ages = [age(occasion, on) for on in returns]
    assert None not in ages
    assert ages == list(range(ages[0] or 0, (ages[0] or 0) + len(ages))) if ages else True


@given(chinese_days.filter(lambda occasion: occasion.year is not None), begins)
def test_sui_is_one_or_two_more_than_the_age(occasion: OccasionDate, on: date) -> None:
    years, counted = age(occasion, on), sui(occasion, on)
    if years is not None and counted is not None:
        assert counted - years in (1, 2)
