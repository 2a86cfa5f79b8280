"""What is near, in bits that are added: a birthday, a follow-up, a cadence that is past, daylight where they live.

Days that come near are the agenda's: here they lift those who have been silent for about as long as is usual.
"""

from math import log2

NEAR_DAYS = 14
BIRTHDAY = 2.0
FOLLOW_UP = 2.0
LATE_MOST = 2.0
AWAKE = 0.25


def birthday(days: int | None) -> float:
    """BIRTHDAY today, less each day before, nothing from NEAR_DAYS on; None for no birthday that is near."""
    return 0.0 if days is None else BIRTHDAY * _share(days)


def follow_up(days: int | None) -> float:
    """FOLLOW_UP for what is due today or was before, less each day before; None for none that is near."""
    return 0.0 if days is None else FOLLOW_UP * _share(days)


def late(days_late: int | None, cadence_days: int | None) -> float:
    """What being past a cadence that was set adds: 1 for a whole cadence too late, at most LATE_MOST."""
    if not cadence_days or not days_late or days_late <= 0:
        return 0.0
    return min(LATE_MOST, log2(1 + days_late / cadence_days))


def near(days_to_come: float, bits_late: float, bits_awake: float, waited: float) -> float:
    """All that is added: the greater of a day to come and of what is late, and daylight.

    What is not late counts by the share of the usual gap that was `waited`, at most 1: nothing just after a contact.
    """
    share = min(1.0, waited)
    return max(days_to_come * share, bits_late) + bits_awake * share


def awake(is_awake: bool | None) -> float:
    """AWAKE where people are awake now; nothing where they sleep, or where nobody knows."""
    return AWAKE if is_awake else 0.0


def _share(days: int) -> float:
    return min(1.0, max(0.0, 1 - days / NEAR_DAYS))
