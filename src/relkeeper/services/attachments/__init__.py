"""Files that are kept in the book. Each method works in the caller's transaction; nothing is printed or asked."""

import sqlite3
from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from relkeeper.drafts import FileDraft
from relkeeper.errors import NotFoundError
from relkeeper.rules import instants, sizes
from relkeeper.rules.texts import file_names
from relkeeper.services.attachments import extracting
from relkeeper.services.attachments.media_types import media_type
from relkeeper.store import blobs, images, journal, search_index
from relkeeper.store.blobs import Kept, TooLargeError, unheard
from relkeeper.store.models.attachments import Attachment
from relkeeper.store.models.row import new_uid
from relkeeper.store.writing import raw


class Attached(NamedTuple):
    """An attachment, and whether it is new: the same file may be there already under the same ties."""

    id: int
    created: bool


class Removed(NamedTuple):
    """A file that was removed for good. `kept_for` are attachments of the same bytes, which stay with these: some may
    have been removed, as long as an undo would bring them back."""

    kept_for: tuple[int, ...]


class Attachments:
    """Attachments of one open book; a file may have at most `limit` bytes."""

    def __init__(self, session: Session, now: datetime, limit: int) -> None:
        self._session = session
        self._now = now
        self._limit = limit

    def keep(self, file: FileDraft, progress: Callable[[int], None] = unheard, *, searchable: bool = True) -> Kept:
        """Take the bytes of a file into the book, with its media type and, if `searchable`, its text; each file once.

        `progress` is told the bytes that are done. Raises UsageError for a file over the limit, and what reading the
        file raises; nothing of it is kept then, and the transaction can go on.
        """
        db = raw(self._session)
        try:
            kept = blobs.keep(
                db, file.read, lambda head: media_type(head, file.name, file.media_type), self._limit, progress
            )
        except TooLargeError:
            raise sizes.too_large(file.name, self._limit) from None
        if kept.is_new and searchable:
            self._extract(kept.id)
        return kept

    def attach(
        self,
        content_id: int,
        name: str,
        *,
        interaction_id: int | None = None,
        contact_ids: Collection[int] = (),
        note: str = "",
        original: bool = False,
    ) -> Attached:
        """Tie a kept content to an entry, to contacts, or both; `name` may be any text.

        What is tied to the same entry and all of these contacts already is not attached again; an `original` that is
        there is tied to those of the contacts that it was not tied to. Raises NotFoundError for an entry or a contact
        that is not there.
        """
        assert interaction_id is not None or contact_ids
        db = raw(self._session)
        if interaction_id is not None and not _stands(db, "interaction", interaction_id):
            raise NotFoundError(f"there is no entry #{interaction_id}; see: relkeeper timeline")
        people = list(dict.fromkeys(contact_ids))
        for contact_id in people:
            if not _stands(db, "contact", contact_id):
                raise NotFoundError(f"there is no contact #{contact_id} any more")
        there = self._there(content_id, interaction_id, people, original)
        if there is not None:
            return Attached(there, created=False)
        # Not through the session: ten thousand mails come with as many files.
        number = db.execute(
            "INSERT INTO attachment (uid, content_id, interaction_id, name, note, original, added_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                new_uid(),
                content_id,
                interaction_id,
                file_names.safe(name, "file"),
                note,
                original,
                instants.text(self._now),
            ),
        ).lastrowid
        assert number is not None
        self._tie(number, people)
        return Attached(number, created=True)

    def remove(self, attachment_id: int) -> None:
        """Take a file out of the book. Its bytes stay as long as an undo may want them. Raises NotFoundError."""
        attachment = self._session.get(Attachment, attachment_id)
        if attachment is None:
            raise _no_attachment(attachment_id)
        self._session.delete(attachment)
        self._session.flush()

    def remove_for_good(self, attachment_id: int) -> Removed:
        """Take a file out of the book, or one that was removed earlier out of its history, and its bytes unless another
        attachment has the same. The operation keeps nothing; free pages of the file may, until it is vacuumed.

        Raises NotFoundError where neither the book nor its history has it.
        """
        db = raw(self._session)
        row = images.standing(db, "attachment", attachment_id) or images.last_known(db, "attachment", attachment_id)
        if row is None:
            raise _no_attachment(attachment_id)
        db.execute("PRAGMA secure_delete = ON")
        db.execute("DELETE FROM attachment WHERE id = ?", (attachment_id,))
        journal.forget(db)
        blobs.forget(db, [attachment_id])
        journal.drop_empty(db)
        blobs.collect(db)
        return Removed(tuple(sorted(blobs.attachments_of(db, row["content_id"]))))

    def _extract(self, content_id: int) -> None:
        """Keep the text of a new content beside its bytes."""
        db = raw(self._session)
        (kind,) = db.execute("SELECT media_type FROM content WHERE id = ?", (content_id,)).fetchone()
        if extracting.has_text(kind):
            begun = b"".join(blobs.chunks(db, content_id, count=extracting.LOOKED_AT // blobs.CHUNK))
            db.execute("UPDATE content SET text = ? WHERE id = ?", (extracting.text(begun, kind), content_id))
            search_index.add_text(db, content_id)

    def _there(
        self, content_id: int, interaction_id: int | None, people: Collection[int], original: bool
    ) -> int | None:
        """An attachment of the same content with the same ties, or the original that gets them."""
        db = raw(self._session)
        found = db.execute(
            "SELECT id, original FROM attachment WHERE content_id = ? AND interaction_id IS ? ORDER BY id",
            (content_id, interaction_id),
        ).fetchall()
        for number, was_original in found:
            tied = {
                row[0]
                for row in db.execute("SELECT contact_id FROM attachment_contact WHERE attachment_id = ?", (number,))
            }
            if tied.issuperset(people):
                return int(number)
            if original and was_original:
                self._tie(number, [contact_id for contact_id in people if contact_id not in tied])
                return int(number)
        return None

    def _tie(self, attachment_id: int, contact_ids: Collection[int]) -> None:
        raw(self._session).executemany(
            "INSERT INTO attachment_contact (attachment_id, contact_id) VALUES (?, ?)",
            [(attachment_id, contact_id) for contact_id in contact_ids],
        )


def _no_attachment(attachment_id: int) -> NotFoundError:
    return NotFoundError(f"there is no attachment #{attachment_id}; see: relkeeper attachment list")


def _stands(db: sqlite3.Connection, table: str, number: int) -> bool:
    return db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (number,)).fetchone() is not None
