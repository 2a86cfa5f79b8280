"""The lines that show why somebody may know about a subject."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from relkeeper.reports import attachments, interactions
from relkeeper.reports.topics import talked_about
from relkeeper.reports.topics.talked_about import Talk
from relkeeper.rules.queries import snippets
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.queries.snippets import Snippet
from relkeeper.store import search_index

# So many lines for each are enough.
MOST = 3
_WIDTH = 120
# What of a contact may name a subject, in the user's words.
_KEPT = {"title": "title", "organization": "organisation", "how_we_met": "how we met", "notes": "notes"}
_KEPT_PRIVATE = {"private_notes": "private notes"}


class EvidenceRow(NamedTuple):
    """A place that names a subject. `kind` is `contact`, `entry`, `note` or `attachment`, and `id` its number.

    `at` is the moment of an entry, ISO 8601 with its offset, the UTC instant at which a file was added, and None for
    what is kept of a contact. `channel` is that of an entry, else empty. `field` is where the words stand, `snippet`
    what stands around them, and `matches` are beginning and end of each of them, as offsets into it. What is `private`
    is there only where that was asked for.
    """

    kind: str
    id: int
    at: str | None
    channel: str
    field: str
    snippet: str
    matches: tuple[tuple[int, int], ...]
    private: bool


def kept(db: sqlite3.Connection, phrases: Sequence[Phrase], *, reveal: bool) -> dict[int, list[int]]:
    """The contacts whose titles, organisations, notes or fields name it, each with the numbers of those fields."""
    columns = ("about", "private") if reveal else ("about",)
    named = talked_about.documents(db, search_index.CONTACT, phrases, columns)
    # The index still has whom another program has removed since.
    there = db.execute("SELECT id FROM contact WHERE id IN (SELECT value FROM json_each(?))", (str(named),))
    found: dict[int, list[int]] = {number: [] for (number,) in there}
    fields = talked_about.documents(db, search_index.CUSTOM_FIELD, phrases, ("about",))
    rows = db.execute(
        "SELECT contact_id, id FROM custom_field "
        "WHERE id IN (SELECT value FROM json_each(?)) AND (? OR NOT private) ORDER BY id",
        (str(fields), reveal),
    )
    for contact_id, number in rows:
        found.setdefault(contact_id, []).append(number)
    return found


def of_contact(
    db: sqlite3.Connection, contact_id: int, fields: Iterable[int], phrases: Sequence[Phrase], *, reveal: bool
) -> list[EvidenceRow]:
    """The lines of what is kept of a contact, and of these of its fields."""
    core = [_kept_line(contact_id, *each, phrases) for each in _core(db, contact_id, reveal=reveal)]
    own = [_kept_line(contact_id, *each, phrases) for each in _fields(db, fields)]
    # Where the name of a field has the words, its value need not have them.
    return [*(row for row in core if row.matches), *own][:MOST]


def of_talks(
    db: sqlite3.Connection, talks: Sequence[Talk], phrases: Sequence[Phrase], *, reveal: bool
) -> tuple[EvidenceRow, ...]:
    """The lines of the first of these."""
    tell = {"entry": _of_entry, "attachment": _of_file}
    return tuple(tell[talk.kind](db, talk.id, phrases, reveal) for talk in islice(talks, MOST))


def _kept_line(contact_id: int, field: str, text: str, private: int, phrases: Sequence[Phrase]) -> EvidenceRow:
    return EvidenceRow("contact", contact_id, None, "", field, *_snippet(text, phrases), bool(private))


def _core(db: sqlite3.Connection, contact_id: int, *, reveal: bool) -> Iterator[tuple[str, str, bool]]:
    texts = _KEPT | _KEPT_PRIVATE if reveal else _KEPT
    row = db.execute(f"SELECT {', '.join(texts)} FROM contact WHERE id = ?", (contact_id,)).fetchone()
    return zip(texts.values(), row, (column in _KEPT_PRIVATE for column in texts), strict=True)


def _fields(db: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[str, str, int]]:
    for number in numbers:
        yield db.execute("SELECT name, value, private FROM custom_field WHERE id = ?", (number,)).fetchone()


def _of_entry(db: sqlite3.Connection, number: int, phrases: Sequence[Phrase], reveal: bool) -> EvidenceRow:
    row = interactions.entry(db, number, reveal)
    kind = "note" if row.kind else "entry"
    for field in talked_about.ENTRY_TEXTS:
        if (said := _snippet(getattr(row, field), phrases)).matches:
            return EvidenceRow(kind, number, row.at, row.channel, field, *said, row.private)
    return EvidenceRow(kind, number, row.at, row.channel, "summary", *_snippet(row.summary, phrases), row.private)


def _of_file(db: sqlite3.Connection, number: int, phrases: Sequence[Phrase], reveal: bool) -> EvidenceRow:
    row = attachments.one(db, number, reveal)
    (text,) = db.execute(
        "SELECT c.text FROM attachment a JOIN content c ON c.id = a.content_id WHERE a.id = ?", (number,)
    ).fetchone()
    said = _snippet(text, phrases)
    shown = said if said.matches else Snippet(row.name)
    return EvidenceRow("attachment", number, row.added_at, "", "text", *shown, row.private)


def _snippet(text: str, phrases: Sequence[Phrase]) -> Snippet:
    return snippets.snippet(text, phrases, _WIDTH)
