"""The bytes of attached files: in the file of the book, in chunks, by their SHA-256, each once.

Streaming in and out: no more than a few chunks are in memory. Contents are not journalled; one stays as long as an
attachment or the journal refers to it, so that an undo finds it, and is collected when neither does.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain, islice
from typing import NamedTuple

from relkeeper.errors import DamagedError
from relkeeper.store import search_index

CHUNK = 2**20
# What is held in memory at once: of a smaller file it is known before anything is written whether the book has it.
AT_ONCE = 8

_DAMAGED = "the attached file is damaged in the book; bring a backup back: relkeeper backup list"
_UNUSED = """
    SELECT id FROM content WHERE id NOT IN (SELECT content_id FROM attachment) AND NOT EXISTS (
        SELECT 1 FROM change WHERE table_name = 'attachment' AND action <> 'insert'
        AND instr(before, '"content_id":' || content.id || ',')
    )
"""


class Kept(NamedTuple):
    """A content of the book, and whether it is new there."""

    id: int
    is_new: bool


class Content(NamedTuple):
    """What is known of the bytes of a file: `sha256` in small hexadecimal digits, `size` in bytes."""

    id: int
    sha256: str
    size: int


class TooLargeError(Exception):
    """There are more bytes than the limit allows."""


def unheard(done: int) -> None:
    """Where nobody looks at progress."""


def keep(
    db: sqlite3.Connection,
    read: Callable[[], Iterable[bytes]],
    media_type: Callable[[bytes], str],
    limit: int,
    progress: Callable[[int], None] = unheard,
) -> Kept:
    """Store bytes in the caller's transaction. `media_type` is asked with the first of them, `progress` told how many
    are done.

    `read` yields them anew at each call: a large file that begins like one that is kept is read twice, so that a second
    copy is never written. Raises TooLargeError for more than `limit` bytes, and what `read` raises; nothing of them is
    left then.
    """
    chunks = _counted(_chunks(read()), limit, progress)
    first = list(islice(chunks, AT_ONCE))
    found = None
    if len(first) < AT_ONCE:
        found = _by_digest(db, _digest(first))
    elif _begins_like_another(db, first):
        found = _by_digest(db, _digest(_counted(read(), limit, progress)))
    if found is not None:
        return Kept(found, is_new=False)
    return Kept(_write(db, chain(first, chunks), media_type), is_new=True)


def content(db: sqlite3.Connection, content_id: int) -> Content:
    """What is known of a content. Raises DamagedError where it is not there: rows of a sound book refer to it."""
    found = db.execute("SELECT id, sha256, size FROM content WHERE id = ?", (content_id,)).fetchone()
    if found is None:
        raise DamagedError(_DAMAGED)
    return Content._make(found)


def chunks(db: sqlite3.Connection, content_id: int, first: int = 0, count: int = -1) -> list[bytes]:
    """The chunks of a content from the number `first` on, at most `count` of them; all of them without one."""
    rows = db.execute(
        "SELECT data FROM chunk WHERE content_id = ? AND number >= ? ORDER BY number LIMIT ?",
        (content_id, first, count),
    )
    return [row[0] for row in rows]


def read(db: sqlite3.Connection, content_id: int) -> Iterator[bytes]:
    """The bytes, chunk by chunk. Raises DamagedError, at the end at the latest, where they are not those that were
    stored."""
    rows = db.execute("SELECT data FROM chunk WHERE content_id = ? ORDER BY number", (content_id,))
    return verified(content(db, content_id), (row[0] for row in rows))


def verified(expected: Content, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes. Raises DamagedError behind the last where they are not those that were stored."""
    digest, done = sha256(), 0
    for piece in pieces:
        digest.update(piece)
        done += len(piece)
        yield piece
    if (done, digest.hexdigest()) != (expected.size, expected.sha256):
        raise DamagedError(_DAMAGED)


