"""Dates that return each year, in all the ways cards write them.

RFC 6350 section 4.3 and 6.2.5, RFC 2426 section 3.1.5, Apple's X-ABDATE and X-ALTBDAY, Android's contact_event.
"""

import re
from typing import NamedTuple

from relkeeper.drafts import OccasionDraft
from relkeeper.rules import occasions
from relkeeper.rules.dates import days
from relkeeper.rules.day_words import MONTHS
from relkeeper.rules.vcard.content_lines import Property

# What iPhones and Macs write where there is no year; like every year that stands for none it is a leap year.
NO_YEAR = 1604

_KINDS = {
    "BDAY": "birthday",
    "X-BIRTHDAY": "birthday",
    "X-ALTBDAY": "birthday",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversary",
    "X-MS-ANNIVERSARY": "anniversary",
    "X-WAB-WEDDING_ANNIVERSARY": "anniversary",
    "X-ABDATE": "",
}

_TIME = r"(?:[T ].*)?"
_BY_MONTH_NUMBER = [
    re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}){_TIME}"),
    re.compile(rf"(?P<y>\d{{4}})(?P<m>\d\d)(?P<d>\d\d){_TIME}"),
    re.compile(rf"--(?P<m>\d{{1,2}})-?(?P<d>\d\d){_TIME}"),
    re.compile(rf"(?P<y>\d{{4}})(?P<by>[/.])(?P<m>\d{{1,2}})(?P=by)(?P<d>\d{{1,2}}){_TIME}"),
    re.compile(r"(?:(?P<y>\d{4})\s*年\s*)?(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]"),
]
_BY_MONTH_NAME = [
    re.compile(r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?P<d>\d{1,2})\.?\s+(?P<m>[A-Za-z]{3})[a-z]*\.?,?\s+(?P<y>\d{4})(?:\s.*)?"),
    re.compile(r"(?P<m>[A-Za-z]{3})[a-z]*\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4})"),
]
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}

# RFC 6350 section 4.3.1: 1985, 1985-04, --04, ---15.
_PART_OF_A_DATE = re.compile(r"\d{4}(?:-\d\d)?|--\d\d|---\d\d")

# Apple's Chinese calendar: cycle of sixty years, year in it, month, L for a leap month, day; `-` for what is not known.
_LUNAR = re.compile(r"(?P<cycle>\d{4}|-)(?P<year>\d{4}|-)(?P<m>\d\d)(?P<leap>L?)(?P<d>\d\d)")
# The first cycle of sixty years of the Chinese calendar began in 2637 before our era.
YEAR_BEFORE_CYCLES = 2637


class Day(NamedTuple):
    """A day that returns; `year` is None where it is not known."""

    month: int
    day: int
    year: int | None = None


def kind_of(name: str) -> str | None:
    """The kind of occasion a property is; empty where its label says it, None for other properties."""
    return _KINDS.get(name)


def occasion_of(prop: Property, kind: str) -> OccasionDraft | None:
    """The occasion a date property tells; None where its value is no day of a calendar known here."""
    calendar = prop.header.first("CALSCALE").lower()
    if calendar == "chinese":
        return _lunar(prop.text, kind)
    day = read_day(prop.text, prop.header.first("X-APPLE-OMIT-YEAR")) if calendar in ("", "gregorian") else None
    return None if day is None else OccasionDraft(kind, day.month, day.day, day.year)


def is_no_date_by_intent(prop: Property) -> bool:
    """Whether a card says itself that this is text, a part of a date (`1985`, `1985-04`), or of another calendar."""
    if prop.header.first("VALUE").lower() == "text" or prop.header.first("CALSCALE"):
        return True
    return set(prop.text) <= set("0-/.") or _PART_OF_A_DATE.fullmatch(prop.text) is not None


def read_day(text: str, omitted: str = "") -> Day | None:
    """The day that a value names, as it is written: no time zone moves it. `omitted` is a year that stands for none."""
    text = text.strip()
    found = _first_match(_BY_MONTH_NUMBER, text)
    if found is not None:
        month = int(found["m"])
    elif (found := _first_match(_BY_MONTH_NAME, text)) is not None:
        month = _MONTH_NUMBERS.get(found["m"].lower(), 0)
    else:
        return None
    return _checked(found.groupdict().get("y"), month, int(found["d"]), omitted)


def _first_match(patterns: list[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.fullmatch(text))), None)


def _checked(year: str | None, month: int, day: int, omitted: str) -> Day | None:
    number = int(year) if year is not None and year != omitted else 0
    known = number if number not in (0, NO_YEAR) else None
    return Day(month, day, known) if days.exists(known, month, day) else None


def _lunar(text: str, kind: str) -> OccasionDraft | None:
    found = _LUNAR.fullmatch(text)
    if found is None:
        return None
    year = None
    if "-" not in (found["cycle"], found["year"]):
        year = (int(found["cycle"]) - 1) * 60 + int(found["year"]) - YEAR_BEFORE_CYCLES
    occasion = OccasionDraft(kind, int(found["m"]), int(found["d"]), year, calendar="chinese", leap=bool(found["leap"]))
    return occasion if occasions.exists(occasion) else None
