"""The open book: the settings in force, the two doors to the file, what it tells and what one can do to it.

Everything is made when first asked for. Modules are imported here inside functions, on purpose: what reads must never
pay for the ORM, and nothing for a report or an importer that was not asked for. This is where those imports live, so
that commands need none.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from relkeeper import config
from relkeeper.errors import NotFoundError, UsageError
from relkeeper.rules import channels, names
from relkeeper.rules.who import AmbiguousWho, Candidate, Who
from relkeeper.store import people, reading

if TYPE_CHECKING:
    from sqlmodel import Session

    from relkeeper.forms import Forms
    from relkeeper.importers import Sources
    from relkeeper.reports.contact import ContactDetails
    from relkeeper.reports.contacts import ContactRow
    from relkeeper.reports.interactions import InteractionRow
    from relkeeper.reports.overdue import OverdueRow
    from relkeeper.reports.tags import TagRow
    from relkeeper.services.contacts import Contacts
    from relkeeper.services.ingest import Ingest
    from relkeeper.services.interactions import Interactions
    from relkeeper.services.tags import Tags

T = TypeVar("T")

# Offers the choice among several to whoever is there to choose; None when nobody is, or nothing was chosen.
Chooser = Callable[[AmbiguousWho], Candidate | None]

BEGIN = "begin with: relkeeper add NAME, or: relkeeper import FILE.vcf"


def no_choice(several: AmbiguousWho) -> Candidate | None:
    """The chooser where nobody is there to answer."""
    return None


def now(environ: Mapping[str, str] = os.environ) -> datetime:
    """The local time with its UTC offset; `RELKEEPER_NOW` (ISO 8601) sets it, for tests and examples."""
    fixed = environ.get("RELKEEPER_NOW")
    if not fixed:
        return datetime.now().astimezone()
    try:
        return datetime.fromisoformat(fixed).astimezone()
    except ValueError:
        raise UsageError(f"RELKEEPER_NOW is '{fixed}'; an ISO 8601 time is expected") from None


class Book:
    """One person's book.

    `db` is the file named on the command line, if any. `chooser` offers the choice among several contacts to whoever is
    there.
    """

    def __init__(
        self,
        db: Path | None = None,
        chooser: Chooser = no_choice,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._db = db
        self._environ = environ
        self._chooser = chooser

    @cached_property
    def now(self) -> datetime:
        """The local time at which the command began."""
        return now(self._environ)

    @cached_property
    def config_path(self) -> Path:
        """The settings file, whether it exists or not."""
        if named := self._environ.get("RELKEEPER_CONFIG"):
            return Path(named).expanduser()
        from platformdirs import user_config_path

        return user_config_path("relkeeper", appauthor=False) / "config.toml"

    @cached_property
    def config_texts(self) -> Mapping[str, tuple[str, str]]:
        """Each setting that was given: its text, and where it came from."""
        given = {}
        if self.config_path.exists():
            from relkeeper import config_file

            origin = str(self.config_path)
            given = {name: (text, origin) for name, text in config_file.read(self.config_path).items()}
        named = config.from_environment(self._environ)
        return given | {name: (text, f"RELKEEPER_{name.upper()}") for name, text in named.items()}

    @cached_property
    def config(self) -> config.Config:
        """The settings in force. Raises UsageError for one that cannot be used."""
        return config.load(self.config_texts)

    def set_config(self, name: str, text: str) -> None:
        """Write a setting to the file; "" takes it out. Raises UsageError for one that cannot be used."""
        from relkeeper.services import settings

        value = config.lookup(name).parse(text) if text else None
        if name == "default_channel" and text:
            channels.parse(text, self.config.channels)
        if name == "db" and isinstance(value, Path):
            text = str(value.absolute())
        if name == "phone_region" and self.path.exists():
            with self.writing() as write:
                write.renormalise_phones(str(value or ""))
        settings.write(self.config_path, name, text or None)

    @cached_property
    def path(self) -> Path:
        """The file of the book, whether it exists or not."""
        if self._db is not None:
            return self._db.expanduser()
        if self.config.db is not None:
            return self.config.db
        from platformdirs import user_data_path

        return user_data_path("relkeeper", appauthor=False) / "relkeeper.db"

    def read(self, query: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `query` returns through the read-only door; None where there is no book yet."""
        try:
            return reading.read(self.path, query)
        except reading.OlderFileError:
            with self.writing():
                pass  # opening the door to write brings the file up to date
            return reading.read(self.path, query)

    def find(self, who: Who) -> Candidate:
        """The contact that is meant. Raises NotFoundError or AmbiguousWho.

        A person is asked after the file was closed: no question keeps others from writing.
        """
        try:
            found = self.read(lambda db: people.resolve(db, who))
        except AmbiguousWho as several:
            found = self._chooser(several)
            if found is None:
                raise
        if found is None:
            raise NotFoundError(f"there is no book at {self.path} yet; {BEGIN}")
        return found

    @cached_property
    def reports(self) -> "Reports":
        """What the book tells."""
        return Reports(self)

    @cached_property
    def forms(self) -> "Forms":
        """Things of the book as text to be edited."""
        from relkeeper.forms import Forms

        return Forms(self.now)

    def sources(self, paths: Sequence[Path], format_name: str | None = None) -> "Sources":
        """The files as sources of an import. Raises InputError when none can be read."""
        from relkeeper import importers

        return importers.sources(paths, format_name)

    @contextmanager
    def writing(self, keep: bool = True) -> "Iterator[Writer]":
        """One transaction of changes: all of them or, after an error, none. Without `keep` none either: a rehearsal."""
        from relkeeper.store import writing

        with (
            writing.book_file(self.path, keep) as path,
            writing.transaction(path, self.config.busy_seconds, keep) as session,
        ):
            yield Writer(self, session)


