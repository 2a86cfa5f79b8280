"""A day in words, as the book shows it. Imports nothing but the calendar date, because every report needs it."""

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""From Monday, as `date.weekday()` counts. English whatever the locale: output is the same on every machine."""

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def describe(on: date, today: date) -> str:
    """The day in full with its distance: "yesterday (Sat 21 Nov 2026)", "Fri 4 Dec 2026, in 12 days"."""
    full = f"{WEEKDAYS[on.weekday()][:3]} {_day_and_month(on)} {on.year}"
    near = _NEAR.get((on - today).days)
    return f"{near} ({full})" if near else f"{full}, {ago(on, today)}"


def ago(on: date, today: date) -> str:
    """The distance alone: "26 days ago", "in 3 months". Days up to 2 whole months, months up to 2 whole years."""
    near = _NEAR.get((on - today).days)
    if near:
        return near
    return f"{_span(on, today)} ago" if on < today else f"in {_span(today, on)}"


def short(on: date, today: date) -> str:
    """The day for a narrow column: "20 Nov" in the current year, else "20 Nov 2025"."""
    return _day_and_month(on) if on.year == today.year else f"{_day_and_month(on)} {on.year}"


def _day_and_month(on: date) -> str:
    return f"{on.day} {MONTHS[on.month - 1][:3]}"


def _span(earlier: date, later: date) -> str:
    # "1 month" for 59 days would hide half of what is told, so a unit is used only where at least two of it are whole.
    months = 12 * (later.year - earlier.year) + later.month - earlier.month - (later.day < earlier.day)
    if months >= 24:
        return f"{months // 12} years"
    return f"{months} months" if months >= 2 else f"{(later - earlier).days} days"
