"""What a search brings back."""

from typing import NamedTuple

from relkeeper.reports.interactions import Named


class FoundRow(NamedTuple):
    """One thing that was found. `kind` is one of those of --kind, `id` that of the thing itself.

    `contact` is the first of `contacts`, the people it is about; None where nobody is. `at` is the moment of an entry
    or a note with the UTC offset it happened in, the day on which a follow-up is due, or a file was added (UTC), as
    ISO 8601; None for a contact. With `precision` "day" only the local date of an entry or a note means something; None
    for what has no moment. `channel` is empty for what has none, and `archived` true of an archived contact.

    What is `private` is brought back only where it is asked for; of a contact it is the text of the snippet.

    `field` says in the user's words where the words stand; `snippet` is the piece of it around them, and `matches`
    are the places of the words in it, as offsets of beginning and end.
    """

    kind: str
    id: int
    contact: Named | None
    at: str | None
    field: str
    snippet: str
    matches: tuple[tuple[int, int], ...] = ()
    contacts: tuple[Named, ...] = ()
    channel: str = ""
    archived: bool = False
    private: bool = False
    precision: str | None = None
