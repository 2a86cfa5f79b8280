"""The time of day in words: "14:30", "2pm", "evening at 8", "noon", 下午三点半, 晚上8点一刻."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from relkeeper.errors import DateError
from relkeeper.rules.numbers import CHINESE_NUMERAL, whole

# The hours that may be meant with a part of the day. 2 at night belongs to none: it is the next day by the calendar.
_PARTS = {
    "": range(24),
    "am": range(12),
    "pm": range(12, 24),
    "morning": range(1, 12),
    "afternoon": range(12, 20),
    "evening": range(17, 24),
    "night": range(18, 24),
    "凌晨": range(7),
    "清晨": range(4, 10),
    "清早": range(4, 10),
    "早上": range(4, 12),
    "早晨": range(4, 12),
    "早": range(4, 12),
    "上午": range(5, 12),
    "中午": range(11, 15),
    "下午": range(12, 20),
    "傍晚": range(16, 21),
    "晚上": range(17, 24),
    "晚间": range(17, 24),
    "晚": range(17, 24),
    "夜": range(18, 24),
    "夜里": range(18, 24),
    "夜晚": range(18, 24),
    "深夜": range(20, 24),
    "半夜": range(20, 24),
}

_CHINESE_PARTS = "|".join(part for part in _PARTS if not part.isascii())
_PART = rf"(?:in the |at |\b)(?:morning|afternoon|evening|night)|{_CHINESE_PARTS}"
_SUFFIX = rf"[ap]\.?m\b\.?|{_PART}"
_FIGURES = "(?<![0-9])[0-9]{1,2}"
# No more than an hour, so that 周三三点 and 周二十五点 are the day and its hour.
_CHINESE_HOUR = "二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九]"
_DIGITAL = (
    rf"(?:(?P<part>{_PART}),? ?)?(?:at )?(?P<hour>{_FIGURES})"
    rf"(?::(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}})(?:[.,][0-9]+)?)?)?(?: ?(?P<suffix>{_SUFFIX}))?"
)
_SPOKEN = (
    rf"(?P<part>{_PART})?(?P<hour>{_FIGURES}|{_CHINESE_HOUR})(?P<spoken>[点时]钟?)"
    rf"(?:整|(?P<half>半)|(?P<quarters>[一三])刻|(?P<minute>[0-9]{{1,2}}|{CHINESE_NUMERAL}{{1,3}})分?)?"
)
_WORD = r"(?P<named>\b(?:noon|midday|midnight)|正午|午夜)"
_PART_ALONE = f"(?P<part>{_PART})"
_BEHIND = "(?P<day>.*?)(?:[ ,]|(?<=[0-9])t|\\bat )*(?P<clock>{})"
_BEFORE = "(?:at )?(?P<clock>{})[ ,]+(?:on |of )?(?P<day>.+)"

_WORDS = {"noon": (12, ""), "midday": (12, ""), "正午": (12, ""), "midnight": (12, "night"), "午夜": (12, "晚上")}
_SHORTHANDS = {
    r"\blast night\b": "yesterday night",
    r"\btonight\b": "today night",
    r"\bthis (?=morning|afternoon|evening)": "today ",
    "([今昨明前])(?=[早晚夜])": r"\1天",
}


class Clock(NamedTuple):
    """A time of day as it was written. `hour` is None where only a part of the day is named ("evening").

    `spoken` marks 8点, which people say of the morning and of the evening; 8:00 is by the 24-hour clock.
    """

    text: str
    hour: int | None = None
    minute: int = 0
    second: int = 0
    part: str = ""
    spoken: bool = False

    @property
    def begins(self) -> int:
        """The first hour that may be meant."""
        return _PARTS[self.part][0]

    def on(self, day: date) -> datetime:
        """The wall-clock time (naive) on that day. Raises DateError for no such time, or more than one."""
        hour, minute, second = self.hour or 0, self.minute, self.second
        if hour > 23 or minute > 59 or second > 59:
            raise DateError(f"there is no time '{self.text}'; a time from 00:00 to 23:59 is expected")
        readings = [datetime.combine(on, time(hour, minute, second)) for on, hour in self._readings(day, hour)]
        if not readings:
            raise DateError(
                f"the time '{self.text}' is not clear; write it from 00:00 to 23:59, with the day it falls on"
            )
        if len(readings) > 1:
            each = " or ".join(f"'{reading:%Y-%m-%d %H:%M}'" for reading in readings)
            raise DateError(f"'{self.text}' may be either of two times; write {each}")
        return readings[0]

    def _readings(self, day: date, hour: int) -> list[tuple[date, int]]:
        """The days and hours of the 24-hour clock that may be meant."""
        hours = _PARTS[self.part]
        if hour in (0, 12) and 12 not in hours and 23 in hours:
            # Twelve at night: this day begins then, and ends.
            return [(day, 0), (day + timedelta(1), 0)]
        twelve_hours = 1 <= hour <= 12 and bool(self.spoken or self.part)
        either = sorted({hour % 12, hour % 12 + 12}) if twelve_hours else [hour]
        return [(day, hour) for hour in either if hour in hours]


def split(text: str) -> tuple[str, Clock | None]:
    """Folded `text` as the day in it (may be empty) and the time of day that stands behind or before it, if any."""
    for shorthand, words in _SHORTHANDS.items():
        text = re.sub(shorthand, words, text)
    # Each expression costs a millisecond to compile, so the Chinese one waits for Chinese text.
    for form in (_DIGITAL, _WORD, _PART_ALONE) if text.isascii() else (_DIGITAL, _SPOKEN, _WORD, _PART_ALONE):
        for place in (_BEHIND, _BEFORE):
            match = re.fullmatch(place.format(form), text)
            clock = _clock(match) if match else None
            if match and clock:
                return match["day"].strip(" ,"), clock
    return text, None


def _clock(match: re.Match[str]) -> Clock | None:
    found = match.groupdict()
    text = found["clock"]
    if named := found.get("named"):
        hour, part = _WORDS[named]
        return Clock(text, hour, part=part)
    part = _part(found.get("part") or found.get("suffix") or "")
    if not found.get("hour"):
        return Clock(text, part=part)
    hour_said, minute = whole(found["hour"]), _minute(found)
    # A bare number is no time: "nov 3".
    if hour_said is None or minute is None or not (found["minute"] or part or found.get("spoken")):
        return None
    return Clock(text, hour_said, minute, int(found.get("second") or 0), part, bool(found.get("spoken")))


def _minute(found: dict[str, str]) -> int | None:
    if found.get("half"):
        return 30
    if quarters := found.get("quarters"):
        return 15 if quarters == "一" else 45
    return whole(re.sub("^[零〇](?=.)", "", found["minute"] or "0"))


def _part(written: str) -> str:
    """The key of `_PARTS` in "in the morning" or "p.m."."""
    return written.replace(".", "").split(" ")[-1]
