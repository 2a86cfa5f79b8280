"""The first line of a message in the text export of QQ: `2020-02-14 21:17:10 name(number)`.

The clock follows the Windows it was made on: `8:43:38 PM`, `上午 08:00:00`, and 1:2:3 without zeros. The name may be
empty: then a blank behind the clock is all there is of it.
"""

import re
from datetime import datetime
from functools import lru_cache

from relkeeper.importers.clock_words import hour

# Windows in Chinese and English. Words of one letter, as other languages have them, would be names here.
_HALVES = frozenset({"上午", "下午", "中午", "凌晨", "早上", "晚上", "AM", "PM", "am", "pm"})
HALF = "|".join(sorted(_HALVES))
_STAMP = re.compile(
    rf"(\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}) +(?:({HALF}) ?)?(\d{{1,2}}:\d{{1,2}}:\d{{1,2}})(?: ?({HALF}))?(?: |$)"
)
_PLAIN_LENGTH = len("2020-02-14 21:17:10 ")
# A name has at most 36 letters, with a title and a mail address beside it. What is longer is text.
_LONGEST_LABEL = 200


def header(line: str) -> tuple[datetime, str] | None:
    """When a message was sent and the label of its sender, where the line has the shape of a header."""
    if line[_PLAIN_LENGTH - 1 : _PLAIN_LENGTH] == " " and line[10] == " " and line[16] == ":":
        try:
            at = datetime.fromisoformat(line[: _PLAIN_LENGTH - 1])
        except ValueError:
            return _unusual(line)
        label = line[_PLAIN_LENGTH:]
        if label[:2] not in _HALVES:
            return (at, label.strip()) if len(label) <= _LONGEST_LABEL else None
    return _unusual(line)


def _unusual(line: str) -> tuple[datetime, str] | None:
    found = _STAMP.match(line)
    # A clock at the end of a line, with no blank behind it, is text.
    if found is None or (found.end() == len(line) and not line.endswith(" ")):
        return None
    label = line[found.end() :]
    if len(label) > _LONGEST_LABEL:
        return None
    at = clock_on(found[1], found[3], found[2] or found[4] or "")
    return (at, label.strip()) if at else None


def clock_on(day: str, clock: str, half: str = "") -> datetime | None:
    """`2020-2-14` or `2020/02/14` and `9:17:10` with `PM` or `下午`; None where there is no such day or time."""
    first, minute, second = clock.split(":")
    try:
        return datetime(*_day(day), _hour(first, half), int(minute), int(second))  # noqa: DTZ001
    except ValueError:
        return None


# Messages of one day and hour follow each other.
@lru_cache(maxsize=256)
def _day(text: str) -> tuple[int, int, int]:
    year, month, day = text.replace("/", "-").split("-")
    return int(year), int(month), int(day)


@lru_cache(maxsize=256)
def _hour(text: str, half: str) -> int:
    return hour(int(text), half) if half else int(text)
