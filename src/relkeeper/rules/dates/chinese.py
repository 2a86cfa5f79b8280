"""Days in Chinese: 昨天, 上周五, 11月3日, 二〇二五年十一月三日, 上个月5号."""

import re
from datetime import date, timedelta

from relkeeper.errors import DateError
from relkeeper.rules.dates.days import (
    Side,
    agreeing,
    beside,
    full_year,
    in_month_beside,
    in_week,
    make,
    nearest,
    nearest_in_month,
)
from relkeeper.rules.numbers import CHINESE_NUMERAL, whole, year_digits

_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_YEARS = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}
_WEEKDAYS = {"日": 6, "天": 6} | {
    name: number for names in ("一二三四五六", "123456") for number, name in enumerate(names)
}

_NUMBER = f"(?:[0-9]{{1,2}}|{CHINESE_NUMERAL}{{1,3}})"
_BESIDE = "上+|下+|这|本"
_WEEK = "(?:周|星期|礼拜)"
_WEEKDAY = f"(?P<beside>{_BESIDE})?个?{_WEEK}(?P<weekday>[{''.join(_WEEKDAYS)}])"
_DATE = (
    f"(?:(?P<year>[0-9]+|[〇零一二三四五六七八九]+|[{''.join(_YEARS)}])年)?"
    f"(?P<month>{_NUMBER})月(?P<day>{_NUMBER})(?:[日号])?"
    rf"(?:\(?{_WEEK}(?P<weekday>[{''.join(_WEEKDAYS)}])\)?)?"
)
_DAY_OF_MONTH = f"(?:(?P<beside>{_BESIDE})个?月)?(?P<day>{_NUMBER})[日号]"
_VAGUE = f"(?:{_BESIDE})?个?(?:{_WEEK}末?|月|季度)|[{''.join(_YEARS)}]年|(?:[0-9]+年)?{_NUMBER}月份?"


def day(text: str, today: date, side: Side) -> date | None:
    """The day, or None.

    Weeks begin on Monday: 上周五 is the Friday of the week before this one, 下周五 of the week after it. A bare 周五 is
    the nearest strictly before or after today. A date without its year, and a bare 5号, is the nearest on the wanted
    side, today included.
    """
    if text in _DAYS:
        return today + timedelta(_DAYS[text])
    return _weekday(text, today, side) or _date(text, today, side) or _day_of_month(text, today, side)


def is_vague(text: str) -> bool:
    """Whether `text` names a week, a month or a year, where a day is wanted."""
    return re.fullmatch(_VAGUE, text) is not None


def _weekday(text: str, today: date, side: Side) -> date | None:
    match = re.fullmatch(_WEEKDAY, text)
    if not match:
        return None
    weekday = _WEEKDAYS[match["weekday"]]
    if match["beside"]:
        return in_week(weekday, today, _steps(match["beside"]))
    if weekday == today.weekday():
        other = "上" if side is Side.PAST else "下"
        raise DateError(
            f"'{text}' may be today or {beside(weekday, today, side).isoformat()}; write 今天 or {other}{text}"
        )
    return beside(weekday, today, side)


def _date(text: str, today: date, side: Side) -> date | None:
    match = re.fullmatch(_DATE, text)
    month, number = (whole(match["month"]), whole(match["day"])) if match else (None, None)
    if match is None or month is None or number is None:
        return None
    year = match["year"]
    if year is None:
        on = nearest(month, number, today, side)
    elif year in _YEARS:
        on = make(today.year + _YEARS[year], month, number)
    else:
        on = make(full_year(year_digits(year)), month, number)
    return agreeing(on, _WEEKDAYS.get(match["weekday"] or ""))


def _day_of_month(text: str, today: date, side: Side) -> date | None:
    match = re.fullmatch(_DAY_OF_MONTH, text)
    number = whole(match["day"]) if match else None
    if match is None or number is None:
        return None
    if match["beside"] is None:
        return nearest_in_month(number, today, side)
    return make(*in_month_beside(today, _steps(match["beside"])), number)


def _steps(beside: str) -> int:
    """How many weeks or months 上, 上上, 这, 本, 下, 下下 lead away from the current one."""
    return beside.count("下") - beside.count("上")
