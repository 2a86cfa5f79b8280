"""WHEN: the days and moments that a person types, in English and Chinese.

Nothing is ever guessed: what may mean two things is refused with both, and every refusal (DateError) says what would be
accepted. Understood are

- ISO 8601 and the year first: 2026-11-03, 2026/11/3, 20261103, 2026-11-03T14:30, with seconds, with Z or an offset;
- now, today, "day before yesterday", "last friday", "nov 3", "3rd of november 2025", 25/12;
- "3 days ago", "in 2 weeks", "half an hour ago", and 2w, 3d, 1m (a month), 1y, 2h on the wanted side;
- 今天, 大前天, 三天前, 半年后, 上周五, 去年11月3日, 上个月5号, 刚才;
- each day with a time behind or before it: 14:30, 2pm, noon, "evening at 8", 下午三点半; a time alone is today's.

A part of the day without a clock ("yesterday evening", 昨天晚上) is the day: that much is certain. 8点 without a part
of the day may be morning or evening and is refused, as is midnight; 8:00 is by the 24-hour clock, 12am is 00:00 and
12pm noon.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal

from relkeeper.errors import DateError
from relkeeper.rules.dates import chinese, clocks, english, numeric, spans
from relkeeper.rules.dates.days import Side
from relkeeper.rules.day_words import ago, describe, short
from relkeeper.rules.texts.typed import fold, quoted

__all__ = ["Moment", "Side", "ago", "describe", "localize", "parse", "parse_date", "short"]

_LONGEST = 100
# In minutes: that of Kiribati.
_LARGEST_OFFSET = 14 * 60
_NOW = {"now", "just now", "right now", "现在", "刚才", "刚刚"}
_WITH_OFFSET = "(?P<wall>[0-9].+?:[0-9.,:]+) ?(?:z|utc|(?P<sign>[+-])(?P<h>[0-9]{2}):?(?P<m>[0-9]{2})?)"
_ENGLISH_READERS = (english.day, numeric.day, spans.day)
_CHINESE_READERS = (chinese.day, spans.day)
_EXAMPLES = {
    Side.PAST: "YYYY-MM-DD, 'yesterday 14:30', '3 days ago', 'last friday', 'nov 3' or 昨天",
    Side.FUTURE: "YYYY-MM-DD, 'tomorrow 14:30', 'in 2 weeks', 'next friday', 'nov 3' or 明天",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened or is to happen.

    `at` is aware and carries the local UTC offset in force at that moment, to the second. With precision "day" only the
    day counts, and `at` is its local noon (so it may lie after now for today).
    """

    at: datetime
    precision: Literal["minute", "day"]

    @property
    def on(self) -> date:
        """The local date, in the offset of `at`."""
        return self.at.date()


def parse(text: str, now: datetime, side: Side = Side.PAST) -> Moment:
    """The moment that `text` names, seen from `now` (aware, local).

    On the past side nothing after `now` is accepted, on the future side no day before today. Raises DateError.
    """
    words = fold(text)
    if not words or len(words) > _LONGEST:
        raise DateError(f"{quoted(text)} is no date; write for example {_EXAMPLES[side]}")
    moment = _instant(words, now, side) or _day_and_clock(words, now, side)
    if side is Side.PAST and (moment.at > now if moment.precision == "minute" else moment.on > now.date()):
        raise _in_the_future(words)
    if side is Side.FUTURE and moment.on < now.date():
        raise DateError(
            f"{quoted(words)} is in the past; today or later is expected, such as 'tomorrow' or 'in 2 weeks'"
        )
    return moment


def parse_date(text: str, now: datetime, side: Side) -> date:
    """The day that `text` names, with the same rules as `parse`; a time of day is refused. Raises DateError."""
    moment = parse(text, now, side)
    if moment.precision == "minute":
        raise DateError(
            f"{quoted(fold(text))} has a time of day; a day alone is expected, such as {moment.on.isoformat()}"
        )
    return moment.on


