"""Thunderbird, an address book exported as CSV or tab delimited: English heads, in whatever encoding the system had."""

from typing import TYPE_CHECKING, BinaryIO

from relkeeper.importers.head import Head
from relkeeper.importers.tables import contacts
from relkeeper.importers.tables.contacts import Records
from relkeeper.importers.tables.table import begins_so, has

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "thunderbird-csv"
TITLE = "Thunderbird address book, CSV or tab delimited"
ENDINGS: tuple[str, ...] = (".csv", ".tab", ".txt")
WHERE = "In Thunderbird's address book: Tools > Export, comma separated or tab delimited."
STREAMS = True

_COLUMNS = {
    "first name": "given_name", "last name": "family_name", "display name": "name", "nickname": "alias",
    "primary email": "email", "secondary email": "email", "screen name": "im", "work phone": "phone:work",
    "home phone": "phone:home", "fax number": "phone:fax", "pager number": "phone:pager",
    "mobile number": "phone:cell", "home address": "street:home", "home address 2": "street:home",
    "home city": "city:home", "home state": "region:home", "home zipcode": "code:home", "home country": "country:home",
    "work address": "street:work", "work address 2": "street:work", "work city": "city:work",
    "work state": "region:work", "work zipcode": "code:work", "work country": "country:work", "job title": "title",
    "department": "department", "organization": "organization", "web page 1": "url:home", "web page 2": "url:work",
    "birth year": "birth_year", "birth month": "birth_month", "birth day": "birth_day", "notes": "notes",
}  # fmt: skip
_IS_HEAD = has("display name", "primary email")


def recognises(head: Head) -> bool:
    """Whether the head has the columns of Thunderbird."""
    return begins_so(head, _IS_HEAD)


def read(file: BinaryIO, name: str, reading: "Reading") -> Records:
    """The contacts of a seekable file. Raises UsageError for an encoding that does not exist."""
    table = contacts.opened(file, name, reading, _IS_HEAD)
    return contacts.read(table, name, "", contacts.by_heads(table.heads, _COLUMNS, table.keys))
