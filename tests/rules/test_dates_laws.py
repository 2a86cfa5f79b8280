"""Laws of WHEN that hold for every now, in zones with and without summer time."""

import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from relkeeper.errors import DateError
from relkeeper.rules import dates
from relkeeper.rules.dates import Moment, Side
from tests.laws import examples

ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Pacific/Apia")]
SKIPPED_IN_APIA = date(2011, 12, 30)
NOW = datetime(2026, 11, 22, 14, 20, tzinfo=ZONES[1])

years = {"min_value": datetime(1960, 1, 1), "max_value": datetime(2140, 1, 1)}  # noqa: DTZ001 - Hypothesis adds the zone
nows = st.datetimes(**years, timezones=st.sampled_from(ZONES), allow_imaginary=False)
sides = st.sampled_from(Side)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def _one_of(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


def _joined(*parts: st.SearchStrategy[str], by: str = " ") -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(by.join)


small = st.integers(0, 60).map(str)
numbers = st.one_of(small, _one_of("a", "two", "half a", "twelve"))
chinese_numbers = st.one_of(small, _one_of("一", "两", "十", "十二", "二十三", "半"))
units = _one_of("days", "week", "months", "y", "hours", "minutes")
chinese_units = _one_of("天", "周", "个星期", "个月", "年", "小时", "分钟")
weekdays = _one_of("mon", "tuesday", "wed", "thu", "friday", "sat", "sunday")
day_phrases = st.one_of(
    _one_of(
        "now", "today", "yesterday", "tomorrow", "day before yesterday", "day after tomorrow", "last night", "tonight"
    ),
    _joined(numbers, units, _one_of("ago", "from now", "")),
    _joined(st.just("in"), numbers, units),
    _joined(_one_of("last", "next", "this", "on", ""), weekdays),
    _joined(_one_of("nov", "feb", "march"), small, _one_of("", "2024", "2027")),
    _joined(small, small, by="/"),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(str),
    _one_of("今天", "昨天", "前天", "大前天", "明天", "后天", "大后天", "刚才", "现在", "昨晚", "今早"),
    _joined(chinese_numbers, chinese_units, _one_of("前", "以前", "后", "以后", ""), by=""),
    _joined(_one_of("上", "上上", "这", "本", "下", ""), _one_of("周", "星期"), _one_of("一", "三", "五", "日"), by=""),
    _joined(_one_of("去年", "今年", "明年", "2025年", ""), small, st.just("月"), small, _one_of("日", "号"), by=""),
    _joined(_one_of("上个月", "本月", "下个月", ""), small, st.just("号"), by=""),
)
clocks = st.one_of(
    st.times().map(lambda at: f"{at:%H:%M}"),
    _joined(small, _one_of("am", "pm"), by=""),
    _one_of("noon", "midnight", "evening", "in the morning"),
    _joined(
        _one_of("凌晨", "早上", "中午", "下午", "晚上", ""), chinese_numbers, _one_of("点", "点半", "点一刻"), by=""
    ),
)
phrases = st.one_of(day_phrases, _joined(day_phrases, clocks), _joined(clocks, day_phrases), clocks)
vocabulary = (
    "in last next this on at the 3 14 :30 ago pm half a an nov 2026 - / . , w d m friday week days t z +08:00 noon "
    "night evening from now 上 下 周 五 三 个 月 半 年 前 后 号 日 点 十 〇 昨天 晚上 \t \x1f"
)
pieces = st.lists(st.sampled_from(vocabulary.split(" ")) | st.just(" "), max_size=8).map("".join)
anything = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=30), pieces, st.text("0123456789 :/-天月", max_size=200)
)


@given(phrases, nows, sides)
@settings(deadline=None, max_examples=examples(1000))
def test_what_is_accepted_lies_on_the_wanted_side(text: str, now: datetime, side: Side) -> None:
    try:
        moment = dates.parse(text, now, side)
    except DateError:
        return
    if side is Side.FUTURE:
        assert moment.on >= now.date()
    elif moment.precision == "day":
        assert moment.on <= now.date()
    else:
        assert moment.at <= now


@given(nows, st.integers(-1000, 1000), offsets, sides)
@settings(deadline=None)
def test_an_instant_with_its_offset_lies_on_the_wanted_side(
    now: datetime, minutes: int, offset: timezone, side: Side
) -> None:
    at = (now.astimezone(offset) + timedelta(minutes=minutes)).replace(microsecond=0)
    try:
        moment = dates.parse(at.isoformat(), now, side)
    except DateError:
        assert at > now if side is Side.PAST else at.date() < now.date()
    else:
        assert (moment.at, moment.at.utcoffset()) == (at, offset.utcoffset(None))
        assert at <= now if side is Side.PAST else at.date() >= now.date()


