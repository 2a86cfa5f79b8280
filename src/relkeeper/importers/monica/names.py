"""What somebody is called, and the special dates of a contact."""

from typing import Any

from relkeeper.drafts import OccasionDraft
from relkeeper.importers.json_values import mapping
from relkeeper.importers.monica.values import day, line
from relkeeper.rules.vcard.names import NameParts, in_reading_order


def parts(told: dict[str, Any]) -> NameParts:
    """The parts of a name, from the properties of a contact."""
    return NameParts(line(told.get("last_name")), line(told.get("first_name")), line(told.get("middle_name")))


def display(told: dict[str, Any]) -> str:
    """The name that the parts make, else the nickname; empty where there is neither."""
    return in_reading_order(parts(told)) or line(told.get("nickname"))


def occasion(told: dict[str, Any], key: str, kind: str) -> OccasionDraft | None:
    """A special date as what returns each year; None where it is not known by its day."""
    special = mapping(told.get(key))
    found = day(special.get("date"))
    if found is None or special.get("is_age_based"):
        return None
    return OccasionDraft(kind, found.month, found.day, None if special.get("is_year_unknown") else found.year)


def year_of(told: dict[str, Any], key: str) -> str:
    """`about 1983` for a special date that was made of an age; empty for any other."""
    special = mapping(told.get(key))
    found = day(special.get("date"))
    return f"about {found.year}" if found is not None and special.get("is_age_based") else ""


def born(told: dict[str, Any]) -> str:
    """When somebody was born, in words; empty where that is not known."""
    birthday = occasion(told, "birthdate", "birthday")
    if birthday is None:
        about = year_of(told, "birthdate")
        return f"born {about}" if about else ""
    if birthday.year is None:
        return f"birthday {birthday.month:02}-{birthday.day:02}"
    return f"born {birthday.year}-{birthday.month:02}-{birthday.day:02}"
