"""Attached files when a person is removed for good: which go, which stay, and whether those still name the person.

Bytes are searched as they are stored: what is packed within a file (a zip, a PDF, an office document) is seen only
where its text was extracted.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from relkeeper.store import blobs
from relkeeper.store.images import Image, image, key_values

# The texts of others are written in these, too; that of the words is UTF-8.
_ENCODINGS = ("gb18030", "big5", "utf-16-le", "utf-16-be")


def has_files(db: sqlite3.Connection) -> bool:
    """A backup of version 2 or older has none."""
    return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'chunk'").fetchone())


def forget(db: sqlite3.Connection, contact_id: int, with_nobody: Collection[int]) -> None:
    """Remove from the journal the attachments that went earlier and were the person's alone.

    `with_nobody` are the entries that went and that nobody else took part in.
    """
    gone = db.execute(
        "SELECT DISTINCT key FROM change WHERE table_name = 'attachment' AND action <> 'insert' AND action = 'delete' "
        "AND key NOT IN (SELECT id FROM attachment)"
    ).fetchall()
    forgotten = []
    for (number,) in gone:
        people, entry = _last_ties(db, number)
        alone = people <= {contact_id} and (entry is None or entry in with_nobody)
        if alone and (people or entry is not None):
            forgotten.append(number)
    blobs.forget(db, forgotten)


def naming(db: sqlite3.Connection, words: Collection[bytes]) -> list[int]:
    """The attachments, standing or in the journal, in whose bytes any of the words stands.

    The words are in small letters; the case of ASCII letters is ignored.
    """
    if not has_files(db) or not words:
        return []
    wanted = {form for word in words for form in _written(word)}
    holding = [number for number in _contents(db) if _found(db, number, wanted, first=True)]
    return sorted(number for content_id in holding for number in blobs.attachments_of(db, content_id))


def standing(db: sqlite3.Connection, words: Collection[bytes]) -> set[bytes]:
    """Which of the words stand in the bytes of a file that is kept, also where a chunk ends within one."""
    found: set[bytes] = set()
    if has_files(db):
        for number in _contents(db):
            found |= _found(db, number, set(words) - found)
    return found


def _last_ties(db: sqlite3.Connection, attachment_id: int) -> tuple[set[int], int | None]:
    """The contacts and the entry that an attachment which is gone belonged to when it went.

    Its entry may have gone just before it, in the same operation. That operation may hold many thousand rows, if it
    undid an import: these are found by their keys.
    """
    (operation,) = db.execute(
        "SELECT operation_id FROM change WHERE table_name = 'attachment' AND key = ? AND action <> 'insert' "
        "AND action = 'delete' ORDER BY id DESC LIMIT 1",
        (attachment_id,),
    ).fetchone()
    within = db.execute(
        "SELECT before FROM change WHERE table_name = 'attachment' AND key = ? AND action <> 'insert' "
        "AND +operation_id IS ? ORDER BY id",
        (attachment_id, operation),
    ).fetchall()
    rows: list[Image] = [image(before) for (before,) in within]
    people = {
        int(key_values(key)[1])
        for (key,) in db.execute(
            "SELECT key FROM change WHERE table_name = 'attachment_contact' AND action <> 'insert' "
            "AND action = 'delete' AND +operation_id IS ? AND key > ? || ',' AND key < ? || '-'",
            (operation, attachment_id, attachment_id),
        )
    }
    return people, next((row["interaction_id"] for row in rows if row["interaction_id"] is not None), None)


def _contents(db: sqlite3.Connection) -> list[int]:
    return [row[0] for row in db.execute("SELECT id FROM content ORDER BY id")]


def _written(word: bytes) -> Iterator[bytes]:
    """The word as a text file may have it: in other encodings, and escaped in JSON."""
    yield word
    text = word.decode("utf-8", "replace")
    yield json.dumps(text)[1:-1].lower().encode()
    for encoding in _ENCODINGS:
        try:
            yield text.encode(encoding).lower()
        except UnicodeEncodeError:
            continue


def _found(db: sqlite3.Connection, content_id: int, words: Iterable[bytes], *, first: bool = False) -> set[bytes]:
    """Which of the words stand in the bytes of a content; with `first` no more than one of them."""
    wanted = set(words)
    found: set[bytes] = set()
    overlap = max(map(len, wanted), default=1) - 1
    before = b""
    number = 0
    while wanted and not (first and found):
        chunks = blobs.chunks(db, content_id, number, 1)
        if not chunks:
            break
        text = before + chunks[0].lower()
        here = {word for word in wanted if word in text}
        found |= here
        wanted -= here
        before = text[max(0, len(text) - overlap) :]
        number += 1
    return found