def _refusal_or_moment(text: str, now: datetime, side: Side) -> tuple[str, Moment | None]:
    try:
        return "", dates.parse(text, now, side)
    except DateError as refused:
        return str(refused), None


@given(anything, nows, sides)
@settings(deadline=None, max_examples=examples(1000))
@example("9" * 5000 + " days ago", NOW, Side.PAST)
@example("\ud800", NOW, Side.PAST)
@example("3\x1fdays\x85ago", NOW, Side.PAST)
@example("²", NOW, Side.FUTURE)
def test_any_text_is_understood_or_refused_in_a_line(text: str, now: datetime, side: Side) -> None:
    sentence, moment = _refusal_or_moment(text, now, side)
    assert sentence.isprintable()
    assert len(sentence) < 400
    assert moment is None or (moment.at.utcoffset() is not None and moment.at.microsecond == 0)


@given(nows, st.integers(0, 20000))
@settings(deadline=None)
def test_n_days_ago(now: datetime, days: int) -> None:
    day = now.date() - timedelta(days)
    assume(day.year >= 1900 and day != SKIPPED_IN_APIA)
    for text in (f"{days} days ago", f"{days}d", f"{days}天前", f"{days} 天以前"):
        assert dates.parse_date(text, now, Side.PAST) == day


@given(nows, st.integers(0, 20000))
@settings(deadline=None)
def test_in_n_days(now: datetime, days: int) -> None:
    day = now.date() + timedelta(days)
    assume(day != SKIPPED_IN_APIA)
    for text in (f"in {days} days", f"{days}d", f"{days} days from now", f"{days}天后"):
        assert dates.parse_date(text, now, Side.FUTURE) == day


@given(nows, st.integers(0, 99))
@settings(deadline=None)
def test_chinese_numerals_are_numbers(now: datetime, days: int) -> None:
    tens, ones = divmod(days, 10)
    numerals = "零一二三四五六七八九"
    ten = "" if tens == 0 else "十" if tens == 1 else f"{numerals[tens]}十"
    in_words = ten + (numerals[ones] if ones or not tens else "")
    assume(now.date() - timedelta(days) != SKIPPED_IN_APIA)
    assert dates.parse(f"{in_words}天前", now) == dates.parse(f"{days}天前", now)


@given(nows)
@settings(deadline=None)
def test_a_wall_time_is_kept(now: datetime) -> None:
    wall = now.replace(tzinfo=None, microsecond=0, fold=0)
    moment = dates.parse(wall.isoformat(), now)
    assert moment.at.replace(tzinfo=None) == wall
    assert moment.at <= now


@given(st.dates(date(1900, 1, 1), date(2026, 11, 22)))
@settings(deadline=None)
def test_every_way_to_write_a_day_names_that_day(day: date) -> None:
    ways = (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        dates.short(day, NOW.date()),
        dates.describe(day, NOW.date()).split(", ")[0].split("(")[-1].rstrip(")"),
    )
    assert {dates.parse_date(way, NOW, Side.PAST) for way in ways} == {day}


@given(nows, st.integers(0, 6))
@settings(deadline=None)
def test_weekdays(now: datetime, weekday: int) -> None:
    today = now.date()
    english = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[weekday]
    chinese = "一二三四五六日"[weekday]
    monday = today - timedelta(today.weekday())
    assume(abs((SKIPPED_IN_APIA - today).days) > 14)
    last = dates.parse_date(f"last {english}", now, Side.PAST)
    next_one = dates.parse_date(f"next {english}", now, Side.FUTURE)
    assert last.weekday() == next_one.weekday() == weekday
    assert 1 <= (today - last).days <= 7
    assert 1 <= (next_one - today).days <= 7
    assert dates.parse_date(f"上周{chinese}", now, Side.PAST) == monday + timedelta(weekday - 7)
    assert dates.parse_date(f"下周{chinese}", now, Side.FUTURE) == monday + timedelta(weekday + 7)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 6), sides)
@settings(deadline=None)
def test_a_weekday_alone_is_the_nearest_but_today(today: date, weekday: int, side: Side) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=ZONES[1])
    english = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    for text in (english, f"周{'一二三四五六日'[weekday]}"):
        if weekday == today.weekday():
            with pytest.raises(DateError, match="may be today or"):
                dates.parse(text, now, side)
        else:
            day = dates.parse_date(text, now, side)
            assert day.weekday() == weekday
            assert 1 <= (day - today).days * side.value <= 6


def test_importing_the_rules_loads_no_zone_database_and_no_parser() -> None:
    code = "import sys, relkeeper.rules.dates; print({'zoneinfo', 'dateutil.parser', 'dateutil.tz'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"
