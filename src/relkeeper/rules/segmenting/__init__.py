"""Classes A to F: the formula of docs/segment.md, whose names the constants here have.

Recency, frequency and worth, each scored 1 to 5, are how direct marketing has sorted customers since the 1960s (Arthur
Hughes, Strategic Database Marketing, 1994, is the usual source: RFM). Here depth, how much talks mean, is the worth.
The scores have fixed thresholds, not quintiles: a class depends on nobody else.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from relkeeper.errors import UsageError
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.typed import fold, quoted

CLASSES = ("A", "B", "C", "D", "E", "F")
OUTSIDE = CLASSES[-1]
"""The class of those with no contact in the window."""

WINDOW = 365
YEAR = 365

RECENT = (12, 4, 2)
"""The shares of the window, a twelfth, a quarter and a half, up to which a silence scores 5, 4 and 3; 2 within it."""

FREQUENT = (24, 12, 6, 3)
"""The days of contact in a year from which frequency scores 5, 4, 3 and 2; in a longer window as many each year."""

DEEPEST = 4
"""Depth is the sum of the points of so many entries of the window, those that have the most."""

DEEP = (24, 18, 12, 6)
"""The depth from which it scores 5, 4, 3 and 2."""

LEAST = (13, 11, 9, 7)
"""The totals from which the class is A, B, C and D; E is the rest of those within the window."""

SILENT = 2
BEST_OF_SILENT = "C"
"""After more than half a window of silence, which scores SILENT, nobody is in a better class, however it was before."""

POINTS: Mapping[str, int] = {"meeting": 4, "video": 3, "zoom": 3, "call": 3, "letter": 2}
"""What an entry of a channel counts for; BARE for every other channel, and for a private entry whatever it is."""

BARE = 1
LONG = 30
VERY_LONG = 90
"""The minutes from which a duration adds a point, and from which two."""

MUCH = 400
"""The bytes of the text (UTF-8), from which it adds a point: some 70 words of English, or 130 Chinese characters.

A written outcome adds one too.
"""

CROWD = 5
CROWDED = "meeting"
"""Of a meeting with at least CROWD contacts CROWD_LESS points are taken off, for each of them."""

CROWD_LESS = 2


def letters(words: str) -> tuple[str, ...]:
    """Classes by their letters, with commas between them. Raises UsageError."""
    return tuple(map(_letter, entered.filled(words).replace("，", ",").replace("、", ",").split(",")))


def _letter(word: str) -> str:
    found = fold(word).upper()
    if found not in CLASSES:
        raise UsageError(f"there is no class {quoted(word.strip())}; known are {', '.join(CLASSES)}")
    return found


class Standing(NamedTuple):
    """What is scored: days since the last contact (None where there is none), days of contact in the window, depth."""

    recency_days: int | None
    days_in_window: int
    depth: int


class Scores(NamedTuple):
    """Each from 1 to 5."""

    recency: int
    frequency: int
    depth: int

    @property
    def total(self) -> int:
        return self.recency + self.frequency + self.depth


def depth(points: Iterable[int]) -> int:
    """The depth of the entries of a window, by their points."""
    return sum(sorted(points)[-DEEPEST:])


def scores(one: Standing, window: int) -> Scores:
    """The scores over a window of so many days, today included."""
    return Scores(_recency(one.recency_days, window), _frequency(one.days_in_window, window), _deep(one.depth))


# A book has many people, and few numbers of days.
@cache
def _recency(silence: int | None, window: int) -> int:
    if silence is None or silence >= window:
        return 1
    return 2 + sum(silence * share <= window for share in RECENT)


@cache
def _frequency(days: int, window: int) -> int:
    return 1 + sum(days * YEAR >= least * window for least in FREQUENT)


@cache
def _deep(points: int) -> int:
    return 1 + sum(points >= least for least in DEEP)


class Grade(NamedTuple):
    """The class, and the total of the scores that it comes from."""

    class_: str
    total: int


def grade(one: Standing, window: int) -> Grade:
    """The class over a window of so many days, today included, and the total, without the scores that made them."""
    silence, days, deep = one
    return _graded(_recency(silence, window), _frequency(days, window), _deep(deep))


def class_of(scored: Scores) -> str:
    """The class by the total; OUTSIDE where the last contact is not in the window."""
    return _graded(*scored).class_


@cache
def _graded(recency: int, frequency: int, deep: int) -> Grade:
    total = recency + frequency + deep
    letter = CLASSES[sum(total < least for least in LEAST)]
    if recency <= SILENT:
        letter = max(letter, BEST_OF_SILENT if recency == SILENT else OUTSIDE)
    return Grade(letter, total)


def quarter_end(today: date) -> date:
    """The last day of the calendar quarter before the one of `today`."""
    return date(today.year, today.month - (today.month - 1) % 3, 1) - timedelta(days=1)


def begins(last: date, window: int) -> date:
    """The first day of a window that ends with `last`."""
    return last - timedelta(days=window - 1)


def steps(was: str, now: str) -> int:
    """How many classes somebody fell; negative for who rose."""
    return CLASSES.index(now) - CLASSES.index(was)


def rule(window: int) -> str:
    """The rule in words, a line for each score and one for the classes."""
    near, half, far = (window // share for share in RECENT)
    often = ", ".join(f"{score} from {-(-days * window // YEAR)}" for score, days in _scored(FREQUENT))
    deep = ", ".join(f"{score} from {least}" for score, least in _scored(DEEP))
    classes = ", ".join(f"{letter} from {least}" for letter, least in zip(CLASSES, LEAST, strict=False))
    return "\n".join((
        f"recency: 5 up to {near} days of silence, 4 up to {half}, 3 up to {far}, 2 up to {window - 1}, else 1",
        f"frequency: {often} days of contact in the window, else 1",
        f"depth: {deep} points of the {DEEPEST} deepest entries in the window, else 1",
        (f"class: recency + frequency + depth; {classes}, E below; at best {BEST_OF_SILENT} after {far} of silence, "
        f"{OUTSIDE} after {window} days without contact"),
    ))  # fmt: skip


def _scored(thresholds: tuple[int, ...]) -> Iterable[tuple[int, int]]:
    return zip(range(5, 1, -1), thresholds, strict=True)
