"""Numbers and quantities in words: "three", "十二", "2w", "half an hour", "一个半小时"."""

import re
from typing import Literal, NamedTuple

Unit = Literal["minute", "hour", "day", "week", "month", "year"]


class Quantity(NamedTuple):
    """A whole count of one unit; negative where a direction in time is part of the meaning."""

    amount: int
    unit: Unit


CHINESE_NUMERAL = "[零〇一二两三四五六七八九十]"
"""One character of a Chinese number below a hundred, as a regular expression."""

_ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_CHINESE = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

_WORDS_OF_UNITS: dict[Unit, str] = {
    "minute": "min mins minute minutes 分钟 分",
    "hour": "h hr hrs hour hours 小时 钟头",
    "day": "d day days 天",
    "week": "w wk wks week weeks 周 星期 礼拜",
    "month": "mo mos month months 月",
    "year": "y yr yrs year years 年",
}
_UNITS: dict[str, Quantity] = {
    word: Quantity(1, unit) for unit, words in _WORDS_OF_UNITS.items() for word in words.split()
} | {
    "刻钟": Quantity(15, "minute"),
    "fortnight": Quantity(2, "week"),
    "fortnights": Quantity(2, "week"),
    "quarter": Quantity(3, "month"),
    "quarters": Quantity(3, "month"),
    "季度": Quantity(3, "month"),
}
_HALVES: dict[Unit, Quantity] = {
    "hour": Quantity(30, "minute"),
    "month": Quantity(15, "day"),
    "year": Quantity(6, "month"),
}
_WITH_MEASURE_WORD = {"小时", "钟头", "星期", "礼拜", "月", "季度"}
# No word is longer than this; without an end, two of them in a row are tried at each place of a text of letters.
_LETTERS = "[a-z]{1,12}"
_QUANTITY = (
    rf"(?:(?P<half_a>half (?:an? )?)|"
    rf"(?P<count>[0-9]{{1,6}}|{_LETTERS}|{CHINESE_NUMERAL}+)? ?(?P<measure>个)?(?P<half>半个?)?)"
    rf" ?(?P<unit>{_LETTERS}|[分刻小钟天周星礼月年季][钟时头期拜度]?)(?P<and_half>半)?"
)


def whole(text: str) -> int | None:
    """The number that folded `text` is: up to six digits, English words to twelve, Chinese numerals below a hundred."""
    if re.fullmatch("[0-9]{1,6}", text):
        return int(text)
    return _ENGLISH.get(text, _CHINESE.get(text, _tens(text)))


def year_digits(text: str) -> str:
    """A year's digits in ASCII, whether it was written 2025 or 二〇二五."""
    return "".join(str(_CHINESE.get(digit, digit)) for digit in text)


def quantity(text: str, m: Literal["minute", "month"]) -> Quantity | None:
    """The quantity that folded `text` is, or None. A lone letter "m" means the unit `m`.

    Half a month is 15 days, as 半个月 is in Chinese usage. A half that is no whole number of a smaller unit (half a
    day, half a week) and a month and a half are no quantity here. 三月 is March; three months are 三个月.
    """
    match = re.fullmatch(_QUANTITY, text)
    if not match:
        return None
    unit = Quantity(1, m) if match["unit"] == "m" else _UNITS.get(match["unit"])
    halves = [half for half in match.group("half_a", "half", "and_half") if half]
    if unit is None or len(halves) > 1 or not _measured(match):
        return None
    count = whole(match["count"]) if match["count"] else 0
    if halves:
        return None if count is None else _halves(count, unit)
    return Quantity(count * unit.amount, unit.unit) if match["count"] and count is not None else None


def _tens(text: str) -> int | None:
    match = re.fullmatch("([一二三四五六七八九])?十([一二三四五六七八九])?", text)
    return _CHINESE.get(match[1], 1) * 10 + _CHINESE.get(match[2], 0) if match else None


def _measured(match: re.Match[str]) -> bool:
    """Whether 个 stands where Chinese wants it: months need it, days and years refuse it."""
    measure = bool(match["measure"]) or match["half"] == "半个"
    if match["unit"] == "月":
        return measure
    return not measure or match["unit"] in _WITH_MEASURE_WORD


def _halves(count: int, unit: Quantity) -> Quantity | None:
    half = _HALVES.get(unit.unit)
    if half is None or unit.amount != 1:
        return None
    if unit.unit == "month":
        return half if count == 0 else None
    return Quantity((2 * count + 1) * half.amount, half.unit)
