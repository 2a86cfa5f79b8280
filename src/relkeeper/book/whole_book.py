"""The whole book on its way out: page by page, so that neither memory nor a lock grows with it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from relkeeper.errors import BusyError
from relkeeper.reports import whole_book
from relkeeper.reports.whole_book import ContentRow, Plan, Row, Wanted

T = TypeVar("T")

_PAGE = 500

Page = Callable[[sqlite3.Connection, Sequence[int], Plan, Wanted], list[Row]]


class WholeBook:
    """What another book needs to become equal. Raises NotFoundError where there is no book, and BusyError in the middle
    where somebody has written to it since it was begun."""

    def __init__(
        self, ask: Callable[[Callable[[sqlite3.Connection], object]], object], today: date, default_cadence: int | None,
        wanted: Wanted,
    ) -> None:  # fmt: skip
        self._ask = ask
        self._today = today
        self._default_cadence = default_cadence
        self._wanted = wanted

    @cached_property
    def plan(self) -> Plan:
        """What goes out."""
        found = self._ask(lambda db: whole_book.plan(db, self._wanted))
        assert isinstance(found, Plan)
        return found

    def sections(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """The lists of the document with their rows, in their order; each is to be read before the next."""
        plan, wanted = self.plan, self._wanted

        def contacts(db: sqlite3.Connection, ids: Sequence[int], plan: Plan, wanted: Wanted) -> list[Row]:
            return whole_book.contacts(db, self._today, self._default_cadence, ids, plan, wanted)

        def follow_ups(db: sqlite3.Connection, ids: Sequence[int], plan: Plan, wanted: Wanted) -> list[Row]:
            return whole_book.follow_up_rows(db, self._today, ids, plan, wanted)

        yield "tags", self._rows(lambda db: whole_book.tags(db, plan, wanted))
        yield "contacts", self._pages(plan.contacts, contacts)
        yield "distinct", self._rows(lambda db: whole_book.distinct(db, plan))
        yield "interactions", self._pages(plan.interactions, whole_book.entries)
        yield "follow_ups", self._pages(plan.follow_ups, follow_ups)
        yield "dismissed_messages", self._rows(lambda db: whole_book.dismissed_messages(db, plan, wanted))
        yield "dismissed_events", self._rows(lambda db: whole_book.dismissed_events(db, wanted))
        yield "attachments", self._pages(plan.attachments, whole_book.files)

    def contents(self) -> Iterator[ContentRow]:
        """What is attached, each once."""
        for number in self.plan.contents:
            yield from self._page(lambda db, number=number: [whole_book.content(db, number)])  # type: ignore[misc]

    def _rows(self, query: Callable[[sqlite3.Connection], list[T]]) -> Iterator[T]:
        yield from self._page(query)

    def _pages(self, ids: Sequence[int], page: Page) -> Iterator[Row]:
        for begin in range(0, len(ids), _PAGE):
            part = ids[begin : begin + _PAGE]
            yield from self._page(lambda db, part=part: page(db, part, self.plan, self._wanted))  # type: ignore[misc]

    def _page(self, query: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        def ask(db: sqlite3.Connection) -> list[T] | None:
            return query(db) if whole_book.state(db) == self.plan.state else None

        rows = self._ask(ask)
        if not isinstance(rows, list):
            raise BusyError("the book was changed while it was written out, and the file is not whole; try again")
        return rows