def collect(db: sqlite3.Connection) -> int:
    """Remove the contents that neither an attachment nor the journal refers to, and chunks of no content; returns how
    many contents that were.

    In the caller's transaction; whether the connection enforces foreign keys makes no difference.
    """
    unused = [row[0] for row in db.execute(_UNUSED).fetchall()]
    for number in unused:
        search_index.remove_text(db, number)
    db.executemany("DELETE FROM chunk WHERE content_id = ?", ((number,) for number in unused))
    db.executemany("DELETE FROM content WHERE id = ?", ((number,) for number in unused))
    lost = db.execute("SELECT DISTINCT content_id FROM chunk WHERE content_id NOT IN (SELECT id FROM content)")
    db.executemany("DELETE FROM chunk WHERE content_id = ?", lost.fetchall())
    return len(unused)


def attachments_of(db: sqlite3.Connection, content_id: int) -> set[int]:
    """The attachments that a content is kept for: those that stand, and those that an undo may bring back."""
    found = {row[0] for row in db.execute("SELECT id FROM attachment WHERE content_id = ?", (content_id,))}
    once = db.execute(
        "SELECT key FROM change WHERE table_name = 'attachment' AND action <> 'insert' AND instr(before, ?)",
        (f'"content_id":{content_id},',),
    )
    return found | {row[0] for row in once}


def forget(db: sqlite3.Connection, attachment_ids: Iterable[int]) -> None:
    """Remove what the journal has of attachments that are gone: no undo brings them back, and their bytes can go."""
    gone = json.dumps(list(attachment_ids))
    for table, key in (
        ("attachment", "key"),
        ("attachment_contact", "CAST(substr(key, 1, instr(key, ',') - 1) AS INTEGER)"),
    ):
        db.execute(
            f"DELETE FROM change WHERE table_name = '{table}' AND {key} IN (SELECT value FROM json_each(?))", (gone,)
        )


def _write(db: sqlite3.Connection, pieces: Iterable[bytes], media_type: Callable[[bytes], str]) -> int:
    (number,) = db.execute("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'content'").fetchone()
    digest, size, head, begins = sha256(), 0, b"", None
    try:
        for count, chunk in enumerate(pieces):
            head = head or chunk
            size += len(chunk)
            digest.update(chunk)
            db.execute("INSERT INTO chunk (content_id, number, data) VALUES (?, ?, ?)", (number, count, chunk))
            if count == AT_ONCE - 1:
                begins = _digest([head])
    except Exception:
        # The caller may go on with other files in the same transaction.
        db.execute("DELETE FROM chunk WHERE content_id = ?", (number,))
        raise
    db.execute(
        "INSERT INTO content (id, sha256, size, media_type, begins) VALUES (?, ?, ?, ?, ?)",
        (number, digest.hexdigest(), size, media_type(head), begins),
    )
    return int(number)


def _by_digest(db: sqlite3.Connection, digest: str) -> int | None:
    found = db.execute("SELECT id FROM content WHERE sha256 = ?", (digest,)).fetchone()
    return int(found[0]) if found else None


def _begins_like_another(db: sqlite3.Connection, first: Sequence[bytes]) -> bool:
    """Whether a large content begins with the first of these chunks."""
    found = db.execute("SELECT 1 FROM content WHERE begins = ?", (_digest(first[:1]),))
    return found.fetchone() is not None


def _digest(pieces: Iterable[bytes]) -> str:
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _counted(pieces: Iterable[bytes], limit: int, progress: Callable[[int], None]) -> Iterator[bytes]:
    """The same bytes, as long as they are not more than the limit."""
    done = 0
    for piece in pieces:
        done += len(piece)
        if done > limit:
            raise TooLargeError
        progress(done)
        yield piece


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks of one size; only the last is shorter."""
    rest = bytearray()
    for piece in pieces:
        if not rest and len(piece) == CHUNK:
            yield piece
            continue
        rest += piece
        while len(rest) >= CHUNK:
            yield bytes(rest[:CHUNK])
            del rest[:CHUNK]
    if rest:
        yield bytes(rest)
