"""What was found, as it is shown: whose it is, when it was, and the words with some of what stands around them."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from relkeeper.reports.attachments import PRIVATE
from relkeeper.reports.interactions import Named, local, taking_part
from relkeeper.reports.searching import told
from relkeeper.reports.searching.documents import phrase_in
from relkeeper.reports.searching.hit import Hit
from relkeeper.reports.searching.people import Found
from relkeeper.reports.searching.row import FoundRow
from relkeeper.reports.searching.scope import ATTACHMENT, CONTACT, ENTRY, FOLLOW_UP, NOTE
from relkeeper.reports.searching.told import Told
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.queries.snippets import snippet

_ENTRY = "SELECT at, utc_offset, precision, channel, private FROM interaction WHERE id = ?"
_PROMISE = """
    SELECT f.due_on, f.private, c.id, c.name FROM follow_up f JOIN contact c ON c.id = f.contact_id WHERE f.id = ?
"""
_FILE = f"SELECT substr(a.added_at, 1, 10), {PRIVATE} FROM attachment a WHERE a.id = ?"
_OWNERS = """
    SELECT c.id, c.name FROM contact c WHERE c.id IN (
        SELECT contact_id FROM attachment_contact WHERE attachment_id = :id
        UNION SELECT p.contact_id FROM attachment a JOIN participant p ON p.interaction_id = a.interaction_id
        WHERE a.id = :id
    ) ORDER BY c.sort_key, c.id
"""


def contacts(
    db: sqlite3.Connection, found: Sequence[Found], phrases: Sequence[Phrase], *, reveal: bool
) -> Iterator[FoundRow]:
    """The contacts, in their order."""
    for number, by_name in found:
        name, archived = db.execute("SELECT name, archived FROM contact WHERE id = ?", (number,)).fetchone()
        who = Named(number, name)
        texts = told.by_contact(db, number, reveal=reveal)
        best = _name(texts, phrases) if by_name else _beside_the_name(texts, phrases)
        row = FoundRow(CONTACT, number, who, None, "", "", (), (who,), archived=bool(archived), private=best.private)
        yield _row(row, best, phrases)


def others(db: sqlite3.Connection, hits: Sequence[Hit], phrases: Sequence[Phrase]) -> Iterator[FoundRow]:
    """Entries, notes, follow-ups and attachments, in their order."""
    participants = taking_part(db, [hit.id for hit in hits if hit.kind in (ENTRY, NOTE)])
    for hit in hits:
        if hit.kind in (ENTRY, NOTE):
            yield _entry(db, hit, participants[hit.id], phrases)
        else:
            yield _SHOWN[hit.kind](db, hit, phrases)


def _entry(db: sqlite3.Connection, hit: Hit, people: Sequence[Named], phrases: Sequence[Phrase]) -> FoundRow:
    at, offset, precision, channel, private = db.execute(_ENTRY, (hit.id,)).fetchone()
    row = FoundRow(hit.kind, hit.id, None, local(at, offset), "", "", channel=channel)
    row = row._replace(precision=precision, private=bool(private))
    return _row(_of(row, people), _best(told.by_entry(db, hit.id), phrases), phrases)


def _follow_up(db: sqlite3.Connection, hit: Hit, phrases: Sequence[Phrase]) -> FoundRow:
    due_on, private, *person = db.execute(_PROMISE, (hit.id,)).fetchone()
    row = _of(FoundRow(hit.kind, hit.id, None, due_on, "", "", private=bool(private)), [Named._make(person)])
    return _row(row, _best(told.by_follow_up(db, hit.id), phrases), phrases)


def _attachment(db: sqlite3.Connection, hit: Hit, phrases: Sequence[Phrase]) -> FoundRow:
    added_on, private = db.execute(_FILE, (hit.id,)).fetchone()
    people = [Named._make(row) for row in db.execute(_OWNERS, {"id": hit.id})]
    row = _of(FoundRow(hit.kind, hit.id, None, added_on, "", "", private=bool(private)), people)
    return _row(row, _best(told.by_attachment(db, hit.id), phrases), phrases)


_SHOWN: Mapping[str, Callable[[sqlite3.Connection, Hit, Sequence[Phrase]], FoundRow]] = {
    FOLLOW_UP: _follow_up,
    ATTACHMENT: _attachment,
}


def _of(row: FoundRow, people: Sequence[Named]) -> FoundRow:
    return row._replace(contact=people[0] if people else None, contacts=tuple(people))


def _row(row: FoundRow, best: Told, phrases: Sequence[Phrase]) -> FoundRow:
    piece = snippet(best.text, _in_column(phrases, best.column))
    return row._replace(field=best.field, snippet=piece.text, matches=piece.matches)


def _name(texts: Sequence[Told], phrases: Sequence[Phrase]) -> Told:
    """The name or alias with the most of the words; the name, where they are only its pinyin."""
    return _best([text for text in texts if text.field in ("name", "alias")], phrases)


def _beside_the_name(texts: Sequence[Told], phrases: Sequence[Phrase]) -> Told:
    """The name is shown anyway, so what has words that it has not comes before it."""
    name, *others = texts
    missing = [phrase for phrase in phrases if not _has(name, phrase)]
    best = _best(others, missing) if others and missing else name
    return best if any(_has(best, phrase) for phrase in missing) else name


def _best(texts: Sequence[Told], phrases: Sequence[Phrase]) -> Told:
    """The first of the texts with the most phrases."""
    return max(texts, key=lambda text: sum(_has(text, phrase) for phrase in phrases))


def _has(text: Told, phrase: Phrase) -> bool:
    said = _in_column([phrase], text.column)
    return bool(snippet(text.text, said).matches) or bool(said and text.also and phrase_in(phrase, text.also))


def _in_column(phrases: Sequence[Phrase], column: str) -> list[Phrase]:
    return [phrase for phrase in phrases if not phrase.columns or column in phrase.columns]
