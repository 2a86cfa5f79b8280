"""Occasions in words."""

import pytest

from relkeeper.rules.occasions import OccasionDate, words


@pytest.mark.parametrize(
    ("occasion", "said"),
    [
        (OccasionDate("gregorian", 1990, 5, 9), "9 May 1990"),
        (OccasionDate("gregorian", None, 12, 31), "31 December"),
        (OccasionDate("chinese", None, 8, 15), "农历八月十五 (lunar 8-15)"),
        (OccasionDate("chinese", None, 4, 8, True), "农历闰四月初八 (lunar 4-8 leap)"),
        (OccasionDate("chinese", 1990, 12, 23), "农历1990年腊月廿三 (lunar 1990-12-23)"),
        (OccasionDate("chinese", None, 1, 10), "农历正月初十 (lunar 1-10)"),
        (OccasionDate("chinese", None, 10, 20), "农历十月二十 (lunar 10-20)"),
        (OccasionDate("chinese", None, 11, 30), "农历冬月三十 (lunar 11-30)"),
    ],
)
def test_in_words(occasion: OccasionDate, said: str) -> None:
    assert words.describe(occasion) == said


def test_each_month_and_day_has_its_own_name() -> None:
    assert (len(set(words.LUNAR_MONTHS)), len(set(words.LUNAR_DAYS))) == (12, 30)


@pytest.mark.parametrize(
    ("kind", "age", "sui", "said"),
    [
        ("birthday", 37, None, "37"),
        ("birthday", 37, 38, "37 (虚岁 38)"),
        ("anniversary", 1, None, "1 year"),
        ("anniversary", 12, None, "12 years"),
        ("birthday", 0, 1, ""),
        ("birthday", None, None, ""),
    ],
)
def test_how_many_years_in_words(kind: str, age: int | None, sui: int | None, said: str) -> None:
    assert words.years(kind, age, sui) == said
