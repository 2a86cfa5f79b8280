"""WHEN as people type it, on Sunday 22 November 2026 unless a test says otherwise: days."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from relkeeper.errors import DateError
from relkeeper.rules import dates
from relkeeper.rules.dates import Side
from relkeeper.rules.dates.days import exists

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 14, 20, 33, 123456, tzinfo=BERLIN)
TODAY = NOW.date()

PAST_DAYS = {
    "2026-11-03": "2026-11-03",
    "2026-1-3": "2026-01-03",
    "2026/11/03": "2026-11-03",
    "2026.11.03": "2026-11-03",
    "20261103": "2026-11-03",
    "today": "2026-11-22",
    "YESTERDAY": "2026-11-21",
    "  the day   before yesterday ": "2026-11-20",
    "yesterday evening": "2026-11-21",
    "last night": "2026-11-21",
    "this morning": "2026-11-22",
    "friday afternoon": "2026-11-20",
    "0 days ago": "2026-11-22",
    "3 days ago": "2026-11-19",
    "two days ago": "2026-11-20",
    "2 weeks ago": "2026-11-08",
    "a week ago": "2026-11-15",
    "a fortnight ago": "2026-11-08",
    "1 month ago": "2026-10-22",
    "half a year ago": "2026-05-22",
    "2w": "2026-11-08",
    "3d": "2026-11-19",
    "1m": "2026-10-22",
    "1y": "2025-11-22",
    "2 years": "2024-11-22",
    "126 years ago": "1900-11-22",
    "1900-01-01": "1900-01-01",
    "last friday": "2026-11-20",
    "last sunday": "2026-11-15",
    "last Mon": "2026-11-16",
    "this friday": "2026-11-20",
    "this sunday": "2026-11-22",
    "friday": "2026-11-20",
    "on thurs.": "2026-11-19",
    "thur": "2026-11-19",
    "tues": "2026-11-17",
    "weds": "2026-11-18",
    "nov 3": "2026-11-03",
    "Nov. 3": "2026-11-03",
    "nov3": "2026-11-03",
    "3 nov": "2026-11-03",
    "on the 3rd of november": "2026-11-03",
    "november 22": "2026-11-22",
    "nov 23": "2025-11-23",
    "sept 1": "2026-09-01",
    "feb 29": "2024-02-29",
    "november 3rd 2025": "2025-11-03",
    "nov 3, 2025": "2025-11-03",
    "3 November 2025": "2025-11-03",
    "3-nov-2025": "2025-11-03",
    "Fri 20 Nov 2026": "2026-11-20",
    "friday, november 20": "2026-11-20",
    "the 3rd": "2026-11-03",
    "1st": "2026-11-01",
    "23rd": "2026-10-23",
    "31st": "2026-10-31",
    "13/4": "2026-04-13",
    "25/12": "2025-12-25",
    "12/25/2025": "2025-12-25",
    "25.12.2025": "2025-12-25",
    "4/4": "2026-04-04",
    "29/2": "2024-02-29",
    "今天": "2026-11-22",
    "昨天": "2026-11-21",
    "昨日": "2026-11-21",
    "今日": "2026-11-22",
    "前天": "2026-11-20",
    "大前天": "2026-11-19",
    "昨天晚上": "2026-11-21",
    "昨晚": "2026-11-21",
    "前晚": "2026-11-20",
    "今天早上": "2026-11-22",
    "上周五下午": "2026-11-13",
    "三天前": "2026-11-19",
    "３天前": "2026-11-19",
    "3 天 前": "2026-11-19",
    "三天以前": "2026-11-19",
    "十二天之前": "2026-11-10",
    "二十一天前": "2026-11-01",
    "两周前": "2026-11-08",
    "兩週前": "2026-11-08",
    "2个星期前": "2026-11-08",
    "一个礼拜前": "2026-11-15",
    "三个月前": "2026-08-22",
    "半年前": "2026-05-22",
    "半个月前": "2026-11-07",
    "一年前": "2025-11-22",
    "两年半前": "2024-05-22",
    "周五": "2026-11-20",
    "周5": "2026-11-20",
    "星期五": "2026-11-20",
    "礼拜五": "2026-11-20",
    "上周五": "2026-11-13",
    "上星期天": "2026-11-15",
    "上个星期日": "2026-11-15",
    "上上周三": "2026-11-04",
    "这周三": "2026-11-18",
    "本周三": "2026-11-18",
    "這個週三": "2026-11-18",
    "11月3日": "2026-11-03",
    "11月3号": "2026-11-03",
    "11 月 3 號": "2026-11-03",
    "11月3": "2026-11-03",
    "十一月三日": "2026-11-03",
    "十二月二十五日": "2025-12-25",
    "2025年11月3日": "2025-11-03",
    "二〇二五年十一月三日": "2025-11-03",
    "去年11月3日": "2025-11-03",
    "前年11月3日": "2024-11-03",
    "今年11月3日": "2026-11-03",
    "2026年11月20日 星期五": "2026-11-20",
    "11月20日（周五）": "2026-11-20",
    "上个月5号": "2026-10-05",
    "上上个月5号": "2026-09-05",
    "这个月5号": "2026-11-05",
    "本月五日": "2026-11-05",
    "5号": "2026-11-05",
    "25号": "2026-10-25",
    "31号": "2026-10-31",
}

FUTURE_DAYS = {
    "today": "2026-11-22",
    "tomorrow": "2026-11-23",
    "tomorrow evening": "2026-11-23",
    "tonight": "2026-11-22",
    "the day after tomorrow": "2026-11-24",
    "in 3 days": "2026-11-25",
    "in 173 years": "2199-11-22",
    "2199-12-31": "2199-12-31",
    "in two weeks": "2026-12-06",
    "3 days from now": "2026-11-25",
    "2w": "2026-12-06",
    "1m": "2026-12-22",
    "next friday": "2026-11-27",
    "next sunday": "2026-11-29",
    "friday": "2026-11-27",
    "this sunday": "2026-11-22",
    "nov 22": "2026-11-22",
    "nov 3": "2027-11-03",
    "feb 29": "2028-02-29",
    "the 21st": "2026-12-21",
    "25/12": "2026-12-25",
    "明天": "2026-11-23",
    "明日": "2026-11-23",
    "后天": "2026-11-24",
    "大后天": "2026-11-25",
    "三天后": "2026-11-25",
    "两周以后": "2026-12-06",
    "半年后": "2027-05-22",
    "周五": "2026-11-27",
    "下周三": "2026-11-25",
    "下下周三": "2026-12-02",
    "明年3月1日": "2027-03-01",
    "后年3月1日": "2028-03-01",
    "下个月5号": "2026-12-05",
    "下下个月5号": "2027-01-05",
    "5号": "2026-12-05",
    "22号": "2026-11-22",
}


@pytest.mark.parametrize(("text", "expected"), PAST_DAYS.items())
def test_a_past_day(text: str, expected: str) -> None:
    moment = dates.parse(text, NOW)
    assert (moment.on.isoformat(), moment.precision) == (expected, "day")
    assert (moment.at.hour, moment.at.minute) == (12, 0)
    assert dates.parse_date(text, NOW, Side.PAST).isoformat() == expected


@pytest.mark.parametrize(("text", "expected"), FUTURE_DAYS.items())
def test_a_future_day(text: str, expected: str) -> None:
    assert dates.parse_date(text, NOW, Side.FUTURE).isoformat() == expected


def test_the_local_date_of_an_instant_is_that_of_its_own_offset() -> None:
    assert dates.parse("2026-11-03T23:30-08:00", NOW).on == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        ("2026-03-31", "1 month ago", "2026-02-28"),
        ("2024-03-31", "1m", "2024-02-29"),
        ("2024-02-29", "1y", "2023-02-28"),
        ("2026-11-23", "last sunday", "2026-11-22"),
        ("2026-11-23", "上周日", "2026-11-22"),
        ("2026-11-23", "上周一", "2026-11-16"),
        ("2026-01-02", "31号", "2025-12-31"),
        ("2026-01-02", "上个月31号", "2025-12-31"),
        ("2026-03-01", "31st", "2026-01-31"),
        ("1904-02-01", "feb 29", None),
        ("2103-03-01", "feb 29", "2096-02-29"),
    ],
)
def test_a_day_seen_from_another_day(today: str, text: str, expected: str | None) -> None:
    now = datetime.fromisoformat(f"{today}T10:00").replace(tzinfo=BERLIN)
    if expected is None:
        with pytest.raises(DateError, match="1896 is out of reach"):
            dates.parse(text, now)
    else:
        assert dates.parse_date(text, now, Side.PAST).isoformat() == expected


@pytest.mark.parametrize(
    ("year", "month", "day", "there"),
    [
        (2026, 1, 1, True),
        (2026, 12, 31, True),
        (2026, 2, 28, True),
        (2026, 2, 29, False),
        (2024, 2, 29, True),
        (None, 2, 29, True),
        (None, 2, 30, False),
        (2026, 5, 0, False),
        (2026, 4, 31, False),
        (2026, 0, 1, False),
        (2026, 13, 1, False),
    ],
)
def test_which_days_the_calendar_has(year: int | None, month: int, day: int, there: bool) -> None:
    assert exists(year, month, day) is there


@pytest.mark.parametrize(
    ("on", "full", "distance", "narrow"),
    [
        ("2026-11-22", "today (Sun 22 Nov 2026)", "today", "22 Nov"),
        ("2026-11-21", "yesterday (Sat 21 Nov 2026)", "yesterday", "21 Nov"),
        ("2026-11-23", "tomorrow (Mon 23 Nov 2026)", "tomorrow", "23 Nov"),
        ("2026-11-20", "Fri 20 Nov 2026, 2 days ago", "2 days ago", "20 Nov"),
        ("2026-12-04", "Fri 4 Dec 2026, in 12 days", "in 12 days", "4 Dec"),
        ("2026-10-27", "Tue 27 Oct 2026, 26 days ago", "26 days ago", "27 Oct"),
        ("2026-09-23", "Wed 23 Sep 2026, 60 days ago", "60 days ago", "23 Sep"),
        ("2026-09-22", "Tue 22 Sep 2026, 2 months ago", "2 months ago", "22 Sep"),
        ("2026-07-31", "Fri 31 Jul 2026, 3 months ago", "3 months ago", "31 Jul"),
        ("2025-11-20", "Thu 20 Nov 2025, 12 months ago", "12 months ago", "20 Nov 2025"),
        ("2024-11-23", "Sat 23 Nov 2024, 23 months ago", "23 months ago", "23 Nov 2024"),
        ("2024-11-22", "Fri 22 Nov 2024, 2 years ago", "2 years ago", "22 Nov 2024"),
        ("2029-11-21", "Wed 21 Nov 2029, in 2 years", "in 2 years", "21 Nov 2029"),
    ],
)
def test_a_day_in_words(on: str, full: str, distance: str, narrow: str) -> None:
    day = date.fromisoformat(on)
    assert (dates.describe(day, TODAY), dates.ago(day, TODAY), dates.short(day, TODAY)) == (full, distance, narrow)
