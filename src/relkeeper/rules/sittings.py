"""When messages are one entry, and what the entry says.

A conversation is divided into sittings: messages with no more than some hours of silence between them. Times are whole
seconds of one clock, counted from 1970 as that clock shows it.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

DAY = 86400
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - of the clock of the file, whichever that is
_EPOCH_ORDINAL = _EPOCH.toordinal()
_SECOND = timedelta(seconds=1)
DIGEST = 16
_LONGEST_SUMMARY = 80
# `[图片]`, `<Media omitted>`: what stands for something that is no text.
_PLACEHOLDER = re.compile(r"(?:\[[^\[\]]*\]|<[^<>]*>|\s)*")


def seconds(at: datetime) -> int:
    """A naive time as seconds of its own clock."""
    return (at - _EPOCH) // _SECOND


def at_second(count: int) -> datetime:
    """The naive time that `seconds` counted."""
    return _EPOCH + timedelta(seconds=count)


def belongs(at: int, began: int, ended: int, gap: int) -> bool:
    """Whether a message belongs to the sitting from `began` to `ended`. `gap` is the silence in seconds that ends one.

    No sitting goes on for more than a day after it began, however busy the conversation is.
    """
    return began - gap <= at <= ended + gap and at <= began + DAY


def digest(at: int, text: str, ordinal: int) -> str:
    """What tells a message from all others of its conversation, in 16 characters: the minute, what was said, and the
    how-manieth it is of those that are the same in both.

    Seconds are left out, because one export of a chat has them and another has not, and so is who said it: people
    change what they are called. These digests are in the books of people: they must not change.
    """
    return blake2b(f"{at // 60}\n{ordinal}\n{text}".encode(), digest_size=DIGEST // 2).hexdigest()


def group(key: str) -> str:
    """What a group is known by, in 16 characters, of its number or its folded title, which may be somebody's name."""
    return blake2b(key.encode(), digest_size=DIGEST // 2).hexdigest()


def digests(taken: str) -> Iterable[str]:
    """The digests that were put one behind the other."""
    return (taken[begin : begin + DIGEST] for begin in range(0, len(taken), DIGEST))


def summary(texts: Iterable[str]) -> str:
    """The first lines of what was said, in a line; placeholders only where nothing else was."""
    said: list[str] = []
    placeholder = ""
    for text in texts:
        first = " ".join(text.split("\n", 1)[0].split())
        if not first:
            continue
        if _PLACEHOLDER.fullmatch(first):
            placeholder = placeholder or first
            continue
        said.append(first)
        if sum(map(len, said)) > _LONGEST_SUMMARY // 2:
            break
    return _shortened(" / ".join(said) or placeholder or "…")


def day(at: int) -> str:
    """The day of a second, `YYYY-MM-DD`."""
    return _day(at // DAY)


@lru_cache(maxsize=4096)
def _day(number: int) -> str:
    return date.fromordinal(_EPOCH_ORDINAL + number).isoformat()


def line(at: int, who: str, text: str) -> str:
    """A message in the body of an entry; without `who` it is what the service itself said."""
    return f"{_clock(at % DAY // 60)} {who}: {text}" if who else f"{_clock(at % DAY // 60)} — {text}"


@lru_cache(maxsize=1440)
def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SUMMARY else text[: _LONGEST_SUMMARY - 1].rstrip() + "…"
