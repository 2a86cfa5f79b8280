"""Words that several views share."""

from datetime import date

from relkeeper.rules import cadence, sizes
from relkeeper.rules.day_words import ago, short
from relkeeper.rules.plurals import counted
from relkeeper.rules.private import HIDDEN

size = sizes.describe


def last_contact(on: str | None, today: date, added_on: str | None = None) -> str:
    """`20 Nov, 2 days ago`, or that nobody was in touch yet (and since when the book knows)."""
    if on is not None:
        last = date.fromisoformat(on)
        return f"{short(last, today)}, {ago(last, today)}"
    if added_on is None:
        return "never"
    added = date.fromisoformat(added_on)
    return f"never, added {short(added, today)}"


def every(days: int | None, origin: str | None = None, tag: str | None = None) -> str:
    """`every 2 weeks (family)`; the origin is left out where it is the contact's own."""
    if days is None:
        return ""
    said = f"every {cadence.describe(days)}"
    return said if origin in (None, "own") else f"{said} ({tag or origin})"


def lateness(days: int) -> str:
    """`12 days late`, `due today`, `due in 3 days`."""
    if days == 0:
        return "due today"
    span = counted(abs(days), "day")
    return f"{span} late" if days > 0 else f"due in {span}"


def there(name: str, local_time: str | None) -> str:
    """`Ada Example (11:00 there)`: somebody, and the time where they are."""
    return f"{name} ({local_time[11:16]} there)" if local_time else name


def marked(text: str, private: bool) -> str:
    """A text that is shown, marked where it is private; one that is hidden says so itself."""
    return f"{HIDDEN} {text}" if private and text != HIDDEN else text