class Reports:
    """What the book tells. A list is empty, and a single thing not found, where there is no book yet."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def overdue(
        self, within_days: int | None = None, tags: tuple[str, ...] = (), limit: int | None = None
    ) -> "list[OverdueRow]":
        from relkeeper.reports import overdue

        today, default = self._today, self._default_cadence
        return self._rows(lambda db: overdue.report(db, today, default, within_days, tags, limit))

    def contacts(
        self,
        order: str,
        limit: int | None,
        *,
        text: str = "",
        tags: Sequence[str] = (),
        org: str = "",
        never: bool = False,
        archived: bool = False,
    ) -> "list[ContactRow]":
        from relkeeper.reports import contacts

        wanted = contacts.Filter(
            names.fold(text) if text else "", tuple(tags), names.fold(org) if org else "", never, archived
        )
        today, default = self._today, self._default_cadence
        return self._rows(lambda db: contacts.report(db, today, default, wanted, order, limit))

    def contact(self, contact_id: int, limit: int | None = None) -> "ContactDetails":
        """The contact in full, with at most `limit` entries. Raises NotFoundError."""
        from relkeeper.reports import contact

        today, default = self._today, self._default_cadence
        return self._one(lambda db: contact.report(db, today, default, contact_id, limit))

    def alone_with(self, contact_id: int) -> int:
        """How many entries are with this contact and nobody else."""
        from relkeeper.reports import contact

        return self._one(lambda db: contact.alone_with(db, contact_id))

    def timeline(
        self,
        limit: int | None,
        contact_id: int | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        channel: str = "",
        tags: Sequence[str] = (),
    ) -> "list[InteractionRow]":
        from relkeeper.reports import interactions

        wanted = interactions.Filter(contact_id, since, until, channel, tuple(tags))
        return self._rows(lambda db: interactions.report(db, wanted, limit))

    def entry(self, interaction_id: int) -> "InteractionRow":
        from relkeeper.reports import interactions

        return self._one(lambda db: interactions.entry(db, interaction_id))

    def tags(self) -> "list[TagRow]":
        from relkeeper.reports import tags

        return self._rows(tags.report)

    def offers(self, kind: str, beginning: str) -> list[str]:
        """What TAB may offer; `kind` is `names`, `tags` or `channels`."""
        from relkeeper.reports import completion

        offer = {"names": completion.names, "tags": completion.tags, "channels": completion.channels}[kind]
        return self._rows(lambda db: offer(db, beginning))

    @property
    def _today(self) -> date:
        return self._book.now.date()

    @property
    def _default_cadence(self) -> int | None:
        return self._book.config.default_cadence

    def _rows(self, query: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        return self._book.read(query) or []

    def _one(self, query: Callable[[sqlite3.Connection], T]) -> T:
        found = self._book.read(query)
        if found is None:
            raise NotFoundError(f"there is no book at {self._book.path} yet; {BEGIN}")
        return found


class Writer:
    """What one can do to the book, within one transaction."""

    def __init__(self, book: Book, session: "Session") -> None:
        self._book = book
        self._session = session
        # The lock is taken now, so that whatever is looked at from here on stays as it is.
        session.connection()

    @cached_property
    def contacts(self) -> "Contacts":
        from relkeeper.services.contacts import Contacts

        return Contacts(self._session, self._book.now, self._book.config.phone_region)

    @cached_property
    def interactions(self) -> "Interactions":
        from relkeeper.services.interactions import Interactions

        return Interactions(self._session, self._book.now)

    @cached_property
    def tags(self) -> "Tags":
        from relkeeper.services.tags import Tags

        return Tags(self._session)

    @cached_property
    def ingest(self) -> "Ingest":
        from relkeeper.services.ingest import Ingest

        return Ingest(self._session, self._book.now, self._book.config.phone_region)

    def renormalise_phones(self, region: str) -> None:
        """Compare phone numbers from now on as numbers of that region."""
        from relkeeper.services import contact_rows

        contact_rows.renormalise_phones(self._session, region)
