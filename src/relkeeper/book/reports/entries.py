"""What happened and what was noted, with the files that were attached."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, count, takewhile
from typing import TYPE_CHECKING

from relkeeper.book.reports.asking import Asking

if TYPE_CHECKING:
    from relkeeper.reports.attachments import AttachmentRow
    from relkeeper.reports.interactions import InteractionRow
    from relkeeper.reports.notes import NoteRow
    from relkeeper.store.blobs import Content


class Entries(Asking):
    """What happened and what was noted, with the files that were attached."""

    def timeline(
        self,
        limit: int | None,
        contact_id: int | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        channel: str = "",
        tags: Sequence[str] = (),
        classes: Sequence[str] = (),
        reveal: bool = False,
    ) -> "list[InteractionRow]":
        from relkeeper.reports import interactions

        wanted = interactions.Filter(contact_id, since, until, channel, tuple(tags))

        def report(db: sqlite3.Connection) -> "list[InteractionRow]":
            return interactions.report(db, wanted._replace(only=self._in_classes(db, classes)), limit, reveal)

        return self._rows(report)

    def entry(self, interaction_id: int, *, reveal: bool = False) -> "InteractionRow":
        from relkeeper.reports import interactions

        return self._one(lambda db: interactions.entry(db, interaction_id, reveal))

    def notes(
        self, contact_id: int | None = None, *, kind: str = "", limit: int | None = None, reveal: bool = False
    ) -> "list[NoteRow]":
        """Dated facts, newest first."""
        from relkeeper.reports import notes

        return self._rows(lambda db: notes.report(db, contact_id, kind, limit, reveal))

    def attachments(self, contact_id: int | None = None, *, reveal: bool = False) -> "list[AttachmentRow]":
        from relkeeper.reports import attachments

        return self._rows(lambda db: attachments.report(db, contact_id, reveal))

    def attachment(self, attachment_id: int, *, reveal: bool = False) -> "AttachmentRow":
        """One attachment. Raises NotFoundError."""
        from relkeeper.reports import attachments

        return self._one(lambda db: attachments.one(db, attachment_id, reveal))

    def attachment_name(self, attachment_id: int) -> str:
        """What an attachment is called, or was when it was removed. Raises NotFoundError."""
        from relkeeper.reports import attached_files

        return self._one(lambda db: attached_files.called(db, attachment_id))

    def bytes_of(self, attachment_id: int) -> Iterator[bytes]:
        """The bytes of an attached file, in pieces; the file of the book is open only while one is read.

        Raises NotFoundError, and DamagedError behind the last piece where they are not those that were attached.
        """
        from relkeeper.reports import attached_files

        yield from self.bytes_in(self._one(lambda db: attached_files.content(db, attachment_id)))

    def bytes_in(self, content: "Content") -> Iterator[bytes]:
        """The bytes of a content, as `bytes_of` has them."""
        from relkeeper.store import blobs

        def chunks(first: int) -> list[bytes]:
            return self._one(lambda db: blobs.chunks(db, content.id, first, blobs.AT_ONCE))

        groups = map(chunks, count(0, blobs.AT_ONCE))
        yield from blobs.verified(content, chain.from_iterable(takewhile(bool, groups)))
