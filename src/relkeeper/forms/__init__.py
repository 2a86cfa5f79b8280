"""A contact or an entry as text to be edited, and back. TOML, with a word of help in front.

The forms know no file and no editor; a mistake is a UsageError that names the line or the key.
"""

from datetime import datetime

from relkeeper.drafts import ContactDraft
from relkeeper.forms import contact, entry
from relkeeper.forms.contact import ContactForm
from relkeeper.forms.entry import EntryForm
from relkeeper.reports.contact import ContactDetails
from relkeeper.reports.interactions import InteractionRow


class Forms:
    """The forms, at a moment: dates in them are understood from `now` (aware, local).

    A contact's form is to be read as it was written: with what is private if that was revealed.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now

    def write_contact(self, details: ContactDetails) -> str:
        return contact.write(details)

    def write_draft(self, draft: ContactDraft) -> str:
        """The form of a contact that is not in the book yet."""
        return contact.write_draft(draft)

    def read_contact(self, text: str, revealed: bool = False) -> ContactForm:
        return contact.read(text, revealed)

    def write_entry(self, row: InteractionRow) -> str:
        return entry.write(row)

    def read_entry(self, text: str) -> EntryForm:
        return entry.read(text, self._now)
