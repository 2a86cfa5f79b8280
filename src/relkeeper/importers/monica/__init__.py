"""Monica 4, "Export as JSON" (its app/ExportResources): the contacts of an account and all that is written about them.

An account is one object: its collections (contacts, relationships, photos, ...) first, the names of the types that they
refer to behind them, and who took part in an activity with each contact. So the file is read twice, and as a stream;
pictures and documents in it are left where they stand until somebody wants them.

Not taken, because it says nothing of a person or follows from the rest: who looked at what and when, colours, the
coordinates of addresses, the owner's settings. How one met somebody is not in the export, only when and through whom.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ContactDraft, EventDraft, Notice, Problem
from relkeeper.errors import InputError
from relkeeper.importers.head import Head
from relkeeper.importers.json_values import string
from relkeeper.importers.monica.account import look_through
from relkeeper.importers.monica.contacts import Contacts
from relkeeper.importers.monica.events import activity_of
from relkeeper.importers.monica.files import Embedded
from relkeeper.importers.monica.values import values

if TYPE_CHECKING:
    from relkeeper.importers import Reading

STREAMS = True
NAME = "monica"
TITLE = "Monica 4, JSON"
ENDINGS: tuple[str, ...] = (".json",)
WHERE = "In Monica: Settings, Export data, Export to JSON."

_JSON = re.compile(
    r'\s*\{\s*"version"\s*:\s*"([^"]*)"\s*,\s*"app_version"\s*:\s*(?:"[^"]*"|null)\s*,\s*"export_date"\s*:'
)
_READ = "1."
_SQL = "run migrations (`php artisan migrate`)"


def recognises(head: Head) -> bool:
    """Whether the JSON begins with the versions of Monica's exports, or the file is the account as SQL."""
    return _JSON.match(head.text) is not None or _is_sql(head)


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ContactDraft | EventDraft | Notice | Problem]:
    """Contacts, each before its calls, conversations, gifts and debts, and the activities behind them.

    Raises InputError for an export of another version of Monica, and for one as SQL.
    """
    _check(file)
    embedded = Embedded(file)
    problems: list[Problem] = []
    account = look_through(embedded, name)
    contacts = Contacts(account, name, reading)
    for kind, value in values(embedded, problems, name):
        if kind == "contact":
            yield from contacts.records(value)
        elif kind == "activity":
            yield activity_of(value, account, name, reading.now)
    yield from contacts.notices()
    if account.journal_entries:
        yield Notice(name, f"journal entries left out, because they are about no contact: {account.journal_entries}")
    yield from problems


def _check(file: BinaryIO) -> None:
    file.seek(0)
    head = Head(file.read(4096))
    found = _JSON.match(head.text)
    if found is not None and not string(found[1]).startswith(_READ):
        raise InputError(f"this is an export of another Monica (its version is {found[1]}); those of Monica 4 are read")
    if _is_sql(head):
        raise InputError("this is Monica's export as SQL; export as JSON in Monica's settings, and import that")


def _is_sql(head: Head) -> bool:
    return head.text.startswith("# ***") and _SQL in head.text[:1000]
