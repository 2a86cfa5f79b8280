"""Moments and lengths as programs store them: seconds since 1970, ISO 8601, a day, a call of so many seconds."""

from datetime import date, datetime, time, timedelta, timezone

from relkeeper.drafts import Problem
from relkeeper.rules.dates import Moment, localize

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (naive UTC, as in MessageDraft)
# From here on a number is in milliseconds: as seconds it would be the year 5138.
_MILLISECONDS = 10**11
# UTC-12 to UTC+14 are in use.
_FARTHEST = timedelta(hours=14)


def from_epoch(written: object) -> datetime | None:
    """Naive UTC in whole seconds, of seconds (or milliseconds) since 1970, a number or its digits; else None."""
    if isinstance(written, bool) or not isinstance(written, int | float | str):
        return None
    try:
        number = int(written)
        seconds = number // 1000 if abs(number) >= _MILLISECONDS else number
        return _EPOCH + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return None


def from_iso(written: object) -> tuple[datetime, timedelta] | None:
    """Naive UTC in whole seconds and the offset that was written, of ISO 8601 with an offset; None if it is none."""
    if not isinstance(written, str):
        return None
    try:
        aware = datetime.fromisoformat(written)
        offset = aware.utcoffset()
        return None if offset is None else (aware.replace(tzinfo=None, microsecond=0) - offset, offset)
    except (ValueError, OverflowError):
        return None


def from_clock(written: object) -> datetime | None:
    """A wall clock in whole seconds (`2024-02-01 10:00:00`, `2024-02-01T10:00:00`); None if it is none."""
    try:
        clock = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    if clock is None or clock.tzinfo is not None:
        return None
    return clock.replace(microsecond=0) if clock.microsecond else clock


def on(day: date, now: datetime) -> Moment:
    """A day without a clock as the moment of an entry: its noon in the zone of `now`."""
    return Moment(localize(datetime.combine(day, time(12)), now), "day")


def zone_between(clock: datetime | None, utc: datetime | None) -> timezone | None:
    """The fixed zone in which `clock` (a wall clock) is the moment `utc`; None where no zone has such an offset."""
    if clock is None or utc is None:
        return None
    offset = clock - utc
    return timezone(offset) if abs(offset) <= _FARTHEST and not offset % timedelta(minutes=15) else None


def call(seconds: object, otherwise: str = "") -> str:
    """A call as it stands in a chat: `[call, 5:32]`; without a length `[call, missed]` or `[call]`."""
    if isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 < seconds < 10**7:
        minutes, rest = divmod(int(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"[call, {hours}:{minutes:02}:{rest:02}]" if hours else f"[call, {minutes}:{rest:02}]"
    return f"[call, {otherwise}]" if otherwise else "[call]"


def misdated(file: str, where: str, at: datetime | None) -> Problem:
    """Why a message cannot go in: it has no time (None), or one in the future."""
    if at is None:
        return Problem(file, where, "this message has no time that can be read, and was left out")
    return Problem(file, where, f"this message is dated in the future ({at.isoformat(' ')}), and was left out")
