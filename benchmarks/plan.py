"""What a generated book is to hold, and when each of its people was last heard from."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

YEARS_OF_DAYS = 5 * 365

_CADENCES = (14, 30, 61, 91, 182, 365)
TAG_CADENCES = {"friends": 61, "同学": 182}
_OWN_SHARE = 0.05
_FEWEST_OWN = 3
_TAG_SHARE = 0.03
# Of those with a cadence, every fourth was let slip.
_SLIPPED_EVERY = 4
_NEVER_SHARE = 0.1
_USUAL_SILENCE = 120
# By this power of their rank people are heard from less and less: at 10,000 the first has one interaction in a hundred.
_SKEW = -0.6


@dataclass(frozen=True, slots=True)
class Size:
    """What was asked for. With `all_cadences` everybody has a cadence, which is the most that `overdue` can meet."""

    contacts: int
    interactions: int
    today: date
    seed: int = 1
    all_cadences: bool = False

    def random(self, purpose: str) -> Random:
        """A stream of its own for each purpose, so that one does not move when another draws more."""
        return Random(f"{self.seed} {purpose}")

    @property
    def first_day(self) -> date:
        return self.today - timedelta(days=YEARS_OF_DAYS)


@dataclass(frozen=True, slots=True)
class Plan:
    """One place for each contact, in the order of their ids.

    `own` is the cadence in days, `tags` the keys of TAG_CADENCES that are worn. `last` is the day of the last
    interaction, counted from `Size.first_day`; -1 for who was never contacted. `counts` are their interactions.
    """

    own: list[int | None]
    tags: list[tuple[str, ...]]
    last: list[int]
    counts: list[int]


def plan(size: Size) -> Plan:
    """Who has a cadence, who was let slip, and who is heard from often. The first contact is the one with the most."""
    random = size.random("plan")
    own = _own_cadences(size, random)
    tags = _cadence_tags(size, random)
    cadences = [_effective(days, worn) for days, worn in zip(own, tags, strict=True)]
    last = _last_days(cadences, random)
    return Plan(own, tags, last, _counts(size, last, random))


def _own_cadences(size: Size, random: Random) -> list[int | None]:
    many = size.contacts if size.all_cadences else max(_FEWEST_OWN, round(size.contacts * _OWN_SHARE))
    others = range(1, size.contacts)
    chosen = {0, *random.sample(others, min(many - 1, len(others)))}
    return [random.choice(_CADENCES) if place in chosen else None for place in range(size.contacts)]


def _cadence_tags(size: Size, random: Random) -> list[tuple[str, ...]]:
    many = max(1, round(size.contacts * _TAG_SHARE))
    wearers = {tag: set(random.sample(range(size.contacts), many)) for tag in TAG_CADENCES}
    return [tuple(tag for tag, who in wearers.items() if place in who) for place in range(size.contacts)]


def _effective(own: int | None, tags: tuple[str, ...]) -> int | None:
    return own or min((TAG_CADENCES[tag] for tag in tags), default=None)


def _last_days(cadences: list[int | None], random: Random) -> list[int]:
    days = []
    keeping = 0
    for cadence in cadences:
        if cadence is not None:
            keeping += 1
            slipped = keeping % _SLIPPED_EVERY == 0
            silence = cadence * (random.uniform(1.1, 4) if slipped else random.uniform(0, 0.8))
        elif random.random() < _NEVER_SHARE:
            days.append(-1)
            continue
        else:
            silence = random.expovariate(1 / _USUAL_SILENCE)
        days.append(max(0, YEARS_OF_DAYS - 1 - int(silence)))
    return days


def _counts(size: Size, last: list[int], random: Random) -> list[int]:
    """As many as were asked for in all; a running sum is rounded, so that none is lost."""
    ranks = list(range(1, size.contacts))
    random.shuffle(ranks)
    weights = [0.0 if day < 0 else (rank + 1) ** _SKEW for rank, day in zip((0, *ranks), last, strict=True)]
    scale = size.interactions / sum(weights)
    sums = [round(total * scale) for total in accumulate(weights)]
    return [here - before for here, before in zip(sums, (0, *sums), strict=False)]
