"""How long something lasted, in whole minutes: "45m", "1h30", "1.5h", 一个半小时."""

import re

from relkeeper.errors import UsageError
from relkeeper.rules.numbers import Unit, quantity
from relkeeper.rules.texts.typed import fold, quoted

LONGEST = 7 * 24 * 60
"""A week, in minutes. What lasts longer is a typing mistake, or several interactions."""

_MINUTES: dict[Unit, int] = {"minute": 1, "hour": 60, "day": 24 * 60}
_HOURS_AND_MINUTES = r"(?P<hours>.+?(?:(?:h|hrs?|hours?)(?![a-z])|小时|钟头)),? ?(?:and )?(?P<minutes>.+)"


def parse(text: str) -> int:
    """The minutes that `text` names; a bare number is minutes, "1:30" hours and minutes. Raises UsageError.

    Accepted are whole minutes from 1 to those of 7 days.
    """
    minutes = _minutes(fold(text))
    if minutes is None or not 1 <= minutes <= LONGEST:
        raise UsageError(
            f"{quoted(text)} is no duration; 1 minute to 7 days is expected, such as 45m, 1h30, 1:30, 1.5h or 半小时"
        )
    return minutes


def describe(minutes: int) -> str:
    """The duration in words: "45 min", "2 h", "1 h 30 min". `parse` understands it."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def _minutes(words: str) -> int | None:
    if re.fullmatch("[0-9]{1,6}", words):
        return int(words)
    if match := re.fullmatch("([0-9]{1,3}):([0-9]{2})", words):
        return _together(int(match[1]) * 60, int(match[2]))
    if match := re.fullmatch(r"([0-9]{1,3})[.,]([0-9]{1,3}) ?(?:h|hrs?|hours?|个?小时)", words):
        return _decimal_hours(match[1], match[2])
    amount = _in_minutes(words)
    match = re.fullmatch(_HOURS_AND_MINUTES, words)
    if amount is not None or match is None:
        return amount
    rest = match["minutes"]
    minutes = int(rest) if re.fullmatch("[0-9]{1,2}", rest) else _in_minutes(rest)
    return _together(_in_minutes(match["hours"]), minutes)


def _in_minutes(words: str) -> int | None:
    found = quantity(words, m="minute")
    return found.amount * _MINUTES[found.unit] if found and found.unit in _MINUTES else None


def _together(hours: int | None, minutes: int | None) -> int | None:
    """Whole hours and the minutes beside them, both in minutes; 75 minutes beside hours are a mistake."""
    return hours + minutes if hours is not None and minutes is not None and minutes < 60 else None


def _decimal_hours(whole: str, decimals: str) -> int | None:
    minutes, left = divmod(int(whole + decimals) * 60, 10 ** len(decimals))
    return None if left else minutes
