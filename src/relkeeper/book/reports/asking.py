"""How reports are asked: by the read door, with the settings and the time of the command."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from relkeeper.errors import AmbiguousError, NotFoundError
from relkeeper.rules import who
from relkeeper.store import people

if TYPE_CHECKING:
    from relkeeper.book import Book

T = TypeVar("T")

BEGIN = "begin with: relkeeper add NAME, or: relkeeper import FILE.vcf"


class Asking:
    """What the reports of every subject have in common."""

    def __init__(self, book: "Book") -> None:
        self._book = book

    @property
    def _today(self) -> date:
        return self._book.now.date()

    @property
    def _default_cadence(self) -> int | None:
        return self._book.config.default_cadence

    def _me(self, db: sqlite3.Connection) -> int | None:
        """The owner's own contact, by the setting `me_contact`; None where that names nobody, or several."""
        if not self._book.config.me_contact:
            return None
        try:
            return people.resolve(db, who.parse(self._book.config.me_contact)).id
        except (NotFoundError, AmbiguousError):
            return None  # `contact card --me` says so; that one line too many is shown is no reason to show none

    def _in_classes(
        self, db: sqlite3.Connection, classes: Sequence[str], only: Collection[int] | None = None
    ) -> Collection[int] | None:
        """The contacts in one of the classes, and among `only` these; None where all are meant."""
        if not classes:
            return only
        from relkeeper.reports import segments

        found = segments.in_classes(db, self._today, classes, self._me(db))
        return found if only is None else found.intersection(only)

    def _rows(self, query: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        return self._book.read(query) or []

    def _one(self, query: Callable[[sqlite3.Connection], T]) -> T:
        found = self._book.read(query)
        if found is None:
            raise NotFoundError(f"there is no book at {self._book.path} yet; {BEGIN}")
        return found
