"""How often a follow-up returns, in words: "1m", "every 2 weeks", 每两周. By the calendar, unlike a cadence."""

from collections.abc import Mapping
from typing import NamedTuple

from relkeeper.errors import UsageError
from relkeeper.rules import cadence
from relkeeper.rules.texts.typed import quoted


class Repeat(NamedTuple):
    """How often a follow-up returns: every `amount` units of `day`, `week`, `month` or `year`."""

    amount: int
    unit: str


# A hundred years each.
MOST: Mapping[str, int] = {
    "day": cadence.LONGEST,
    "week": cadence.LONGEST // 7,
    "month": 1200,
    "year": 100,
}


def parse(text: str) -> Repeat:
    """The rule that `text` names; half a year is 6 months, half a month 15 days. Raises UsageError.

    Accepted are 1 day to 100 years.
    """
    found = cadence.quantity_of(text)
    if found is None or not 1 <= found.amount <= MOST.get(found.unit, 0):
        raise UsageError(
            f"{quoted(text)} does not say how often; 1 day to 100 years is expected, "
            "such as 3d, 2w, 1m, 1y, monthly or 每两周"
        )
    return Repeat(found.amount, found.unit)


def describe(every: Repeat) -> str:
    """The rule so that "every " reads well before it: "month", "2 weeks". `parse` gives the same rule."""
    return cadence.counted(every.amount, every.unit)
