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
    from relkeeper.drafts import ContactDraft
    from relkeeper.importers import FormatRow, Source, Sources
    from relkeeper.importers.tables.proposing import Proposal
    from relkeeper.rules.sides import Me
    from relkeeper.services.importing.gathering import Gathering
    from relkeeper.services.importing.ingest import Wishes
    from relkeeper.services.importing.reviewing import ReadCard
    from relkeeper.services.importing.surveying import Doubt, Question
    from relkeeper.services.keeping.backups import Progress


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

    def tables(self, found: "Sequence[Source]", encoding: str | None = None) -> "list[Proposal]":
        """What the columns of those tables seem to hold of which only the user can say it. Raises InputError."""
        from relkeeper.errors import InputError
        from relkeeper.importers.tables import any_table
        from relkeeper.importers.tables.proposing import Proposal

        proposals = []
        for source in found:
            if source.reader.NAME == any_table.NAME:
                try:
                    with source.path.open("rb") as file:
                        guesses = any_table.guesses(file, source.name, encoding)
                except OSError as error:
                    raise InputError(f"{source.name} cannot be read: {error.strerror}") from error
                proposals.append(Proposal(source.name, tuple(guesses)))
        return proposals

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
        from relkeeper.services.importing.ingest import Wishes

        return Wishes(
            me,
            with_id,
            create=create,
            groups=groups,
            everything=everything,
            originals=originals,
            gap=self._book.config.sitting_hours * _HOUR,
        )

    def cards(self, source: "Source") -> "list[ContactDraft]":
        """The cards of a file that a person has to look at. Raises InputError where there is none."""
        from relkeeper.drafts import ContactDraft
        from relkeeper.errors import InputError
        from relkeeper.importers import Reading

        try:
            with source.path.open("rb") as file:
                records = source.reader.read(file, source.name, Reading(now=self.now))
                return [record for record in records if isinstance(record, ContactDraft)]
        except OSError as error:
            raise InputError(f"{source.name} cannot be read: {error.strerror}") from error

    def read_card(self, source: "Source", draft: "ContactDraft") -> "ReadCard":
        """What is to be seen of a card before it is taken: what it says, and whom of the book it belongs to."""
        from relkeeper.services.importing import reviewing

        card = reviewing.read_card(source.name, draft)
        region = self._book.config.phone_region
        return self._book.read(lambda db: reviewing.placed(db, region, card, draft)) or card

    @contextmanager
    def gathered(
        self,
        found: "Sequence[Source]",
        me: "Me",
        *,
        encoding: str | None = None,
        date_order: str = "",
        columns: tuple[tuple[str, str], ...] = (),
        reviewed: "Sequence[tuple[Source, ContactDraft]]" = (),
        ask_order: Callable[[str], str] = lambda why: "",
    ) -> "Iterator[Gathering]":
        """The conversations in files, read while the book is open to others.

        `columns` say what the columns of tables hold. `reviewed` are cards that the user has looked at, with the files
        that they come from. `ask_order` is asked, with the reason, in which order day and month stand in a file that
        does not tell. Raises InputError where there is nothing to read.
        """
        from relkeeper.importers import Reading
        from relkeeper.services.importing.gathering import Gathering

        reading = Reading(encoding, self.now, date_order, me.names, me.handles, columns=columns)
        gathering = Gathering(reading)
        gathering.reviewed.extend(reviewed)
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
        from relkeeper.services.importing.matching import Matching
        from relkeeper.services.importing.surveying import Survey

        def ask(db: sqlite3.Connection | None) -> "list[Question]":
            matching = Matching(db, self._book.config.phone_region)
            return Survey(matching, wishes.me, wishes.with_id).questions(gathering.conversations)

        asked = self._book.read(ask)
        return ask(None) if asked is None else asked

    def doubts(self, gathering: "Gathering") -> "list[Doubt]":
        """The cards of which only the user can say whether they are of somebody in the book."""
        from relkeeper.services.importing import surveying
        from relkeeper.services.importing.placing import Placing

        region = self._book.config.phone_region
        return self._book.read(lambda db: surveying.doubts(Placing(db, region), gathering)) or []
