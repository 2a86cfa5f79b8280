"""What WHEN refuses, and the sentence that says what would be accepted."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from relkeeper.errors import DateError
from relkeeper.rules import dates
from relkeeper.rules.dates import Side

# A Sunday.
NOW = datetime(2026, 11, 22, 14, 20, tzinfo=ZoneInfo("Europe/Berlin"))

UNCLEAR = {
    "3/4": "'3/4' may be 3 April or 4 March; write 2026-04-03 or 2026-03-04 (or 'apr 3')",
    "3-4": "'3-4' may be 3 April or 4 March",
    "03/04/2025": "'03/04/2025' may be 3 April or 4 March; write 2025-04-03 or 2025-03-04 (or 'apr 3 2025')",
    "12/11": "'12/11' may be 12 November or 11 December; write 2026-11-12 or 2025-12-11",
    "3/4 14:30": "write 2026-04-03 or 2026-03-04",
    "sunday": "'sunday' may be today or 2026-11-15; write 'today' or 'last sunday'",
    "周日": "'周日' may be today or 2026-11-15; write 今天 or 上周日",
    "last week": "a day is expected; write for example",
    "last month": "a day is expected; write for example",
    "next year": "a day is expected; write for example",
    "november": "a day is expected; write for example",
    "nov": "a day is expected; write for example",
    "nov 2025": "a day is expected; write for example",
    "上周": "a day is expected; write for example",
    "上个月": "a day is expected; write for example",
    "周末": "a day is expected; write for example",
    "去年": "a day is expected; write for example",
    "11月": "a day is expected; write for example",
    "evening": "a day is expected; write for example",
    "早上": "a day is expected; write for example",
    "yesterday midnight": "'midnight' may be either of two times; write '2026-11-21 00:00' or '2026-11-22 00:00'",
    "昨天晚上12点": "write '2026-11-21 00:00' or '2026-11-22 00:00'",
    "昨天晚上0点": "write '2026-11-21 00:00' or '2026-11-22 00:00'",
    "昨天晚上12点半": "write '2026-11-21 00:30' or '2026-11-22 00:30'",
    "昨天午夜": "write '2026-11-21 00:00' or '2026-11-22 00:00'",
    "昨天8点": "write '2026-11-21 08:00' or '2026-11-21 20:00'",
    "昨天12点": "write '2026-11-21 00:00' or '2026-11-21 12:00'",
    "昨天晚上1点": "the time '晚上1点' is not clear; write it from 00:00 to 23:59",
    "last night at 2": "the time 'night at 2' is not clear; write it from 00:00 to 23:59",
    "昨天下午9点": "the time '下午9点' is not clear",
    "yesterday morning 12:00": "the time 'morning 12:00' is not clear",
    "yesterday 15:00 am": "the time '15:00 am' is not clear",
}

IMPOSSIBLE = {
    "feb 30": "there is no 30 February; a day from 1 to 29 is expected",
    "30/2": "there is no 30 February",
    "31/4/2026": "there is no 31 April 2026; a day from 1 to 30 is expected",
    "2026-02-29": "there is no 29 February 2026; a day from 1 to 28 is expected",
    "2026-13-01": "there is no month 13; a month from 1 to 12 is expected",
    "31/31": "there is no month 31",
    "32/1": "there is no 32 January",
    "32/12": "there is no 32 December",
    "1/32": "there is no 32 January",
    "12/32": "there is no 32 December",
    "31/13": "there is no month 31",
    "0/5": "there is no 0 May",
    "5/0": "there is no 0 May",
    "20260000": "there is no month 0",
    "2月30日": "there is no 30 February",
    "13月1日": "there is no month 13",
    "32号": "there is no day 32 of a month; a day from 1 to 31 is expected",
    "上个月0号": "there is no 0 October 2026",
    "yesterday 25:00": "there is no time '25:00'; a time from 00:00 to 23:59 is expected",
    "yesterday 24:00": "there is no time '24:00'",
    "yesterday 14:60": "there is no time '14:60'",
    "yesterday 14:30:60": "there is no time '14:30:60'",
    "昨天25点": "there is no time '25点'",
    "2026-11-03T14:30+14:01": "there is no UTC offset 14:01; Z or an offset up to 14:00 is expected",
    "2026-11-03T14:30+15:00": "there is no UTC offset 15:00",
    "2026-11-03T14:30+01:60": "there is no UTC offset 01:60",
    "1899-12-31": "the year 1899 is out of reach; a year from 1900 to 2199 is expected",
    "2200-01-01": "the year 2200 is out of reach",
    "127 years ago": "'127 years ago' is too far from today; a day between 1900 and 2199 is expected",
    "9999y": "too far from today",
    "999999 days ago": "too far from today",
    "999999周前": "too far from today",
    "25/12/25": "the year '25' is not clear; write all four digits",
    "nov 3 25": "the year '25' is not clear",
    "nov 3 02025": "the year '02025' is not clear",
    "25年11月3日": "the year '25' is not clear",
    "二五年十一月三日": "the year '25' is not clear",
    "Thu 20 Nov 2026": "2026-11-20 is a Friday, not a Thursday",
    "Sat 20 Nov 2026": "2026-11-20 is a Friday, not a Saturday",
    "11月20日周四": "2026-11-20 is a Friday, not a Thursday",
    "11月20日周六": "2026-11-20 is a Friday, not a Saturday",
}

NO_DATES = [
    "3 days ago 14:30Z", "3:3:z", "上" * 200 + "周五",
    "十十月一日", "一月十十日", "十十号", "昨天15点十十分",
    "", " ", "foo", "soon", "yesterday 8", "yesterday at 8", "yesterday pm 3", "3", "2026", "12345678901", "2026-11",
    "nov 3 nov 3", "nov 314:30", "三月前", "半天前", "一个半月前", "3天月前", "农历八月十五", "half a week ago",
    "1.5 days ago", "2 half an hour ago", "-3d", "٣ days ago", "1000000 days ago", "friday friday", "last 3 days",
    "yesterday 14:3", "foo 14:30", "foo 3 nov", "2 hours ago 14:30", "yesterday 14:30Z", "x" * 1000, "9" * 5000,
    "\x00", "\ud800", "nov\u200b 3",
]  # fmt: skip

IN_THE_FUTURE = [
    "tomorrow", "明天", "in 3 days", "三天后", "next friday", "下周三", "2026-11-23", "14:21", "2:21pm",
    "today 15:00", "nov 22 23:00", "in 1 minute", "tonight", "this evening", "今天晚上", "今晚8点",
    "2026-11-22T13:21Z", "2027-01-01T00:00+08:00", "nov 23 2026", "明年1月1日",
]  # fmt: skip

IN_THE_PAST = [
    "yesterday", "昨天", "3 days ago", "三天前", "last friday", "上周三", "2026-11-21", "yesterday 23:59",
    "20 hours ago", "this friday", "2026-11-21T23:59-08:00", "nov 3 2026", "去年11月3日",
]  # fmt: skip

HAS_A_TIME = ["now", "yesterday 14:30", "an hour ago", "noon", "昨天下午3点", "2026-11-03T14:30Z", "2h"]


def _refusal(text: str, side: Side = Side.PAST) -> str:
    with pytest.raises(DateError) as refused:
        dates.parse(text, NOW, side)
    return str(refused.value)


@pytest.mark.parametrize(("text", "sentence"), (UNCLEAR | IMPOSSIBLE).items())
def test_what_is_unclear_or_impossible(text: str, sentence: str) -> None:
    assert sentence in _refusal(text)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_answered_with_examples(text: str) -> None:
    past, future = _refusal(text), _refusal(text, Side.FUTURE)
    assert (
        "is no date; write for example YYYY-MM-DD, 'yesterday 14:30', '3 days ago', 'last friday', 'nov 3' or 昨天"
        in past
    )
    assert (
        "is no date; write for example YYYY-MM-DD, 'tomorrow 14:30', 'in 2 weeks', 'next friday', 'nov 3' or 明天"
        in future
    )
    assert past.isprintable()
    assert len(past) < 200


def test_a_date_has_no_more_than_100_characters() -> None:
    longest = "2026-11-03 14:30:15.".ljust(100, "0")
    assert dates.parse(longest, NOW).at.second == 15
    assert "is no date" in _refusal(f"{longest}0")


def test_a_part_of_today_is_past_once_it_has_begun() -> None:
    """The evening begins at 17:00."""
    assert dates.parse("this evening", NOW.replace(hour=17, minute=0)).on == NOW.date()
    with pytest.raises(DateError, match="is in the future"):
        dates.parse("this evening", NOW.replace(hour=16, minute=59))


def test_a_long_text_is_cut_where_it_is_quoted() -> None:
    assert _refusal("x" * 40).startswith(f"'{'x' * 40}' is no date")
    assert _refusal("x" * 41).startswith(f"'{'x' * 39}…' is no date")


@pytest.mark.parametrize("text", IN_THE_FUTURE)
def test_the_past_side_takes_nothing_that_is_to_come(text: str) -> None:
    assert "is in the future; now or earlier is expected" in _refusal(text)


@pytest.mark.parametrize("text", IN_THE_PAST)
def test_the_future_side_takes_no_day_before_today(text: str) -> None:
    assert "is in the past; today or later is expected" in _refusal(text, Side.FUTURE)


@pytest.mark.parametrize("text", HAS_A_TIME)
def test_a_day_alone_has_no_time(text: str) -> None:
    with pytest.raises(DateError, match="has a time of day; a day alone is expected, such as 2026-11-"):
        dates.parse_date(text, NOW, Side.PAST)


def test_the_future_side_names_the_weekday_to_come() -> None:
    assert "may be today or 2026-11-29; write 'today' or 'next sunday'" in _refusal("sunday", Side.FUTURE)
    assert "may be today or 2026-11-29; write 今天 or 下周日" in _refusal("周日", Side.FUTURE)
