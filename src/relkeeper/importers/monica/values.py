"""What is in an account, one object after the other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, cast

from relkeeper.drafts import Problem
from relkeeper.importers.json_items import events
from relkeeper.importers.json_values import mapping, mappings, string
from relkeeper.importers.monica.files import Embedded
from relkeeper.importers.stamps import from_clock, from_iso, on
from relkeeper.rules.dates import Moment, localize

_KIND = "account.data.item.type"
_COLLECTED = "account.data.item.values.item"
_LISTED = ("account.properties.", "account.instance.")
# Nobody alive has met anybody before.
_EARLIEST = 1900


class _Object:
    """An object that the parser tells of; quicker than ijson's own builder, of which there are millions of calls."""

    def __init__(self) -> None:
        self.whole: dict[str, Any] = {}
        self._open: list[Any] = [self.whole]
        self._key = ""

    def take(self, event: str, value: object) -> bool:
        """Whether the object is complete with this."""
        if event == "map_key":
            self._key = str(value)
        elif event in ("end_map", "end_array"):
            self._open.pop()
        else:
            made: Any = {} if event == "start_map" else [] if event == "start_array" else value
            top = self._open[-1]
            if isinstance(top, dict):
                top[self._key] = made
            else:
                top.append(made)
            if event in ("start_map", "start_array"):
                self._open.append(made)
        return not self._open


def values(file: Embedded, problems: list[Problem], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """`(kind, object)` of all that the account holds: `contact`, `relationship`, ..., and by the names of their lists
    `journal_entries`, `contact_field_types`, ... Problems of the JSON are added as it is read."""
    kind, listed = "", ""
    building: _Object | None = None
    for prefix, event, value in events(cast(BinaryIO, file), problems, name):
        if building is not None:
            if building.take(event, value):
                yield listed or kind, building.whole
                building = None
        elif event == "start_map" and (prefix == _COLLECTED or _is_listed(prefix)):
            listed = "" if prefix == _COLLECTED else prefix.split(".")[2]
            building = _Object()
        elif prefix == _KIND:
            kind = string(value)


def _is_listed(prefix: str) -> bool:
    return prefix.startswith(_LISTED) and prefix.endswith(".item") and prefix.count(".") == 3


def properties(value: dict[str, Any]) -> dict[str, Any]:
    """What an object says of itself; its identity and when it was made stand beside that."""
    return mapping(value.get("properties"))


def text(value: object) -> str:
    """Text as it can be kept, or the digits of a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return string(value).replace("\0", "").replace("\r\n", "\n").strip()


def line(value: object) -> str:
    """Text without its line ends."""
    return " ".join(text(value).split())


def is_true(value: object) -> bool:
    """Whether a flag is set, as PHP and its databases write that."""
    return value in (True, "1", "yes")


def is_false(value: object) -> bool:
    """Whether a flag is told and not set."""
    return value in (False, "0", "no")


def lists(value: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """`(kind, objects)` of what belongs to a contact; of some kinds there are only the uuids."""
    for collection in mappings(value.get("data")):
        found = collection.get("values")
        yield string(collection.get("type")), found if isinstance(found, list) else []


def day(value: object) -> date | None:
    """The day that is meant by `2021-03-04` and by the midnight in UTC that dates are written as; None for none."""
    clock = _utc(value)
    return None if clock is None else clock.date()


def moment(value: object, now: datetime) -> Moment | None:
    """A day, or an instant where a clock is told; None for what is neither, or later than today."""
    clock = _utc(value)
    if clock is None or clock.year < _EARLIEST:
        return None
    if clock == clock.replace(hour=0, minute=0, second=0):
        found = on(clock.date(), now)
        return found if found.on <= now.date() else None
    at = localize(clock.replace(tzinfo=UTC), now)
    return Moment(at, "minute") if at <= now else None


def _utc(value: object) -> datetime | None:
    zoned = from_iso(value)
    return zoned[0] if zoned is not None else from_clock(value)
