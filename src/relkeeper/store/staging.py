"""Messages on their way into the book: sorted by time, outside of memory, in a database without a name that is gone
when it is closed."""

import sqlite3
from collections.abc import Iterator

from relkeeper.rules import names

# A message: when, in seconds of its conversation's clock, the number of its sender (0 for none), its text, the number
# of its files (0 for none), whether it is nothing but a medium, and the number of the file that has it.
Staged = tuple[int, int, str, int, int, int]

_AT_ONCE = 2000


class Staging:
    """Messages by the number of their conversation, in parts as files hold them."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(
            "CREATE TABLE message (number INTEGER PRIMARY KEY, conversation INTEGER, rank INTEGER, at INTEGER, "
            "sender INTEGER, text TEXT, files INTEGER, medium INTEGER, source INTEGER)"
        )
        self._rows: list[tuple[int, int, int, str, int, int, int]] = []
        self._count = 0
        self._begun: tuple[int, int] | None = None
        self._last = 0

    def add(self, conversation: int, message: Staged) -> None:
        """Stage a message of the part that is being read, all of one conversation and file."""
        at = message[0]
        if self._begun is None:
            self._begun = (self._count + 1, at)
        self._count += 1
        self._last = at
        self._rows.append((conversation, *message))
        if len(self._rows) == _AT_ONCE:
            self._flush()

    def end_part(self) -> None:
        """What comes next may be in another order. Within one second that of the file holds, from its older end."""
        if self._begun and self._last < self._begun[1]:
            self._flush()
            self._db.execute("UPDATE message SET rank = -number WHERE number >= ?", self._begun[:1])
        self._begun = None

    def messages(self, conversation: int) -> Iterator[Staged]:
        """All messages of a conversation, oldest first."""
        self.end_part()
        self._flush()
        return self._db.execute(
            "SELECT at, sender, text, files, medium, source FROM message WHERE conversation = ? "
            "ORDER BY at, source, coalesce(rank, number)",
            (conversation,),
        )

    def close(self) -> None:
        self._db.close()

    def _flush(self) -> None:
        self._db.execute("BEGIN")
        try:
            self._insert()
        except UnicodeEncodeError:
            # Half of a character that JSON wrote in two.
            self._db.execute("ROLLBACK")
            self._db.execute("BEGIN")
            self._rows = [(*row[:3], names.clean(row[3]), *row[4:]) for row in self._rows]
            self._insert()
        self._db.execute("COMMIT")
        self._rows.clear()

    def _insert(self) -> None:
        self._db.executemany(
            "INSERT INTO message (conversation, at, sender, text, files, medium, source) VALUES (?, ?, ?, ?, ?, ?, ?)",
            self._rows,
        )
