"""The open book: the settings in force, the two doors to the file, what it tells and what one can do to it.

Everything is made when first asked for. Modules are imported here inside functions, on purpose: what reads must never
pay for the ORM, and nothing for a report or an importer that was not asked for. This is where those imports live, so
that commands need none.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from relkeeper import config
from relkeeper.book.imports import Imports
from relkeeper.book.reports import BEGIN, Reports
from relkeeper.book.writer import Writer
from relkeeper.clock import now
from relkeeper.errors import NotFoundError, RelkeeperError
from relkeeper.rules import channels, instants
from relkeeper.rules.who import AmbiguousWho, Candidate, Who
from relkeeper.store import people, reading
from relkeeper.store.connecting import Keys

if TYPE_CHECKING:
    from relkeeper.forms import Forms
    from relkeeper.reports.file import FileInfo
    from relkeeper.services.erasing.eraser import Eraser
    from relkeeper.services.keeping.backups import Backups, Progress, Warn
    from relkeeper.services.keeping.checking import Finding
    from relkeeper.services.keeping.restoring import Restored
    from relkeeper.services.keeping.upkeep import Upkeep
    from relkeeper.store.encryption import Encryption
    from relkeeper.store.passphrases import Passphrases
    from relkeeper.syncing.looking import FolderSurvey, Losses
    from relkeeper.syncing.report import SyncReport

__all__ = ["BEGIN", "Book", "Chooser", "Reports", "Writer", "no_choice", "unheard", "unseen"]

T = TypeVar("T")

# Offers the choice among several to whoever is there to choose; None when nobody is, or nothing was chosen.
Chooser = Callable[[AmbiguousWho], Candidate | None]

# Asks a question whose answer is not shown.
Ask = Callable[[str], str]


def no_choice(several: AmbiguousWho) -> Candidate | None:
    """The chooser where nobody is there to answer."""
    return None


def unheard(words: str) -> None:
    """Where nobody listens to warnings."""


@contextmanager
def unseen(task: str, total: int) -> Iterator[Callable[[int], None]]:
    """Where nobody looks at progress."""
    yield lambda done: None


class Book:
    """One person's book.

    `db` is the file named on the command line, if any. `chooser` offers the choice among several contacts to whoever is
    there, and `ask_passphrase` asks them what opens an encrypted book (None where nobody is). `warn` hears what went
    wrong beside the work, and `progress` shows that something takes a while.
    """

    def __init__(
        self,
        db: Path | None = None,
        chooser: Chooser = no_choice,
        environ: Mapping[str, str] = os.environ,
        ask_passphrase: Ask | None = None,
        warn: "Warn" = unheard,
        progress: "Progress" = unseen,
    ) -> None:
        self._db = db
        self._warn = warn
        self._progress = progress
        self._environ = environ
        self._chooser = chooser
        self._ask_passphrase = ask_passphrase
        self._opened: sqlite3.Connection | None = None

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

        name = config.lookup(name).name
        value = config.lookup(name).parse(text) if text else None
        if name == "default_channel" and text:
            channels.parse(text, self.config.channels)
        if name == "db" and isinstance(value, Path):
            text = str(value.absolute())
        if name == "phone_region" and self.path.exists():
            with self.writing("config set") as write:
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

    @cached_property
    def keys(self) -> Keys:
        """What opens the file, its copies and its backups, plain or encrypted."""
        return Keys(lambda: self.passphrases.current())  # noqa: PLW0108 - they are made when first asked for

    @cached_property
    def passphrases(self) -> "Passphrases":
        """Where the passphrase of the book comes from."""
        from relkeeper.store.passphrases import Passphrases

        return Passphrases(self.path, self._environ, self._ask_passphrase)

    @cached_property
    def encryption(self) -> "Encryption":
        """The encryption of the file, and how to change it."""
        from relkeeper.store.encryption import Encryption

        return Encryption(self.path, self.keys, self.config.busy_seconds)

    def read(self, query: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `query` returns through the read-only door; None where there is no book yet."""
        if self._opened is not None:
            return query(self._opened)
        try:
            return reading.read(self.path, query, self.keys)
        except reading.OlderFileError:
            with self.writing("upgrade"):
                pass  # opening the door to write brings the file up to date
            return reading.read(self.path, query, self.keys)

    def at_once(self, ask: Callable[[], T]) -> T:
        """What `ask` returns, who calls several reports: told of one moment, and the file is opened once for all.

        It may be called more than once, and neither asks a person nor shows anything: nobody waits for an open file.
        """

        def within(db: sqlite3.Connection) -> list[T]:
            before, self._opened = self._opened, db
            try:
                return [ask()]
            finally:
                self._opened = before

        answer = self.read(within)
        return answer[0] if answer else ask()  # there is no book: each report knows what it says of that

    def find(self, who: Who) -> Candidate:
        """The contact that is meant. Raises NotFoundError or AmbiguousWho.

        A person is asked after the file was closed: no question keeps others from writing.
        """
        try:
            return self._meant(who)
        except AmbiguousWho as several:
            found = self._chooser(several)
            if found is None:
                raise
            return found

    def told_of(self, who: Who, ask: Callable[[int], T]) -> T:
        """What `ask` returns for the number of the contact that is meant; otherwise like `find` and `at_once`.

        Where nobody has to choose, the file is opened once: to open it is a good part of the time of a report.
        """
        try:
            return self.at_once(lambda: ask(self._meant(who).id))
        except AmbiguousWho:
            found = self.find(who)
        return self.at_once(lambda: ask(found.id))

    def _meant(self, who: Who) -> Candidate:
        found = self.read(lambda db: people.resolve(db, who))
        if found is None:
            raise NotFoundError(f"there is no book at {self.path} yet; {BEGIN}")
        return found

    @cached_property
    def reports(self) -> Reports:
        """What the book tells."""
        return Reports(self)

    @cached_property
    def forms(self) -> "Forms":
        """Things of the book as text to be edited."""
        from relkeeper.forms import Forms

        return Forms(self.now)

    @cached_property
    def imports(self) -> Imports:
        """What comes into the book."""
        return Imports(self, self._progress)

    @cached_property
    def backups(self) -> "Backups":
        """The backups of the book."""
        from relkeeper.services.keeping.backups import Backups

        return Backups(
            self.path,
            self.config,
            self.now,
            self.keys,
            older=lambda backup, why, asking: self.passphrases.older(backup, why, asking=asking),
            warn=self._warn,
            progress=self._progress,
        )

    @cached_property
    def upkeep(self) -> "Upkeep":
        """What can be done for the file as a whole."""
        from relkeeper.services.keeping.upkeep import Upkeep

        return Upkeep(self.path, self.keys, self.config.busy_seconds, self._progress)

    @cached_property
    def eraser(self) -> "Eraser":
        """What removes people for good."""
        from relkeeper.services.erasing.eraser import Eraser

        return Eraser(self.path, self.keys, self.config.busy_seconds, instants.text(self.now), self.backups)

    def check(self) -> "list[Finding]":
        """What is wrong with the file, and with the permissions of it and its backups."""
        return self.upkeep.check(self.backups.files())

    def is_damaged(self) -> bool:
        """Whether bytes of the file are not what somebody wrote, as far as that can be told now."""
        try:
            return self.upkeep.is_damaged()
        except RelkeeperError:
            return False

    def info(self) -> "FileInfo":
        """The file of the book and what it holds. Raises NotFoundError where there is none."""
        from relkeeper.reports import file

        counts = self.reports.counts()
        backups = self.backups.all()
        return file.FileInfo(
            path=str(self.path),
            size=self.path.stat().st_size,
            encrypted=self.encryption.is_on(),
            counts=counts,
            backup_folder=str(self.backups.folder),
            backups=len(backups),
            last_backup_at=instants.text(backups[0].at) if backups else None,
        )

    def survey(self, folder: Path) -> "FolderSurvey":
        """What there is to do to keep a folder of .vcf files in step. Raises UsageError for what is no folder."""
        from relkeeper.syncing import looking

        return self.read(lambda db: looking.survey(db, folder)) or looking.survey(None, folder)

    def in_step(self, folder: Path, survey: "FolderSurvey") -> "SyncReport":
        """What there is to say of a folder that is in step already."""
        from relkeeper.syncing.report import SyncReport

        return SyncReport(str(folder), unchanged=len(survey.files.digests))

    def keep_in_step(
        self, folder: Path, agreed: "Losses", *, prefer_folder: bool, version: str, force: bool, dry_run: bool
    ) -> "SyncReport":
        """Bring a folder of .vcf files and the book in step. Raises RelkeeperError where too much would go.

        More than a fifth goes only where it was `agreed` to, or with `force`. A `dry_run` changes nothing.
        """
        from relkeeper.syncing.keeping import Wishes

        wishes = Wishes(prefer_folder, version, agreed, force, dry_run)
        with self.writing("sync vdir", keep=not dry_run) as write:
            return write.keep_in_step(folder, wishes)

    def restore(self, name: str, consent: Callable[[], None]) -> "Restored":
        """Put a backup in the place of the book; one of an older version is brought up to date.

        `consent` is called, and may raise, before a file is replaced in which nothing tells of a book. Where the new
        book cannot be brought up to date, that is a warning: it is there.
        """
        from relkeeper.services.keeping import restoring

        done = restoring.restore(self.backups, name, consent)
        try:
            self.read(lambda db: None)
        except RelkeeperError as error:
            self._warn(f"the backup was restored, but is not ready yet: {error}")
        return done

    @contextmanager
    def writing(self, command: str, keep: bool = True, backup: str = "") -> Iterator[Writer]:
        """One transaction of changes: all of them or, after an error, none. Without `keep` none either: a rehearsal.

        `command` is the name under which history knows the operation. `backup` is the reason to make a backup before;
        without one that is done at the first change of a day.
        """
        from relkeeper.store import writing

        if keep:
            self.backups.before_writing(backup)

        operation = writing.Command(command, instants.text(self.now))
        with (
            ExitStack() as sign,
            writing.book_file(self.path, keep) as path,
            writing.transaction(
                path,
                self.config.busy_seconds,
                operation,
                keep,
                self.keys,
                before_migration=lambda: self._before_migration(sign),
            ) as session,
        ):
            sign.close()
            yield Writer(self, session)

    def _before_migration(self, sign: ExitStack) -> None:
        """Make the backup, and show until `sign` is closed that a long migration goes on."""
        self.backups.before_migration()
        sign.enter_context(self._progress("Bringing the book up to date", self.path.stat().st_size))
