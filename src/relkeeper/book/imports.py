"""What comes into the book: files looked at and read before anything is written; modules are imported inside functions,
on purpose."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relkeeper.book import Book
    from relkeeper.importers import FormatRow, Source, Sources
    from relkeeper.rules.sides import Me
    from relkeeper.services.backups import Progress
    from relkeeper.services.gathering import Gathering
    from relkeeper.services.ingest import Wishes
    from relkeeper.services.surveying import Question


_HOUR = 3600


class Imports:
    """What comes into the book."""

    def __init__(self, book: "Book", progress: "Progress") -> None:
        self._book = book
        self._progress = progress

    @property
    def now(self) -> datetime:
        """The time of the command, in the zone in which clocks of chats that name none are understood."""
        return self._book.now.astimezone(self._book.config.timezone) if self._book.config.timezone else self._book.now

    def formats(self) -> "list[FormatRow]":
        """What can be read."""
        from relkeeper import importers

        return importers.formats()

    def sources(self, paths: Sequence[Path], format_name: str | None = None) -> "Sources":
        """The files as sources of an import, to be closed. Raises InputError when none can be read."""
        from relkeeper import importers

        return importers.sources(paths, format_name)

    def me(self, called: Sequence[str] = ()) -> "Me":
        """What the owner is called: by the settings, and as the command says."""
        from relkeeper.rules.sides import Me

        me = Me(region=self._book.config.phone_region)
        for word in (*self._book.config.me_names, *self._book.config.me_handles, *called):
            me = me.also(word)
        return me

    def wishes(
        self,
        me: "Me",
        with_id: int | None = None,
        *,
        create: bool = False,
        groups: bool = False,
        everything: bool = False,
        originals: bool = True,
    ) -> "Wishes":
        """How things are to be taken in, by the command and the settings."""
        from relkeeper.services.ingest import Wishes

        return Wishes(
            me,
            with_id,
            create=create,
            groups=groups,
            everything=everything,
            originals=originals,
            gap=self._book.config.sitting_hours * _HOUR,
        )

    @contextmanager
    def gathered(
        self,
        found: "Sequence[Source]",
        me: "Me",
        *,
        encoding: str | None = None,
        date_order: str = "",
        ask_order: Callable[[str], str] = lambda why: "",
    ) -> "Iterator[Gathering]":
        """The conversations in files, read while the book is open to others.

        `ask_order` is asked, with the reason, in which order day and month stand in a file that does not tell. Raises
        InputError where there is nothing to read.
        """
        from relkeeper.importers import Reading
        from relkeeper.services.gathering import Gathering

        reading = Reading(encoding, self.now, date_order, me.names, me.handles)
        gathering = Gathering(reading)
        try:
            # The bar is gone before anything is asked.
            with self._progress("Reading", sum(source.path.stat().st_size for source in found)) as done:
                gathering.read(found, done)
            for source, why in gathering.undated:
                gathering.read_undated(source, why, ask_order(why))
            gathering.check()
            yield gathering
        finally:
            gathering.close()

    def questions(self, gathering: "Gathering", wishes: "Wishes") -> "list[Question]":
        """What only the user can say of gathered conversations."""
        from relkeeper.services.matching import Matching
        from relkeeper.services.surveying import Survey

        def ask(db: sqlite3.Connection | None) -> "list[Question]":
            matching = Matching(db, self._book.config.phone_region)
            return Survey(matching, wishes.me, wishes.with_id).questions(gathering.conversations)

        asked = self._book.read(ask)
        return ask(None) if asked is None else asked
