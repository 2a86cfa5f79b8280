"""The rows of the interactions of a generated book, in the order of time."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple

from benchmarks import words
from benchmarks.book_contacts import uid
from benchmarks.plan import YEARS_OF_DAYS, Plan, Size

COLUMNS = (
    "id, uid, at, utc_offset, on_date, precision, channel, direction, summary, body, outcome, place, "
    "duration_minutes, created_at, updated_at"
)
PARTICIPANT_COLUMNS = "contact_id, on_date, interaction_id"

_CHANNELS = (
    *("message",) * 4, *("wechat",) * 4, *("call",) * 4, *("email",) * 3, *("meeting",) * 2, "video", "letter", "other",
)  # fmt: skip
_OFFSETS = (60, 60, 60, 120, 480)
_PLACES = ("", "", "", "", "museum café", "示例茶馆")
_NOON = 12 * 60
_MINUTES_OF_DAY = 24 * 60
_CLOCK = tuple(f"T{minute // 60:02}:{minute % 60:02}:00Z" for minute in range(_MINUTES_OF_DAY))

_DAY_SHARE = 0.3
_BODY_SHARE = 0.2
_OUTCOME_SHARE = 0.3
_COMPANY_SHARE = 0.12
_MORE_COMPANY_SHARE = 0.03


class Interaction(NamedTuple):
    """One row, and those of its participants."""

    row: tuple[Any, ...]
    participants: list[tuple[int, str, int]]


def interactions(size: Size, plan: Plan) -> Iterator[Interaction]:
    """As many as the plan counts; nobody takes part in one after the last day that the plan has for them."""
    random = size.random("interactions")
    # A day more at each end, for the instants of other time zones.
    days = [(size.first_day + timedelta(days=day)).isoformat() for day in range(-1, YEARS_OF_DAYS + 1)]
    bodies = words.bodies(random)
    for number, (day, place) in enumerate(_by_time(plan, random), 1):
        on = days[day + 1]
        row = _row(number, day, days, bodies, random)
        people = {place, *_company(plan.last, day, random)}
        yield Interaction(row, [(contact + 1, on, number) for contact in sorted(people)])


def _by_time(plan: Plan, random: Random) -> Iterator[tuple[int, int]]:
    """Day and place of the contact, day after day. Three million take 12 MB."""
    places = [array("i") for _ in range(YEARS_OF_DAYS)]
    for place, (count, last) in enumerate(zip(plan.counts, plan.last, strict=True)):
        if count:
            places[last].append(place)
            for _ in range(count - 1):
                places[int(random.random() * (last + 1))].append(place)
    for day, found in enumerate(places):
        for place in sorted(found):
            yield day, place


def _company(last: Sequence[int], day: int, random: Random) -> Iterator[int]:
    drawn = random.random()
    if drawn < _COMPANY_SHARE + _MORE_COMPANY_SHARE:
        for _ in range(2 if drawn < _MORE_COMPANY_SHARE else 1):
            other = int(random.random() * len(last))
            if last[other] >= day:
                yield other


def _row(number: int, day: int, days: Sequence[str], bodies: Sequence[str], random: Random) -> tuple[Any, ...]:
    draw = random.random
    by_day = draw() < _DAY_SHARE
    # Local noon stands for a day without a time; people are awake from seven to eleven.
    minute = _NOON if by_day else 420 + int(draw() * 960)
    offset = _OFFSETS[int(draw() * len(_OFFSETS))]
    shift, utc_minute = divmod(minute - offset, _MINUTES_OF_DAY)
    at = days[day + 1 + shift] + _CLOCK[utc_minute]
    channel = _CHANNELS[int(draw() * len(_CHANNELS))]
    return (
        number,
        uid(random),
        at,
        offset,
        days[day + 1],
        "day" if by_day else "minute",
        channel,
        ("", "in", "out")[int(draw() * 3)],
        words.SUMMARIES[int(draw() * len(words.SUMMARIES))],
        bodies[int(draw() * len(bodies))] if draw() < _BODY_SHARE else "",
        words.OUTCOMES[int(draw() * len(words.OUTCOMES))] if draw() < _OUTCOME_SHARE else "",
        _PLACES[int(draw() * len(_PLACES))] if channel == "meeting" else "",
        5 * (1 + int(draw() * 24)) if channel in ("call", "meeting", "video") else None,
        at,
        at,
    )
