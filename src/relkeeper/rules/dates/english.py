"""Days in English: "yesterday", "last friday", "nov 3", "the 3rd of november 2025"."""

import re
from datetime import date, timedelta

from relkeeper.errors import DateError
from relkeeper.rules.dates.days import Side, agreeing, beside, full_year, in_week, make, nearest, nearest_in_month
from relkeeper.rules.day_words import MONTHS, WEEKDAYS

_DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_MONTHS = {name: month for month, full in enumerate(MONTHS, 1) for name in (full.lower(), full[:3].lower())} | {
    "sept": 9
}
_WEEKDAYS = {name: number for number, full in enumerate(WEEKDAYS) for name in (full.lower(), full[:3].lower())} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}

_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.?,? )?(?:the )?"
_MONTH = "(?P<month>[a-z]{3,9})"
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_APART = "[ ,./-]+"
_YEAR = f"(?:{_APART}(?P<year>[0-9]+))?"
_MONTH_FIRST = f"{_WEEKDAY}{_MONTH}(?:{_APART})?(?:the )?{_DAY}{_YEAR}"
_DAY_FIRST = rf"{_WEEKDAY}{_DAY}(?:{_APART})?(?:of )?{_MONTH}\.?{_YEAR}"


def day(text: str, today: date, side: Side) -> date | None:
    """The day, or None.

    "last friday" is the most recent one strictly before today, "next friday" the first strictly after it, "this friday"
    that of the current week from Monday. A date without its year, and a bare "the 3rd", is the nearest on the wanted
    side, today included.
    """
    text = re.sub("^(?:on )?(?:the )?", "", text)
    if text in _DAYS:
        return today + timedelta(_DAYS[text])
    return _weekday(text, today, side) or _date(text, today, side) or _ordinal(text, today, side)


def is_vague(text: str) -> bool:
    """Whether `text` names a week, a month or a year, where a day is wanted."""
    match = re.fullmatch("(?:the )?(?:(?:last|this|next|past|coming) )?([a-z]+)(?: [0-9]{4})?", text)
    return match is not None and (match[1] in {"week", "weekend", "month", "quarter", "year"} or match[1] in _MONTHS)


def _weekday(text: str, today: date, side: Side) -> date | None:
    match = re.fullmatch(r"(?:(last|this|next) )?([a-z]{3,9})\.?", text)
    weekday = _WEEKDAYS.get(match[2]) if match else None
    if match is None or weekday is None:
        return None
    if match[1] == "this":
        return in_week(weekday, today, 0)
    if match[1]:
        return beside(weekday, today, Side.PAST if match[1] == "last" else Side.FUTURE)
    if weekday == today.weekday():
        other = "last" if side is Side.PAST else "next"
        raise DateError(
            f"'{text}' may be today or {beside(weekday, today, side).isoformat()}; write 'today' or '{other} {text}'"
        )
    return beside(weekday, today, side)


def _date(text: str, today: date, side: Side) -> date | None:
    match = re.fullmatch(_MONTH_FIRST, text) or re.fullmatch(_DAY_FIRST, text)
    if not match or match["month"] not in _MONTHS:
        return None
    if match["weekday"] and match["weekday"] not in _WEEKDAYS:
        return None
    month, number = _MONTHS[match["month"]], int(match["day"])
    on = make(full_year(match["year"]), month, number) if match["year"] else nearest(month, number, today, side)
    return agreeing(on, _WEEKDAYS.get(match["weekday"] or ""))


def _ordinal(text: str, today: date, side: Side) -> date | None:
    match = re.fullmatch("([0-9]{1,2})(?:st|nd|rd|th)", text)
    return nearest_in_month(int(match[1]), today, side) if match else None
