"""What stands in an event: properties that programs give once, several times, or not at all."""

from collections.abc import Sequence
from typing import Any

from icalendar import Event
from icalendar.prop.broken import vBroken


def all_of(event: Event, name: str) -> Sequence[Any]:
    """All values of a property that can be read."""
    value = event.get(name)
    values = value if isinstance(value, list) else (value,)
    return [one for one in values if one is not None and not isinstance(one, vBroken)]


def text_of(event: Event, name: str) -> str:
    """The first value of a property as text without blanks around it; empty where there is none."""
    values = all_of(event, name)
    return str(values[0]).replace("\0", "").replace("\r\n", "\n").strip() if values else ""
