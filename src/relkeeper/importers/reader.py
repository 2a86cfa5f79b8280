"""What a reader of a format is, and what it is told and tells."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from relkeeper.drafts import ChatDraft, ContactDraft, EventDraft, MessageDraft, Notice, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.own_records import OwnRecord

Record = ContactDraft | ChatDraft | MessageDraft | EventDraft | OwnRecord | Notice | Problem


class Reading(NamedTuple):
    """How the user wants files to be read.

    `now` is aware; its zone is the one in which a clock without a zone is understood (rules.dates.localize), and
    nothing is taken that is later. `date_order` is `dmy`, `mdy` or `ymd` where the user said it. `me_names` are folded
    (rules.names.fold), `me_handles` in small letters; both may be empty. `folder` is where files that the text names
    may lie, None where nowhere. `columns` are what the user says of a table: (its head, what it holds), in the words of
    `import --map`.
    """

    encoding: str | None = None
    now: datetime = datetime.max.replace(tzinfo=UTC)
    date_order: str = ""
    me_names: frozenset[str] = frozenset()
    me_handles: frozenset[str] = frozenset()
    folder: Path | None = None
    columns: tuple[tuple[str, str], ...] = ()


class Reader(Protocol):
    """One format.

    `NAME` is the word for --format, `TITLE` what people call it, `ENDINGS` how its files are usually named (".txt"),
    `WHERE` a sentence that says where in which program one finds the export. A reader of what nobody is asked about
    (cards, mails, meetings) may say `STREAMS = True`: then its files are not looked into before they are taken in. One
    whose reading is a guess that a person has to look at (a photographed card) says `REVIEWED = True`: then only files
    that the user named are read, never those in a folder or an archive. One that knows its files by little may have a
    stricter `recognises_unnamed(head)` for those.
    """

    NAME: str
    TITLE: str
    ENDINGS: tuple[str, ...]
    WHERE: str

    def recognises(self, head: Head) -> bool:
        """Whether a file that begins so is of this format."""

    def read(self, file: BinaryIO, name: str, reading: Reading) -> Iterator[Record]:
        """The records of a seekable file, one by one; `name` is the file's in problems.

        Raises UsageError for an encoding that does not exist, DateOrderError where only the user can say in which order
        day and month stand.
        """
