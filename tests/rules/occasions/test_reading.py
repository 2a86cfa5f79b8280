"""The days of occasions as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import DateError
from relkeeper.rules.occasions import OccasionDate, lunar, reading, words

TODAY = date(2026, 11, 21)


def refusal(text: str) -> str:
    with pytest.raises(DateError) as refused:
        reading.parse(text, TODAY)
    return str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "--05-09", "--0509", "--5-09", "05-09", "may 9", "May 9th", "9 May", "9may", "the 9th of may", "9. May",
        "5月9日", "5月9号", "5月9", "五月九日", "５月９日", "公历五月九", "阳历 5月9日", "gregorian 05-09",
    ],
)  # fmt: skip
def test_a_day_without_its_year(text: str) -> None:
    assert reading.parse(text, TODAY) == ("gregorian", None, 5, 9, False)


@pytest.mark.parametrize(
    "text",
    [
        "1990-05-09", "1990/5/9", "1990.05.09", "19900509", "9 May 1990", "may 9, 1990", "9 of may 1990", "9-May-1990",
        "1990年5月9日", "1990 年 5 月 9 日", "一九九〇年五月九日", "１９９０－０５－０９", "公历1990年5月9日",
    ],
)  # fmt: skip
def test_a_day_with_its_year(text: str) -> None:
    assert reading.parse(text, TODAY) == ("gregorian", 1990, 5, 9, False)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [("25/12", 12, 25), ("12/25", 12, 25), ("5/5", 5, 5), ("feb 29", 2, 29), ("sept 3", 9, 3)],
)
def test_other_days_without_a_year(text: str, month: int, day: int) -> None:
    assert reading.parse(text, TODAY) == ("gregorian", None, month, day, False)


@pytest.mark.parametrize(
    "text",
    [
        "lunar 八月十五", "lunar 08-15", "lunar 8-15", "Lunar --08-15", "chinese 8-15", "lunar: 8-15", "8-15 lunar",
        "农历八月十五", "农历 8月15日", "阴历八月十五日", "旧历八月十五", "農曆八月十五", "陰曆八月十五", "农历中秋", "中秋节",
        "lunar calendar 8-15",
    ],
)  # fmt: skip
def test_a_lunar_day(text: str) -> None:
    assert reading.parse(text, TODAY) == ("chinese", None, 8, 15, False)


@pytest.mark.parametrize(
    "text",
    [
        "lunar 1990-12-23", "lunar 1990/12/23", "农历1990年腊月廿三", "1990年农历腊月廿三", "农历一九九〇年十二月二十三",
        "1990年臘月廿三", "lunar 1990年12月23日",
    ],
)  # fmt: skip
def test_a_lunar_day_with_its_year(text: str) -> None:
    assert reading.parse(text, TODAY) == ("chinese", 1990, 12, 23, False)


@pytest.mark.parametrize(
    "text",
    [
        "阴历 闰四月初八",
        "闰四月初八",
        "閏四月初八",
        "农历闰4月8日",
        "lunar leap 4-8",
        "lunar 4-8 leap",
        "leap lunar 4-8",
    ],
)
def test_a_day_of_a_leap_month(text: str) -> None:
    assert reading.parse(text, TODAY) == ("chinese", None, 4, 8, True)


@pytest.mark.parametrize(
    "text", ["lunar 1990 leap 5-8", "lunar 1990-5-8 leap", "农历1990年闰五月初八", "1990年闰五月初八"]
)
def test_a_day_of_a_leap_month_with_its_year(text: str) -> None:
    assert reading.parse(text, TODAY) == ("chinese", 1990, 5, 8, True)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("正月初一", 1, 1), ("正月初十", 1, 10), ("农历二月十一", 2, 11), ("农历十月二十", 10, 20), ("冬月廿", 11, 20),
        ("冬月廿九", 11, 29), ("腊月三十", 12, 30), ("农历十一月二十九", 11, 29), ("农历十二月三十", 12, 30), ("春节", 1, 1),
        ("元宵节", 1, 15), ("农历端午", 5, 5), ("七夕", 7, 7), ("中元节", 7, 15), ("重阳", 9, 9), ("腊八", 12, 8),
    ],
)  # fmt: skip
def test_names_of_lunar_days(text: str, month: int, day: int) -> None:
    assert reading.parse(text, TODAY) == ("chinese", None, month, day, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30 February", "there is no 30 February; a day from 1 to 29 is expected"),
        ("2月30日", "there is no 30 February; a day from 1 to 29 is expected"),
        ("2023-02-29", "there is no 29 February 2023; a day from 1 to 28 is expected"),
        ("13/13", "there is no month 13; a month from 1 to 12 is expected"),
        ("3/4", "'3/4' may be 3 April or 4 March; write --04-03 or --03-04"),
        ("3.4.1990", "'3.4.1990' may be 3 April or 4 March; write 1990-04-03 or 1990-03-04"),
        ("9 may 90", "the year '90' is not clear; write all four digits, such as 2025"),
        ("八月十五", "'八月十五' may be of either calendar; write 农历八月十五 or 8月15日"),
        ("1990年八月十五", "'1990年八月十五' may be of either calendar; write 农历1990年八月十五 or 1990年8月15日"),
        ("lunar 13-1", "there is no lunar month 13; a month from 1 to 12 is expected"),
        ("lunar 8-31", "there is no day 31 of a lunar month; a day from 1 to 30 is expected"),
        ("lunar 1990-06-30", "the 6th lunar month of 1990 has 29 days; a day from 1 to 29 is expected"),
        ("农历1990年闰五月三十", "the leap 5th lunar month of 1990 has 29 days; a day from 1 to 29 is expected"),
        ("lunar 1990 leap 4-8", "the lunar year 1990 has no leap 4th month; its leap month is the 5th"),
        ("lunar 1991 leap 2-8", "the lunar year 1991 has no leap 2nd month; none of its months is leap"),
        ("lunar 1890-08-15", "the lunar year 1890 is out of reach; a year from 1901 to 2099 is expected, or a day without its year"),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(text: str, said: str) -> None:
    assert refusal(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "x", "yesterday", "friday", "1990", "1990-05", "may 1990", "ma 9", "mayor 9", "5月", "农历", "lunar",
        "农历八月", "农历庚午年八月十五", "lunar 3/4", "leap 4-8", "闰", "初八", "may 9 or 10", "9" * 200, "\0", "--", "25.12.", "٣-٤",
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_how_to_write_one(text: str) -> None:
    assert "is no day that returns; write for example 1990-05-09" in refusal(text)


@pytest.mark.parametrize("text", ["除夕", "农历1990年除夕", "大年三十"])
def test_the_last_day_of_the_year_has_no_fixed_number(text: str) -> None:
    assert refusal(text).endswith("write 腊月廿九 or 腊月三十")


@pytest.mark.parametrize("text", ["2026-11-22", "22 nov 2026", "2027年1月1日", "lunar 2026-10-14", "lunar 2027-1-1"])
def test_nothing_begins_in_the_future(text: str) -> None:
    assert "is in the future; today or earlier is expected" in refusal(text)


def test_a_day_of_a_leap_month_to_come_is_called_so() -> None:
    assert refusal("lunar 2028 leap 5-1").startswith("day 1 of the leap 5th lunar month of 2028 is in the future")


@pytest.mark.parametrize("text", ["2026-11-21", "lunar 2026-10-13"])
def test_something_may_begin_today(text: str) -> None:
    assert reading.parse(text, TODAY).year == 2026


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lunar leap 12-8", "a leap 12th lunar month never occurred since 1901"),
        # There is one in 2033.
        ("闰冬月初八", "a leap 11th lunar month never occurred since 1901"),
        ("lunar leap 10-30", "a leap 10th lunar month never had more than 29 days since 1901"),
    ],
)
def test_a_day_of_a_leap_month_is_one_that_some_year_had(text: str, said: str) -> None:
    assert refusal(text).startswith(said)
    assert reading.parse("lunar leap 3-30", TODAY) == ("chinese", None, 3, 30, True)


def test_a_leap_month_counts_from_the_day_on_which_it_begins() -> None:
    with pytest.raises(DateError, match="never occurred"):
        reading.parse("lunar leap 11-8", date(2033, 12, 21))
    assert reading.parse("lunar leap 11-8", date(2033, 12, 22)) == ("chinese", None, 11, 8, True)


days = st.dates(date(1902, 1, 1), TODAY)


@given(days, st.booleans())
def test_what_is_shown_can_be_typed(day: date, with_year: bool) -> None:
    occasion = OccasionDate("gregorian", day.year if with_year else None, day.month, day.day)
    assert reading.parse(words.describe(occasion), TODAY) == occasion


@given(days, st.booleans())
def test_what_is_shown_of_a_lunar_day_can_be_typed(day: date, with_year: bool) -> None:
    born = lunar.of(day)
    assert born is not None
    occasion = OccasionDate("chinese", born.year if with_year else None, born.month, born.day, born.leap)
    in_chinese, _, in_figures = words.describe(occasion).removesuffix(")").partition(" (")
    assert reading.parse(in_chinese, TODAY) == occasion
    assert reading.parse(in_figures, TODAY) == occasion


@given(st.text(max_size=12) | st.text("0123456789-/.年月日初闰廿十一二三lunarp 农历", max_size=12))
def test_any_text_is_a_day_or_refused_with_a_sentence(text: str) -> None:
    try:
        found = reading.parse(text, TODAY)
    except DateError:
        return
    assert 1 <= found.month <= 12
    assert 1 <= found.day <= 31
