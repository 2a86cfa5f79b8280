"""Occasions as properties of a card.

BDAY and ANNIVERSARY (which 3.0 lacks) stand once in a card; Apple's X-ALTBDAY is a lunar birthday, X-ABDATE any day.
"""

from relkeeper.exporters.vcard.lines import Content
from relkeeper.reports.contact import OccasionRow
from relkeeper.rules.vcard import own
from relkeeper.rules.vcard.dates import NO_YEAR, YEAR_BEFORE_CYCLES

_OF_A_DAY = {"4.0": {"birthday": "BDAY", "anniversary": "ANNIVERSARY"}, "3.0": {"birthday": "BDAY"}}
_ANY = "X-ABDATE"


def content(day: OccasionRow, version: str, said: set[str]) -> Content:
    """The property of an occasion. `said` are the names that the card has already; what can stand once is added."""
    value, params = _lunar(day) if day.calendar == "chinese" else _dated(day, version)
    name = _named(day, version)
    if name and name not in said:
        said.add(name)
        return Content(name, value, params)
    # Nobody has two birthdays, unless we say so.
    kind = [(own.KIND, day.kind)] if day.kind == "birthday" else []
    return Content(_ANY, value, [*params, *kind], "_$!<Anniversary>!$_" if day.kind == "anniversary" else day.kind)


def _named(day: OccasionRow, version: str) -> str:
    """The property that such an occasion has for itself, if it has one."""
    if day.calendar == "chinese":
        return "X-ALTBDAY" if day.kind == "birthday" else ""
    return _OF_A_DAY[version].get(day.kind, "")


def _dated(day: OccasionRow, version: str) -> tuple[str, list[tuple[str, str]]]:
    """RFC 6350 section 4.3.1: `19851210`, without a year `--1210`, a year alone `1985`; in 3.0 `1985-12-10`."""
    if version == "4.0":
        year = "--" if day.year is None else f"{day.year:04}"
        return (f"{year}{day.month:02}{day.day:02}" if day.month else year), []
    if not day.month:
        return f"{day.year:04}", [("VALUE", "text")]
    date = f"{day.year or NO_YEAR:04}-{day.month:02}-{day.day:02}"
    return date, [] if day.year else [("X-APPLE-OMIT-YEAR", str(NO_YEAR))]


def _lunar(day: OccasionRow) -> tuple[str, list[tuple[str, str]]]:
    """As Apple writes it: cycle and year in it (`-` where unknown), month, `L` for a leap month, day."""
    cycle, year = "-", "-"
    if day.year is not None:
        cycles, place = divmod(day.year + YEAR_BEFORE_CYCLES - 1, 60)
        cycle, year = f"{cycles + 1:04}", f"{place + 1:04}"
    return f"{cycle}{year}{day.month:02}{'L' if day.leap else ''}{day.day:02}", [("CALSCALE", "chinese")]
