"""Days as QQ writes them: 2020-02-11, 2012/4/11, and 2/14/2020 or 14/2/2020 after the Windows they were made on."""

import re
from collections.abc import Iterable
from datetime import date

from relkeeper.errors import DateOrderError

PATTERN = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}/\d{1,2}/\d{4}"
_ORDERS = {"mdy": (2, 0, 1), "dmy": (2, 1, 0)}


class Calendar(dict[str, date | None]):
    """The day of each such text, None for one that does not exist.

    `days` are those that the file has, `said` is the user's word or empty. Raises DateOrderError where only the user
    can say which part is the month.
    """

    def __init__(self, days: Iterable[str], said: str, name: str) -> None:
        super().__init__()
        self._order = _order([text for text in days if not _year_first(text) and _exists(text)], said, name)

    def __missing__(self, text: str) -> date | None:
        found = self[text] = _day(text, (0, 1, 2) if _year_first(text) else _ORDERS[self._order])
        return found


def _order(unclear: list[str], said: str, name: str) -> str:
    """The order in which the most days exist, if there is one."""
    count = {order: sum(_day(text, places) is not None for text in unclear) for order, places in _ORDERS.items()}
    if count["mdy"] != count["dmy"]:
        return max(count, key=lambda order: count[order])
    if not unclear or said in _ORDERS:
        return said if said in _ORDERS else "mdy"
    first, second, _ = unclear[0].split("/")
    raise DateOrderError(
        f"in {name} the date {unclear[0]} may be day {second} of month {first} or day {first} of month {second}; "
        "say which with --date-order mdy|dmy"
    )


def _exists(text: str) -> bool:
    return any(_day(text, places) for places in _ORDERS.values())


def _year_first(text: str) -> bool:
    return text[:4].isdigit()


def _day(text: str, places: tuple[int, int, int]) -> date | None:
    parts = [int(part) for part in re.split("[-/]", text)]
    year, month, day = (parts[place] for place in places)
    try:
        return date(year, month, day)
    except ValueError:
        return None