def localize(when: datetime, now: datetime) -> datetime:
    """`when` with the offset of the local zone at that moment: a naive wall time is placed in it, an instant converted.

    The zone is that of `now` where it has a name, else the system's. A wall time that the clocks skip is moved on by
    what they skip (02:30 becomes 03:30); of one that occurs twice the first is meant. Where the platform knows no zone
    rules for so early a year (Windows before 1970), the offset of `now` is taken.
    """
    zone = now.tzinfo if hasattr(now.tzinfo, "key") else None
    try:
        local = _in_zone(when, zone)
        if when.tzinfo is None and local.replace(tzinfo=None) != when:
            # Skipped: zoneinfo reads such a time by the offset before the gap, the system's zone by the one after it.
            local = max(local, _in_zone(when.replace(fold=1), zone))
    except (OSError, OverflowError):
        local = when.astimezone(now.tzinfo) if when.tzinfo else when.replace(tzinfo=now.tzinfo)
    # A fixed offset, because Python compares two times of one zone by the wall clock, wrongly where it is set back.
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))


def _in_zone(when: datetime, zone: tzinfo | None) -> datetime:
    """`when` in `zone`, where a naive one is understood to be; None is the system's zone."""
    aware = when.replace(tzinfo=zone) if when.tzinfo is None and zone is not None else when
    return aware.astimezone(UTC).astimezone(zone)


def _instant(words: str, now: datetime, side: Side) -> Moment | None:
    """A point in time that needs no day: now, a distance in hours or minutes, a date and time with its offset."""
    if words in _NOW:
        return Moment(localize(now.replace(microsecond=0), now), "minute")
    if match := re.fullmatch(_WITH_OFFSET, words):
        return _with_offset(match, now, side)
    span = spans.signed(words, side)
    if span is None or span.unit not in ("minute", "hour"):
        return None
    elapsed = timedelta(minutes=span.amount * (60 if span.unit == "hour" else 1))
    at = localize(now.astimezone(UTC).replace(microsecond=0) + elapsed, now)
    return Moment(at, "minute")


def _with_offset(match: re.Match[str], now: datetime, side: Side) -> Moment | None:
    day_words, clock = clocks.split(match["wall"])
    day = numeric.day(day_words, now.date(), side)
    if day is None or clock is None:
        return None
    hours, minutes = int(match["h"] or 0), int(match["m"] or 0)
    if minutes > 59 or hours * 60 + minutes > _LARGEST_OFFSET:
        raise DateError(f"there is no UTC offset {hours:02}:{minutes:02}; Z or an offset up to 14:00 is expected")
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match["sign"] == "-" else 1)
    return Moment(clock.on(day).replace(tzinfo=timezone(offset)), "minute")


def _day_and_clock(words: str, now: datetime, side: Side) -> Moment:
    today = now.date()
    if day := _day(words, today, side):
        return _noon(day, now)
    day_words, clock = clocks.split(words)
    day = _day(day_words, today, side) if day_words or clock is None or clock.hour is None else today
    if day is None or clock is None:
        raise _not_understood(words, day_words, side)
    if clock.hour is not None:
        return _wall(clock.on(day), now)
    # At noon, this evening is not yet past.
    if side is Side.PAST and day == today and clock.begins > now.hour:
        raise _in_the_future(words)
    return _noon(day, now)


def _day(words: str, today: date, side: Side) -> date | None:
    readers = _ENGLISH_READERS if words.isascii() else _CHINESE_READERS
    for read in readers:
        if day := read(words, today, side):
            return day
    return None


def _noon(day: date, now: datetime) -> Moment:
    return Moment(_wall(datetime.combine(day, time(12)), now).at, "day")


def _wall(naive: datetime, now: datetime) -> Moment:
    at = localize(naive, now)
    if at.date() != naive.date():
        raise DateError(
            f"the local calendar skipped {naive.date().isoformat()}; the day before or after it is expected"
        )
    return Moment(at, "minute")


def _in_the_future(words: str) -> DateError:
    return DateError(f"{quoted(words)} is in the future; now or earlier is expected, such as 'today' or '3 days ago'")


def _not_understood(words: str, day_words: str, side: Side) -> DateError:
    if not day_words or english.is_vague(day_words) or chinese.is_vague(day_words):
        return DateError(f"{quoted(words)} is unclear, because a day is expected; write for example {_EXAMPLES[side]}")
    return DateError(f"{quoted(words)} is no date; write for example {_EXAMPLES[side]}")
