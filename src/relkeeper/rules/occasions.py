"""Which dates can return each year."""

from relkeeper.drafts import OccasionDraft
from relkeeper.rules.dates import days

_LONGEST_LUNAR_MONTH = 30


def exists(occasion: OccasionDraft) -> bool:
    """Whether its calendar has that day; without a year, whether any year has it.

    Of a lunar year it is not known here which months are long, and which is the leap month.
    """
    if occasion.calendar == "chinese":
        return 1 <= occasion.month <= 12 and 1 <= occasion.day <= _LONGEST_LUNAR_MONTH
    return not occasion.leap and days.exists(occasion.year, occasion.month, occasion.day)
