"""Which dates can return each year."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from relkeeper.drafts import OccasionDraft

LONGEST_LUNAR_MONTH = 30
_LEAP_YEAR = 2000


class OccasionDate(NamedTuple):
    """A day that returns, without what it is: its fields are those of drafts.OccasionDraft."""

    calendar: str
    year: int | None
    month: int
    day: int
    leap: bool = False


def exists(occasion: "OccasionDraft") -> bool:
    """Whether its calendar has that day; without a year, whether any year has it.

    Of a lunar year it is not asked which months are long, and which is the leap month: other programs count by other
    tables, and what their cards say is kept. `reading.parse` asks, of what a person types.
    """
    if occasion.year is not None and not MINYEAR <= occasion.year <= MAXYEAR:
        return False
    if occasion.calendar == "chinese":
        return 1 <= occasion.month <= 12 and 1 <= occasion.day <= LONGEST_LUNAR_MONTH
    if occasion.leap or not 1 <= occasion.month <= 12:
        return False
    # Not asked of rules/dates: every report with occasions loads this package, and must not pay for that grammar.
    return 1 <= occasion.day <= monthrange(occasion.year or _LEAP_YEAR, occasion.month)[1]
