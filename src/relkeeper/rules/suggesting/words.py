"""Why somebody is suggested, in words."""

from datetime import date

from relkeeper.rules import cadence
from relkeeper.rules.day_words import ago
from relkeeper.rules.plurals import counted
from relkeeper.rules.suggesting.rhythm import RHYTHM_FROM, ends, whole


def every(usual_days: float) -> str:
    """`every 9 days`, of a usual gap as `Rhythm.told` has it."""
    return f"every {cadence.describe(whole(usual_days))}"


def silence(days_of_contact: int, usual_days: float, silent_days: int) -> str:
    """`you used to talk every 9 days; 41 days now`, and `lost touch:` before it where that is over.

    Who was never contacted has other words.
    """
    if days_of_contact == 1:
        return f"you talked on one day, {counted(silent_days, 'day')} ago" if silent_days else "you talked today"
    now = f"{counted(silent_days, 'day')} now"
    if days_of_contact < RHYTHM_FROM:
        return f"you talked on {days_of_contact} days; {now}"
    if silent_days <= whole(usual_days):
        return f"you talk {every(usual_days)}; {now}"
    return f"{'lost touch: ' if silent_days > ends(usual_days) else ''}you used to talk {every(usual_days)}; {now}"


def never(added_on: date, today: date) -> str:
    """`never contacted; added 3 months ago`."""
    return f"never contacted; added {ago(added_on, today)}"


def birthday(on: date, today: date) -> str:
    """`birthday in 3 days`."""
    return f"birthday {ago(on, today)}"


def follow_up(text: str, due_on: date, today: date) -> str:
    """`you promised: send the deck, due in 3 days`."""
    return f"you promised: {text}, due {ago(due_on, today)}"


def late(days_late: int, cadence_days: int) -> str:
    """`12 days late: every 2 weeks is set`."""
    return f"{counted(days_late, 'day')} late: every {cadence.describe(cadence_days)} is set"
