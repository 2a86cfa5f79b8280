"""By what the filter of the page finds somebody."""

from relkeeper.reports.page import PersonRow
from relkeeper.rules.names.variants import simplified
from relkeeper.rules.points import digits


def found_by(row: PersonRow) -> str:
    """All that is compared with what is typed; the script folds it (page.js).

    Chinese stands there in simplified characters, too, and a phone number as the digits it was typed with: where it
    begins with 0, as it is dialled at home, the international form does not hold it.
    """
    contact = row.contact
    words = (contact.name, contact.organization, contact.title, *contact.tags, *row.topics, *row.keys)
    points = (*contact.emails, *row.emails, *contact.phones, *row.phones, *map(digits, contact.phones))
    return " ".join(dict.fromkeys(filter(None, (*words, *map(simplified, words), *points))))
