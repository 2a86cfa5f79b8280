"""Which cadence a rhythm proposes."""

from math import log

from relkeeper.rules import cadence
from relkeeper.rules.suggesting import words
from relkeeper.rules.suggesting.rhythm import Rhythm, ends

# 1w, 2w, 3w, 1m, 2m, 3m, 6m and 1y, as rules/cadence.py has them.
SPANS = (7, 14, 21, 30, 61, 91, 183, 365)
LEAST_DAYS = 6
"""Days of contact that it takes: five gaps, of which one or two may be chance."""

RAREST = 548
"""A rhythm slower than a year and a half is none."""

MUCH = 1.9
"""A cadence that is set differs much from a proposal by such a factor: a month from two, 2 weeks from one or 4."""


def proposed(rhythm: Rhythm | None, silent_days: int) -> int | None:
    """The natural span nearest to the usual gap, as a ratio; None where something speaks `against` it."""
    if rhythm is None or against(rhythm, rhythm.gaps + 1, silent_days):
        return None
    return min(SPANS, key=lambda span: abs(log(span) - rhythm.centre))


def against(rhythm: Rhythm | None, days_of_contact: int, silent_days: int) -> str:
    """Why this rhythm, after such a silence, proposes nothing; empty where it does."""
    if rhythm is None or days_of_contact < LEAST_DAYS:
        return f"it takes {LEAST_DAYS} days of contact, and there {_are(days_of_contact)}"
    if rhythm.days > RAREST:
        return f"a rhythm slower than a year and a half is none, and it is {words.every(rhythm.told)}"
    if silent_days > ends(rhythm.told):
        return f"the rhythm is over: {words.every(rhythm.told)} once, and then {silent_days} days of silence"
    return ""


def differs(cadence_days: int | None, proposal: int) -> bool:
    """Whether a cadence is none, or much another one."""
    return cadence_days is None or not 1 / MUCH < cadence_days / proposal < MUCH


def settled(cadence_days: int | None, proposal: int) -> str:
    """Why this proposal is not made beside the cadence that holds."""
    if cadence_days is None:
        return ""
    holds = f"every {cadence.describe(cadence_days)} holds already"
    if cadence_days == proposal:
        return f"{holds}, as history has it"
    said = f"history says every {cadence.describe(proposal)}"
    if differs(cadence_days, proposal):
        return f"{holds}; {said}, which --all proposes"
    return f"{holds}; {said}, which is about the same"


def _are(days: int) -> str:
    return "is one" if days == 1 else f"are {days or 'none'}"
