"""One event of a whole day, before it has a format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

# Never to be changed: calendars know our events by what is made of it.
_OURS = UUID("a4d5bd06-5f0d-4c3c-9d6e-2f6e8a1a8f1b")


@dataclass(frozen=True, slots=True)
class DayEvent:
    """What a calendar shows on a local day.

    `changed_at` is aware. `rule` is an RRULE (RFC 5545, 3.3.10), empty for what does not return; `instead_of` is
    the day of a series with the same `uid` that this event stands for.
    """

    uid: str
    on: date
    summary: str
    changed_at: datetime
    category: str
    description: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict)
    instead_of: date | None = None


def uid_of(*parts: str | int) -> str:
    """The UID of what these words tell from everything else, the same in every export."""
    return str(uuid5(_OURS, "/".join(map(str, parts))))
