"""Attached files of another book: their bytes are looked at before they are kept, and kept once."""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from tempfile import SpooledTemporaryFile

from relkeeper.drafts import FileDraft, Problem
from relkeeper.errors import RelkeeperError
from relkeeper.importers.own_records import AttachmentRecord, ContentPiece, ContentRecord
from relkeeper.rules import instants
from relkeeper.rules.texts import file_names
from relkeeper.services.attachments import Attachments
from relkeeper.services.importing.report import Count, plus
from relkeeper.services.importing.whole_book.contacts import Contacts
from relkeeper.services.importing.whole_book.entries import Entries
from relkeeper.store.blobs import CHUNK

_IN_MEMORY = 8 * CHUNK


class Files:
    """Takes attachments, and the bytes that follow them. What cannot be taken is added to `problems`."""

    def __init__(
        self,
        db: sqlite3.Connection,
        attachments: Attachments,
        contacts: Contacts,
        entries: Entries,
        problems: list[Problem],
    ) -> None:
        self._db = db
        self._attachments = attachments
        self._contacts = contacts
        self._entries = entries
        self._problems = problems
        self.count = Count()
        self._waiting: dict[str, list[AttachmentRecord]] = {}
        self._in_order: list[AttachmentRecord] = []
        self._bytes = _Spool()

    def take(self, record: AttachmentRecord) -> None:
        """An attachment waits for its bytes."""
        self._in_order.append(record)
        self._waiting.setdefault(record.sha256, []).append(record)

    def take_piece(self, piece: ContentPiece) -> None:
        self._bytes.add(piece.data)

    def take_content(self, record: ContentRecord, file: str) -> None:
        """The pieces that came are this content: it is kept if they are, and if anything is attached to it."""
        try:
            why = record.problem or self._bytes.refusal(record)
            if why:
                self._problems.append(Problem(file, record.where, f"{why}; these bytes were left out"))
            elif (waiting := self._waiting.get(record.sha256)) and self._content(record.sha256) is None:
                draft = FileDraft(waiting[0].name, self._bytes.read, record.media_type)
                # What an import read is searched in the entries that came of it.
                self._attachments.keep(draft, searchable=not waiting[0].original)
        except (RelkeeperError, OSError) as error:
            self._problems.append(Problem(file, record.where, f"it was not kept as an attachment: {error}"))
        finally:
            self._bytes.clear()

    def finish(self, file: str) -> None:
        """Attach all for which there are bytes, in the order in which they stood in the file."""
        made: set[int] = set()
        without = 0
        for record in self._in_order:
            content = self._content(record.sha256)
            if content is None:
                without += 1
            else:
                self._attach(record, content, made, file)
        if without:
            count = f"{without} attachment{' is' if without == 1 else 's are'}"
            message = f"{count} in it without the bytes, and left out; export the book without --no-attachments"
            self._problems.append(Problem(file, "attachments", message))
        self._waiting, self._in_order = {}, []
        self._bytes.clear()

    def _attach(self, record: AttachmentRecord, content: int, made: set[int], file: str) -> None:
        entry = self._entries.id(record.interaction) if record.interaction else None
        people = self._contacts.ids(record.people)
        is_deleted = entry is None and not people and self._entries.is_deleted(record.interaction)
        if is_deleted or self._stands(record, content, entry, people, made):
            self.count = plus(self.count, unchanged=1)
        elif entry is None and not people:
            message = "nobody and no entry that it belongs to is in the book; the attachment was left out"
            self._problems.append(Problem(file, record.where, message))
        else:
            made.add(self._insert(record, content, entry, people))
            self.count = plus(self.count, created=1)

    def _stands(
        self, record: AttachmentRecord, content: int, entry: int | None, people: list[int], made: set[int]
    ) -> bool:
        """Whether the book has it, by its uid, or had the same bytes with the same ties before this file."""
        if self._db.execute("SELECT 1 FROM attachment WHERE uid = ?", (record.uid,)).fetchone():
            return True
        same = self._db.execute(
            "SELECT id FROM attachment WHERE content_id = ? AND interaction_id IS ?", (content, entry)
        ).fetchall()
        tied = "SELECT contact_id FROM attachment_contact WHERE attachment_id = ?"
        return any(
            {row[0] for row in self._db.execute(tied, (number,))}.issuperset(people)
            for (number,) in same
            if number not in made
        )

    def _insert(self, record: AttachmentRecord, content: int, entry: int | None, people: list[int]) -> int:
        number = self._db.execute(
            "INSERT INTO attachment (uid, content_id, interaction_id, name, note, original, added_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                record.uid,
                content,
                entry,
                file_names.safe(record.name, "file"),
                record.note,
                record.original,
                instants.text(record.added_at),
            ),
        ).lastrowid
        assert number is not None
        self._db.executemany(
            "INSERT INTO attachment_contact (attachment_id, contact_id) VALUES (?, ?)",
            [(number, person) for person in people],
        )
        return number

    def _content(self, digest: str) -> int | None:
        found = self._db.execute("SELECT id FROM content WHERE sha256 = ?", (digest,)).fetchone()
        return int(found[0]) if found else None


class _Spool:
    """The bytes of a content until all are there: in memory while they are few, else in a file without a name."""

    def __init__(self) -> None:
        self._file: SpooledTemporaryFile[bytes] | None = None
        self.clear()

    def clear(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None
        self._digest = sha256()
        self._size = 0

    def add(self, data: bytes) -> None:
        if self._file is None:
            self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by `clear`
        self._file.write(data)
        self._digest.update(data)
        self._size += len(data)

    def refusal(self, wanted: ContentRecord) -> str:
        """Why the bytes are not those that are wanted; empty where they are."""
        if self._size != wanted.size:
            return f"{self._size} bytes came instead of {wanted.size}"
        return "" if self._digest.hexdigest() == wanted.sha256 else "the bytes are not those of this sha256"

    def read(self) -> Iterator[bytes]:
        """The bytes in pieces. Each reading has its own place: there may be two at once."""
        place = 0
        while self._file is not None:
            self._file.seek(place)
            if not (piece := self._file.read(CHUNK)):
                return
            yield piece
            place += len(piece)
